//! Functions that take a text apart at separators, or put it together.
//!
//! Not at a number of characters (`text_characters`).

use std::collections::BTreeSet;

use super::arguments::{described, text_of};
use super::guarded::ensure_fits;
use super::registrar::Registrar;
use super::registry::{Category, Example, Function};
use super::text::trimmed;
use crate::value::{List, Value};

pub(super) const FUNCTIONS: &[Function] = &[
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

pub(super) fn register(registrar: &mut Registrar) {
    registrar.text_text("before", before);
    registrar.text_text("before_last", before_last);
    registrar.text_text("after", after);
    registrar.text_text("after_last", after_last);
    registrar.text_text_text("between", between);
    registrar.text_number("word", word_between_blanks);
    registrar.text_number_text("word", word_between);
    registrar.text_text("split_trimmed", split_trimmed);
    registrar.list_text("join_present", join_present);
    registrar.text_text_text("replaced", replaced);
    registrar.text_text("without_prefix", without_prefix);
    registrar.text_text("without_suffix", without_suffix);
}

fn not_empty<'a>(function: &str, separator: &'a str) -> Result<&'a str, String> {
    if separator.is_empty() {
        return Err(format!("{function} looks for an empty text"));
    }
    Ok(separator)
}

fn before<'t>(text: &'t str, separator: &str) -> Result<Option<&'t str>, String> {
    Ok(text.split_once(not_empty("before", separator)?).map(|cut| cut.0))
}

fn before_last<'t>(text: &'t str, separator: &str) -> Result<Option<&'t str>, String> {
    Ok(text.rsplit_once(not_empty("before_last", separator)?).map(|cut| cut.0))
}

fn after<'t>(text: &'t str, separator: &str) -> Result<Option<&'t str>, String> {
    Ok(text.split_once(not_empty("after", separator)?).map(|cut| cut.1))
}

fn after_last<'t>(text: &'t str, separator: &str) -> Result<Option<&'t str>, String> {
    Ok(text.rsplit_once(not_empty("after_last", separator)?).map(|cut| cut.1))
}

fn without_prefix<'t>(text: &'t str, prefix: &str) -> &'t str {
    text.strip_prefix(prefix).unwrap_or(text)
}

fn without_suffix<'t>(text: &'t str, suffix: &str) -> &'t str {
    text.strip_suffix(suffix).unwrap_or(text)
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

fn word_between_blanks(text: &str, number: i64) -> Option<&str> {
    word(text, number, char::is_whitespace)
}

fn word_between<'t>(text: &'t str, number: i64, separators: &str) -> Option<&'t str> {
    let separators: BTreeSet<char> = separators.chars().collect();
    word(text, number, |character| separators.contains(&character))
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
pub fn split_trimmed<'t>(text: &'t str, separator: &str) -> Result<Vec<Value<'t>>, String> {
    let separator = not_empty("split_trimmed", separator)?;
    if trimmed(text).is_empty() {
        return Ok(Vec::new());
    }
    Ok(text.split(separator).map(|part| Value::Text(trimmed(part))).collect())
}

/// The texts that are neither missing nor blank, with the separator between them.
///
/// # Errors
/// When an entry is not a text, or the result would be too large.
pub fn join_present(list: List<'_>, separator: &str) -> Result<Option<String>, String> {
    let mut result: Option<String> = None;
    for entry in list.iter().filter(|entry| !entry.is_nothing()) {
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
    use super::{replaced, word};

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
        assert_eq!(error, "replaced would make a text of 3600000000 bytes; 262144 is the most");
        assert!(replaced("a", "", "b").is_err());
    }
}
