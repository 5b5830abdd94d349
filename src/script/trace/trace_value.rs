//! A value as a trace keeps it: owned, and shortened when it is large.

use serde_json::{Map, Value as JsonValue};

use crate::value::Value;

/// The most characters of a text, entries of a list or object, and levels that are kept.
const MOST_CHARACTERS: usize = 200;
const MOST_ENTRIES: usize = 24;
const MOST_LEVELS: usize = 6;
/// The most characters of a value in one line.
const MOST_SHOWN: usize = 160;

/// A value in a trace.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TraceValue {
    /// As JSON, shortened when it is large; null when it is missing or has no form in JSON.
    pub json: JsonValue,
    /// In one line as a script writes it: `"Ann"`, `true`, `[1, 2]`, `()`.
    pub shown: String,
    /// Whether there is none: absent, null, `()`.
    pub is_missing: bool,
}

impl TraceValue {
    /// The same, owned.
    pub fn of(value: Value<'_>) -> Self {
        let json = shortened(value, MOST_LEVELS);
        let shown = match value {
            Value::Nothing => "()".to_owned(),
            Value::Clear => "clear()".to_owned(),
            Value::Reject(why) => format!("reject({why:?})"),
            Value::Other(name) => format!("a value of the type {name}"),
            Value::Float(number) if !number.is_finite() => number.to_string(),
            _ => shown(&json),
        };
        Self { json, shown: cut(&shown, MOST_SHOWN), is_missing: value.is_nothing() }
    }

    /// A JSON value, as [`TraceValue::of`].
    pub fn of_json(value: &JsonValue) -> Self {
        Self::of(Value::of_json(value))
    }
}

fn shortened(value: Value<'_>, levels: usize) -> JsonValue {
    match value {
        Value::Text(text) => JsonValue::String(cut(text, MOST_CHARACTERS)),
        Value::List(_) | Value::Object(_) if levels == 0 => JsonValue::String("…".to_owned()),
        Value::List(list) => {
            let items = list.iter().take(MOST_ENTRIES).map(|item| shortened(item, levels - 1));
            let rest = (list.len() > MOST_ENTRIES).then(|| JsonValue::String("…".to_owned()));
            JsonValue::Array(items.chain(rest).collect())
        }
        Value::Object(object) => {
            let mut members = Map::new();
            for (idx, entry) in object.iter().take(MOST_ENTRIES + 1).enumerate() {
                if idx == MOST_ENTRIES {
                    members.insert("…".to_owned(), JsonValue::Null);
                } else {
                    members.insert(entry.name.to_owned(), shortened(entry.value, levels - 1));
                }
            }
            JsonValue::Object(members)
        }
        single => single.to_json().unwrap_or_default(),
    }
}

/// As a script writes it.
fn shown(json: &JsonValue) -> String {
    match json {
        JsonValue::Null => "()".to_owned(),
        JsonValue::Array(items) => {
            format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", "))
        }
        JsonValue::Object(members) => {
            let members = members.iter().map(|(name, value)| format!("{name}: {}", shown(value)));
            format!("#{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
        single => single.to_string(),
    }
}

/// The first characters, and `…` when there are more.
pub(super) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::TraceValue;
    use serde_json::json;

    #[test]
    fn values_are_shown_as_scripts_write_them() {
        let shown = |value| TraceValue::of_json(&value).shown;
        assert_eq!(shown(json!(null)), "()");
        assert_eq!(shown(json!("a\"b")), r#""a\"b""#);
        assert_eq!(shown(json!({"a": [1, true, null]})), "#{a: [1, true, ()]}");
        assert_eq!(shown(json!(vec![1; 30])).matches('1').count(), 24);
        assert!(shown(json!("x".repeat(500))).chars().count() <= 161);
    }
}
