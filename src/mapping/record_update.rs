//! How a value that a rule gives changes the record.

use crate::target::{FieldType, TargetField};
use crate::value::{Arena, List, Object, Value};

/// The value of the field after a rule gave `given`, which fits the field. Items of a list field that
/// are not owned by the integration stay in front of the given ones; equal given items are taken
/// once.
pub(super) fn updated_value<'a>(
    field: &TargetField,
    before: Value<'a>,
    given: Value<'a>,
    arena: &'a Arena,
) -> Value<'a> {
    let FieldType::List(list) = &field.field_type else { return given };
    let (Some(owner), Value::List(items)) = (&list.owned_by, given) else { return given };
    let others = before.as_list().unwrap_or(List::Items(&[]));
    if others.is_empty() && !has_twice(items) {
        return given;
    }
    let is_owned = |item: &Value<'_>| {
        let mark = item.as_object().map(|item| item.get_exact(owner)).unwrap_or_default();
        matches!(mark, Value::Boolean(true))
    };
    let new = items.iter().enumerate().filter(|(idx, item)| !is_among(*item, items, *idx));
    arena.list(others.iter().filter(|item| !is_owned(item)).chain(new.map(|(_, item)| item)))
}

/// What clearing leaves: the items of a list that a rule does not own, nothing otherwise.
pub(super) fn left_after_clearing<'a>(field: &TargetField, before: Value<'a>, arena: &'a Arena) -> Value<'a> {
    if !matches!(field.field_type, FieldType::List(_)) {
        return Value::Nothing;
    }
    match updated_value(field, before, Value::List(List::Items(&[])), arena) {
        Value::List(items) if items.is_empty() => Value::Nothing,
        items => items,
    }
}

fn has_twice(items: List<'_>) -> bool {
    items.iter().enumerate().any(|(idx, item)| is_among(item, items, idx))
}

/// Whether the item is among the first so many.
fn is_among(item: Value<'_>, items: List<'_>, n_first: usize) -> bool {
    items.iter().take(n_first).any(|first| is_same_item(first, item))
}

/// Items that were held against their field have their entries in the same order, each once.
fn is_same_item(left: Value<'_>, right: Value<'_>) -> bool {
    let (Value::Object(Object::Entries(left)), Value::Object(Object::Entries(right))) = (left, right) else {
        return left.is_same_json(right);
    };
    left.len() == right.len()
        && left
            .iter()
            .zip(right)
            .all(|(left, right)| left.name == right.name && left.value.is_same_json(right.value))
}
