//! A User or Group while a mapping runs on it.

use crate::scim::{Resource, ResourceType};
use crate::value::{Object, Value};

/// One User or Group as scripts see it, borrowed from where it was read: normalised, attribute names
/// in the spelling of their schema.
#[derive(Clone, Copy, Debug)]
pub struct ResourceView<'a> {
    /// Whether it is a user or a group.
    pub resource_type: ResourceType,
    /// Everything that was sent and can be read by somebody, extensions under their URN.
    pub attributes: Object<'a>,
}

impl<'a> ResourceView<'a> {
    /// A resource that is kept elsewhere.
    pub fn of(resource: &'a Resource) -> Self {
        Self { resource_type: resource.resource_type, attributes: Object::Json(&resource.attributes) }
    }

    /// The id that the service provider gave it, when that was sent; without blanks around it.
    pub fn id(self) -> Option<&'a str> {
        let id = self.attributes.get("id").as_text()?.trim();
        (!id.is_empty()).then_some(id)
    }

    /// An extension by its URN, `Nothing` when it was not sent.
    pub fn extension(self, urn: &str) -> Value<'a> {
        match self.attributes.get(urn) {
            extension @ Value::Object(_) => extension,
            _ => Value::Nothing,
        }
    }
}
