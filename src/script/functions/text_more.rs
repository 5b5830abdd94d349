//! Functions that count, find, pick and normalise within a text.
//!
//! Not those that cut at separators (`text_parts`) or at a number of characters
//! (`text_characters`). A character is what a person sees as one.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

use super::guarded::ensure_fits;
use super::letters::transliterated;
use super::registrar::Registrar;
use super::registry::{Category, Example, Function};
use super::text::trimmed;
use crate::value::Value;

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "length",
        category: Category::Text,
        signature: "length(text) -> number",
        summary: "The number of characters that a person sees; `len()` counts code points",
        examples: &[Example::new("length(\"Zoë 👨‍👩‍👧\")", "5")],
    },
    Function {
        name: "position_of",
        category: Category::Text,
        signature: "position_of(text, part, start?) -> number",
        summary: "The number of the character at which `part` stands first, with regard to case; the \
                  first character is 1, and 0 says that it is not there. The search begins at the \
                  character `start`.",
        examples: &[
            Example::new("position_of(\"repEated\", \"e\", 3)", "7"),
            Example::new("position_of(\"Ann\", \"x\")", "0"),
        ],
    },
    Function {
        name: "count_of",
        category: Category::Text,
        signature: "count_of(text, part) -> number",
        summary: "How often `part` stands in the text, with regard to case",
        examples: &[Example::new("count_of(\"Sales/EMEA/North\", \"/\")", "2")],
    },
    Function {
        name: "words",
        category: Category::Text,
        signature: "words(text) -> list",
        summary: "The words of the text, which blanks separate",
        examples: &[Example::new("words(\" Ann  van Dam \")", "[\"Ann\",\"van\",\"Dam\"]")],
    },
    Function {
        name: "lines",
        category: Category::Text,
        signature: "lines(text) -> list",
        summary: "The lines of the text, without the blanks around them and without empty ones",
        examples: &[Example::new(
            "lines(\"Main St 1\\r\\n\\n 1011 AB Amsterdam\")",
            "[\"Main St 1\",\"1011 AB Amsterdam\"]",
        )],
    },
    Function {
        name: "removed",
        category: Category::Text,
        signature: "removed(text, part) -> text",
        summary: "The text without `part` in any place, with regard to case",
        examples: &[Example::new("removed(\"06-1234-5678\", \"-\")", "\"0612345678\"")],
    },
    Function {
        name: "replaced_first",
        category: Category::Text,
        signature: "replaced_first(text, old, new) -> text",
        summary: "The text with `new` in the first place of `old`, with regard to case",
        examples: &[Example::new("replaced_first(\"a.b.c\", \".\", \"-\")", "\"a-b.c\"")],
    },
    Function {
        name: "kept",
        category: Category::Text,
        signature: "kept(text, characters) -> text",
        summary: "Those characters of the text that stand in `characters`",
        examples: &[Example::new("kept(\"NL-42 b\", \"0123456789-\")", "\"-42\"")],
    },
    Function {
        name: "letters_only",
        category: Category::Text,
        signature: "letters_only(text) -> text",
        summary: "The letters of the text, of any script, with their marks",
        examples: &[Example::new("letters_only(\"O'Neil 2nd, Zoë\")", "\"ONeilndZoë\"")],
    },
    Function {
        name: "slug",
        category: Category::Text,
        signature: "slug(text, separator?) -> text",
        summary: "The words of the text in small letters and digits of ASCII with hyphens, or the \
                  separator, between them",
        examples: &[
            Example::new("slug(\"Zoë van der Berg (IT)\")", "\"zoe-van-der-berg-it\""),
            Example::new("slug(\"Łukasz Żak\", \".\")", "\"lukasz.zak\""),
        ],
    },
    Function {
        name: "reversed",
        category: Category::Text,
        signature: "reversed(text) -> text",
        summary: "The characters of the text from last to first",
        examples: &[Example::new("reversed(\"Zoë\")", "\"ëoZ\"")],
    },
    Function {
        name: "repeated",
        category: Category::Text,
        signature: "repeated(text, count) -> text",
        summary: "The text so many times",
        examples: &[Example::new("repeated(\"ab\", 3)", "\"ababab\"")],
    },
    Function {
        name: "normalized",
        category: Category::Text,
        signature: "normalized(text, form?) -> text",
        summary: "The text in Unicode form `NFC`, in which texts that look the same are the same; or in \
                  the form `NFD`, `NFKC` or `NFKD`",
        examples: &[
            Example::new("normalized(\"Zoe\\u0308\")", "\"Zoë\""),
            Example::new("normalized(\"ﬁ №４２\", \"NFKC\")", "\"fi No42\""),
        ],
    },
    Function {
        name: "is_text",
        category: Category::Text,
        signature: "is_text(value) -> boolean",
        summary: "Whether the value is a text, be it blank",
        examples: &[Example::new("is_text(\"\")", "true"), Example::new("is_text(42)", "false")],
    },
    Function {
        name: "is_number",
        category: Category::Text,
        signature: "is_number(value) -> boolean",
        summary: "Whether the value is a number, or a text that writes just one as `to_number` reads it",
        examples: &[
            Example::new("is_number(\"0042\")", "true"),
            Example::new("is_number(\"E42\")", "false"),
            Example::new("is_number(())", "false"),
        ],
    },
];

pub(super) fn register(registrar: &mut Registrar) {
    registrar.text("length", |text: &str| whole(text.graphemes(true).count()));
    registrar.text_text("position_of", |text: &str, part: &str| position_of(text, part, 1));
    registrar.text_text_number("position_of", position_of);
    registrar.text_text("count_of", |text: &str, part: &str| {
        Ok::<_, String>(whole(text.matches(not_empty("count_of", part)?).count()))
    });
    registrar.text("words", words);
    registrar.text("lines", lines);
    registrar.text_text("removed", |text: &str, part: &str| {
        Ok::<_, String>(text.replace(not_empty("removed", part)?, ""))
    });
    registrar.text_text_text("replaced_first", |text: &str, old: &str, new: &str| {
        ensure_fits("replaced_first", text.len() + new.len())?;
        Ok::<_, String>(text.replacen(not_empty("replaced_first", old)?, new, 1))
    });
    registrar.text_text("kept", |text: &str, characters: &str| {
        let wanted: std::collections::BTreeSet<&str> = characters.graphemes(true).collect();
        text.graphemes(true).filter(|character| wanted.contains(character)).collect::<String>()
    });
    registrar.text("letters_only", |text: &str| {
        let is_letter = |part: &&str| part.chars().next().is_some_and(char::is_alphabetic);
        text.graphemes(true).filter(is_letter).collect::<String>()
    });
    registrar.text("slug", |text: &str| slug(text, "-"));
    registrar.text_text("slug", slug);
    registrar.text("reversed", |text: &str| text.graphemes(true).rev().collect::<String>());
    registrar.text_number("repeated", |text: &str, count| {
        let count = usize::try_from(count).unwrap_or(0);
        ensure_fits("repeated", text.len().saturating_mul(count))?;
        Ok::<_, String>(text.repeat(count))
    });
    registrar.text("normalized", composed);
    registrar.text_text("normalized", normalized);
    registrar.value("is_text", |value: Value<'_>| matches!(value, Value::Text(_) | Value::Character(_)));
    registrar.value("is_number", |value: Value<'_>| match value {
        Value::Integer(_) | Value::Float(_) => true,
        Value::Text(text) => super::conversion::to_number(text).is_some(),
        _ => false,
    });
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn not_empty<'a>(function: &str, part: &'a str) -> Result<&'a str, String> {
    if part.is_empty() { Err(format!("{function} looks for an empty text")) } else { Ok(part) }
}

/// The number of the character at which the part stands first, from the character `start` on; 0 when
/// it is not there.
///
/// # Errors
/// When the part is empty, or `start` is less than 1.
fn position_of(text: &str, part: &str, start: i64) -> Result<i64, String> {
    let part = not_empty("position_of", part)?;
    let skipped = usize::try_from(start.saturating_sub(1))
        .map_err(|_| format!("position_of counts characters from 1, so there is no character {start}"))?;
    let Some((from, _)) = text.grapheme_indices(true).nth(skipped) else { return Ok(0) };
    let found = text.get(from..).and_then(|rest| rest.find(part));
    Ok(found.map_or(0, |found| whole(text[..from + found].graphemes(true).count() + 1)))
}

fn words(text: &str) -> Vec<Value<'_>> {
    text.split_whitespace().map(trimmed).filter(|word| !word.is_empty()).map(Value::Text).collect()
}

fn lines(text: &str) -> Vec<Value<'_>> {
    let lines = text.split(['\n', '\r', '\u{2028}', '\u{2029}']).map(trimmed);
    lines.filter(|line| !line.is_empty()).map(Value::Text).collect()
}

/// The words of ASCII letters and digits in small letters, with the separator between them.
fn slug(text: &str, separator: &str) -> Result<String, String> {
    let plain = transliterated(text).to_ascii_lowercase();
    let is_apostrophe = |character: char| matches!(character, '\'' | '`');
    let plain: String = plain.chars().filter(|character| !is_apostrophe(*character)).collect();
    let words: Vec<&str> = plain
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    ensure_fits("slug", plain.len() + words.len().saturating_mul(separator.len()))?;
    Ok(words.join(separator))
}

fn composed(text: &str) -> Result<Cow<'_, str>, String> {
    normalized(text, "NFC")
}

fn normalized<'t>(text: &'t str, form: &str) -> Result<Cow<'t, str>, String> {
    if text.is_ascii() {
        return Ok(Cow::Borrowed(text));
    }
    // One character can become eighteen.
    ensure_fits("normalized", text.len())?;
    let normal: String = match &*form.to_ascii_uppercase() {
        "NFC" => text.nfc().collect(),
        "NFD" => text.nfd().collect(),
        "NFKC" => text.nfkc().collect(),
        "NFKD" => text.nfkd().collect(),
        _ => return Err(format!("normalized knows the forms NFC, NFD, NFKC and NFKD, not `{form}`")),
    };
    Ok(Cow::Owned(normal))
}

#[cfg(test)]
mod tests {
    use super::{position_of, slug};

    #[test]
    fn characters_are_what_a_person_sees() {
        assert_eq!(position_of("e\u{301}👨\u{200d}👩x", "x", 1), Ok(3));
        assert_eq!(position_of("abc", "c", 99), Ok(0));
        assert!(position_of("abc", "", 1).is_err());
        assert!(position_of("abc", "a", 0).is_err());
        assert!(position_of("abc", "a", i64::MIN).is_err());
    }

    #[test]
    fn slugs_hold_plain_letters_alone() {
        assert_eq!(slug("  O'Neil & Søn -- №7 ", "_").unwrap(), "oneil_son_no7");
        assert_eq!(slug("!?", "-").unwrap(), "");
    }
}
