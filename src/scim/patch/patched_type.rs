//! Whether a PATCH request is about a user or a group, where only the request can tell.

use serde_json::Value;

use crate::scim::payload::{operations_of, type_of_path};
use crate::scim::resource::get_without_case;
use crate::scim::{ResourceType, SchemaUrn, Schemas};

impl ResourceType {
    /// The type of the resource that a PATCH request changes: as the path of the request says, such
    /// as `/Groups/7`; otherwise a group when an operation names an attribute that only groups have.
    pub fn of_patch(body: &Value, request_path: Option<&str>) -> Self {
        let is_about_group = || operations_of(body).iter().any(names_group);
        request_path
            .and_then(type_of_path)
            .unwrap_or_else(|| if is_about_group() { Self::Group } else { Self::User })
    }
}

fn names_group(operation: &Value) -> bool {
    let Some(operation) = operation.as_object() else {
        return false;
    };
    match (get_without_case(operation, "path"), get_without_case(operation, "value")) {
        (Some(Value::String(path)), _) if !path.is_empty() => is_of_group_alone(path),
        (_, Some(Value::Object(value))) => value.keys().any(|name| is_of_group_alone(name)),
        _ => false,
    }
}

/// Whether a path begins with an attribute that groups have and users have not.
fn is_of_group_alone(path: &str) -> bool {
    let path = path.trim();
    let core = path.get(..SchemaUrn::CORE_GROUP.len());
    if core.is_some_and(|core| core.eq_ignore_ascii_case(SchemaUrn::CORE_GROUP)) {
        return true;
    }
    let name = path.split(['[', '.', ' ']).next().unwrap_or_default();
    let has = |type_| Schemas::built_in().attribute(type_, name).is_some();
    has(ResourceType::Group) && !has(ResourceType::User)
}

#[cfg(test)]
mod tests {
    use crate::scim::ResourceType::{self, Group, User};
    use serde_json::{Value, json};

    #[track_caller]
    fn check(operation: &Value, path: Option<&str>, expected: ResourceType) {
        assert_eq!(ResourceType::of_patch(&json!({"Operations": [operation]}), path), expected);
    }

    #[test]
    fn the_attributes_tell_the_type_unless_the_path_does() {
        check(&json!({"op": "Remove", "path": "members[value eq \"1\"]"}), None, Group);
        check(&json!({"op": "add", "value": {"Members": []}}), None, Group);
        check(&json!({"op": "replace", "path": "displayName", "value": "A"}), None, User);
        check(&json!({"op": "replace", "path": "displayName", "value": "A"}), Some("/Groups/5"), Group);
        check(&json!({"op": "replace", "value": {"active": false}}), None, User);
        check(&json!(1), None, User);
    }
}
