//! A user and a group that requests are applied to, and what changed in them.

use scimwright::scim::{
    Dialect, Repair, Resource, ResourceType, Schemas, ScimType, UnknownAttributes, UpdateRules, Updated,
    patch_resource,
};
use serde_json::{Map, Value, json};

pub const CORE: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
pub const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
pub const PATCH_OP: &str = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

pub fn resource(resource_type: ResourceType, attributes: Value) -> Resource {
    let attributes = attributes.as_object().expect("an object").clone();
    Resource { resource_type, attributes }
}

/// A user without an extension.
pub fn ada() -> Resource {
    resource(
        ResourceType::User,
        json!({
            "schemas": [CORE],
            "id": "7103",
            "userName": "ada@contoso.example",
            "displayName": "Ada Lovelace",
            "nickName": "Ada",
            "active": true,
            "name": {"givenName": "Ada", "familyName": "Lovelace"},
            "emails": [
                {"value": "ada@contoso.example", "type": "work", "primary": true},
                {"value": "ada@home.example", "type": "home"}],
            "groups": [{"value": "g1", "display": "Staff"}],
            "meta": {"resourceType": "User", "version": "W/\"1\""}}),
    )
}

/// A user with the Enterprise extension.
pub fn grace() -> Resource {
    let mut grace = ada();
    grace.attributes.insert("schemas".to_owned(), json!([CORE, ENTERPRISE]));
    grace.attributes.insert(
        ENTERPRISE.to_owned(),
        json!({"department": "IT", "manager": {"value": "26", "displayName": "Charles"}}),
    );
    grace
}

/// A group of two.
pub fn staff() -> Resource {
    resource(
        ResourceType::Group,
        json!({
            "schemas": [ResourceType::Group.core_urn()],
            "id": "g1",
            "displayName": "Staff",
            "members": [{"value": "u1", "display": "Ada", "type": "User"}, {"value": "u2"}]}),
    )
}

/// A client that is known for these quirks; tolerant, as every client is but the strict one.
pub fn client(quirks: &[&str]) -> Dialect {
    let quirks = quirks.iter().map(ToString::to_string).collect();
    Dialect { name: "test".to_owned(), quirks, ..Dialect::strict().clone() }
}

/// A PATCH request of these operations; one operation may stand alone.
pub fn request(operations: &Value) -> Value {
    let operations = if operations.is_array() { operations.clone() } else { json!([operations]) };
    json!({"schemas": [PATCH_OP], "Operations": operations})
}

pub fn rules(dialect: &Dialect, unknown_attributes: UnknownAttributes) -> UpdateRules<'_> {
    UpdateRules { schemas: Schemas::built_in(), dialect, unknown_attributes }
}

pub fn patched(stored: &Resource, operations: &Value, dialect: &Dialect) -> Updated {
    patch_resource(stored, &request(operations), &rules(dialect, UnknownAttributes::Rejected))
}

/// The attributes that differ, with their new values, null for those that went; or the keyword of
/// the error.
pub fn changes(stored: &Resource, updated: &Updated) -> Value {
    let after = match &updated.outcome {
        Ok(after) => &after.attributes,
        Err(error) => return json!(error.scim_type.map(ScimType::keyword)),
    };
    let before = &stored.attributes;
    let gone =
        before.keys().filter(|name| !after.contains_key(*name)).map(|name| (name.clone(), Value::Null));
    let other = after.iter().filter(|(name, value)| before.get(*name) != Some(*value));
    Value::Object(other.map(|(name, value)| (name.clone(), value.clone())).chain(gone).collect::<Map<_, _>>())
}

/// Compares what changes in a resource under the strict client; a text expects an error.
#[track_caller]
pub fn check_in(stored: &Resource, operations: Value, expected: Value) {
    let updated = patched(stored, &operations, Dialect::strict());
    assert_eq!(changes(stored, &updated), expected, "{operations}\n{:?}", updated.outcome.err());
}

/// The same for the user without an extension.
#[track_caller]
pub fn check(operations: Value, expected: Value) {
    check_in(&ada(), operations, expected);
}

/// The quirks and paths of repairs.
pub fn named(repairs: &[Repair]) -> Vec<String> {
    repairs
        .iter()
        .map(|repair| format!("{} {}", repair.quirk, repair.path.replace(ENTERPRISE, "E")))
        .collect()
}

/// Compares what changes in a resource for a client, and the repairs.
#[track_caller]
pub fn check_client(
    stored: &Resource,
    quirks: &[&str],
    operations: Value,
    expected: Value,
    repairs: &[&str],
) {
    let updated = patched(stored, &operations, &client(quirks));
    assert_eq!(changes(stored, &updated), expected, "{operations}\n{:?}", updated.outcome.err());
    assert_eq!(named(&updated.repairs), repairs, "{operations}");
}
