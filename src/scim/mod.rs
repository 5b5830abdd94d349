//! SCIM (RFC 7643 and 7644): payloads, resources, schemas, and how clients deviate from them.
//!
//! Not the mapping of resources to records, and no network.

mod core_schemas;
mod detect;
mod dialect;
mod filter;
mod grammar;
mod lint;
mod normalize;
mod patch;
mod path;
mod payload;
mod quirks;
mod reader;
mod redact;
mod reference;
mod repair;
mod resource;
mod resource_view;
mod schema;
mod schema_urn;
mod schemas;
mod scim_error;
mod wire;

pub use dialect::Dialect;
pub use filter::{CompareOperator, ExpressionRules, Filter, select};
pub use lint::{LINT_RULES, LintFinding, LintRequest, LintRule, lint, lint_document};
pub use normalize::{normalize, normalize_for, normalize_owned};
pub use patch::{
    CanonicalRequest, PutSemantics, UnknownAttributes, UpdateRules, Updated, canonical_request,
    create_resource, patch_resource, put_resource,
};
pub use path::{AttributePath, ResolvedPath};
pub use payload::{
    Payload, PayloadContent, PayloadEntry, PayloadKind, PayloadLimits, PayloadSource, payload_content,
    read_payload, read_payload_line, visit_payload,
};
pub(crate) use payload::{Shape, shape_of, type_of_path};
pub use quirks::{Handling, QUIRKS, Quirk, REQUEST_QUIRKS, quirk};
pub use reader::ResourceReader;
pub use redact::{REDACTED, redact, redacted};
pub use reference::clients_to_markdown;
pub use repair::Repair;
pub(crate) use resource::get_without_case;
pub use resource::{Resource, ResourceType};
pub use resource_view::ResourceView;
pub use schema::{AttributeDefinition, AttributeType, Mutability, Returned, Schema, Uniqueness};
pub use schema_urn::SchemaUrn;
pub use schemas::Schemas;
pub use scim_error::{ScimError, ScimType};
pub use wire::{
    BooleanForm, ClearForm, LeaverForm, ManagerForm, OpCase, PatchForm, RemoveMemberForm, UpdateVerb, Wire,
};
