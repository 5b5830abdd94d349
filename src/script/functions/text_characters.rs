//! Functions that take so many characters of a text.
//!
//! A character is what a person sees as one: `é` of two code points, or a family emoji.

use unicode_segmentation::UnicodeSegmentation as _;

use super::registrar::Registrar;
use super::registry::{Category, Example, Function};

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "left",
        category: Category::Text,
        signature: "left(text, count) -> text",
        summary: "The first `count` characters",
        examples: &[Example::new("left(\"Zoë Smit\", 3)", "\"Zoë\"")],
    },
    Function {
        name: "right",
        category: Category::Text,
        signature: "right(text, count) -> text",
        summary: "The last `count` characters",
        examples: &[Example::new("\"EMP0042\".right(4)", "\"0042\"")],
    },
    Function {
        name: "mid",
        category: Category::Text,
        signature: "mid(text, start, count?) -> text",
        summary: "`count` characters from the character `start` on, or all from there. The first \
                  character is 1.",
        examples: &[
            Example::new("mid(\"NL-AMS-04\", 4, 3)", "\"AMS\""),
            Example::new("mid(\"NL-AMS-04\", 8)", "\"04\""),
        ],
    },
    Function {
        name: "truncated",
        category: Category::Text,
        signature: "truncated(text, max) -> text",
        summary: "The text, cut so that a field for `max` characters takes it. No visible character \
                  is cut in two, and no blanks stay before the cut.",
        examples: &[
            Example::new("truncated(\"Head of Purchasing\", 8)", "\"Head of\""),
            Example::new("truncated(\"Head\", 8)", "\"Head\""),
        ],
    },
];

pub(super) fn register(registrar: &mut Registrar) {
    registrar.text_number("left", left);
    registrar.text_number("right", right);
    registrar.text_number("mid", mid_from);
    registrar.text_number_number("mid", mid);
    registrar.text_number("truncated", truncated);
}

fn count_of(function: &str, count: i64) -> Result<usize, String> {
    usize::try_from(count).map_err(|_| format!("{function} takes 0 or more characters, not {count}"))
}

/// The byte offset of the character with this index, the end when there are fewer.
fn offset_of(text: &str, index: usize) -> usize {
    if has_single_bytes(text) {
        return index.min(text.len());
    }
    text.grapheme_indices(true).nth(index).map_or(text.len(), |(offset, _)| offset)
}

/// Whether every byte is a character of its own. Of ASCII, only a line end of two is one.
fn has_single_bytes(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii() && byte != b'\r')
}

/// The first `count` characters.
///
/// # Errors
/// When `count` is negative.
pub fn left(text: &str, count: i64) -> Result<&str, String> {
    Ok(&text[..offset_of(text, count_of("left", count)?)])
}

/// The last `count` characters.
///
/// # Errors
/// When `count` is negative.
pub fn right(text: &str, count: i64) -> Result<&str, String> {
    let Some(before_last) = count_of("right", count)?.checked_sub(1) else {
        return Ok("");
    };
    if has_single_bytes(text) {
        return Ok(&text[text.len().saturating_sub(before_last).saturating_sub(1)..]);
    }
    let start = text.grapheme_indices(true).rev().nth(before_last).map_or(0, |(offset, _)| offset);
    Ok(&text[start..])
}

fn mid_from(text: &str, start: i64) -> Result<&str, String> {
    mid(text, start, i64::MAX)
}

/// `count` characters from the character `start` on; the first is 1.
///
/// # Errors
/// When `start` is less than 1 or `count` is negative.
pub fn mid(text: &str, start: i64, count: i64) -> Result<&str, String> {
    let skipped = usize::try_from(start.saturating_sub(1))
        .map_err(|_| format!("mid counts characters from 1, so there is no character {start}"))?;
    let rest = &text[offset_of(text, skipped)..];
    Ok(&rest[..offset_of(rest, count_of("mid", count)?)])
}

/// The text cut at a character boundary so that it has at most `max` code points, which is how
/// fields count. When it is cut, no blanks stay at the end.
///
/// # Errors
/// When `max` is negative.
pub fn truncated(text: &str, max: i64) -> Result<&str, String> {
    let max = count_of("truncated", max)?;
    if text.len() <= max {
        return Ok(text);
    }
    let Some((limit, _)) = text.char_indices().nth(max) else {
        return Ok(text);
    };
    let end = text
        .grapheme_indices(true)
        .map(|(offset, _)| offset)
        .take_while(|offset| *offset <= limit)
        .last()
        .unwrap_or(0);
    Ok(text[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::{left, mid, right, truncated};

    const FAMILY: &str = "👨\u{200d}👩\u{200d}👧";

    #[test]
    fn characters_are_what_a_person_sees() {
        let text = format!("e\u{301}{FAMILY}x");
        assert_eq!(left(&text, 1), Ok("e\u{301}"));
        assert_eq!(left(&text, 99), Ok(text.as_str()));
        assert_eq!(mid(&text, 2, 1), Ok(FAMILY));
        assert_eq!(right(&text, 2), Ok(&*format!("{FAMILY}x")));
        assert_eq!(right(&text, 0), Ok(""));
        assert_eq!(mid(&text, 9, 1), Ok(""));
    }

    #[test]
    fn impossible_counts_are_errors() {
        assert!(left("a", -1).is_err());
        assert!(right("a", -1).is_err());
        assert!(truncated("a", -1).is_err());
        let zero = mid("a", 0, 1).unwrap_err();
        assert_eq!(zero, "mid counts characters from 1, so there is no character 0");
        assert!(mid("a", i64::MIN, 1).is_err());
    }

    #[test]
    fn truncation_fits_the_field_and_splits_nothing() {
        let check = |text: &str, max, expected: &str| assert_eq!(truncated(text, max), Ok(expected));
        check("abc", 3, "abc");
        check("abcd", 3, "abc");
        check("ab cd", 3, "ab");
        check("ae\u{301}b", 2, "a");
        check("ae\u{301}b", 3, "ae\u{301}");
        check(FAMILY, 4, "");
        check("ab ", 3, "ab ");
        check("abc", 0, "");
    }
}
