//! Whether what the service provider gives back is what the client sent, as a client compares it.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::scim::get_without_case;
use crate::simulate::parts::is_empty;

/// Longer lists are compared by the values of their elements alone.
pub(super) const MOST_COMPARED: usize = 200;

/// Whether reading the attribute gives what was sent: texts as they are, `"False"` and false the same,
/// a bare id and `{"value": id}` the same. Of objects only what was sent counts, of lists each sent
/// element is looked for.
pub(super) fn reads_back(sent: &Value, after: &Value) -> bool {
    if is_empty(sent) || is_blank_object(sent) {
        return is_empty(after) || is_blank_object(after) || after == sent;
    }
    match (sent, after) {
        (Value::String(text), Value::Bool(flag)) | (Value::Bool(flag), Value::String(text)) => {
            text.eq_ignore_ascii_case(&flag.to_string())
        }
        (Value::String(text), Value::Number(number)) | (Value::Number(number), Value::String(text)) => {
            text == &number.to_string()
        }
        (Value::String(_), Value::Object(object)) => {
            get_without_case(object, "value").is_some_and(|value| reads_back(sent, value))
        }
        (Value::Object(object), Value::String(_)) => {
            get_without_case(object, "value").is_some_and(|value| reads_back(value, after))
        }
        (Value::Object(sent), Value::Object(after)) => sent.iter().all(|(name, value)| {
            value.is_null() || reads_back(value, get_without_case(after, name).unwrap_or(&Value::Null))
        }),
        (Value::Array(sent), Value::Array(after)) => has_all(sent, after),
        (Value::Array(sent), after) if sent.len() == 1 => sent.iter().all(|sent| reads_back(sent, after)),
        (sent, Value::Array(after)) => after.iter().any(|after| reads_back(sent, after)),
        (sent, after) => sent == after,
    }
}

/// Whether every sent element is there. Long lists of members are compared by their values.
fn has_all(sent: &[Value], after: &[Value]) -> bool {
    if sent.len() > MOST_COMPARED {
        let id = |element: &Value| element.get("value").map(Value::to_string);
        let known: BTreeSet<_> = after.iter().filter_map(id).collect();
        return sent.iter().filter_map(id).all(|id| known.contains(&id));
    }
    sent.iter().all(|sent| after.iter().any(|after| reads_back(sent, after)))
}

/// `{"value": ""}`.
fn is_blank_object(value: &Value) -> bool {
    value.as_object().is_some_and(|object| object.values().all(is_empty))
}

#[cfg(test)]
mod tests {
    use super::reads_back;
    use serde_json::{Value, json};

    #[track_caller]
    #[allow(clippy::needless_pass_by_value, reason = "tables read better when values are handed over")]
    fn check(sent: Value, after: Value, expected: bool) {
        assert_eq!(reads_back(&sent, &after), expected, "{sent} {after}");
    }

    #[test]
    fn values_are_compared_as_clients_do() {
        check(json!("A"), json!("A"), true);
        check(json!("A"), json!("a"), false);
        check(json!("False"), json!(false), true);
        check(json!("False"), json!(true), false);
        check(json!("7"), json!({ "value": "7", "displayName": "Bob" }), true);
        check(json!({ "value": "7" }), json!("7"), true);
        check(json!({ "value": "7", "$ref": null }), json!({ "value": "7" }), true);
        check(json!([{ "value": "7" }]), json!([{ "value": "6" }, { "value": "7", "display": "B" }]), true);
        check(json!([{ "value": "7" }]), json!([{ "value": "6" }]), false);
        check(json!(""), Value::Null, true);
        check(json!(""), json!("x"), false);
        check(json!({ "value": "" }), Value::Null, true);
        check(json!("x"), Value::Null, false);
    }
}
