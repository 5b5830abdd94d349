//! SCIM (RFC 7643 and 7644): payloads, resources, schemas, and how clients deviate from them.
//!
//! Not the mapping of resources to records, and no network.

mod core_schemas;
mod detect;
mod dialect;
mod normalize;
mod payload;
mod quirks;
mod redact;
mod repair;
mod resource;
mod schema;
mod schema_urn;
mod schemas;

pub use dialect::Dialect;
pub use normalize::{normalize, normalize_owned};
pub use payload::{
    Payload, PayloadContent, PayloadEntry, PayloadKind, PayloadLimits, PayloadSource, payload_content,
    read_payload, read_payload_line, visit_payload,
};
pub use quirks::{Handling, QUIRKS, Quirk, quirk};
pub use redact::{REDACTED, redact, redacted};
pub use repair::Repair;
pub use resource::{Resource, ResourceType};
pub use schema::{AttributeDefinition, AttributeType, Mutability, Returned, Schema, Uniqueness};
pub use schema_urn::SchemaUrn;
pub use schemas::Schemas;
