//! A guess which provisioning client sent a payload.
//!
//! Only a default for the user to change: a payload without clear marks gives no guess.

use serde_json::{Map, Value};

use crate::scim::payload::{ADSCIM_PREFIX, Shape, shape_of, unwrapped};
use crate::scim::resource::get_without_case;
use crate::scim::{Dialect, Resource, ResourceType, SchemaUrn};

impl Dialect {
    /// The client id of the dialect whose marks the payload bears. Lists are judged by their first
    /// resource that has any.
    pub fn detect(value: &Value) -> Option<&'static str> {
        let value = unwrapped(value);
        if let Value::Array(elements) = value {
            return elements.iter().find_map(detect_single);
        }
        match (shape_of(value), value) {
            (Shape::ListResponse, Value::Object(list)) => {
                let resources = get_without_case(list, "Resources")?.as_array()?;
                resources.iter().find_map(detect_single)
            }
            _ => detect_single(value),
        }
    }
}

fn detect_single(value: &Value) -> Option<&'static str> {
    let value = unwrapped(value);
    match (shape_of(value), value) {
        (Shape::Patch, Value::Object(request)) => {
            let operations = get_without_case(request, "Operations")?.as_array()?;
            operations.iter().filter_map(Value::as_object).find_map(detect_operation)
        }
        (Shape::Resource(resource_type), Value::Object(attributes)) => {
            detect_resource(&Resource { resource_type, attributes: attributes.clone() })
        }
        _ => None,
    }
}

fn detect_operation(operation: &Map<String, Value>) -> Option<&'static str> {
    let op = get_without_case(operation, "op")?.as_str()?;
    if op.starts_with(|first: char| first.is_ascii_uppercase()) {
        return Some("entra-default");
    }
    if get_without_case(operation, "path").is_some() {
        return None;
    }
    let value = get_without_case(operation, "value")?.as_object()?;
    let is =
        |names: &[&str]| value.len() == names.len() && names.iter().all(|name| value.contains_key(*name));
    if is(&["active"]) || is(&["id", "displayName"]) {
        return Some("okta-oin");
    }
    value.keys().any(|name| name.contains(['.', ':'])).then_some("entra-flag")
}

fn detect_resource(resource: &Resource) -> Option<&'static str> {
    let marks = Marks { resource };
    let guesses = [
        ("onelogin", marks.is_from_template()),
        ("entra-legacy", marks.has_old_slip()),
        ("okta-wizard", marks.has_password_or_okta_id()),
        ("jumpcloud", marks.has_object_id()),
        ("entra-default", marks.is_new_with_meta() || marks.lists_directory_schema()),
        ("google", marks.is_minimal()),
    ];
    guesses.into_iter().find(|(_, fits)| *fits).map(|(client, _)| client)
}

struct Marks<'a> {
    resource: &'a Resource,
}

impl Marks<'_> {
    fn has(&self, name: &str) -> bool {
        self.resource.get(name).is_some()
    }

    fn lists(&self, urn: &str) -> bool {
        self.resource.schemas().iter().any(|listed| listed.is(urn))
    }

    fn lists_prefix(&self, prefix: &str) -> bool {
        self.resource.schemas().iter().any(|urn| urn.as_str().starts_with(prefix))
    }

    /// One e-mail instead of a list, or a URN of SCIM 1.1.
    fn is_from_template(&self) -> bool {
        self.resource.get("emails").is_some_and(Value::is_object) || self.lists_prefix("urn:scim:")
    }

    fn has_old_slip(&self) -> bool {
        let slip = "enterprise:2.0User";
        self.resource.schemas().iter().any(|urn| urn.as_str().ends_with(slip))
            || self.resource.attributes.keys().any(|name| name.contains(slip))
    }

    fn has_password_or_okta_id(&self) -> bool {
        let has_okta_id = self.resource.external_id().is_some_and(|id| {
            id.len() >= 15
                && id.starts_with("00u")
                && id.chars().all(|character| character.is_ascii_alphanumeric())
        });
        let has_no_groups = self.resource.get("groups").and_then(Value::as_array).is_some_and(Vec::is_empty);
        has_okta_id || has_no_groups || self.has("password")
    }

    fn has_object_id(&self) -> bool {
        self.resource
            .external_id()
            .is_some_and(|id| id.len() == 24 && id.chars().all(|character| character.is_ascii_hexdigit()))
    }

    fn has_resource_type(&self) -> bool {
        let meta = self.resource.get("meta").and_then(Value::as_object);
        meta.is_some_and(|meta| get_without_case(meta, "resourceType").is_some())
    }

    fn is_new_with_meta(&self) -> bool {
        self.lists(SchemaUrn::ENTERPRISE_USER) && self.has_resource_type() && !self.has("id")
    }

    /// The five attributes that a minimal client sends, and nothing else.
    fn is_minimal(&self) -> bool {
        let names = ["schemas", "userName", "name", "emails", "active"];
        self.resource.resource_type == ResourceType::User
            && self.resource.attributes.len() == names.len()
            && names.iter().all(|name| self.resource.attributes.contains_key(*name))
            && self.resource.schemas().iter().all(|urn| urn.is(SchemaUrn::CORE_USER))
    }

    fn lists_directory_schema(&self) -> bool {
        self.lists_prefix(ADSCIM_PREFIX)
    }
}
