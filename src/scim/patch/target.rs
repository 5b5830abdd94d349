//! What a path of a PATCH operation stands for in one kind of resource.
//!
//! Not the values there; the path is held against the schemas alone.

use std::fmt;

use crate::scim::quirks::split_after_type;
use crate::scim::{
    AttributeDefinition, AttributePath, AttributeType, Filter, Resource, ResourceType, Schemas, ScimError,
    ScimType,
};

/// What an operation works on.
#[derive(Clone, Debug)]
pub(super) enum Target<'a> {
    /// The resource itself: its core URN, or no path at all.
    Resource,
    /// A whole extension, by its URN.
    Extension(String),
    /// An attribute, values of it, or a sub-attribute.
    Attribute(Box<AttributeTarget<'a>>),
}

/// An attribute, values of it, or a sub-attribute.
#[derive(Clone, Debug)]
pub(super) struct AttributeTarget<'a> {
    /// The URN of the extension that it belongs to; `None` for the core.
    pub extension: Option<String>,
    /// The name in the spelling of the schema, else as it was written.
    pub name: String,
    /// `None` when no schema has the attribute.
    pub definition: Option<&'a AttributeDefinition>,
    pub filter: Option<Box<Filter>>,
    pub sub: Option<SubTarget<'a>>,
}

/// A sub-attribute behind an attribute.
#[derive(Clone, Debug)]
pub(super) struct SubTarget<'a> {
    /// The name in the spelling of the schema, else as it was written.
    pub name: String,
    /// `None` when no schema has it.
    pub definition: Option<&'a AttributeDefinition>,
}

/// What became of looking a path up.
#[derive(Debug)]
pub(super) enum Resolution<'a> {
    Known(Target<'a>),
    /// No schema has the attribute; the target speaks of it all the same. The text says what is
    /// not known.
    Unknown(AttributeTarget<'a>, String),
    /// The path can mean nothing in any resource.
    Meaningless(ScimError),
}

/// Against what paths are held.
#[derive(Clone, Debug)]
pub(super) struct Scope<'a> {
    pub schemas: &'a Schemas,
    pub resource_type: ResourceType,
    /// The URNs of extensions that the resource has or lists, though no schema describes them.
    pub own_extensions: Vec<String>,
    /// Any URN may be that of an extension.
    pub any_extension: bool,
}

impl<'a> Scope<'a> {
    /// The scope of requests about this resource.
    pub fn new(schemas: &'a Schemas, resource: &Resource) -> Self {
        let held = resource.attributes.iter().filter(|(name, value)| name.contains(':') && value.is_object());
        let listed = resource.schemas();
        let own_extensions = held
            .map(|(name, _)| name.clone())
            .chain(listed.iter().map(ToString::to_string))
            .filter(|urn| schemas.get(urn).is_none())
            .collect();
        Self { schemas, resource_type: resource.resource_type, own_extensions, any_extension: false }
    }

    /// Looks a path up.
    pub fn resolve(&self, path: &AttributePath) -> Resolution<'a> {
        let Some(urn) = &path.urn else {
            let found = self.schemas.attribute(self.resource_type, &path.name);
            return attribute(None, path, found);
        };
        let whole = format!("{urn}:{}", path.name);
        if path.filter.is_none() && path.sub.is_none() {
            if self.is_core(&whole) {
                return Resolution::Known(Target::Resource);
            }
            if let Some(extension) = self.extension(&whole) {
                return Resolution::Known(Target::Extension(extension));
            }
            if self.any_extension && self.ends_with_type(&whole) {
                return Resolution::Known(Target::Extension(whole));
            }
        }
        if self.is_core(urn.as_str()) {
            return attribute(None, path, self.schemas.attribute(self.resource_type, &path.name));
        }
        if let Some(extension) = self.extension(urn.as_str()) {
            let schema = self.schemas.get(&extension);
            let found = schema.and_then(|schema| schema.attribute(&path.name));
            let is_open = schema.is_none();
            return match attribute(Some(extension), path, found) {
                Resolution::Unknown(target, _) if is_open => {
                    Resolution::Known(Target::Attribute(Box::new(target)))
                }
                other => other,
            };
        }
        let (urn, name) = self.split_unknown(&whole).unwrap_or_else(|| (urn.to_string(), path.name.clone()));
        let path = AttributePath { name, ..path.clone() };
        match attribute(Some(urn.clone()), &path, None) {
            Resolution::Unknown(target, _) if self.any_extension => {
                Resolution::Known(Target::Attribute(Box::new(target)))
            }
            Resolution::Unknown(target, _) => {
                Resolution::Unknown(target, format!("no schema has the URN “{urn}”"))
            }
            other => other,
        }
    }

    /// The URN and name of an attribute in an extension that nobody describes: the type ends it.
    fn split_unknown(&self, whole: &str) -> Option<(String, String)> {
        let (urn, name) = split_after_type(whole)?;
        self.any_extension.then(|| (urn, name.to_owned()))
    }

    /// Whether a URN ends as those of schemas for such resources do.
    fn ends_with_type(&self, urn: &str) -> bool {
        urn.rsplit(':').next().is_some_and(|last| last.eq_ignore_ascii_case(self.resource_type.name()))
    }

    /// Whether a name is a URN that nobody knows, and an extension may have it; an object stands
    /// there.
    pub fn is_open_extension(&self, name: &str) -> bool {
        let is_urn = name.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("urn:"));
        let is_known = self.schemas.get(name).is_some() || self.schemas.split_urn(name).is_some();
        self.any_extension && is_urn && !is_known && split_after_type(name).is_none()
    }

    fn is_core(&self, urn: &str) -> bool {
        self.resource_type.core_urn().eq_ignore_ascii_case(urn)
    }

    /// The URN of an extension as its schema or the resource spells it.
    fn extension(&self, urn: &str) -> Option<String> {
        let known = self.schemas.extensions(self.resource_type).find(|schema| schema.id.is(urn));
        let own = || self.own_extensions.iter().find(|own| own.eq_ignore_ascii_case(urn));
        known.map(|schema| schema.id.to_string()).or_else(|| own().cloned())
    }
}

impl AttributeTarget<'_> {
    /// The attribute's name with the URN of its extension before it.
    pub fn full_name(&self) -> String {
        match &self.extension {
            Some(urn) => format!("{urn}:{}", self.name),
            None => self.name.clone(),
        }
    }
}

impl fmt::Display for Target<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Resource => Ok(()),
            Self::Extension(urn) => formatter.write_str(urn),
            Self::Attribute(target) => target.fmt(formatter),
        }
    }
}

impl fmt::Display for AttributeTarget<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.full_name())?;
        if let Some(filter) = &self.filter {
            write!(formatter, "[{filter}]")?;
        }
        match &self.sub {
            Some(sub) => write!(formatter, ".{}", sub.name),
            None => Ok(()),
        }
    }
}

/// The target at an attribute that is known or not.
fn attribute<'a>(
    extension: Option<String>,
    path: &AttributePath,
    definition: Option<&'a AttributeDefinition>,
) -> Resolution<'a> {
    if let Some(error) = definition.and_then(|definition| why_meaningless(definition, path)) {
        return Resolution::Meaningless(error);
    }
    let sub = path.sub.as_ref().map(|name| {
        let definition = definition.and_then(|definition| definition.known_sub_attribute(name));
        SubTarget { name: definition.map_or_else(|| name.clone(), |found| found.name.clone()), definition }
    });
    let unknown_sub = sub.as_ref().filter(|sub| sub.definition.is_none()).map(|sub| sub.name.clone());
    let target = AttributeTarget {
        extension,
        name: definition.map_or_else(|| path.name.clone(), |found| found.name.clone()),
        definition,
        filter: path.filter.clone(),
        sub,
    };
    let name = target.full_name();
    match (definition, unknown_sub) {
        (None, _) => Resolution::Unknown(target, format!("no schema has the attribute “{name}”")),
        (_, Some(sub)) => {
            Resolution::Unknown(target, format!("the attribute “{name}” has no sub-attribute “{sub}”"))
        }
        _ => Resolution::Known(Target::Attribute(Box::new(target))),
    }
}

/// Why a path into a known attribute can mean nothing: a simple attribute has no sub-attributes, and
/// only a multi-valued one has values to choose from.
fn why_meaningless(definition: &AttributeDefinition, path: &AttributePath) -> Option<ScimError> {
    let name = &definition.name;
    if path.sub.is_some() && definition.type_ != AttributeType::Complex {
        let detail = format!("“{name}” is a simple attribute and has no sub-attributes");
        return Some(ScimError::new(ScimType::InvalidPath, detail));
    }
    None
}
