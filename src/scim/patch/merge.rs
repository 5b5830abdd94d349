//! Setting sub-attributes of one object: a single complex attribute or one value of a list.
//!
//! Sub-attributes that are not given stay (RFC 7644 §3.5.2.1 and §3.5.2.3).

use serde_json::{Map, Value};

use crate::scim::patch::document::{key_of, put_member};
use crate::scim::patch::same::same_value;
use crate::scim::patch::update::Echoes;
use crate::scim::patch::value::is_unassigned;
use crate::scim::resource::get_without_case;
use crate::scim::{AttributeDefinition, Mutability, Repair, ScimError, ScimType};

/// Changes to objects of one attribute, by the mutability of its sub-attributes.
pub(super) struct Merger<'a> {
    /// The complex attribute.
    pub definition: &'a AttributeDefinition,
    /// Its name in messages, with the URN of its extension.
    pub name: &'a str,
    /// What happens to read-only sub-attributes.
    pub echoes: Echoes,
}

impl Merger<'_> {
    /// Sets the given sub-attributes; null unassigns one.
    ///
    /// # Errors
    /// `mutability`.
    pub fn merge(
        &self,
        object: &mut Map<String, Value>,
        given: Map<String, Value>,
        repairs: &mut Vec<Repair>,
    ) -> Result<(), ScimError> {
        for (name, value) in given {
            if !self.is_echo(object, &name, &value, repairs)? {
                self.set(object, &name, value)?;
            }
        }
        Ok(())
    }

    /// Sets one sub-attribute; null unassigns it.
    ///
    /// # Errors
    /// `mutability`.
    pub fn set(&self, object: &mut Map<String, Value>, name: &str, value: Value) -> Result<(), ScimError> {
        if is_unassigned(&value) {
            return self.unset(object, name);
        }
        let sub = self.definition.known_sub_attribute(name);
        let stored = get_without_case(object, name).filter(|stored| !is_unassigned(stored));
        if let (Some(sub), Some(stored)) = (sub, stored)
            && sub.mutability == Mutability::Immutable
            && !same_value(sub, stored, &value)
        {
            return Err(self.immutable(name));
        }
        put_member(object, name, Some(value));
        Ok(())
    }

    /// Takes one sub-attribute out.
    ///
    /// # Errors
    /// `mutability`.
    pub fn unset(&self, object: &mut Map<String, Value>, name: &str) -> Result<(), ScimError> {
        let Some(key) = key_of(object, name) else {
            return Ok(());
        };
        let is_assigned = object.get(&key).is_some_and(|stored| !is_unassigned(stored));
        if let (true, Some(sub)) = (is_assigned, self.definition.known_sub_attribute(name)) {
            if sub.mutability == Mutability::Immutable {
                return Err(self.immutable(name));
            }
            if sub.required {
                return Err(mutability(format!("“{}.{name}” is required", self.name)));
            }
        }
        object.shift_remove(&key);
        Ok(())
    }

    /// Whether a read-only sub-attribute is repeated, or passed over for a client.
    fn is_echo(
        &self,
        object: &Map<String, Value>,
        name: &str,
        value: &Value,
        repairs: &mut Vec<Repair>,
    ) -> Result<bool, ScimError> {
        let sub = self.definition.known_sub_attribute(name);
        let Some(sub) = sub.filter(|sub| sub.mutability == Mutability::ReadOnly) else {
            return Ok(false);
        };
        let stored = get_without_case(object, name).unwrap_or(&Value::Null);
        if same_value(sub, stored, value) {
            return Ok(true);
        }
        let path = format!("{}.{name}", self.name);
        match self.echoes {
            Echoes::Compared => {
                Err(mutability(format!("“{path}” is read-only; only the service provider sets it")))
            }
            Echoes::Ignored => Ok(true),
            Echoes::Reported => {
                repairs.push(Repair { quirk: "Q15", path, from: value.clone(), to: Value::Null });
                Ok(true)
            }
        }
    }

    fn immutable(&self, name: &str) -> ScimError {
        mutability(format!("“{}.{name}” cannot be changed once it is set", self.name))
    }
}

/// Whether nothing in the object has a value.
pub(super) fn is_empty_object(value: &Value) -> bool {
    value.as_object().is_some_and(|object| object.values().all(is_unassigned))
}

fn mutability(detail: String) -> ScimError {
    ScimError::new(ScimType::Mutability, detail)
}
