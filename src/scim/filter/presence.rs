//! What counts as having a value.

use serde_json::Value;

/// Whether `pr` holds of the value (RFC 7644 §3.4.2.2): it is not empty, not null, or contains a
/// non-empty node. `false` and 0 are values.
pub(crate) fn is_present(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(_) | Value::Number(_) => true,
        Value::String(text) => !text.is_empty(),
        Value::Array(elements) => elements.iter().any(is_present),
        Value::Object(members) => members.values().any(is_present),
    }
}

/// Whether an attribute with this value is unassigned, that is, null or an empty list (RFC 7643
/// §2.5), or an empty object.
pub(crate) fn is_unassigned(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(elements) => elements.iter().all(is_unassigned),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

/// The assigned values of an attribute: the elements of a list, or the value by itself.
pub(crate) fn assigned_values(value: Option<&Value>) -> Vec<&Value> {
    let values = match value {
        None => &[],
        Some(Value::Array(elements)) => elements.as_slice(),
        Some(single) => std::slice::from_ref(single),
    };
    values.iter().filter(|value| !is_unassigned(value)).collect()
}
