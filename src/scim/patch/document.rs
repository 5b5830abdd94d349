//! The resource under change: attributes in their places, extensions coming and going.
//!
//! `schemas` lists an extension from its first attribute to its last, when the resource has
//! `schemas`.

use serde_json::{Map, Value};

use crate::scim::patch::target::AttributeTarget;
use crate::scim::resource::get_without_case;
use crate::scim::{Resource, SchemaUrn};

/// A resource that operations change.
pub(super) struct Document {
    pub resource: Resource,
}

impl Document {
    /// The value of an attribute.
    pub fn value(&self, target: &AttributeTarget<'_>) -> Option<&Value> {
        let members = match &target.extension {
            None => &self.resource.attributes,
            Some(urn) => get_without_case(&self.resource.attributes, urn)?.as_object()?,
        };
        get_without_case(members, &target.name)
    }

    /// Takes the value of an attribute out; its place stays until `put`.
    pub fn take(&mut self, target: &AttributeTarget<'_>) -> Option<Value> {
        let members = match &target.extension {
            None => &mut self.resource.attributes,
            Some(urn) => member_mut(&mut self.resource.attributes, urn)?.as_object_mut()?,
        };
        member_mut(members, &target.name).map(Value::take).filter(|value| !value.is_null())
    }

    /// Puts a value where `take` took one, or at the end; `None` leaves the attribute without one.
    pub fn put(&mut self, target: &AttributeTarget<'_>, value: Option<Value>) {
        match &target.extension {
            None => put_member(&mut self.resource.attributes, &target.name, value),
            Some(urn) => self.put_in_extension(urn, &target.name, value),
        }
    }

    /// Removes a whole extension.
    pub fn remove_extension(&mut self, urn: &str) {
        if let Some(key) = key_of(&self.resource.attributes, urn) {
            self.resource.attributes.shift_remove(&key);
            self.unlist(urn);
        }
    }

    /// Removes the extensions that `schemas` listed before and does not list any more.
    pub fn remove_unlisted(&mut self, before: &[SchemaUrn]) {
        let listed = self.resource.schemas();
        for urn in before.iter().filter(|urn| !listed.contains(urn)) {
            if let Some(key) = key_of(&self.resource.attributes, urn.as_str()) {
                self.resource.attributes.shift_remove(&key);
            }
        }
    }

    fn put_in_extension(&mut self, urn: &str, name: &str, value: Option<Value>) {
        let attributes = &mut self.resource.attributes;
        if !member_mut(attributes, urn).is_some_and(|extension| extension.is_object()) {
            if value.is_none() {
                return;
            }
            let key = key_of(attributes, urn).unwrap_or_else(|| urn.to_owned());
            attributes.insert(key, Value::Object(Map::new()));
            self.list(urn);
        }
        let Some(Value::Object(extension)) = member_mut(&mut self.resource.attributes, urn) else {
            return;
        };
        put_member(extension, name, value);
        if extension.is_empty() {
            self.remove_extension(urn);
        }
    }

    fn list(&mut self, urn: &str) {
        let is_listed = self.resource.schemas().iter().any(|listed| listed.is(urn));
        if let (false, Some(Value::Array(listed))) =
            (is_listed, member_mut(&mut self.resource.attributes, "schemas"))
        {
            listed.push(Value::from(urn));
        }
    }

    fn unlist(&mut self, urn: &str) {
        if let Some(Value::Array(listed)) = member_mut(&mut self.resource.attributes, "schemas") {
            listed.retain(|listed| !listed.as_str().is_some_and(|listed| listed.eq_ignore_ascii_case(urn)));
        }
    }
}

/// The member of this name, without case; in exactly this spelling if there is one.
pub(super) fn member_mut<'o>(object: &'o mut Map<String, Value>, name: &str) -> Option<&'o mut Value> {
    let key = key_of(object, name)?;
    object.get_mut(&key)
}

/// The name under which a member stands, without case.
pub(super) fn key_of(object: &Map<String, Value>, name: &str) -> Option<String> {
    if object.contains_key(name) {
        return Some(name.to_owned());
    }
    object.keys().rev().find(|key| key.eq_ignore_ascii_case(name)).cloned()
}

/// Sets a member in the spelling in which it stands, else as named; `None` takes it out.
pub(super) fn put_member(object: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    let key = key_of(object, name);
    match (key, value) {
        (Some(key), None) => {
            object.shift_remove(&key);
        }
        (None, None) => {}
        (key, Some(value)) => {
            object.insert(key.unwrap_or_else(|| name.to_owned()), value);
        }
    }
}
