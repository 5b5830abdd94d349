//! Changes as the body of a PUT.

use serde_json::Value;

use crate::scim::ClearForm;
use crate::simulate::template::writer::own_attributes;
use crate::simulate::template::{Edit, Writer};

/// The whole resource with the changes. A client that echoes repeats what the service provider
/// holds; others send their own attributes.
pub fn body(writer: &Writer<'_>, edits: &[Edit]) -> Value {
    let resource = &writer.stored.resource;
    let mut body = own_attributes(resource);
    if writer.wire().put_echoes {
        for (name, value) in &resource.attributes {
            body.entry(name.clone()).or_insert_with(|| value.clone());
        }
        if let Some(id) = writer.stored.id() {
            body.entry("id").or_insert_with(|| Value::from(id));
        }
    }
    for edit in edits {
        let value = match (&edit.value, writer.wire().clear) {
            (Some(value), _) => Some(writer.written(&edit.name, value)),
            (None, ClearForm::EmptyText) => Some(Value::from("")),
            (None, ClearForm::Null) => Some(Value::Null),
            (None, ClearForm::Remove | ClearForm::Nothing) => None,
        };
        edit.name.put_into(&mut body, value);
    }
    Value::Object(body)
}
