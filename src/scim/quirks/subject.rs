//! The resource under repair, with ways to walk over what its schemas describe.
//!
//! Not the repairs themselves.

use serde_json::{Map, Value};

use crate::scim::quirks::place::{Described, Place};
use crate::scim::{Repair, Resource, ResourceType, Schemas};

/// A resource that is being repaired, and what was repaired so far.
pub(crate) struct Subject<'schemas> {
    pub attributes: Map<String, Value>,
    pub resource_type: ResourceType,
    pub schemas: &'schemas Schemas,
    pub repairs: Repairs,
}

/// The repairs so far, in the order in which they were made.
#[derive(Default)]
pub(crate) struct Repairs(Vec<Repair>);

impl Repairs {
    /// Notes a repair; see the fields of `Repair`.
    pub fn note(&mut self, quirk: &'static str, path: impl Into<String>, from: Value, to: Value) {
        self.0.push(Repair { quirk, path: path.into(), from, to });
    }
}

impl<'schemas> Subject<'schemas> {
    pub fn new(resource: Resource, schemas: &'schemas Schemas) -> Self {
        let Resource { resource_type, attributes } = resource;
        Self { attributes, resource_type, schemas, repairs: Repairs::default() }
    }

    pub fn finish(self) -> (Resource, Vec<Repair>) {
        let Self { attributes, resource_type, repairs, .. } = self;
        (Resource { resource_type, attributes }, repairs.0)
    }

    /// Visits every attribute that a schema describes, in the core and in the known extensions, as
    /// a whole.
    pub fn each_attribute(&mut self, mut visit: impl FnMut(&Described<'_>, &mut Value, &mut Repairs)) {
        let Self { attributes, resource_type, schemas, repairs } = self;
        for (name, value) in attributes.iter_mut() {
            if let Some(attribute) = schemas.attribute(*resource_type, name) {
                let place = Place::of_attribute(None, name);
                visit(&Described { attribute, sub: None, place }, value, repairs);
                continue;
            }
            let (Some(schema), Some(extension)) = (schemas.get(name), value.as_object_mut()) else {
                continue;
            };
            for (inner, value) in extension.iter_mut() {
                if let Some(attribute) = schema.attribute(inner) {
                    let place = Place::of_attribute(Some(name), inner);
                    visit(&Described { attribute, sub: None, place }, value, repairs);
                }
            }
        }
    }

    /// Offers every attribute that a schema describes, as a whole; what `repair` gives takes its
    /// place.
    pub fn rewrite_attributes(
        &mut self,
        quirk: &'static str,
        repair: impl Fn(&Described<'_>, &Value) -> Option<Value>,
    ) {
        self.each_attribute(|described, value, repairs| {
            replace(value, quirk, described, &repair, repairs);
        });
    }

    /// Offers every single value that a schema describes: of simple attributes, of sub-attributes,
    /// and of each element of multi-valued ones.
    pub fn rewrite_values(
        &mut self,
        quirk: &'static str,
        repair: impl Fn(&Described<'_>, &Value) -> Option<Value>,
    ) {
        self.each_attribute(|described, value, repairs| match value {
            Value::Array(elements) => {
                for (index, element) in elements.iter_mut().enumerate() {
                    let place = Place { index: Some(index), ..described.place };
                    let described = Described { place, ..*described };
                    rewrite_single(element, quirk, &described, &repair, repairs);
                }
            }
            single => rewrite_single(single, quirk, described, &repair, repairs),
        });
    }

    /// Renames members of the resource and entries of `schemas` where `rename` gives another URN.
    /// Two extensions that get one name become one, and so do two entries.
    pub fn rename_urns(&mut self, quirk: &'static str, rename: impl Fn(&str) -> Option<String>) {
        rename_members(&mut self.attributes, quirk, &rename, str::to_owned, &mut self.repairs);
        let Self { attributes, repairs, .. } = self;
        match attributes.iter_mut().find(|(name, _)| name.eq_ignore_ascii_case("schemas")) {
            Some((_, Value::Array(listed))) => rename_entries(listed, quirk, &rename, repairs),
            Some((_, listed)) => rename_entry(listed, "schemas", quirk, &rename, repairs),
            None => {}
        }
    }
}

fn rename_entries(
    listed: &mut Vec<Value>,
    quirk: &'static str,
    rename: &impl Fn(&str) -> Option<String>,
    repairs: &mut Repairs,
) {
    let is_renamed = |urn: &Value| urn.as_str().and_then(rename).is_some();
    if !listed.iter().any(is_renamed) {
        return;
    }
    for (index, urn) in listed.iter_mut().enumerate() {
        rename_entry(urn, &format!("schemas[{index}]"), quirk, rename, repairs);
    }
    let mut seen: Vec<String> = Vec::new();
    listed.retain(|urn| {
        let Some(text) = urn.as_str().map(str::to_ascii_lowercase) else {
            return true;
        };
        let is_first = !seen.contains(&text);
        if is_first {
            seen.push(text);
        } else {
            repairs.note(quirk, "schemas", urn.clone(), Value::Null);
        }
        is_first
    });
}

fn rename_entry(
    urn: &mut Value,
    path: &str,
    quirk: &'static str,
    rename: &impl Fn(&str) -> Option<String>,
    repairs: &mut Repairs,
) {
    if let Some(new) = urn.as_str().and_then(rename) {
        let old = std::mem::replace(urn, Value::from(new));
        repairs.note(quirk, path, old, urn.clone());
    }
}

/// Renames members where `rename` gives another name; the order stays, a later member of the same
/// name wins. `path` gives the path of the new name.
pub(super) fn rename_members(
    object: &mut Map<String, Value>,
    quirk: &'static str,
    rename: impl Fn(&str) -> Option<String>,
    path: impl Fn(&str) -> String,
    repairs: &mut Repairs,
) {
    if object.keys().all(|name| rename(name).is_none()) {
        return;
    }
    for (old, value) in std::mem::take(object) {
        match rename(&old) {
            Some(new) => {
                let (from, to) = (Value::from(old.as_str()), Value::from(new.as_str()));
                repairs.note(quirk, path(&new), from, to);
                insert_merged(object, new, value);
            }
            None => insert_merged(object, old, value),
        }
    }
}

/// Inserts a member; where both the old and the new value are objects, they become one.
pub(super) fn insert_merged(object: &mut Map<String, Value>, name: String, value: Value) {
    match (object.get_mut(&name), value) {
        (Some(Value::Object(known)), Value::Object(added)) => known.extend(added),
        (_, value) => {
            object.insert(name, value);
        }
    }
}

fn rewrite_single(
    value: &mut Value,
    quirk: &'static str,
    described: &Described<'_>,
    repair: &impl Fn(&Described<'_>, &Value) -> Option<Value>,
    repairs: &mut Repairs,
) {
    let Value::Object(object) = value else {
        return replace(value, quirk, described, repair, repairs);
    };
    for (name, value) in object.iter_mut() {
        if let Some(sub) = described.attribute.known_sub_attribute(name) {
            let place = Place { sub: Some(name), ..described.place };
            let described = Described { sub: Some(sub), place, ..*described };
            replace(value, quirk, &described, repair, repairs);
        }
    }
}

fn replace(
    value: &mut Value,
    quirk: &'static str,
    described: &Described<'_>,
    repair: &impl Fn(&Described<'_>, &Value) -> Option<Value>,
    repairs: &mut Repairs,
) {
    if let Some(new) = repair(described, value) {
        let old = std::mem::replace(value, new);
        repairs.note(quirk, described.place.to_string(), old, value.clone());
    }
}
