//! What the client `google` sends.
//!
//! Nothing of it needs a repair.

use crate::scim::quirks::{Handling, Quirk};

/// The header `Content-Type: application/json` in the place of `application/scim+json`. The content
/// of a payload tells its form, so that the header is not needed.
pub(super) const Q20: Quirk = Quirk {
    id: "Q20",
    title: "Content-Type “application/json”",
    client: "Google Workspace",
    bad: r#"{"userName": "ines@contoso.example", "active": true}"#,
    good: r#"{"userName": "ines@contoso.example", "active": true}"#,
    handling: Handling::Understood,
    source: "Scimitar, an exception for this client",
};

/// No `displayName` beside the parts of the name. It stays absent, since a request that does not
/// name an attribute leaves it as it is; a mapping reads `name.formatted`, or given and family name.
pub(super) const Q21: Quirk = Quirk {
    id: "Q21",
    title: "No displayName",
    client: "Google Workspace",
    bad: r#"{"userName": "ines@contoso.example", "name": {"givenName": "Ines", "familyName": "Farah"}}"#,
    good: r#"{"userName": "ines@contoso.example", "name": {"givenName": "Ines", "familyName": "Farah"}}"#,
    handling: Handling::Understood,
    source: "PostHog, SCIM support for Google Workspace",
};
