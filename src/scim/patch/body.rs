//! What PUT and POST have in common: a body that is a resource.

use serde_json::{Map, Value};

use crate::scim::patch::definition::requires;
use crate::scim::patch::members::{Members, read_members};
use crate::scim::patch::operation::{Operation, Verb};
use crate::scim::patch::reader::RequestReader;
use crate::scim::patch::value::is_unassigned;
use crate::scim::quirks::{SCHEMAS_REPAIRS, Subject};
use crate::scim::resource::get_without_case;
use crate::scim::{Repair, Resource, ResourceType, ScimError, ScimType, UpdateRules};

/// The attributes of a body.
///
/// # Errors
/// `invalidSyntax`: it is no object, or its `schemas` do not list the core schema of the resource. A
/// body without `schemas` is understood.
pub(super) fn attributes_of_body<'b>(
    body: &'b Value,
    resource_type: ResourceType,
    rules: &UpdateRules<'_>,
) -> Result<&'b Map<String, Value>, ScimError> {
    let Value::Object(attributes) = body else {
        return Err(ScimError::new(
            ScimType::InvalidSyntax,
            "the body is no resource; an object is expected",
        ));
    };
    let core = resource_type.core_urn();
    let is_core = |urn: &Value| urn.as_str().is_some_and(|urn| urn.eq_ignore_ascii_case(core));
    let lists_core = match get_without_case(attributes, "schemas") {
        None | Some(Value::Null) => true,
        Some(Value::Array(urns)) => urns.iter().any(is_core),
        Some(urn) => is_core(urn),
    };
    if lists_core || rules.is_tolerant() {
        return Ok(attributes);
    }
    Err(ScimError::new(ScimType::InvalidSyntax, format!("“schemas” does not list {core}")))
}

/// An operation `replace` for each attribute of a body.
///
/// # Errors
/// As for an operation without a path.
pub(super) fn operations_of_body<'a>(
    reader: &mut RequestReader<'a>,
    attributes: Map<String, Value>,
) -> Result<Vec<Operation<'a>>, ScimError> {
    let mut operations = Vec::new();
    let members = Members { verb: Verb::Replace, number: 1, urn: None };
    read_members(reader, members, &Value::Object(attributes), &mut operations)?;
    Ok(operations)
}

/// `schemas` of a body without known slips, the core schema in it.
pub(super) fn schemas_of_body(
    attributes: &Map<String, Value>,
    resource_type: ResourceType,
    rules: &UpdateRules<'_>,
    repairs: &mut Vec<Repair>,
) -> Value {
    let core = || Value::from(resource_type.core_urn());
    let Some(listed) = get_without_case(attributes, "schemas").filter(|listed| listed.is_array()) else {
        return Value::Array(vec![core()]);
    };
    let attributes = Map::from_iter([("schemas".to_owned(), listed.clone())]);
    if !rules.is_tolerant() {
        return listed.clone();
    }
    let mut subject = Subject::new(Resource { resource_type, attributes }, rules.schemas);
    for repair in SCHEMAS_REPAIRS {
        repair(&mut subject);
    }
    let (mut repaired, mut found) = subject.finish();
    repairs.append(&mut found);
    repaired.attributes.shift_remove("schemas").unwrap_or_else(|| Value::Array(vec![core()]))
}

/// The attributes without which no resource can be.
///
/// # Errors
/// `invalidValue`: one is missing.
pub(super) fn check_required(resource: &Resource, rules: &UpdateRules<'_>) -> Result<(), ScimError> {
    let core = rules.schemas.core(resource.resource_type);
    let missing = core.into_iter().flat_map(|schema| &schema.attributes).find(|attribute| {
        requires(resource.resource_type, attribute)
            && resource.get(&attribute.name).is_none_or(|value| is_unassigned(value) || is_blank(value))
    });
    match missing {
        None => Ok(()),
        Some(attribute) => {
            let detail = format!("“{}” is required", attribute.name);
            Err(ScimError::new(ScimType::InvalidValue, detail))
        }
    }
}

/// A text without anything to read.
pub(super) fn is_blank(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.trim().is_empty())
}
