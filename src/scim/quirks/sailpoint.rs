//! What the client `sailpoint` sends.

use crate::scim::quirks::{Handling, Quirk};

/// `replace` of several values where `add` is meant. That `replace` of a complex attribute keeps the
/// sub-attributes which it does not name is known, and RFC 7644 §3.5.2.3 has it so too; that the
/// same holds for lists is inferred.
pub(super) const Q30: Quirk = Quirk {
    id: "Q30",
    title: "“replace” where “add” is meant",
    client: "SailPoint",
    bad: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [
        {"op": "replace", "path": "emails", "value": [{"value": "ada@lab.example", "type": "other"}]}]}"#,
    good: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [
        {"op": "add", "path": "emails", "value": [{"value": "ada@lab.example", "type": "other"}]}]}"#,
    handling: Handling::Repaired,
    source: "SCIM-SDK, workaround for SailPoint, issue 327",
};
