//! What is known of an attribute beside its schema: how one behaves that no schema has, and which
//! are required by the RFC's prose.

use std::borrow::Cow;

use serde_json::Value;

use crate::scim::patch::target::AttributeTarget;
use crate::scim::{AttributeDefinition, AttributeType, ResourceType, Schemas};

/// The definition of a target, or for one that no schema has a definition as its values suggest.
pub(super) fn effective_definition<'a>(
    target: &AttributeTarget<'a>,
    stored: Option<&Value>,
    given: &Value,
) -> Cow<'a, AttributeDefinition> {
    if let Some(definition) = target.definition {
        return Cow::Borrowed(definition);
    }
    let values = [stored.unwrap_or(&Value::Null), given];
    let is_list = values.iter().any(|value| value.is_array());
    let holds_objects = values.iter().any(|value| match value {
        Value::Array(elements) => elements.iter().any(Value::is_object),
        value => value.is_object(),
    });
    let is_complex = holds_objects || target.sub.is_some() || target.filter.is_some();
    let type_ = if is_complex { AttributeType::Complex } else { AttributeType::String };
    Cow::Owned(AttributeDefinition {
        multi_valued: is_list || target.filter.is_some(),
        ..AttributeDefinition::new(&target.name, type_)
    })
}

/// Whether the attribute that the target names cannot be without a value.
pub(super) fn is_required(resource_type: ResourceType, target: &AttributeTarget<'_>) -> bool {
    target.definition.is_some_and(|definition| {
        definition.required || target.extension.is_none() && requires(resource_type, definition)
    })
}

/// Whether a resource cannot be without this attribute of its core schema: as the schema says, and
/// `displayName` of a group by RFC 7643 §4.2.
pub(super) fn requires(resource_type: ResourceType, definition: &AttributeDefinition) -> bool {
    let is_group_name = resource_type == ResourceType::Group && definition.name == "displayName";
    is_group_name || definition.required
}

/// All attributes that a resource of this type can have, with the URN of their extension.
pub(super) fn attributes_with_extension(
    schemas: &Schemas,
    resource_type: ResourceType,
) -> impl Iterator<Item = (Option<&str>, &AttributeDefinition)> {
    let core = schemas.core(resource_type).into_iter().flat_map(|schema| &schema.attributes);
    let extended = schemas
        .extensions(resource_type)
        .flat_map(|schema| schema.attributes.iter().map(|attribute| (Some(schema.id.as_str()), attribute)));
    core.map(|attribute| (None, attribute)).chain(extended)
}
