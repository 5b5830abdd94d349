//! A PATCH request as the RFC writes it.

use serde_json::{Map, Value, json};

use crate::scim::patch::operation::Operation;
use crate::scim::patch::reader::RequestReader;
use crate::scim::patch::update::RequestKind;
use crate::scim::{Repair, Resource, ResourceType, SchemaUrn, ScimError, UpdateRules};

/// A PATCH request in canonical form.
#[derive(Clone, Debug, PartialEq)]
pub struct CanonicalRequest {
    /// The request with `op` in lower case, a path in every operation and repaired values, or why it
    /// is refused whatever the resource holds.
    pub outcome: Result<Value, ScimError>,
    /// The deviations of the client that were understood.
    pub repairs: Vec<Repair>,
}

/// The request that means the same and follows the RFC to the letter. What depends on the values of
/// the resource is not seen here: whether a filter finds anything.
pub fn canonical_request(
    resource_type: ResourceType,
    body: &Value,
    rules: &UpdateRules<'_>,
) -> CanonicalRequest {
    let resource = Resource { resource_type, attributes: Map::new() };
    let mut reader = RequestReader::new(&resource, rules, RequestKind::Patch);
    let mut operations = Vec::new();
    let outcome = reader.read(body, &mut operations).map(|()| {
        let operations: Vec<Value> = operations.iter().map(Operation::to_json).collect();
        json!({ "schemas": [SchemaUrn::PATCH_OP], "Operations": operations })
    });
    CanonicalRequest { outcome, repairs: reader.repairs }
}
