//! What the fields of records can be, as the target says.

use std::collections::BTreeMap;

use crate::script::types::{Kinds, Shape, ShapeKind, Type};
use crate::target::{FieldType, RecordType, TargetField, TargetSchema};

/// The records of each type of the target.
pub(super) fn records(target: &TargetSchema) -> BTreeMap<String, Type> {
    let of_type =
        |record_type: &RecordType| (record_type.name.clone(), record(target, record_type, &record_type.name));
    target.record_types.iter().map(of_type).collect()
}

/// A record that is read as `path`.
pub(super) fn record(target: &TargetSchema, record_type: &RecordType, path: &str) -> Type {
    let mut shape = Shape::new(ShapeKind::Fields, path);
    // What the service provider adds to every record.
    for name in ["id", "nodeID", "created_at", "updated_at"] {
        shape.add(name, Type::any(), "");
    }
    for field in &record_type.fields {
        shape.add(&field.name, field_type(target, field, path), field.note.as_deref().unwrap_or_default());
    }
    Type::object(shape)
}

fn field_type(target: &TargetSchema, field: &TargetField, path: &str) -> Type {
    let type_ = match &field.field_type {
        FieldType::Boolean => Type::of(Kinds::BOOLEAN),
        FieldType::Integer => Type::of(Kinds::INTEGER),
        FieldType::Enumeration { enumeration } => match target.enumeration(enumeration) {
            Some(known) => Type::one_of(known.values.iter().map(String::as_str)),
            None => Type::text(),
        },
        FieldType::List(list) => {
            let mut shape = Shape::new(ShapeKind::Fields, format!("{path}.{}[…]", field.name));
            shape.add("id", Type::any(), "");
            for item in &list.items {
                shape.add(&item.name, field_type(target, item, path), "");
            }
            Type::list(Type::object(shape))
        }
        FieldType::StringList => Type::list(Type::text()),
        // A reference is a text, or the record itself where the account's records have it so.
        FieldType::Reference { .. } => Type::of(Kinds::TEXT | Kinds::OBJECT),
        FieldType::String
        | FieldType::Text
        | FieldType::Email
        | FieldType::Uri
        | FieldType::Decimal
        | FieldType::DateTime => Type::text(),
    };
    if field.required { type_.or_rarely_nothing() } else { type_.or_nothing() }
}
