//! What the filters of requests deviate in.
//!
//! Not a repair of resources; `Filter::parse_for` understands it.

use crate::scim::quirks::{Handling, Quirk};

/// A text without quotes: `externalId eq mira.okonkwo` → `externalId eq "mira.okonkwo"`.
pub(super) const Q32: Quirk = Quirk {
    id: "Q32",
    title: "A filter with a text without quotes",
    client: "Entra ID",
    bad: r#"{"filter": "externalId eq mira.okonkwo"}"#,
    good: r#"{"filter": "externalId eq mira.okonkwo"}"#,
    handling: Handling::Understood,
    source: "learn.microsoft.com/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups",
};
