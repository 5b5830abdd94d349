//! From the path of a term to what the schemas say of it, and to the values that it compares.
//!
//! Not the comparing, which is in `comparison`.

use serde_json::Value;

use crate::scim::filter::presence::assigned_values;
use crate::scim::resource::get_without_case;
use crate::scim::{AttributeDefinition, AttributePath, AttributeType, Resource, Schemas};

/// What the attribute names of a filter speak of.
#[derive(Clone, Copy)]
pub(super) enum Scope<'a> {
    /// A resource: names are those of its attributes.
    Resource(&'a Resource, &'a Schemas),
    /// One value of a multi-valued attribute: names are those of sub-attributes, `value` also the
    /// name of a value that has no parts. Without a definition the schemas do not know the attribute.
    Value(&'a Value, Option<&'a AttributeDefinition>),
}

/// What is known of the attribute that a term compares.
#[derive(Clone, Copy)]
pub(super) enum Operand<'a> {
    /// One simple value at a time.
    Simple(&'a AttributeDefinition),
    /// A complex attribute that has no `value`: only `pr` and null can be asked of it.
    Compound,
    /// The schemas do not know it.
    Unknown,
}

impl<'a> Operand<'a> {
    /// The attribute itself, or the `value` of a complex one: `emails co "x"` speaks of `emails.value`,
    /// as in the examples of RFC 7644 §3.4.2.2.
    fn of(attribute: Option<&'a AttributeDefinition>) -> Self {
        match attribute {
            None => Self::Unknown,
            Some(attribute) if is_simple(attribute) => Self::Simple(attribute),
            Some(attribute) => attribute.known_sub_attribute("value").map_or(Self::Compound, Self::Simple),
        }
    }

    pub fn definition(self) -> Option<&'a AttributeDefinition> {
        match self {
            Self::Simple(definition) => Some(definition),
            Self::Compound | Self::Unknown => None,
        }
    }
}

fn is_simple(attribute: &AttributeDefinition) -> bool {
    attribute.type_ != AttributeType::Complex
}

/// What is compared at a path.
pub(super) fn operand<'a>(path: &AttributePath, scope: Scope<'a>) -> Operand<'a> {
    match scope {
        Scope::Resource(resource, schemas) => {
            let resolved = path.resolve(resource, schemas);
            if resolved.is_whole {
                return Operand::Compound;
            }
            Operand::of(if path.sub.is_some() { resolved.sub } else { resolved.attribute })
        }
        Scope::Value(_, Some(attribute)) if path.urn.is_none() && path.sub.is_none() => {
            Operand::of(part_definition(attribute, &path.name))
        }
        Scope::Value(..) => Operand::Unknown,
    }
}

/// What the schemas say of a name in the brackets after the attribute.
pub(super) fn part_definition<'a>(
    attribute: &'a AttributeDefinition,
    name: &str,
) -> Option<&'a AttributeDefinition> {
    let is_value_itself = is_simple(attribute) && name.eq_ignore_ascii_case(VALUE);
    if is_value_itself { Some(attribute) } else { attribute.known_sub_attribute(name) }
}

/// The name of the part that stands for the whole value.
const VALUE: &str = "value";

/// The values at a path without a filter in it: one for each element of a multi-valued attribute,
/// `None` where an element does not have the sub-attribute; a single `None` when the attribute is
/// unassigned. With `reads_value` a complex value is represented by its `value`.
pub(super) fn values<'a>(
    path: &AttributePath,
    scope: Scope<'a>,
    reads_value: bool,
) -> Vec<Option<&'a Value>> {
    let elements = elements(path, scope);
    let resolved = match scope {
        Scope::Resource(resource, schemas) => Some(path.resolve(resource, schemas)),
        Scope::Value(..) => None,
    };
    let sub_name = resolved.as_ref().and_then(|resolved| resolved.sub_name.as_deref());
    // The schema knows better than the shape of the value that `userName.value` is nothing.
    let is_simple = resolved.as_ref().and_then(|resolved| resolved.attribute).is_some_and(is_simple);
    if elements.is_empty() || (sub_name.is_some() && is_simple) {
        return vec![None];
    }
    let part = sub_name.or(reads_value.then_some(VALUE));
    let read = |element: &'a Value| match part {
        None => Some(element),
        Some(part) => part_of(element, part),
    };
    elements.into_iter().map(read).collect()
}

/// The assigned values of the attribute that a path names, before its filter and sub-attribute.
pub(super) fn elements<'a>(path: &AttributePath, scope: Scope<'a>) -> Vec<&'a Value> {
    match scope {
        Scope::Resource(resource, schemas) => {
            assigned_values(path.resolve(resource, schemas).stored(resource))
        }
        Scope::Value(value, _) if path.urn.is_none() && path.sub.is_none() => {
            assigned_values(part_of(value, &path.name))
        }
        Scope::Value(..) => Vec::new(),
    }
}

/// The assigned part of a value. A value that has no parts is its own `value`, also where the schema
/// has an object.
pub(super) fn part_of<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    match value {
        Value::Object(members) => get_without_case(members, name).filter(|part| !part.is_null()),
        _ => name.eq_ignore_ascii_case(VALUE).then_some(value),
    }
}
