//! Functions that change the look of a whole text, or ask about it.
//!
//! Not those that take a part of it (`text_parts`) or change its letters (`letters`).

use std::borrow::Cow;
use std::collections::BTreeSet;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation as _;

use super::arguments::text_of;
use super::guarded::ensure_fits;
use super::letters::push_capital;
use super::name_case::{is_turkic, lower_turkic, upper_turkic};
use super::registrar::Registrar;
use super::registry::{Category, Example, Function};
use crate::value::List;

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "trimmed",
        category: Category::Text,
        signature: "trimmed(text) -> text",
        summary: "The text without the blanks around it, visible or not",
        examples: &[Example::new("trimmed(\"  Ann  \")", "\"Ann\""), Example::new("().trimmed()", "null")],
    },
    Function {
        name: "collapsed",
        category: Category::Text,
        signature: "collapsed(text) -> text",
        summary: "The text without the blanks around it, and with one space for every run of blanks \
                  inside",
        examples: &[Example::new("collapsed(\" Ann   van  Dam \")", "\"Ann van Dam\"")],
    },
    Function {
        name: "without_blanks",
        category: Category::Text,
        signature: "without_blanks(text) -> text",
        summary: "The text without any blanks",
        examples: &[Example::new("without_blanks(\" NL 91 ABNA \")", "\"NL91ABNA\"")],
    },
    Function {
        name: "upper",
        category: Category::Text,
        signature: "upper(text, language?) -> text",
        summary: "The text in capitals; with the language `tr` or `az`, İ is the capital of i",
        examples: &[
            Example::new("upper(\"straße\")", "\"STRASSE\""),
            Example::new("upper(\"izmir\", \"tr\")", "\"İZMİR\""),
        ],
    },
    Function {
        name: "lower",
        category: Category::Text,
        signature: "lower(text, language?) -> text",
        summary: "The text in small letters; with the language `tr` or `az`, ı belongs to I",
        examples: &[
            Example::new("\"Ann@Contoso.Example\".lower()", "\"ann@contoso.example\""),
            Example::new("lower(\"ILGAZ\", \"tr\")", "\"ılgaz\""),
        ],
    },
    Function {
        name: "capitalized",
        category: Category::Text,
        signature: "capitalized(text) -> text",
        summary: "The text with a capital as first letter; the rest stays",
        examples: &[Example::new("capitalized(\"head of IT\")", "\"Head of IT\"")],
    },
    Function {
        name: "title_case",
        category: Category::Text,
        signature: "title_case(text, separators?) -> text",
        summary: "The text with a capital at the start of every word and small letters elsewhere. \
                  With `separators`, a word starts after each of these characters and nowhere else. \
                  For names of people `name_case` knows more.",
        examples: &[
            Example::new("title_case(\"HEAD OF human-resources\")", "\"Head Of Human-Resources\""),
            Example::new("title_case(\"PINTO-DE'SILVA\", \" '-\")", "\"Pinto-De'Silva\""),
        ],
    },
    Function {
        name: "padded",
        category: Category::Text,
        signature: "padded(text, length, fill) -> text",
        summary: "The text, filled up in front with the character `fill` until it has `length` \
                  characters",
        examples: &[
            Example::new("padded(42, 5, \"0\")", "\"00042\""),
            Example::new("padded(\"123456\", 5, \"0\")", "\"123456\""),
        ],
    },
    Function {
        name: "padded_end",
        category: Category::Text,
        signature: "padded_end(text, length, fill) -> text",
        summary: "The text, filled up at the end with the character `fill` until it has `length` \
                  characters",
        examples: &[Example::new("padded_end(\"ab\", 4, \".\")", "\"ab..\"")],
    },
    Function {
        name: "digits_only",
        category: Category::Text,
        signature: "digits_only(text) -> text",
        summary: "The digits of the text; digits of other scripts become 0 to 9",
        examples: &[Example::new("digits_only(\"EMP-0042/b\")", "\"0042\"")],
    },
    Function {
        name: "starts_with",
        category: Category::Text,
        signature: "starts_with(text, start) -> boolean",
        summary: "Whether the text starts with `start`, with regard to case",
        examples: &[Example::new("\"EMP-42\".starts_with(\"EMP\")", "true")],
    },
    Function {
        name: "ends_with",
        category: Category::Text,
        signature: "ends_with(text, end) -> boolean",
        summary: "Whether the text ends with `end`, with regard to case",
        examples: &[Example::new("\"ann@contoso.example\".ends_with(\".example\")", "true")],
    },
    Function {
        name: "contains",
        category: Category::Text,
        signature: "contains(text, part) -> boolean",
        summary: "Whether the text contains `part`, with regard to case. Of a list: whether it \
                  contains the value. Of a map: whether it has an entry of that name.",
        examples: &[
            Example::new("\"Contractor, VIP\".contains(\"VIP\")", "true"),
            Example::new("[\"a\", \"b\"].contains(\"c\")", "false"),
            Example::new("().contains(\"VIP\")", "null"),
        ],
    },
    Function {
        name: "same_text",
        category: Category::Text,
        signature: "same_text(text, other) -> boolean",
        summary: "Whether two texts are the same apart from case and blanks around them. A missing \
                  `other` is not the same as any text.",
        examples: &[
            Example::new("same_text(\"Head of IT \", \"head of it\")", "true"),
            Example::new("same_text(\"\", ())", "false"),
        ],
    },
    Function {
        name: "is_one_of",
        category: Category::Text,
        signature: "is_one_of(text, list) -> boolean",
        summary: "Whether the list has a text that is the same apart from case and blanks around it",
        examples: &[Example::new("\"vip\".is_one_of([\"Board\", \"VIP\"])", "true")],
    },
];

pub(super) fn register(registrar: &mut Registrar) {
    registrar.text("trimmed", trimmed);
    registrar.text("collapsed", collapsed);
    registrar.text("without_blanks", without_blanks);
    registrar.text("upper", upper);
    registrar.text("lower", lower);
    registrar.text_text(
        "upper",
        |text: &str, language: &str| {
            if is_turkic(language) { upper_turkic(text) } else { text.to_uppercase() }
        },
    );
    registrar.text_text(
        "lower",
        |text: &str, language: &str| {
            if is_turkic(language) { lower_turkic(text) } else { text.to_lowercase() }
        },
    );
    registrar.text("capitalized", capitalized);
    registrar.text("title_case", title_case);
    registrar.text_text("title_case", title_case_after);
    registrar.text_number_text("padded", padded);
    registrar.text_number_text("padded_end", padded_end);
    registrar.text("digits_only", digits_only);
    // Rhai has the next three for texts; these serve numbers, booleans and what is missing.
    registrar.text_text("starts_with", |text: &str, start: &str| text.starts_with(start));
    registrar.text_text("ends_with", |text: &str, end: &str| text.ends_with(end));
    registrar.text_text("contains", |text: &str, part: &str| text.contains(part));
    registrar.optional_texts("same_text", |text: Option<&str>, other: Option<&str>| {
        text.map(|text| other.is_some_and(|other| same_text(text, other)))
    });
    registrar.text_list("is_one_of", is_one_of);
}

/// White space, and characters that take no room: nobody sees them, but they make texts differ.
fn is_blank_character(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// The text without blanks at both ends.
pub fn trimmed(text: &str) -> &str {
    let is_plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    if is_plain(text.as_bytes().first()) && is_plain(text.as_bytes().last()) {
        return text;
    }
    text.trim_matches(is_blank_character)
}

/// Trimmed, with one space for every run of white space; characters without width vanish.
pub fn collapsed(text: &str) -> Cow<'_, str> {
    let text = trimmed(text);
    if is_collapsed(text) {
        return Cow::Borrowed(text);
    }
    let mut result = String::with_capacity(text.len());
    let mut space_due = false;
    for character in text.chars() {
        if character.is_whitespace() {
            space_due = true;
        } else if !is_blank_character(character) {
            if std::mem::take(&mut space_due) {
                result.push(' ');
            }
            result.push(character);
        }
    }
    Cow::Owned(result)
}

/// Whether a trimmed text has no blanks but single spaces.
fn is_collapsed(text: &str) -> bool {
    let mut after_space = false;
    text.chars().all(|character| {
        let doubled = after_space && character == ' ';
        after_space = character == ' ';
        !doubled && (after_space || !is_blank_character(character))
    })
}

/// The text without white space and without characters that take no room.
pub fn without_blanks(text: &str) -> Cow<'_, str> {
    if !text.contains(is_blank_character) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|character| !is_blank_character(*character)).collect())
}

/// The text in capitals.
pub fn upper(text: &str) -> Cow<'_, str> {
    if !text.is_ascii() {
        return Cow::Owned(text.to_uppercase());
    }
    let has_small = text.bytes().any(|byte| byte.is_ascii_lowercase());
    if has_small { Cow::Owned(text.to_ascii_uppercase()) } else { Cow::Borrowed(text) }
}

/// The text in small letters.
pub fn lower(text: &str) -> Cow<'_, str> {
    if !text.is_ascii() {
        return Cow::Owned(text.to_lowercase());
    }
    let has_capital = text.bytes().any(|byte| byte.is_ascii_uppercase());
    if has_capital { Cow::Owned(text.to_ascii_lowercase()) } else { Cow::Borrowed(text) }
}

/// The first character as a capital; the rest stays.
pub fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    let mut result = String::with_capacity(text.len());
    if let Some(first) = characters.next() {
        push_capital(&mut result, first);
    }
    result + characters.as_str()
}

/// Small letters with a capital at the start of every word. Letters and digits make a word, with
/// the apostrophes inside.
pub fn title_case(text: &str) -> String {
    with_capitals(text, |character, in_word| {
        character.is_alphanumeric()
            || in_word && (is_combining_mark(character) || matches!(character, '\'' | '’'))
    })
}

/// Small letters with a capital at the start and after each of the separators.
pub fn title_case_after(text: &str, separators: &str) -> String {
    let separators: BTreeSet<char> = separators.chars().collect();
    with_capitals(text, |character, _| !separators.contains(&character))
}

fn with_capitals(text: &str, belongs_to_word: impl Fn(char, bool) -> bool) -> String {
    let mut result = String::with_capacity(text.len());
    let mut in_word = false;
    for character in text.to_lowercase().chars() {
        let was_in_word = in_word;
        in_word = belongs_to_word(character, was_in_word);
        if in_word && !was_in_word {
            push_capital(&mut result, character);
        } else {
            result.push(character);
        }
    }
    result
}

fn padded(text: &str, length: i64, fill: &str) -> Result<String, String> {
    Ok(padding("padded", text, length, fill)? + text)
}

fn padded_end(text: &str, length: i64, fill: &str) -> Result<String, String> {
    Ok([text, &padding("padded_end", text, length, fill)?].concat())
}

/// What is missing to `length` characters, made of `fill`.
///
/// # Errors
/// When `fill` is not one character, or the result would be too large.
pub fn padding(function: &str, text: &str, length: i64, fill: &str) -> Result<String, String> {
    if fill.graphemes(true).count() != 1 {
        return Err(format!("{function} fills with one character, not with `{fill}`"));
    }
    let length = usize::try_from(length).unwrap_or(0);
    let missing = length.saturating_sub(text.graphemes(true).count());
    ensure_fits(function, missing.saturating_mul(fill.len()).saturating_add(text.len()))?;
    Ok(fill.repeat(missing))
}

/// The decimal digits, as 0 to 9.
pub fn digits_only(text: &str) -> String {
    text.chars().filter_map(decimal_digit).collect()
}

/// The zeros of scripts whose digits occur in directories: Arabic-Indic, Persian, Devanagari,
/// Bengali, Thai, full width.
const OTHER_ZEROS: [u32; 6] = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0xff10];

/// The digit 0 to 9 that the character stands for.
pub(super) fn decimal_digit(character: char) -> Option<char> {
    if character.is_ascii_digit() {
        return Some(character);
    }
    let code = u32::from(character);
    let zero = OTHER_ZEROS.into_iter().find(|zero| (*zero..zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

/// Whether the texts are equal apart from case and blanks around them.
pub fn same_text(text: &str, other: &str) -> bool {
    let (text, other) = (trimmed(text), trimmed(other));
    if text.is_ascii() && other.is_ascii() {
        return text.eq_ignore_ascii_case(other);
    }
    // A letter in small takes at most three times the bytes, so that these cannot be the same.
    let (shorter, longer) = (text.len().min(other.len()), text.len().max(other.len()));
    if longer / 4 > shorter {
        return false;
    }
    text == other || text.to_lowercase() == other.to_lowercase()
}

/// Whether one of the list's texts is the same text.
pub fn is_one_of(text: &str, list: List<'_>) -> bool {
    list.iter().filter_map(text_of).any(|other| same_text(text, &other))
}

#[cfg(test)]
mod tests {
    use super::{capitalized, collapsed, digits_only, padding, title_case, trimmed};

    #[test]
    fn blanks_include_the_invisible_ones() {
        assert_eq!(trimmed("\u{feff}\u{a0}Ann\u{200b}\n"), "Ann");
        assert_eq!(collapsed("Ann\u{2060}e\u{a0}\u{200b} van\r\n Dam"), "Anne van Dam");
    }

    #[test]
    fn capitals_of_letters_without_one() {
        assert_eq!(capitalized("ßa"), "Ssa");
        assert_eq!(capitalized("éva"), "Éva");
        assert_eq!(capitalized("北京"), "北京");
        assert_eq!(capitalized(""), "");
    }

    #[test]
    fn a_word_keeps_its_apostrophe_and_its_digits() {
        assert_eq!(title_case("the user's 1ST 'desk' (LEFT)"), "The User's 1st 'Desk' (Left)");
        assert_eq!(title_case("ΟΔΟΣ e\u{301}va"), "Οδος E\u{301}va");
    }

    #[test]
    fn padding_counts_what_a_person_sees() {
        assert_eq!(padding("padded", "e\u{301}", 3, "0").unwrap(), "00");
        assert_eq!(padding("padded", "abc", -1, "0").unwrap(), "");
        assert!(padding("padded", "a", 3, "ab").is_err());
        assert!(padding("padded", "a", i64::MAX, "0").is_err());
    }

    #[test]
    fn digits_of_other_scripts() {
        assert_eq!(digits_only("٠١٢ ０３ m²"), "01203");
    }
}
