//! What the clients `okta-wizard` and `okta-oin` send.
//!
//! Redacting the password is not repeated here; reading the payload did it.

use serde_json::Value;

use crate::scim::ResourceType;
use crate::scim::quirks::{Handling, Quirk, Subject};
use crate::scim::redact::{REDACTED, is_password};

const SOURCE: &str = "developer.okta.com, SCIM 2.0 protocol reference";

/// A random password comes with every new user: `{"password": "…"}` → nothing.
pub(super) const Q14: Quirk = Quirk {
    id: "Q14",
    title: "A password is sent",
    client: "Okta",
    bad: r#"{"userName": "ada@contoso.example", "password": "[redacted]"}"#,
    good: r#"{"userName": "ada@contoso.example"}"#,
    handling: Handling::Repaired,
    source: SOURCE,
};

/// A PUT repeats what the service provider answered before, as `"meta": {"version": "…"}`, so that
/// not every value is the client's intent.
pub(super) const Q15: Quirk = Quirk {
    id: "Q15",
    title: "The service provider's own attributes come back",
    client: "Okta",
    bad: r#"{"id": "7103", "userName": "ada@contoso.example", "meta": {"resourceType": "User"}}"#,
    good: r#"{"id": "7103", "userName": "ada@contoso.example", "meta": {"resourceType": "User"}}"#,
    handling: Handling::Kept,
    source: SOURCE,
};

/// New users have an empty list of groups that means nothing: `{"groups": []}` → nothing.
pub(super) const Q16: Quirk = Quirk {
    id: "Q16",
    title: "An empty list of groups",
    client: "Okta",
    bad: r#"{"userName": "ada@contoso.example", "groups": []}"#,
    good: r#"{"userName": "ada@contoso.example"}"#,
    handling: Handling::Repaired,
    source: SOURCE,
};

/// A PATCH request without a path; the RFC has it so too: `{"value": {"active": false}}`.
pub(super) const Q17: Quirk = Quirk {
    id: "Q17",
    title: "Deactivation without a path",
    client: "Okta",
    bad: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "replace", "value": {"active": false}}]}"#,
    good: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "replace", "path": "active", "value": false}]}"#,
    handling: Handling::Understood,
    source: SOURCE,
};

/// The id beside the new name, in every change of a group: `{"id": "7103", "displayName": "Sales"}` →
/// `{"displayName": "Sales"}`.
pub(super) const Q18: Quirk = Quirk {
    id: "Q18",
    title: "The id in the value of a change",
    client: "Okta",
    bad: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "replace", "value": {"id": "9999", "displayName": "Ada King"}}]}"#,
    good: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "replace", "path": "displayName", "value": "Ada King"}]}"#,
    handling: Handling::Repaired,
    source: SOURCE,
};

/// Attributes without a value can come as `""`; whether that clears the field is the mapping's
/// choice.
pub(super) const Q19: Quirk = Quirk {
    id: "Q19",
    title: "Empty texts for attributes without a value",
    client: "Okta",
    bad: r#"{"userName": "ada@contoso.example", "title": ""}"#,
    good: r#"{"userName": "ada@contoso.example", "title": ""}"#,
    handling: Handling::Kept,
    source: "support.okta.com, profile push",
};

/// Q14. Never shows what was there.
pub(super) fn drop_password(subject: &mut Subject<'_>) {
    let Subject { attributes, repairs, .. } = subject;
    attributes.retain(|name, _| {
        let keep = !is_password(name);
        if !keep {
            repairs.note("Q14", name.as_str(), Value::from(REDACTED), Value::Null);
        }
        keep
    });
}

/// Q16.
pub(super) fn drop_empty_groups(subject: &mut Subject<'_>) {
    let is_empty = subject.attributes.get("groups").and_then(Value::as_array).is_some_and(Vec::is_empty);
    if subject.resource_type == ResourceType::User && is_empty {
        subject.attributes.shift_remove("groups");
        subject.repairs.note("Q16", "groups", Value::Array(Vec::new()), Value::Null);
    }
}
