//! JSON values to entries: resources, PATCH requests, and what is neither.
//!
//! A list, a bulk request or a wrapper that was itself an element gives an entry for each resource
//! in it.

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::scim::payload::PayloadEntry;
use crate::scim::payload::part::Reader;
use crate::scim::payload::shape::{Shape, operations_of, shape_with_hint, type_of_path};
use crate::scim::resource::get_without_case;
use crate::scim::{Resource, ResourceType};

/// Where an entry comes from.
#[derive(Clone, Copy)]
pub(super) struct Origin {
    /// The offset of the element's first byte.
    pub start: usize,
    /// The resource type of the request's path.
    pub hint: Option<ResourceType>,
}

impl Reader<'_> {
    /// Hands over the entries of one value.
    pub fn add_value(&mut self, value: Value, origin: Origin) {
        match (shape_with_hint(&value, origin.hint), value) {
            (Shape::Wrapper, Value::Object(object)) => self.add_wrapped(object, origin),
            (Shape::ListResponse, Value::Object(mut object)) => {
                self.add_all(take_array(&mut object, "Resources"), origin);
            }
            (Shape::Bulk, Value::Object(mut object)) => {
                for operation in take_array(&mut object, "Operations") {
                    self.add_bulk_operation(operation, origin);
                }
            }
            (Shape::Patch, whole) => self.add_patch(whole, origin),
            (Shape::Resource(type_), Value::Object(attributes)) => {
                self.add_resource(Resource { resource_type: type_, attributes }, origin);
            }
            (_, value) => self.add_other(value, origin),
        }
    }

    /// Hands over the data of one operation of a bulk request.
    pub fn add_bulk_operation(&mut self, operation: Value, origin: Origin) {
        let Value::Object(mut object) = operation else {
            return self.add_other(operation, origin);
        };
        let hint = text_of(&object, "path").and_then(type_of_path);
        match take(&mut object, "data") {
            Some(data @ Value::Object(_)) => self.add_value(data, Origin { hint, ..origin }),
            data => {
                let method = text_of(&object, "method").unwrap_or("operation").to_owned();
                object.extend(data.map(|data| ("data".to_owned(), data)));
                self.remark_not_a_resource(
                    Severity::Note,
                    &format!("The {method} of this bulk request carries no resource"),
                    origin,
                );
                self.hand_over(origin, |index, line| PayloadEntry::other(index, line, Value::Object(object)));
            }
        }
    }

    fn add_all(&mut self, values: Vec<Value>, origin: Origin) {
        for value in values {
            self.add_value(value, origin);
        }
    }

    fn add_wrapped(&mut self, mut wrapper: Map<String, Value>, origin: Origin) {
        let hint = get_without_case(&wrapper, "request")
            .and_then(Value::as_object)
            .and_then(|request| text_of(request, "path"))
            .and_then(type_of_path);
        let origin = Origin { hint, ..origin };
        match take(&mut wrapper, "payload") {
            Some(Value::Array(values)) => self.add_all(values, origin),
            Some(value) => self.add_value(value, origin),
            None => self.add_other(Value::Object(wrapper), origin),
        }
    }

    fn add_patch(&mut self, whole: Value, origin: Origin) {
        let operations = operations_of(&whole);
        if operations.is_empty() {
            self.remark_not_a_resource(Severity::Warning, "This PATCH request has no operations", origin);
        }
        self.hand_over(origin, |index, line| PayloadEntry::patch(index, line, operations, whole));
    }

    fn add_resource(&mut self, resource: Resource, origin: Origin) {
        let required = match resource.resource_type {
            ResourceType::User => "userName",
            ResourceType::Group => "displayName",
        };
        let full_name = format!("{}:{required}", resource.resource_type.core_urn());
        let is_present = match resource.get(required).or_else(|| resource.get(&full_name)) {
            None | Some(Value::Null) => false,
            Some(Value::String(text)) => !text.trim().is_empty(),
            Some(_) => true,
        };
        if !is_present {
            let type_ = resource.resource_type.name();
            let diagnostic = Diagnostic::warning(
                Code::RequiredAttributeMissing,
                format!("This {type_} has no “{required}”"),
            );
            self.remarks.add(diagnostic, origin.start, 1);
        }
        self.hand_over(origin, |index, line| PayloadEntry::resource(index, line, resource));
    }

    fn add_other(&mut self, value: Value, origin: Origin) {
        self.remark_not_a_resource(
            Severity::Error,
            "This is neither a user nor a group, nor a request about one",
            origin,
        );
        self.hand_over(origin, |index, line| PayloadEntry::other(index, line, value));
    }

    fn remark_not_a_resource(&mut self, severity: Severity, message: &str, origin: Origin) {
        let mut diagnostic = Diagnostic::new(Code::NotAResource, severity, message);
        if severity == Severity::Error {
            diagnostic = diagnostic.with_help("a user has “userName”, a group “displayName” and “members”");
        }
        self.remarks.add(diagnostic, origin.start, 1);
    }

    fn hand_over(&mut self, origin: Origin, entry: impl FnOnce(usize, usize) -> PayloadEntry) {
        if self.is_full {
            return;
        }
        if self.n_entries >= self.limits.resources {
            self.is_full = true;
            let message = format!("Only the first {} entries are loaded", self.limits.resources);
            self.remarks.add(Diagnostic::error(Code::TooManyResources, message), origin.start, 1);
            return;
        }
        let line = self.remarks.line_of(origin.start);
        (self.visit)(entry(self.n_entries, line));
        self.n_entries += 1;
    }
}

fn text_of<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    get_without_case(object, name)?.as_str()
}

/// Takes the member of this name out, without case.
fn take(object: &mut Map<String, Value>, name: &str) -> Option<Value> {
    let key = object.keys().rev().find(|key| key.eq_ignore_ascii_case(name))?.clone();
    object.shift_remove(&key)
}

fn take_array(object: &mut Map<String, Value>, name: &str) -> Vec<Value> {
    match take(object, name) {
        Some(Value::Array(values)) => values,
        _ => Vec::new(),
    }
}
