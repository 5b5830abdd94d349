//! Every value of a payload, with what the schemas say of it.
//!
//! Not what is wrong with it.

use serde_json::{Map, Value};

use crate::diagnostic::json_text::JsonPath;
use crate::scim::lint::inspect::{Content, Subject};
use crate::scim::lint::paths::{Operation, Target, operations};
use crate::scim::{AttributeDefinition, AttributeType, ResourceType, Schema, Schemas};

/// A value and what is known of it.
pub(super) struct Site<'a> {
    /// The name as it was written; an element of a list has that of the list.
    pub name: &'a str,
    /// What a schema says; `None` when no schema has such an attribute.
    pub definition: Option<&'a AttributeDefinition>,
    pub value: &'a Value,
    pub level: Level,
    pub path: JsonPath,
}

/// Which part of an attribute a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// An attribute or sub-attribute as a whole, a list when it is multi-valued.
    Whole,
    /// One element of a multi-valued attribute.
    Element,
}

type Visit<'v> = dyn FnMut(&Site<'_>) + 'v;

/// Visits every value of a payload, also those within.
pub(super) fn each_site(subject: &Subject<'_>, visit: &mut Visit<'_>) {
    let schemas = subject.schemas;
    match &subject.content {
        Content::Resource { resource_type, attributes } => {
            Walk { schemas, resource_type: *resource_type, visit }.resource(attributes, &subject.base);
        }
        Content::Patch { resource_type, .. } => {
            for operation in operations(subject) {
                Walk { schemas, resource_type: *resource_type, visit }.operation(&operation);
            }
        }
    }
}

struct Walk<'a, 'v> {
    schemas: &'a Schemas,
    resource_type: ResourceType,
    visit: &'a mut Visit<'v>,
}

impl Walk<'_, '_> {
    fn resource(&mut self, attributes: &Map<String, Value>, base: &JsonPath) {
        let schemas = self.schemas;
        for (name, value) in attributes.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("schemas")) {
            let path = base.key(name);
            if let Some(definition) = schemas.attribute_path(self.resource_type, name) {
                self.attribute(name, definition, value, &path);
            } else if let Some(schema) = schemas.get(name) {
                self.extension(schema, value, &path);
            } else if !name.contains(':') {
                self.unknown(name, value, path);
            }
        }
    }

    fn operation(&mut self, operation: &Operation<'_>) {
        let (Some(value), Some(path)) = (operation.value, &operation.value_path) else {
            return;
        };
        match &operation.target {
            Target::Resource => {
                if let Some(attributes) = value.as_object() {
                    self.resource(attributes, path);
                }
            }
            Target::Extension(schema) => self.extension(schema, value, path),
            Target::Attribute(definition) => self.attribute(&definition.name, definition, value, path),
            Target::Element(definition) => self.element(&definition.name, definition, value, path),
            Target::Unknown => {}
        }
    }

    fn attribute(&mut self, name: &str, definition: &AttributeDefinition, value: &Value, path: &JsonPath) {
        let site =
            Site { name, definition: Some(definition), value, level: Level::Whole, path: path.clone() };
        (self.visit)(&site);
        match value {
            Value::Array(elements) if definition.multi_valued => {
                for (index, element) in elements.iter().enumerate() {
                    self.element(name, definition, element, &path.index(index));
                }
            }
            value => self.parts(definition, value, path),
        }
    }

    fn element(&mut self, name: &str, definition: &AttributeDefinition, value: &Value, path: &JsonPath) {
        let site =
            Site { name, definition: Some(definition), value, level: Level::Element, path: path.clone() };
        (self.visit)(&site);
        self.parts(definition, value, path);
    }

    /// The attributes in an extension. One for custom fields has those that its owner defined.
    fn extension(&mut self, schema: &Schema, value: &Value, path: &JsonPath) {
        let is_open = schema.id.as_str().ends_with(":custom_fields");
        for (name, value) in value.as_object().into_iter().flatten() {
            let path = path.key(name);
            match schema.attribute(name) {
                Some(definition) => self.attribute(name, definition, value, &path),
                None if is_open => {}
                None => self.unknown(name, value, path),
            }
        }
    }

    /// The sub-attributes, one level: complex attributes do not nest (RFC 7643 §2.3.8).
    fn parts(&mut self, definition: &AttributeDefinition, value: &Value, path: &JsonPath) {
        if definition.type_ != AttributeType::Complex {
            return;
        }
        for (name, value) in value.as_object().into_iter().flatten() {
            let path = path.key(name);
            match definition.known_sub_attribute(name) {
                Some(definition) => {
                    let definition = Some(definition);
                    (self.visit)(&Site { name, definition, value, level: Level::Whole, path });
                }
                None => self.unknown(name, value, path),
            }
        }
    }

    fn unknown(&mut self, name: &str, value: &Value, path: JsonPath) {
        (self.visit)(&Site { name, definition: None, value, level: Level::Whole, path });
    }
}
