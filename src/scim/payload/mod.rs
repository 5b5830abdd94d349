//! Payloads: JSON as a provisioning client sent it, to resources and requests.
//!
//! Reading goes on after every problem. Nothing is repaired here; `normalize` does that.

mod decode;
mod entries;
mod entry;
mod limits;
mod list;
mod ndjson;
mod outline;
mod part;
mod read;
mod remarks;
mod shape;

pub use entry::{Payload, PayloadContent, PayloadEntry, PayloadKind};
pub use limits::PayloadLimits;
pub use read::{PayloadSource, payload_content, read_payload, read_payload_line, visit_payload};
pub(crate) use shape::{
    ADSCIM_PREFIX, Shape, operations_of, shape_of, shape_with_hint, type_of_path, unwrapped,
};
