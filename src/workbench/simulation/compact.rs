//! JSON as text in which what fits into a line stands in a line.
//!
//! For requests, of which a person wants to see much at once; files are written otherwise.

use serde_json::Value;

/// The most characters of a line that holds a whole object or list.
const MOST_CHARACTERS: usize = 72;

/// The text of a value: every object and list that is short stands in one line.
pub(super) fn compact_json(value: &Value) -> String {
    let mut text = String::new();
    write(&mut text, value, 0, 0);
    text
}

/// Writes a value that begins behind `used` characters of a line.
fn write(text: &mut String, value: &Value, depth: usize, used: usize) {
    let line = in_a_line(value);
    let is_root = depth == 0;
    let has_parts = match value {
        Value::Object(object) => !object.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => false,
    };
    if !has_parts || (!is_root && used + line.chars().count() <= MOST_CHARACTERS) {
        text.push_str(&line);
        return;
    }
    let indent = "  ".repeat(depth + 1);
    let (open, close) = if value.is_array() { ('[', ']') } else { ('{', '}') };
    text.push(open);
    let parts = parts(value);
    let last = parts.len().saturating_sub(1);
    for (idx, (key, part)) in parts.into_iter().enumerate() {
        let key = key.map(|key| format!("{}: ", Value::from(key))).unwrap_or_default();
        text.push('\n');
        text.push_str(&indent);
        text.push_str(&key);
        write(text, part, depth + 1, indent.len() + key.chars().count());
        if idx < last {
            text.push(',');
        }
    }
    text.push('\n');
    text.push_str(&"  ".repeat(depth));
    text.push(close);
}

fn parts(value: &Value) -> Vec<(Option<&str>, &Value)> {
    match value {
        Value::Object(object) => object.iter().map(|(key, part)| (Some(key.as_str()), part)).collect(),
        Value::Array(items) => items.iter().map(|part| (None, part)).collect(),
        _ => Vec::new(),
    }
}

/// A value in one line, with blanks where people expect them.
fn in_a_line(value: &Value) -> String {
    match value {
        Value::Object(object) if !object.is_empty() => {
            let parts = object
                .iter()
                .map(|(key, part)| format!("{}: {}", Value::from(key.as_str()), in_a_line(part)));
            format!("{{ {} }}", parts.collect::<Vec<_>>().join(", "))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(in_a_line).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::compact_json;

    #[track_caller]
    fn check(value: &Value, expected: &str) {
        let text = compact_json(value);
        assert_eq!(text, expected);
        assert_eq!(serde_json::from_str::<Value>(&text).expect("it is JSON"), *value);
    }

    #[test]
    fn what_is_short_stands_in_a_line() {
        check(&json!({}), "{}");
        check(&json!([]), "[]");
        check(&json!("a\n\"b\""), r#""a\n\"b\"""#);
        check(
            &json!({ "schemas": ["urn:x"], "Operations": [{ "op": "add", "value": { "a": [], "b": null } }] }),
            "{\n  \"schemas\": [\"urn:x\"],\n  \"Operations\": [{ \"op\": \"add\", \"value\": { \"a\": [], \"b\": null } }]\n}",
        );
        let long = "x".repeat(80);
        check(
            &json!({ "a": [long.as_str(), 1] }),
            &format!("{{\n  \"a\": [\n    \"{long}\",\n    1\n  ]\n}}"),
        );
    }
}
