//! PATCH requests in the form of drafts of SCIM, before there were operations.

use crate::scim::quirks::{Handling, Quirk};

/// A PATCH request that is a resource with what is to change: `{"title": "Engineer"}` →
/// `{"op": "replace", "path": "title", "value": "Engineer"}`. Members of a group are added, or with
/// `"operation": "delete"` removed.
pub(super) const Q33: Quirk = Quirk {
    id: "Q33",
    title: "A PATCH request without operations",
    client: "clients of SCIM 1.1 and of the 4me SCIM API",
    bad: r#"{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "title": "Engineer",
        "nickName": null}"#,
    good: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [
        {"op": "replace", "path": "title", "value": "Engineer"},
        {"op": "replace", "path": "nickName", "value": null}]}"#,
    handling: Handling::Repaired,
    source: "developer.xurrent.com, SCIM Users and Groups API; SCIM 1.1 §3.3.2",
};
