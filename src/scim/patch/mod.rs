//! Changing a stored resource: PATCH (RFC 7644 §3.5.2), PUT (§3.5.1), POST (§3.3).
//!
//! A request is read into operations with targets, and those are applied one after the other.

mod update;
mod put;
mod create;
mod body;
mod canonical;
mod request;
mod operation;
mod target;
mod definition;
mod reader;
mod members;
mod partial;
mod removal;
mod repair_value;
mod text_boolean;
mod join;
mod apply;
mod apply_list;
mod values;
mod merge;
mod same;
mod value;
mod value_type;
mod document;
mod patched_type;

pub use canonical::{CanonicalRequest, canonical_request};
pub use create::create_resource;
pub use put::put_resource;
pub use update::{PutSemantics, UnknownAttributes, UpdateRules, Updated, patch_resource};
