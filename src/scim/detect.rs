//! A guess which provisioning client sent a payload.
//!
//! Only a default for the user to change: a payload without clear marks gives no guess.

use serde_json::{Map, Value};

use crate::scim::payload::{ADSCIM_PREFIX, Shape, shape_of, unwrapped};
use crate::scim::resource::get_without_case;
use crate::scim::{Dialect, Resource, ResourceType, SchemaUrn};

impl Dialect {
    /// The dialect of the client that a sample file names, or that alone sends the `User-Agent` which
    /// the file records.
    pub fn declared(value: &Value) -> Option<&'static Self> {
        let sample = value.as_object().filter(|_| shape_of(value) == Shape::Wrapper)?;
        let text = |path: &[&str]| {
            let (last, objects) = path.split_last()?;
            let holder = objects
                .iter()
                .try_fold(sample, |object, name| get_without_case(object, name)?.as_object())?;
            get_without_case(holder, last)?.as_str()
        };
        let agent = text(&["request", "headers", "User-Agent"]);
        let is_of = |dialect: &&Self| agent.is_some() && dialect.user_agent.as_deref() == agent;
        let mut of_agent = Self::all().iter().filter(is_of);
        let only = of_agent.next().filter(|_| of_agent.next().is_none());
        text(&["origin", "client"]).and_then(Self::by_name).or(only)
    }

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
    let value = get_without_case(operation, "value");
    match get_without_case(operation, "path") {
        Some(path) => detect_path(op, path.as_str()?, value),
        None => detect_pathless(value?.as_object()?),
    }
}

/// The marks of an operation with a path, `op` in lower case.
fn detect_path(op: &str, path: &str, value: Option<&Value>) -> Option<&'static str> {
    let path = path.to_ascii_lowercase();
    if path.contains("[primary eq") || path.contains("[type eq \"untyped\"") {
        return Some("entra-validator");
    }
    let is_text = |text: &str| text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false");
    if (path == "active" || path.ends_with(".primary")) && value?.as_str().is_some_and(is_text) {
        return Some("entra-validator");
    }
    let members = value.filter(|_| path == "members")?.as_array().filter(|members| !members.is_empty())?;
    match op {
        "remove" => Some("jumpcloud"),
        "add" => members.iter().all(has_display_beside_value).then_some("okta-oin"),
        _ => None,
    }
}

fn has_display_beside_value(member: &Value) -> bool {
    member.as_object().is_some_and(|member| has_exactly(member, &["value", "display"]))
}

/// The marks of an operation without a path.
fn detect_pathless(value: &Map<String, Value>) -> Option<&'static str> {
    let okta = [["active"].as_slice(), &["password"], &["id", "displayName"]];
    if okta.iter().any(|names| has_exactly(value, names)) {
        return Some("okta-oin");
    }
    value.keys().any(|name| name.contains(['.', ':'])).then_some("entra-flag")
}

fn has_exactly(object: &Map<String, Value>, names: &[&str]) -> bool {
    object.len() == names.len() && names.iter().all(|name| object.contains_key(*name))
}

impl Dialect {
    /// The same for a resource as it was received.
    pub fn detect_resource(resource: &Resource) -> Option<&'static str> {
        detect_resource(resource)
    }
}

fn detect_resource(resource: &Resource) -> Option<&'static str> {
    let marks = Marks { resource };
    let guesses = [
        ("google", marks.lists_both_versions()),
        ("onelogin", marks.is_from_template()),
        ("entra-legacy", marks.has_old_slip()),
        ("entra-validator", marks.is_full_with_text_booleans()),
        ("okta-wizard", marks.has_password_or_okta_id() || marks.is_pushed_group()),
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

    /// The core URN of SCIM 1.1 beside that of SCIM 2.0.
    fn lists_both_versions(&self) -> bool {
        self.lists("urn:scim:schemas:core:1.0") && self.lists(SchemaUrn::CORE_USER)
    }

    /// Attributes that only a test fills all at once, and `primary` as text.
    fn is_full_with_text_booleans(&self) -> bool {
        let full = ["nickName", "profileUrl", "userType", "timezone", "locale", "preferredLanguage"];
        let primary = |list: &Value| {
            list.as_array().is_some_and(|list| list.iter().any(|entry| entry["primary"].is_string()))
        };
        full.iter().all(|name| self.has(name)) && self.resource.attributes.values().any(primary)
    }

    /// A new group as it is pushed: its name, and an empty list of members.
    fn is_pushed_group(&self) -> bool {
        let has_no_members =
            self.resource.get("members").and_then(Value::as_array).is_some_and(Vec::is_empty);
        has_no_members && has_exactly(&self.resource.attributes, &["schemas", "displayName", "members"])
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
        self.resource.resource_type == ResourceType::User
            && has_exactly(&self.resource.attributes, &["schemas", "userName", "name", "emails", "active"])
            && self.resource.schemas().iter().all(|urn| urn.is(SchemaUrn::CORE_USER))
    }

    fn lists_directory_schema(&self) -> bool {
        self.lists_prefix(ADSCIM_PREFIX)
    }
}
