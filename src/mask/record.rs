//! Records with other people in them.

use serde_json::{Map, Value};

use crate::mask::attributes::{MaskKind, Owner};
use crate::mask::context::Context;
use crate::mask::masker::Masker;
use crate::target::{FieldType, Record, RecordType, TargetField, TargetSchema};

impl Masker {
    /// Gets to know the person of a record.
    pub fn learn_record(&mut self, target: &TargetSchema, record_type: &RecordType, record: &Record) {
        let report = self.take_report();
        self.mask_record(target, record_type, record, None);
        self.set_report(report);
    }

    /// The record with its people masked. `payload` is what it was made of, where that is known: it
    /// names the person as well.
    pub fn mask_record(
        &mut self,
        target: &TargetSchema,
        record_type: &RecordType,
        record: &Record,
        payload: Option<&Value>,
    ) -> Record {
        let is_person = record_type.resource_type == "User";
        let mut context = if is_person { self.context_of(&record.fields) } else { Context::default() };
        if let Some(Value::Object(payload)) = payload.filter(|_| is_person) {
            context.add(self.context_of(payload));
        }
        let people = People { target, is_person };
        let fields = record.fields.iter().map(|(name, value)| {
            let masked = self.field(&people, record_type.field(name), name, value, &context);
            (name.clone(), masked)
        });
        Record { fields: fields.collect() }
    }

    fn field(
        &mut self,
        people: &People<'_>,
        field: Option<&TargetField>,
        path: &str,
        value: &Value,
        context: &Context,
    ) -> Value {
        match value {
            Value::Array(elements) => {
                elements.iter().map(|element| self.field(people, field, path, element, context)).collect()
            }
            Value::Object(object) => self.item(people, field, path, object, context),
            leaf => {
                let kind = self.kind_of_field(people, field, path);
                self.value(kind, leaf, context)
            }
        }
    }

    fn item(
        &mut self,
        people: &People<'_>,
        field: Option<&TargetField>,
        path: &str,
        object: &Map<String, Value>,
        context: &Context,
    ) -> Value {
        let items = match field.map(|field| &field.field_type) {
            Some(FieldType::List(list)) => list.items.as_slice(),
            _ => &[],
        };
        // Custom fields are named by one member and filled by another.
        let id = object.get("id").and_then(Value::as_str).filter(|_| object.contains_key("value"));
        let masked = object.iter().map(|(name, value)| {
            let inner = items.iter().find(|item| item.name == *name);
            let masked = match (id, name.as_str()) {
                (Some(_), "id") => value.clone(),
                (Some(id), "value") => self.field(people, None, id, value, context),
                _ => self.field(people, inner, &format!("{path}.{name}"), value, context),
            };
            (name.clone(), masked)
        });
        Value::Object(masked.collect())
    }

    fn kind_of_field(&self, people: &People<'_>, field: Option<&TargetField>, path: &str) -> MaskKind {
        let small = path.to_lowercase();
        let is_chosen = self.kinds.chosen.contains_key(&small)
            || small.rsplit('.').next().is_some_and(|name| self.kinds.chosen.contains_key(name));
        let by_name = self.kinds.kind(Owner::PersonRecord, &small);
        if is_chosen {
            return by_name;
        }
        match field.map(|field| &field.field_type) {
            Some(FieldType::Reference { record_type, .. }) if people.is_person_type(record_type) => {
                MaskKind::Identifier
            }
            _ if !people.is_person => MaskKind::Keep,
            Some(FieldType::Email) => MaskKind::Email,
            Some(FieldType::Uri) => MaskKind::Url,
            Some(FieldType::String | FieldType::Text | FieldType::Integer) | None => by_name,
            Some(_) => MaskKind::Keep,
        }
    }
}

/// What is known of the record that is masked.
struct People<'t> {
    target: &'t TargetSchema,
    /// Whether it is a record of a person.
    is_person: bool,
}

impl People<'_> {
    fn is_person_type(&self, record_type: &str) -> bool {
        self.target.record_type(record_type).is_some_and(|found| found.resource_type == "User")
    }
}
