//! Values and scripts in one line.

use serde_json::{Map, Value};

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
    use super::display_value;
    use serde_json::json;

    #[test]
    fn values_are_shown_by_their_parts() {
        let contacts = json!([{"label": "work", "telephone": "+1", "integration": true}, {"label": "fax"}]);
        assert_eq!(display_value(&contacts), "work +1; fax");
        assert_eq!(display_value(&json!(false)), "no");
        assert_eq!(display_value(&json!("a\n b")), "a b");
        assert_eq!(display_value(&json!([])), "none");
    }
}
