//! Values and scripts in one line.

use std::fmt::Write as _;

use serde_json::{Map, Number, Value};

use crate::value::Value as RunValue;

/// The most characters of a value that are shown; a longer one cannot be read in a cell anyway.
const MOST_CHARACTERS: usize = 400;

/// A value in one line: text as it is, yes and no, lists and objects by their parts.
pub fn display_value(value: &Value) -> String {
    let text = match value {
        Value::Null => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => one_line(text),
        Value::Array(items) if items.is_empty() => "none".to_owned(),
        Value::Array(items) => items.iter().map(display_value).collect::<Vec<_>>().join("; "),
        Value::Object(object) => display_object(object),
    };
    match text.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// The parts of an object, without the flags that every item has.
fn display_object(object: &Map<String, Value>) -> String {
    object
        .values()
        .filter(|value| !value.is_boolean() && !value.is_null())
        .map(display_value)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Appends a value in one line, as [`display_value`] shows the same value as JSON.
pub(super) fn display_into(out: &mut String, value: RunValue<'_>) {
    let start = out.len();
    append(out, start, value);
    let shown = out.get(start..).unwrap_or_default();
    // Counting is left out where there are too few bytes for too many characters.
    if shown.len() > MOST_CHARACTERS
        && let Some((end, _)) = shown.char_indices().nth(MOST_CHARACTERS)
    {
        out.truncate(start + end);
        out.push('…');
    }
}

fn append(out: &mut String, start: usize, value: RunValue<'_>) {
    match value {
        RunValue::Boolean(true) => out.push_str("yes"),
        RunValue::Boolean(false) => out.push_str("no"),
        RunValue::Integer(whole) => {
            let _ = write!(out, "{whole}");
        }
        RunValue::Float(number) => {
            if let Some(number) = Number::from_f64(number) {
                let _ = write!(out, "{number}");
            }
        }
        RunValue::Character(character) if !character.is_whitespace() => out.push(character),
        RunValue::Text(text) => append_one_line(out, text),
        RunValue::List(list) if list.is_empty() => out.push_str("none"),
        RunValue::List(list) => append_parts(out, start, "; ", list.iter()),
        RunValue::Object(object) => {
            let parts = object.iter().map(|entry| entry.value);
            let parts = parts.filter(|part| !matches!(part, RunValue::Boolean(_) | RunValue::Nothing));
            append_parts(out, start, " ", parts);
        }
        RunValue::Nothing
        | RunValue::Character(_)
        | RunValue::Clear
        | RunValue::Reject(_)
        | RunValue::Other(_) => {}
    }
}

/// Parts with something between them, as far as they are shown.
fn append_parts<'v>(
    out: &mut String,
    start: usize,
    between: &str,
    parts: impl Iterator<Item = RunValue<'v>>,
) {
    for (idx, part) in parts.enumerate() {
        if out.len() - start > MOST_CHARACTERS * char::MAX.len_utf8() {
            return;
        }
        if idx > 0 {
            out.push_str(between);
        }
        append(out, start, part);
    }
}

/// As [`one_line`], as far as it is shown.
fn append_one_line(out: &mut String, text: &str) {
    if is_short_line(text.as_bytes()) {
        return out.push_str(text);
    }
    let start = out.len();
    for (idx, word) in text.split_whitespace().enumerate() {
        if out.len() - start > MOST_CHARACTERS * char::MAX.len_utf8() {
            return;
        }
        if idx > 0 {
            out.push(' ');
        }
        out.push_str(word);
    }
}

/// Whether a text is certain to be one line already, and all of it shown but for its end.
fn is_short_line(bytes: &[u8]) -> bool {
    let is_blank = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == b' ');
    let is_line = bytes.iter().all(|byte| matches!(byte, b' '..=b'~'));
    let has_gap = || bytes.windows(2).any(|pair| pair == b"  ");
    is_line
        && !is_blank(bytes.first())
        && !is_blank(bytes.last())
        && bytes.len() <= MOST_CHARACTERS
        && !has_gap()
}

/// A text in one line: line breaks and runs of blanks become one blank.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A script in one line, without the lines that are comments.
pub fn one_line_script(script: &str) -> String {
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    one_line(&script.lines().filter(is_code).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::{RunValue, display_into, display_value};
    use serde_json::{Value, json};

    #[track_caller]
    fn check(value: &Value, expected: &str) {
        assert_eq!(display_value(value), expected);
        let mut out = "before ".to_owned();
        display_into(&mut out, RunValue::of_json(value));
        assert_eq!(out, format!("before {expected}"));
    }

    #[test]
    fn values_are_shown_by_their_parts() {
        check(
            &json!([{"label": "work", "telephone": "+1", "integration": true}, {"label": "fax"}]),
            "work +1; fax",
        );
        check(&json!(false), "no");
        check(&json!("a\n b"), "a b");
        check(&json!("a  b"), "a b");
        check(&json!(" a b "), "a b");
        check(&json!("a b"), "a b");
        check(&json!([]), "none");
        check(&json!(null), "");
        check(&json!([null, "", [1, 2.5]]), "; ; 1; 2.5");
        check(&json!({ "a": null, "b": { "c": "d" }, "e": false }), "d");
        check(&json!("é".repeat(500)), &format!("{}…", "é".repeat(400)));
        check(&json!(vec!["ab"; 500]), &format!("{}…", "ab; ".repeat(100)));
        check(&json!("é".repeat(400)), &"é".repeat(400));
    }
}
