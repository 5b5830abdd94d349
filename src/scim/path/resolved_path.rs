//! What a path leads to: the extension, the attribute and the sub-attribute of the schemas.
//!
//! Not the values there; those are found with it.

use serde_json::{Map, Value};

use crate::scim::resource::get_without_case;
use crate::scim::schema_urn::strip_urn;
use crate::scim::{AttributeDefinition, AttributePath, Resource, ResourceType, Schema, SchemaUrn, Schemas};

/// A path held against what is known of a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedPath<'s> {
    /// The extension that the path leads into, as its URN stands in the resource, otherwise in the
    /// schemas, otherwise in the path. `None` for the resource itself.
    pub extension: Option<SchemaUrn>,
    /// The path is a URN alone and means the whole extension, or without one the whole resource.
    /// There is no attribute then.
    pub is_whole: bool,
    /// The attribute's name, in the spelling of the schema, otherwise of the path.
    pub name: String,
    /// What the schemas say of the attribute; `None` when they do not know it.
    pub attribute: Option<&'s AttributeDefinition>,
    /// The sub-attribute's name, in the spelling of the schema, otherwise of the path.
    pub sub_name: Option<String>,
    /// What the schemas say of the sub-attribute; `None` when they do not know it or the path has none.
    pub sub: Option<&'s AttributeDefinition>,
}

impl AttributePath {
    /// Looks the path up. The longest URN counts that is the core schema of this resource, a schema
    /// that can extend it, or a member of it.
    pub fn resolve<'s>(&self, resource: &Resource, schemas: &'s Schemas) -> ResolvedPath<'s> {
        let Some(urn) = &self.urn else {
            let attribute = schemas.attribute(resource.resource_type, &self.name);
            return ResolvedPath::of_attribute(None, attribute, &self.name, self.sub.as_deref());
        };
        let sub = self.sub.as_ref().map(|sub| format!(".{sub}")).unwrap_or_default();
        let text = format!("{urn}:{}{sub}", self.name);
        let found = known_urns(resource, schemas)
            .filter_map(|known| Some((known, after_urn(&text, known)?)))
            .filter(|(_, rest)| !rest.contains(':') && (self.filter.is_none() || !rest.is_empty()))
            .min_by_key(|(_, rest)| rest.len());
        let (urn, rest) = match found {
            Some((known, rest)) => (SchemaUrn::from(known), rest),
            None => (urn.clone(), text.rsplit(':').next().unwrap_or_default()),
        };
        let (name, sub) = match rest.split_once('.') {
            Some((name, sub)) => (name, Some(sub)),
            None => (rest, None),
        };
        let is_core = urn.is(resource.resource_type.core_urn());
        let attribute = if is_core {
            schemas.attribute(resource.resource_type, name)
        } else if found.is_some() {
            schemas.get(urn.as_str()).and_then(|schema| schema.attribute(name))
        } else {
            None
        };
        ResolvedPath::of_attribute((!is_core).then_some(urn), attribute, name, sub)
    }
}

impl<'s> ResolvedPath<'s> {
    fn of_attribute(
        extension: Option<SchemaUrn>,
        attribute: Option<&'s AttributeDefinition>,
        name: &str,
        sub_name: Option<&str>,
    ) -> Self {
        let spelt = |known: Option<&AttributeDefinition>, written: &str| {
            known.map_or_else(|| written.to_owned(), |known| known.name.clone())
        };
        let sub = attribute.zip(sub_name).and_then(|(attribute, sub)| attribute.known_sub_attribute(sub));
        Self {
            extension,
            is_whole: name.is_empty(),
            name: spelt(attribute, name),
            attribute,
            sub_name: sub_name.map(|written| spelt(sub, written)),
            sub,
        }
    }

    /// The object that holds the attribute, or is the whole: the resource or an extension of it.
    pub fn holder<'r>(&self, resource: &'r Resource) -> Option<&'r Map<String, Value>> {
        match &self.extension {
            None => Some(&resource.attributes),
            Some(urn) => get_without_case(&resource.attributes, urn.as_str())?.as_object(),
        }
    }

    /// The value of the attribute as it is stored, without regard to filter and sub-attribute; of a
    /// whole extension, its object. `None` for the whole resource.
    pub fn stored<'r>(&self, resource: &'r Resource) -> Option<&'r Value> {
        match &self.extension {
            Some(urn) if self.is_whole => get_without_case(&resource.attributes, urn.as_str()),
            None if self.is_whole => None,
            _ => get_without_case(self.holder(resource)?, &self.name),
        }
    }
}

/// The URNs that a path may begin with. Those of the resource come first, for their spelling.
fn known_urns<'a>(resource: &'a Resource, schemas: &'a Schemas) -> impl Iterator<Item = &'a str> {
    let members = resource.attributes.iter().filter(|(name, value)| name.contains(':') && value.is_object());
    let others = schemas.iter().filter(|schema| may_extend(schema, resource.resource_type));
    std::iter::once(resource.resource_type.core_urn())
        .chain(members.map(|(name, _)| name.as_str()))
        .chain(others.map(|schema| schema.id.as_str()))
}

/// Whether resources of this type may have the schema: it is no core schema, and its URN does not end
/// with the name of the other type.
fn may_extend(schema: &Schema, resource_type: ResourceType) -> bool {
    let urn = schema.id.as_str();
    let last = urn.rsplit(':').next().unwrap_or_default();
    let other = ResourceType::ALL.into_iter().find(|type_| type_.name().eq_ignore_ascii_case(last));
    ResourceType::of_core_urn(urn).is_none() && other.is_none_or(|other| other == resource_type)
}

/// What follows the URN and a colon, empty when nothing follows it; `None` for another URN.
fn after_urn<'t>(text: &'t str, urn: &str) -> Option<&'t str> {
    let rest = strip_urn(text, urn)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix(':') }
}
