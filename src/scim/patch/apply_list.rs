//! Applying an operation to a multi-valued attribute, with or without a filter.

use serde_json::{Map, Value};

use crate::scim::patch::apply::Change;
use crate::scim::patch::merge::Merger;
use crate::scim::patch::operation::Verb;
use crate::scim::patch::same::identity;
use crate::scim::patch::text_boolean::boolean_of_text;
use crate::scim::patch::value_type::shown;
use crate::scim::patch::values::{ValueIndex, Values};
use crate::scim::{
    AttributeType, CompareOperator, Filter, Mutability, Repair, ScimError, ScimType, UpdateRules,
};

/// The sub-attribute that one value of a list can have (RFC 7643 §2.4).
const PRIMARY: &str = "primary";

/// A change of a multi-valued attribute.
pub(super) struct ListChange<'c, 'a> {
    pub change: &'c Change<'c, 'a>,
    pub rules: &'c UpdateRules<'c>,
    pub repairs: &'c mut Vec<Repair>,
}

impl<'c> ListChange<'c, '_> {
    /// The values afterwards; `None` when there are none.
    ///
    /// # Errors
    /// As RFC 7644 §3.5.2 has them.
    pub fn apply(mut self, stored: Option<Value>, value: Value) -> Result<Option<Value>, ScimError> {
        let change = self.change;
        let before = stored.clone().filter(|_| change.definition.mutability == Mutability::Immutable);
        let values = Values::stored(stored);
        let values = match (&change.target.filter, &change.target.sub) {
            (Some(filter), _) => self.apply_to_matches(filter, values, value)?,
            (None, Some(_)) => self.apply_to_all(values, value)?,
            (None, None) => self.apply_to_whole(values, value)?,
        };
        let now = values.finish(change.name, self.rules.is_tolerant(), self.repairs)?;
        change.check_immutable(before.as_ref(), now.as_ref())?;
        Ok(now)
    }

    fn apply_to_whole(&mut self, mut values: Values, value: Value) -> Result<Values, ScimError> {
        let Change { verb, definition, check, .. } = *self.change;
        match verb {
            Verb::Remove => match &value {
                Value::Array(chosen) => {
                    let keep = self.not_chosen(&values, chosen);
                    values.retain(&keep);
                    Ok(values)
                }
                _ => Ok(Values::new(Vec::new())),
            },
            Verb::Replace => {
                let given = check.list(definition, value)?;
                let mut replaced = Values::new(given);
                replaced.drop_empty();
                Ok(replaced)
            }
            Verb::Add if value.is_null() => Ok(Values::new(Vec::new())),
            Verb::Add => {
                let given = check.list(definition, value)?;
                if self.rules.is_tolerant() && definition.type_ == AttributeType::Complex {
                    self.update_or_add(&mut values, given)?;
                } else {
                    values.add(definition, given);
                }
                values.drop_empty();
                Ok(values)
            }
        }
    }

    /// A client that sends a value again, with the same `value` and `type`, means the one that is
    /// there (RFC 7643 §2.4: there are not two with both the same).
    fn update_or_add(&mut self, values: &mut Values, given: Vec<Value>) -> Result<(), ScimError> {
        let definition = self.change.definition;
        let mut index = ValueIndex::new(definition, &values.now);
        let mut known = values.identities(definition);
        for value in given {
            let own = identity(definition, &value);
            if known.contains(&own) {
                continue;
            }
            if let Some(found) = index.find(definition, &values.now, &value) {
                known.remove(
                    &values.now.get(found).map(|found| identity(definition, found)).unwrap_or_default(),
                );
                self.set_value(values, found, value)?;
                known.extend(values.now.get(found).map(|found| identity(definition, found)));
            } else {
                known.insert(own);
                index.insert(definition, &value, values.now.len());
                values.push(value);
            }
        }
        Ok(())
    }

    /// Of each value, whether it stays when the chosen ones are removed: those with the same `value`,
    /// or without one those that have everything that is given.
    fn not_chosen(&self, values: &Values, chosen: &[Value]) -> Vec<bool> {
        let definition = self.change.definition;
        let index = ValueIndex::new(definition, chosen);
        let partial: Vec<&Map<String, Value>> = chosen
            .iter()
            .filter_map(Value::as_object)
            .filter(|object| !object.keys().any(|name| name.eq_ignore_ascii_case("value")))
            .collect();
        let has_all = |value: &Value, given: &Map<String, Value>| {
            let part: Map<String, Value> = value
                .as_object()
                .into_iter()
                .flatten()
                .filter(|(name, _)| given.keys().any(|given| given.eq_ignore_ascii_case(name)))
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect();
            identity(definition, &Value::Object(part)) == identity(definition, &Value::Object(given.clone()))
        };
        let is_chosen = |value: &Value| {
            index.contains(definition, value) || partial.iter().any(|given| has_all(value, given))
        };
        values.now.iter().map(|value| !is_chosen(value)).collect()
    }

    /// A sub-attribute of every value. Where there are none, a client means a new one; the RFC has
    /// nothing to change.
    fn apply_to_all(&mut self, mut values: Values, value: Value) -> Result<Values, ScimError> {
        let value =
            if self.change.verb == Verb::Remove { Value::Null } else { self.change.checked_sub(value)? };
        if values.now.is_empty() && !value.is_null() && self.rules.is_tolerant() {
            values.push(Value::Object(Map::new()));
        }
        for index in 0..values.now.len() {
            self.set_sub(&mut values, index, value.clone())?;
        }
        values.drop_empty();
        Ok(values)
    }

    fn apply_to_matches(
        &mut self,
        filter: &Filter,
        mut values: Values,
        value: Value,
    ) -> Result<Values, ScimError> {
        let matches = filter.choose(&values.now, self.change.definition)?;
        let verb = self.change.verb;
        if !matches.contains(&true) {
            return match verb {
                Verb::Remove => Ok(values),
                Verb::Add | Verb::Replace => self.create(filter, values, value),
            };
        }
        let has_sub = self.change.target.sub.is_some();
        let value = match (verb, has_sub) {
            (Verb::Remove, _) => Value::Null,
            (_, true) => self.change.checked_sub(value)?,
            (_, false) if value.is_null() => Value::Null,
            (_, false) => self.change.check.single(self.change.definition, value)?,
        };
        if !has_sub && value.is_null() {
            let keep: Vec<bool> = matches.iter().map(|matches| !matches).collect();
            values.retain(&keep);
            return Ok(values);
        }
        for (index, _) in matches.iter().enumerate().filter(|(_, matches)| **matches) {
            if has_sub {
                self.set_sub(&mut values, index, value.clone())?;
            } else {
                self.set_value(&mut values, index, value.clone())?;
            }
        }
        values.drop_empty();
        Ok(values)
    }

    /// Q05: a client that expects the value which its filter describes to be created.
    fn create(&mut self, filter: &Filter, mut values: Values, value: Value) -> Result<Values, ScimError> {
        let change = self.change;
        let described = self.rules.understands("Q05").then(|| described_value(filter)).flatten();
        let Some(mut object) = described else {
            let detail = format!("no value of “{}” fulfils the filter", change.name);
            return Err(ScimError::new(ScimType::NoTarget, detail));
        };
        if value.is_null() {
            return Ok(values);
        }
        match (&change.target.sub, value) {
            (Some(sub), value) => {
                object.insert(sub.name.clone(), value);
            }
            (None, Value::Object(given)) => object.extend(given),
            (None, value) => return Err(no_object(change, &value)),
        }
        let described = described_booleans(change, object);
        let created = change.check.element(change.definition, Value::Object(described))?;
        if !filter.matches_value(&created, change.definition)? {
            let detail = format!("the value does not fulfil the filter of “{}”", change.target);
            return Err(ScimError::new(ScimType::InvalidValue, detail));
        }
        let path = change.target.to_string();
        self.repairs.push(Repair { quirk: "Q05", path, from: Value::Null, to: created.clone() });
        values.push(created);
        Ok(values)
    }

    fn set_sub(&mut self, values: &mut Values, index: usize, value: Value) -> Result<(), ScimError> {
        let (Some(Value::Object(object)), Some(sub)) = (values.now.get_mut(index), &self.change.target.sub)
        else {
            return Ok(());
        };
        let marks = sub.name == PRIMARY && value == true;
        self.merger().set(object, &sub.name, value)?;
        if marks {
            values.mark(index);
        }
        Ok(())
    }

    fn set_value(&mut self, values: &mut Values, index: usize, value: Value) -> Result<(), ScimError> {
        match (values.now.get_mut(index), value) {
            (Some(Value::Object(object)), Value::Object(given)) => {
                let marks = given.get(PRIMARY) == Some(&Value::Bool(true));
                self.merge(object, given)?;
                if marks {
                    values.mark(index);
                }
                Ok(())
            }
            (Some(Value::Object(_)), value) => Err(no_object(self.change, &value)),
            (Some(stored), value) => {
                *stored = value;
                Ok(())
            }
            (None, _) => Ok(()),
        }
    }

    fn merge(&mut self, object: &mut Map<String, Value>, given: Map<String, Value>) -> Result<(), ScimError> {
        let merger = self.merger();
        merger.merge(object, given, self.repairs)
    }

    fn merger(&self) -> Merger<'c> {
        let Change { definition, name, echoes, .. } = *self.change;
        Merger { definition, name, echoes }
    }
}

fn no_object(change: &Change<'_, '_>, value: &Value) -> ScimError {
    let detail = format!("“{}” takes an object of sub-attributes, not {}", change.name, shown(value));
    ScimError::new(ScimType::InvalidValue, detail)
}

/// The members of a value that a filter describes: comparisons by `eq`, joined by `and`. `None` for
/// any other filter.
fn described_value(filter: &Filter) -> Option<Map<String, Value>> {
    let terms = match filter {
        Filter::And(terms) => terms.as_slice(),
        single => std::slice::from_ref(single),
    };
    terms
        .iter()
        .map(|term| match term {
            Filter::Compare { path, operator: CompareOperator::Eq, value } if path.sub.is_none() => {
                Some((path.name.clone(), value.clone()))
            }
            _ => None,
        })
        .collect()
}

/// The members with `true` for `"True"` where a filter compares a boolean with a text.
fn described_booleans(change: &Change<'_, '_>, mut members: Map<String, Value>) -> Map<String, Value> {
    for (name, value) in &mut members {
        let is_boolean = change
            .definition
            .known_sub_attribute(name)
            .is_some_and(|sub| sub.type_ == AttributeType::Boolean);
        if let (true, Some(boolean)) = (is_boolean, value.as_str().and_then(boolean_of_text)) {
            *value = Value::Bool(boolean);
        }
    }
    members
}
