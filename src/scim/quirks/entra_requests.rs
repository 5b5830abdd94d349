//! How the clients `entra-…` write PATCH requests where the RFC has it otherwise.
//!
//! They are understood where requests are read and applied, in `patch`; here is what is known of
//! them.

use crate::scim::quirks::{Handling, Quirk};

const SOURCE: &str = "learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-config-problem-scim-compatibility";

/// `{"op": "Replace"}` → `{"op": "replace"}`.
pub(super) const Q01: Quirk = Quirk {
    id: "Q01",
    title: "“op” in another case",
    client: "Entra ID",
    bad: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "Replace", "path": "title", "value": "Engineer"}]}"#,
    good: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "replace", "path": "title", "value": "Engineer"}]}"#,
    handling: Handling::Repaired,
    source: SOURCE,
};

/// Attribute paths as names in a value: `{"value": {"name.givenName": "Ada"}}` →
/// `{"path": "name.givenName", "value": "Ada"}`.
pub(super) const Q03: Quirk = Quirk {
    id: "Q03",
    title: "Attribute paths as names in a value",
    client: "Entra ID with aadOptscim062020",
    bad: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "replace", "value": {"displayName": "Ada King",
            "name.familyName": "King", "emails[type eq \"work\"].value": "king@contoso.example"}}]}"#,
    good: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [
        {"op": "replace", "path": "displayName", "value": "Ada King"},
        {"op": "replace", "path": "name.familyName", "value": "King"},
        {"op": "replace", "path": "emails[type eq \"work\"].value", "value": "king@contoso.example"}]}"#,
    handling: Handling::Repaired,
    source: SOURCE,
};

/// A filter that nothing fulfils: the value that it describes is created, where the RFC answers
/// `noTarget`.
pub(super) const Q05: Quirk = Quirk {
    id: "Q05",
    title: "A filter that describes a new value",
    client: "Entra ID",
    bad: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [{"op": "replace",
        "path": "phoneNumbers[type eq \"mobile\"].value", "value": "+44 7700 900123"}]}"#,
    good: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [{"op": "add",
        "path": "phoneNumbers", "value": [{"type": "mobile", "value": "+44 7700 900123"}]}]}"#,
    handling: Handling::Repaired,
    source: "SCIM-SDK, workarounds for Microsoft Entra; scimgateway issues 118 and 121",
};

/// The values to remove as a value: `{"op": "remove", "path": "members", "value": [{"value": "7"}]}` →
/// `{"op": "remove", "path": "members[value eq \"7\"]"}`.
pub(super) const Q06: Quirk = Quirk {
    id: "Q06",
    title: "“remove” with the values to remove",
    client: "Entra ID, JumpCloud",
    bad: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [
        {"op": "remove", "path": "emails", "value": [{"value": "ada@home.example"}]}]}"#,
    good: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [
        {"op": "remove", "path": "emails[value eq \"ada@home.example\"]"}]}"#,
    handling: Handling::Repaired,
    source: SOURCE,
};

/// A boolean as text in a filter: `emails[primary eq "true"]` → `emails[primary eq true]`.
pub(super) const Q28: Quirk = Quirk {
    id: "Q28",
    title: "A boolean as text in a filter",
    client: "Microsoft SCIM Validator, Entra ID",
    bad: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [
        {"op": "replace", "path": "emails[primary eq \"True\"].value", "value": "king@contoso.example"}]}"#,
    good: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [
        {"op": "replace", "path": "emails[primary eq true].value", "value": "king@contoso.example"}]}"#,
    handling: Handling::Repaired,
    source: "learn.microsoft.com, Q&A 5624709; customize-application-attributes",
};
