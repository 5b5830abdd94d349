//! What the client `ping` sends.
//!
//! Nothing of it needs a repair.

use crate::scim::quirks::{Handling, Quirk};

/// A PUT carries the client's whole set of attributes, and nothing of the service provider's: what
/// is left out is not known to the client.
pub(super) const Q24: Quirk = Quirk {
    id: "Q24",
    title: "PUT with the whole set of attributes",
    client: "PingFederate, PingOne",
    bad: r#"{"userName": "ada@contoso.example", "title": "Engineer", "active": true}"#,
    good: r#"{"userName": "ada@contoso.example", "title": "Engineer", "active": true}"#,
    handling: Handling::Understood,
    source: "docs.pingidentity.com/integrations/scim",
};
