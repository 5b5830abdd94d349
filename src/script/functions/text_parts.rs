//! Functions that take a text apart or put it together.
//!
//! A character is what a person sees as one: `é` of two code points, or a family emoji.

use rhai::{Array, Dynamic};
use unicode_segmentation::UnicodeSegmentation as _;

use super::arguments::{described, text_of};
use super::guarded::ensure_fits;
use super::registrar::Registrar;
use super::registry::{Category, Example, Function};
use super::text::trimmed;

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
    Function {
        name: "before",
        category: Category::Text,
        signature: "before(text, separator) -> text",
        summary: "What stands before the first separator, `()` when the text does not have it",
        examples: &[
            Example::new("before(\"ann@contoso.example\", \"@\")", "\"ann\""),
            Example::new("before(\"ann\", \"@\") ?? \"ann\"", "\"ann\""),
        ],
    },
    Function {
        name: "before_last",
        category: Category::Text,
        signature: "before_last(text, separator) -> text",
        summary: "What stands before the last separator, `()` when the text does not have it",
        examples: &[Example::new("before_last(\"a.b.c\", \".\")", "\"a.b\"")],
    },
    Function {
        name: "after",
        category: Category::Text,
        signature: "after(text, separator) -> text",
        summary: "What stands after the first separator, `()` when the text does not have it",
        examples: &[
            Example::new("after(\"CONTOSO\\\\ann\", \"\\\\\")", "\"ann\""),
            Example::new("after(\"ann\", \"\\\\\")", "null"),
        ],
    },
    Function {
        name: "after_last",
        category: Category::Text,
        signature: "after_last(text, separator) -> text",
        summary: "What stands after the last separator, `()` when the text does not have it",
        examples: &[Example::new("after_last(\"Sales/EMEA/North\", \"/\")", "\"North\"")],
    },
    Function {
        name: "between",
        category: Category::Text,
        signature: "between(text, start, end) -> text",
        summary: "What stands after the first `start` and before the next `end`, `()` when the text \
                  does not have them",
        examples: &[Example::new("between(\"Smit, Ann (IT)\", \"(\", \")\")", "\"IT\"")],
    },
    Function {
        name: "word",
        category: Category::Text,
        signature: "word(text, number, separators?) -> text",
        summary: "The word of that number; the first is 1. Words are separated by blanks, or by any \
                  of the characters of `separators`. `()` when there are fewer words.",
        examples: &[
            Example::new("word(\"Ann van Dam\", 2)", "\"van\""),
            Example::new("word(\"This,string!has&many separators\", 3, \",!&#\")", "\"has\""),
            Example::new("word(\"Ann\", 2)", "null"),
        ],
    },
    Function {
        name: "split_trimmed",
        category: Category::Text,
        signature: "split_trimmed(text, separator) -> list",
        summary: "The parts between the separators, without blanks around them. A blank text has no \
                  parts; a part may be blank.",
        examples: &[
            Example::new("split_trimmed(\"IT; Sales ;\", \";\")", "[\"IT\",\"Sales\",\"\"]"),
            Example::new("split_trimmed(\" \", \";\")", "[]"),
        ],
    },
    Function {
        name: "join_present",
        category: Category::Text,
        signature: "join_present(list, separator) -> text",
        summary: "The texts of the list with the separator between them, leaving out what is \
                  missing or blank. `()` when nothing is left.",
        examples: &[
            Example::new("join_present([\"Ann\", (), \" \", \"Dam\"], \" \")", "\"Ann Dam\""),
            Example::new("join_present([(), ()], \", \")", "null"),
        ],
    },
    Function {
        name: "replaced",
        category: Category::Text,
        signature: "replaced(text, old, new) -> text",
        summary: "The text with `new` in every place of `old`, with regard to case",
        examples: &[Example::new("replaced(\"a.b.c\", \".\", \"-\")", "\"a-b-c\"")],
    },
    Function {
        name: "without_prefix",
        category: Category::Text,
        signature: "without_prefix(text, prefix) -> text",
        summary: "The text without `prefix` at its start, if it is there",
        examples: &[Example::new("without_prefix(\"EMP-42\", \"EMP-\")", "\"42\"")],
    },
    Function {
        name: "without_suffix",
        category: Category::Text,
        signature: "without_suffix(text, suffix) -> text",
        summary: "The text without `suffix` at its end, if it is there",
        examples: &[Example::new("\"Sales (old)\".without_suffix(\" (old)\")", "\"Sales\"")],
    },
];

pub(super) fn register(registrar: &mut Registrar<'_>) {
    registrar.text_number("left", |text, count| left(text, count).map(str::to_owned));
    registrar.text_number("right", |text, count| right(text, count).map(str::to_owned));
    registrar.text_number("mid", |text, start| mid(text, start, i64::MAX).map(str::to_owned));
    registrar.text_number_number("mid", |text, start, count| mid(text, start, count).map(str::to_owned));
    registrar.text_number("truncated", |text, max| truncated(text, max).map(str::to_owned));
    register_cuts(registrar);
    registrar.text_number("word", |text, number| word(text, number, char::is_whitespace).map(str::to_owned));
    registrar.text_number_text("word", |text, number, separators| {
        word(text, number, |character| separators.contains(character)).map(str::to_owned)
    });
    registrar.text_text("split_trimmed", split_trimmed);
    registrar.list_text("join_present", join_present);
    registrar.text_text_text("replaced", replaced);
    registrar
        .text_text("without_prefix", |text, prefix| text.strip_prefix(prefix).unwrap_or(text).to_owned());
    registrar
        .text_text("without_suffix", |text, suffix| text.strip_suffix(suffix).unwrap_or(text).to_owned());
}

fn register_cuts(registrar: &mut Registrar<'_>) {
    registrar.text_text("before", |text, separator| {
        Ok::<_, String>(text.split_once(not_empty("before", separator)?).map(|cut| cut.0.to_owned()))
    });
    registrar.text_text("before_last", |text, separator| {
        let separator = not_empty("before_last", separator)?;
        Ok::<_, String>(text.rsplit_once(separator).map(|cut| cut.0.to_owned()))
    });
    registrar.text_text("after", |text, separator| {
        Ok::<_, String>(text.split_once(not_empty("after", separator)?).map(|cut| cut.1.to_owned()))
    });
    registrar.text_text("after_last", |text, separator| {
        let separator = not_empty("after_last", separator)?;
        Ok::<_, String>(text.rsplit_once(separator).map(|cut| cut.1.to_owned()))
    });
    registrar.text_text_text("between", |text, start, end| {
        Ok::<_, String>(between(text, start, end)?.map(str::to_owned))
    });
}

fn not_empty<'a>(function: &str, separator: &'a str) -> Result<&'a str, String> {
    if separator.is_empty() {
        return Err(format!("{function} looks for an empty text"));
    }
    Ok(separator)
}

fn count_of(function: &str, count: i64) -> Result<usize, String> {
    usize::try_from(count).map_err(|_| format!("{function} takes 0 or more characters, not {count}"))
}

/// The byte offset of the character with this index, the end when there are fewer.
fn offset_of(text: &str, index: usize) -> usize {
    text.grapheme_indices(true).nth(index).map_or(text.len(), |(offset, _)| offset)
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
    let start = text.grapheme_indices(true).rev().nth(before_last).map_or(0, |(offset, _)| offset);
    Ok(&text[start..])
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

/// What stands after the first `start` and before the next `end`.
///
/// # Errors
/// When `start` or `end` is empty.
pub fn between<'t>(text: &'t str, start: &str, end: &str) -> Result<Option<&'t str>, String> {
    let (start, end) = (not_empty("between", start)?, not_empty("between", end)?);
    let inside = text.split_once(start).and_then(|(_, rest)| rest.split_once(end));
    Ok(inside.map(|(inside, _)| inside))
}

/// The word of this number, from 1. Separators next to each other make no empty word.
pub fn word(text: &str, number: i64, separates: impl Fn(char) -> bool) -> Option<&str> {
    let index = usize::try_from(number).ok()?.checked_sub(1)?;
    text.split(separates).filter(|word| !word.is_empty()).nth(index)
}

/// The trimmed parts; none of a blank text.
///
/// # Errors
/// When the separator is empty.
pub fn split_trimmed(text: &str, separator: &str) -> Result<Array, String> {
    let separator = not_empty("split_trimmed", separator)?;
    if trimmed(text).is_empty() {
        return Ok(Array::new());
    }
    Ok(text.split(separator).map(|part| Dynamic::from(trimmed(part).to_owned())).collect())
}

/// The texts that are neither missing nor blank, with the separator between them.
///
/// # Errors
/// When an entry is not a text, or the result would be too large.
pub fn join_present(list: &[Dynamic], separator: &str) -> Result<Option<String>, String> {
    let mut result: Option<String> = None;
    for entry in list.iter().filter(|entry| !entry.is_unit()) {
        let Some(text) = text_of(entry) else {
            return Err(format!("join_present expects a list of texts; {} is in it", described(entry)));
        };
        if trimmed(&text).is_empty() {
            continue;
        }
        let joined = result.get_or_insert_default();
        ensure_fits("join_present", joined.len() + separator.len() + text.len())?;
        if !joined.is_empty() {
            joined.push_str(separator);
        }
        joined.push_str(&text);
    }
    Ok(result)
}

/// The text with `new` in every place of `old`.
///
/// # Errors
/// When `old` is empty, or the result would be too large.
pub fn replaced(text: &str, old: &str, new: &str) -> Result<String, String> {
    let places = text.matches(not_empty("replaced", old)?).count();
    let kept = text.len() - places * old.len();
    ensure_fits("replaced", places.saturating_mul(new.len()).saturating_add(kept))?;
    Ok(text.replace(old, new))
}

#[cfg(test)]
mod tests {
    use super::{left, mid, replaced, right, truncated, word};

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

    #[test]
    fn words_are_counted_from_one() {
        let by_comma = |character| character == ',';
        assert_eq!(word("a,,b", 2, by_comma), Some("b"));
        assert_eq!(word("a", 0, by_comma), None);
        assert_eq!(word("a", -1, by_comma), None);
    }

    #[test]
    fn a_result_that_is_too_large_is_refused_before_it_is_made() {
        let long = "a".repeat(60_000);
        let error = replaced(&long, "a", &long).unwrap_err();
        assert_eq!(error, "replaced would make a text of 3600000000 bytes; 1048576 is the most");
        assert!(replaced("a", "", "b").is_err());
    }
}
