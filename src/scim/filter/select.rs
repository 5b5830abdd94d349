//! The values at a path.

use serde_json::Value;

use crate::diagnostic::nearest;
use crate::scim::filter::check::did_you_mean;
use crate::scim::filter::matching::chosen;
use crate::scim::filter::operand::{Scope, part_of};
use crate::scim::filter::presence::assigned_values;
use crate::scim::{AttributePath, AttributeType, ResolvedPath, Resource, Schemas, ScimError, ScimType};

/// The values at a path, in order: those of a multi-valued attribute one by one, those that the filter
/// chooses, the sub-attribute of each that has it. A URN alone gives its object. What is unassigned
/// gives nothing.
///
/// # Errors
/// `invalidPath` for an attribute or sub-attribute that no schema has and the resource neither;
/// `invalidFilter` for a filter that makes no sense for the attribute.
pub fn select(path: &AttributePath, resource: &Resource, schemas: &Schemas) -> Result<Vec<Value>, ScimError> {
    let resolved = path.resolve(resource, schemas);
    if resolved.is_whole {
        return Ok(resolved.holder(resource).map(|whole| Value::Object(whole.clone())).into_iter().collect());
    }
    let stored = resolved.stored(resource);
    if resolved.attribute.is_none() && stored.is_none() {
        return Err(unknown_attribute(path, &resolved, resource, schemas));
    }
    if let Some(sub) = &resolved.sub_name
        && !has_sub_attribute(&resolved, sub, stored)
    {
        return Err(unknown_sub_attribute(path, &resolved));
    }
    if let Some(attribute) = resolved.attribute {
        path.check_filter(attribute, stored)?;
    }
    let values = chosen(path, Scope::Resource(resource, schemas)).into_iter();
    Ok(match &resolved.sub_name {
        None => values.cloned().collect(),
        Some(sub) => values.filter_map(|value| part_of(value, sub)).cloned().collect(),
    })
}

/// Whether the schema knows the sub-attribute, or a value has it.
fn has_sub_attribute(resolved: &ResolvedPath<'_>, sub: &str, stored: Option<&Value>) -> bool {
    let is_simple = resolved.attribute.is_some_and(|attribute| attribute.type_ != AttributeType::Complex);
    let is_stored = || assigned_values(stored).into_iter().any(|value| part_of(value, sub).is_some());
    resolved.sub.is_some() || (!is_simple && is_stored())
}

fn unknown_attribute(
    path: &AttributePath,
    resolved: &ResolvedPath<'_>,
    resource: &Resource,
    schemas: &Schemas,
) -> ScimError {
    let name = &resolved.name;
    let known = known_names(resolved, resource, schemas);
    let detail = match &resolved.extension {
        Some(urn) if known.is_empty() => format!("`{path}`: no schema `{urn}` is known"),
        Some(urn) => format!("`{path}`: `{urn}` has no attribute `{name}`"),
        None => format!("`{path}`: a {} has no attribute `{name}`", resource.resource_type.name()),
    };
    let help = did_you_mean(nearest(name, known.into_iter()));
    ScimError::new(ScimType::InvalidPath, format!("{detail}{help}"))
}

/// The names of the attributes that the path could have named where it leads.
pub(super) fn known_names<'a>(
    resolved: &ResolvedPath<'_>,
    resource: &'a Resource,
    schemas: &'a Schemas,
) -> Vec<&'a str> {
    let schema = match &resolved.extension {
        None => schemas.core(resource.resource_type),
        Some(urn) => schemas.get(urn.as_str()),
    };
    let own = resolved.holder(resource).into_iter().flat_map(|holder| holder.keys().map(String::as_str));
    let listed = schema.into_iter().flat_map(|schema| &schema.attributes);
    listed.map(|attribute| attribute.name.as_str()).chain(own).collect()
}

fn unknown_sub_attribute(path: &AttributePath, resolved: &ResolvedPath<'_>) -> ScimError {
    let (name, sub) = (&resolved.name, resolved.sub_name.as_deref().unwrap_or_default());
    let known = resolved.attribute.into_iter().flat_map(|attribute| &attribute.sub_attributes);
    let help = did_you_mean(nearest(sub, known.map(|known| known.name.as_str())));
    ScimError::new(ScimType::InvalidPath, format!("`{path}`: `{name}` has no sub-attribute `{sub}`{help}"))
}
