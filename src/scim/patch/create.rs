//! POST of a resource: RFC 7644 §3.3.

use serde_json::{Map, Value};

use crate::scim::patch::apply::Applier;
use crate::scim::patch::body::{attributes_of_body, check_required, operations_of_body, schemas_of_body};
use crate::scim::patch::reader::RequestReader;
use crate::scim::patch::update::RequestKind;
use crate::scim::{Repair, Resource, ResourceType, ScimError, UpdateRules, Updated};

/// The resource that the body of a POST request creates. It has no `id` yet; what only the service
/// provider sets is passed over, and so is a password, which is never given back.
pub fn create_resource(resource_type: ResourceType, body: &Value, rules: &UpdateRules<'_>) -> Updated {
    let mut repairs = Vec::new();
    let outcome = create(resource_type, body, rules, &mut repairs);
    Updated { outcome, repairs }
}

fn create(
    resource_type: ResourceType,
    body: &Value,
    rules: &UpdateRules<'_>,
    repairs: &mut Vec<Repair>,
) -> Result<Resource, ScimError> {
    let attributes = attributes_of_body(body, resource_type, rules)?;
    let schemas = schemas_of_body(attributes, resource_type, rules, repairs);
    let mut created = Resource { resource_type, attributes: Map::new() };
    let mut reader = RequestReader::new(&created, rules, RequestKind::Post);
    let operations = operations_of_body(&mut reader, attributes.clone());
    repairs.append(&mut reader.repairs);
    created.attributes.insert("schemas".to_owned(), schemas);
    let mut applier = Applier::new(created, rules, RequestKind::Post);
    let result = operations?.into_iter().try_for_each(|operation| applier.apply(operation));
    repairs.append(&mut applier.repairs);
    result?;
    let resource = applier.document.resource;
    check_required(&resource, rules)?;
    Ok(resource)
}
