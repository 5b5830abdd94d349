//! Known deviations of provisioning clients from RFC 7643 and 7644, one item each.
//!
//! A quirk says what is sent, what is meant, and who says so; most also hold the repair.

mod any;
mod entra;
mod entra_names;
mod jumpcloud;
mod okta;
mod onelogin;
mod place;
mod quirk;
mod subject;
mod table;

pub use quirk::{Handling, Quirk};
pub(crate) use subject::Subject;
pub(crate) use table::REPAIRS;
pub use table::{QUIRKS, quirk};
