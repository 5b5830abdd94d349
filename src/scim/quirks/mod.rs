//! Known deviations of provisioning clients from RFC 7643 and 7644, one item each.
//!
//! A quirk says what is sent, what is meant, and who says so; most also hold the repair.

mod any;
mod enterprise;
mod entra;
mod entra_names;
mod entra_requests;
mod filter;
mod google;
mod jumpcloud;
mod okta;
mod onelogin;
mod partial;
mod ping;
mod place;
mod quirk;
mod sailpoint;
mod scim1;
mod subject;
mod table;
mod types;

pub(crate) use entra_names::{corrected_name, split_after_type};
pub use quirk::{Handling, Quirk};
pub(crate) use subject::Subject;
pub use table::{QUIRKS, REQUEST_QUIRKS, quirk};
pub(crate) use table::{REPAIRS, REQUEST_REPAIRS, SCHEMAS_REPAIRS, STRICT_REPAIRS};
