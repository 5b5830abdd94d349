//! Checking the value of an operation against what its attribute takes: RFC 7643 §2.3.
//!
//! Names in it get the spelling of the schema. Null and the empty list stay in single complex values,
//! where they mean that a sub-attribute has no value; in new values of a list they are left out.

use serde_json::{Map, Value};

use crate::scim::patch::value_type::check_type;
use crate::scim::{AttributeDefinition, AttributeType, ScimError, ScimType, UnknownAttributes, UpdateRules};

/// Checks values by the rules of a request.
#[derive(Clone, Copy)]
pub(super) struct ValueCheck<'a> {
    pub rules: &'a UpdateRules<'a>,
    /// Whether a schema has the attribute; otherwise everything is taken as it is.
    pub is_known: bool,
}

impl ValueCheck<'_> {
    /// The values of a multi-valued attribute; one value outside a list is a list of one.
    ///
    /// # Errors
    /// `invalidValue`.
    pub fn list(&self, definition: &AttributeDefinition, value: Value) -> Result<Vec<Value>, ScimError> {
        let values = match value {
            Value::Null => Vec::new(),
            Value::Array(values) => values,
            single => vec![single],
        };
        let is_dropped = |value: &Value| value.is_null() && self.rules.is_tolerant();
        values
            .into_iter()
            .filter(|value| !is_dropped(value))
            .map(|value| self.element(definition, value))
            .collect()
    }

    /// One value of a multi-valued attribute, without the members that have no value.
    ///
    /// # Errors
    /// `invalidValue`.
    pub fn element(&self, definition: &AttributeDefinition, value: Value) -> Result<Value, ScimError> {
        let mut value = self.single(definition, value)?;
        if let Value::Object(members) = &mut value {
            members.retain(|_, member| !is_unassigned(member));
        }
        Ok(value)
    }

    /// One value: of a single-valued attribute, or of a list. Not null.
    ///
    /// # Errors
    /// `invalidValue`.
    pub fn single(&self, definition: &AttributeDefinition, value: Value) -> Result<Value, ScimError> {
        if !self.is_known {
            return Ok(value);
        }
        match (definition.type_, value) {
            (AttributeType::Complex, Value::Object(members)) => {
                self.members(definition, members).map(Value::Object)
            }
            (_, value) => {
                check_type(definition, &value, self.rules.is_tolerant())?;
                Ok(value)
            }
        }
    }

    fn members(
        &self,
        definition: &AttributeDefinition,
        members: Map<String, Value>,
    ) -> Result<Map<String, Value>, ScimError> {
        let mut checked = Map::new();
        for (name, value) in members {
            match definition.known_sub_attribute(&name) {
                Some(sub) if value.is_null() || (sub.multi_valued && is_unassigned(&value)) => {
                    checked.insert(sub.name.clone(), Value::Null);
                }
                Some(sub) => {
                    let value = self.sub_attribute(sub, value)?;
                    checked.insert(sub.name.clone(), value);
                }
                None => match self.rules.unknown_attributes {
                    UnknownAttributes::Dropped => {}
                    UnknownAttributes::Rejected if !self.rules.is_tolerant() => {
                        let detail = format!("“{}” has no sub-attribute “{name}”", definition.name);
                        return Err(ScimError::new(ScimType::InvalidValue, detail));
                    }
                    UnknownAttributes::Rejected | UnknownAttributes::Stored => {
                        checked.insert(name, value);
                    }
                },
            }
        }
        Ok(checked)
    }

    /// The value of a sub-attribute. Complex ones do not nest (RFC 7643 §2.3.8), so this ends here.
    pub fn sub_attribute(&self, sub: &AttributeDefinition, value: Value) -> Result<Value, ScimError> {
        if !self.is_known {
            return Ok(value);
        }
        if !sub.multi_valued {
            check_type(sub, &value, self.rules.is_tolerant())?;
            return Ok(value);
        }
        let values = match value {
            Value::Array(values) => values,
            single => vec![single],
        };
        values.iter().try_for_each(|value| check_type(sub, value, self.rules.is_tolerant()))?;
        Ok(Value::Array(values))
    }
}

/// RFC 7643 §2.5: null and an empty list are no value.
pub(super) fn is_unassigned(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}
