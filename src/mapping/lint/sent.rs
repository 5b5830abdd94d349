//! The attributes that clients send although no schema has them.
//!
//! Not their values.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::scim::{Resource, ResourceType};
use crate::script::types::{Kinds, Shape, ShapeKind, Type};

/// How deep attributes are looked at.
const MOST_LEVELS: usize = 6;

/// What the samples have, users and groups apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentAttributes {
    user: Sent,
    group: Sent,
}

/// What was sent at one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sent {
    kinds: Kinds,
    /// By the name in lower case, with the name as it was sent first.
    parts: BTreeMap<String, (String, Sent)>,
    items: Option<Box<Sent>>,
}

impl SentAttributes {
    /// Adds those of a resource as scripts see it.
    pub fn add(&mut self, resource: &Resource) {
        let place = match resource.resource_type {
            ResourceType::User => &mut self.user,
            ResourceType::Group => &mut self.group,
        };
        place.add_members(&resource.attributes, MOST_LEVELS);
    }

    pub(super) fn of_type(&self, type_: ResourceType) -> &Sent {
        match type_ {
            ResourceType::User => &self.user,
            ResourceType::Group => &self.group,
        }
    }
}

impl Sent {
    fn add(&mut self, value: &Value, levels: usize) {
        self.kinds = self.kinds | kind_of(value);
        if levels == 0 {
            return;
        }
        match value {
            Value::Object(members) => self.add_members(members, levels),
            Value::Array(items) => {
                let place = self.items.get_or_insert_default();
                for item in items {
                    place.add(item, levels - 1);
                }
            }
            _ => {}
        }
    }

    fn add_members(&mut self, members: &Map<String, Value>, levels: usize) {
        for (name, value) in members {
            let place = self.parts.entry(name.to_ascii_lowercase());
            let (_, part) = place.or_insert_with(|| (name.clone(), Self::default()));
            part.add(value, levels - 1);
        }
    }

    /// What was sent below this name.
    pub(super) fn part(&self, name: &str) -> Option<&Self> {
        self.parts.get(&name.to_ascii_lowercase()).map(|(_, part)| part)
    }

    /// A type with what was sent beside it: a name that was sent is known.
    pub(super) fn added_to(&self, mut type_: Type, path: &str) -> Type {
        type_.kinds = type_.kinds | self.kinds;
        if !self.parts.is_empty() {
            let mut shape = match &type_.shape {
                Some(shape) => Shape::clone(shape),
                None => Shape::new(ShapeKind::Attributes, path),
            };
            for (name, part) in self.parts.values() {
                let known = shape.part(name).cloned();
                let below = format!("{}.{name}", shape.path);
                let (name, about) =
                    known.as_ref().map_or((name.as_str(), ""), |known| (&known.name, &known.about));
                let old =
                    known.as_ref().map_or_else(|| Type::of(Kinds::NOTHING), |known| known.type_.clone());
                shape.add(name, part.added_to(old, &below), about);
            }
            type_.shape = Some(Arc::new(shape));
        }
        if let Some(items) = &self.items {
            let path = format!("{path}[…]");
            let old = type_.items.as_ref().map_or_else(Type::never, |items| Type::clone(items));
            type_.items = Some(Arc::new(items.added_to(old, &path)));
        }
        type_
    }
}

fn kind_of(value: &Value) -> Kinds {
    match value {
        Value::Null => Kinds::NOTHING,
        Value::Bool(_) => Kinds::BOOLEAN,
        Value::Number(number) if number.is_f64() => Kinds::FLOAT,
        Value::Number(_) => Kinds::INTEGER,
        Value::String(_) => Kinds::TEXT,
        Value::Array(_) => Kinds::LIST,
        Value::Object(_) => Kinds::OBJECT,
    }
}
