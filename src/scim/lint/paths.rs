//! The operations of a PATCH request, with what their paths lead to.
//!
//! Not the applying of them.

use serde_json::{Map, Value};

use crate::diagnostic::json_text::JsonPath;
use crate::scim::lint::inspect::{Content, Subject, member};
use crate::scim::{AttributeDefinition, AttributePath, ResourceType, Schema, Schemas, ScimError};

/// One operation, as far as it can be read.
pub(super) struct Operation<'a> {
    /// The place of the operation.
    pub place: JsonPath,
    pub op: Option<&'a str>,
    /// The path as it was written, and what it was read to; an empty one is none.
    pub path: Option<(&'a str, Result<AttributePath, ScimError>)>,
    pub path_place: Option<JsonPath>,
    pub value: Option<&'a Value>,
    pub value_path: Option<JsonPath>,
    pub target: Target<'a>,
}

/// What an operation is about.
pub(super) enum Target<'a> {
    /// There is no path.
    Resource,
    /// An extension as a whole.
    Extension(&'a Schema),
    /// An attribute or sub-attribute.
    Attribute(&'a AttributeDefinition),
    /// The elements of a multi-valued attribute that a filter selects.
    Element(&'a AttributeDefinition),
    /// The path is malformed, or no schema has such an attribute.
    Unknown,
}

/// The operations that are objects, in order; none of a resource.
pub(super) fn operations<'a>(subject: &'a Subject<'a>) -> Vec<Operation<'a>> {
    let Content::Patch { resource_type, envelope } = &subject.content else {
        return Vec::new();
    };
    let Some((name, Value::Array(list))) = member(envelope, "Operations") else {
        return Vec::new();
    };
    let base = subject.base.key(name);
    let objects = list.iter().enumerate().filter_map(|(index, value)| Some((index, value.as_object()?)));
    objects.map(|(index, object)| read(subject.schemas, *resource_type, object, base.index(index))).collect()
}

fn read<'a>(
    schemas: &'a Schemas,
    resource_type: ResourceType,
    object: &'a Map<String, Value>,
    place: JsonPath,
) -> Operation<'a> {
    let path = member(object, "path");
    let path_text = path.and_then(|(_, path)| path.as_str()).filter(|path| !path.is_empty());
    let parsed = path_text.map(|text| (text, AttributePath::parse(text)));
    let target = match &parsed {
        None => Target::Resource,
        Some((_, Err(_))) => Target::Unknown,
        Some((text, Ok(path))) => target(schemas, resource_type, text, path).unwrap_or(Target::Unknown),
    };
    let value = member(object, "value");
    Operation {
        op: member(object, "op").and_then(|(_, op)| op.as_str()),
        path: parsed,
        path_place: path.map(|(name, _)| place.key(name)),
        value: value.map(|(_, value)| value),
        value_path: value.map(|(name, _)| place.key(name)),
        target,
        place,
    }
}

fn target<'a>(
    schemas: &'a Schemas,
    type_: ResourceType,
    text: &str,
    path: &AttributePath,
) -> Option<Target<'a>> {
    if let Some(schema) = schemas.get(text) {
        return Some(Target::Extension(schema));
    }
    let attribute = match &path.urn {
        Some(urn) => schemas.get(urn.as_str())?.attribute(&path.name)?,
        None => schemas.attribute(type_, &path.name)?,
    };
    match (&path.sub, &path.filter) {
        (Some(sub), _) => attribute.known_sub_attribute(sub).map(Target::Attribute),
        (None, Some(_)) => Some(Target::Element(attribute)),
        (None, None) => Some(Target::Attribute(attribute)),
    }
}
