//! Whether what a script gives is a value that a field could hold.
//!
//! What is wrong with others is said by rhai's form of the evaluation.

use crate::value::{Object, Value};

/// How deep values may be nested on the tree; rhai has them a little deeper.
const MOST_LEVELS: usize = 60;

/// Whether a value has only parts that have a form in JSON.
pub(crate) fn is_plain(value: Value<'_>) -> bool {
    is_plain_within(value, MOST_LEVELS)
}

fn is_plain_within(value: Value<'_>, levels: usize) -> bool {
    let Some(levels) = levels.checked_sub(1) else { return false };
    match value {
        Value::Nothing | Value::Boolean(_) | Value::Integer(_) | Value::Character(_) | Value::Text(_) => true,
        Value::Float(number) => number.is_finite(),
        Value::List(list) => list.iter().all(|item| is_plain_within(item, levels)),
        // Also those that a later entry replaces: rather too few objects than too many.
        Value::Object(Object::Entries(entries)) => {
            entries.iter().all(|entry| is_plain_within(entry.value, levels))
        }
        Value::Object(object) => object.iter().all(|entry| is_plain_within(entry.value, levels)),
        Value::Clear | Value::Reject(_) | Value::Other(_) => false,
    }
}
