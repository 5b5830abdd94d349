//! How a value that a rule gives changes the record.

use serde_json::{Map, Value};

use crate::target::{FieldType, Record, RecordType, TargetField};

/// The value of the field after a rule gave `given`. Items of a list field that are not owned by
/// the integration stay in front of the given ones; equal given items are taken once.
pub(super) fn updated_value(field: &TargetField, current: Option<&Value>, given: Value) -> Value {
    let FieldType::List(list) = &field.field_type else { return given };
    let (Some(owner), Value::Array(given)) = (&list.owned_by, &given) else { return given };
    let others = current.and_then(Value::as_array).into_iter().flatten();
    let mut items: Vec<Value> =
        others.filter(|item| item.get(owner) != Some(&Value::Bool(true))).cloned().collect();
    for item in given {
        if !items.contains(item) {
            items.push(item.clone());
        }
    }
    Value::Array(items)
}

/// The fields in the order of the target, unknown ones behind; empty ones left out.
pub(super) fn in_target_order(record_type: &RecordType, mut record: Record) -> Record {
    let mut fields = Map::new();
    for field in &record_type.fields {
        if let Some(value) = record.fields.shift_remove(&field.name) {
            fields.insert(field.name.clone(), value);
        }
    }
    fields.extend(record.fields);
    fields.retain(|_, value| !value.is_null());
    Record { fields }
}
