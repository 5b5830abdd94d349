//! The values of a multi-valued attribute under change, and which of them are primary.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::scim::patch::merge::is_empty_object;
use crate::scim::patch::same::identity;
use crate::scim::patch::value::is_unassigned;
use crate::scim::resource::get_without_case;
use crate::scim::{AttributeDefinition, AttributeType, Repair, ScimError, ScimType};

/// The values of one attribute.
pub(super) struct Values {
    /// The values as they are now.
    pub now: Vec<Value>,
    /// Of each value, whether it was primary before the operation.
    was_primary: Vec<bool>,
}

impl Values {
    /// The stored values; one outside a list counts as a list of one.
    pub fn stored(stored: Option<Value>) -> Self {
        let now = match stored {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(values)) => values,
            Some(single) => vec![single],
        };
        let was_primary = now.iter().map(is_primary).collect();
        Self { now, was_primary }
    }

    /// Values that take the place of all that were there.
    pub fn new(values: Vec<Value>) -> Self {
        let was_primary = vec![false; values.len()];
        Self { now: values, was_primary }
    }

    /// Adds values behind the others; one that is there already is not added again.
    pub fn add(&mut self, definition: &AttributeDefinition, values: Vec<Value>) {
        let mut known = self.identities(definition);
        for value in values {
            if known.insert(identity(definition, &value)) {
                self.push(value);
            }
        }
    }

    /// A text for each value that is the same for the same value.
    pub fn identities(&self, definition: &AttributeDefinition) -> HashSet<String> {
        self.now.iter().map(|value| identity(definition, value)).collect()
    }

    /// Adds one value.
    pub fn push(&mut self, value: Value) {
        self.now.push(value);
        self.was_primary.push(false);
    }

    /// Notes that the operation itself says that a value is primary, even if it was.
    pub fn mark(&mut self, index: usize) {
        if let Some(was_primary) = self.was_primary.get_mut(index) {
            *was_primary = false;
        }
    }

    /// Keeps those at which `keep` says so, by position.
    pub fn retain(&mut self, keep: &[bool]) {
        let mut flags = keep.iter();
        self.now.retain(|_| *flags.next().unwrap_or(&true));
        let mut flags = keep.iter();
        self.was_primary.retain(|_| *flags.next().unwrap_or(&true));
    }

    /// Takes out the objects in which nothing has a value any more.
    pub fn drop_empty(&mut self) {
        let keep: Vec<bool> = self.now.iter().map(|value| !is_empty_object(value)).collect();
        self.retain(&keep);
    }

    /// The list, or `None` when nothing is in it. RFC 7644 §3.5.2: where a value has become primary,
    /// the others are not primary any more.
    ///
    /// # Errors
    /// `invalidValue`: several values have become primary, in a request of a strict client.
    pub fn finish(
        mut self,
        name: &str,
        is_tolerant: bool,
        repairs: &mut Vec<Repair>,
    ) -> Result<Option<Value>, ScimError> {
        let has_become = |(value, was): (&Value, &bool)| is_primary(value) && !*was;
        let marked: Vec<usize> = self
            .now
            .iter()
            .zip(&self.was_primary)
            .enumerate()
            .filter_map(|(index, pair)| has_become(pair).then_some(index))
            .collect();
        if marked.len() > 1 && !is_tolerant {
            let detail = format!("{} values of “{name}” are to be primary; one can be", marked.len());
            return Err(ScimError::new(ScimType::InvalidValue, detail));
        }
        if let [chosen, others @ ..] = marked.as_slice() {
            for index in others {
                let (from, to) = (Value::Bool(true), Value::Bool(false));
                repairs.push(Repair { quirk: "Q25", path: format!("{name}[{index}].primary"), from, to });
            }
            for (index, value) in self.now.iter_mut().enumerate() {
                if index != *chosen && is_primary(value) {
                    unmark(value);
                }
            }
        }
        Ok((!self.now.is_empty()).then_some(Value::Array(self.now)))
    }
}

/// The positions of values by their `value`, for clients that update a value by sending it again.
pub(super) struct ValueIndex(HashMap<String, Vec<usize>>);

impl ValueIndex {
    /// Indexes the values of an attribute.
    pub fn new(definition: &AttributeDefinition, values: &[Value]) -> Self {
        let mut positions: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, value) in values.iter().enumerate() {
            if let Some(key) = key(definition, value) {
                positions.entry(key).or_default().push(index);
            }
        }
        Self(positions)
    }

    /// The value with the same `value`, and the same `type` if both have one.
    pub fn find(&self, definition: &AttributeDefinition, values: &[Value], given: &Value) -> Option<usize> {
        let positions = self.0.get(&key(definition, given)?)?;
        let fits = |index: &&usize| values.get(**index).is_some_and(|value| has_same_type(value, given));
        positions.iter().find(fits).copied()
    }

    /// Notes a value that was added.
    pub fn insert(&mut self, definition: &AttributeDefinition, value: &Value, index: usize) {
        if let Some(key) = key(definition, value) {
            self.0.entry(key).or_default().push(index);
        }
    }

    /// Whether a value with the same `value` is indexed.
    pub fn contains(&self, definition: &AttributeDefinition, value: &Value) -> bool {
        key(definition, value).is_some_and(|key| self.0.contains_key(&key))
    }
}

fn key(definition: &AttributeDefinition, value: &Value) -> Option<String> {
    if definition.type_ != AttributeType::Complex || !value.is_object() {
        return Some(identity(definition, value));
    }
    let value = get_without_case(value.as_object()?, "value").filter(|value| !is_unassigned(value))?;
    let only = Value::Object([("value".to_owned(), value.clone())].into_iter().collect());
    Some(identity(definition, &only))
}

fn has_same_type(one: &Value, other: &Value) -> bool {
    let type_ = |value: &Value| {
        let text = get_without_case(value.as_object()?, "type")?.as_str()?;
        Some(text.to_lowercase())
    };
    match (type_(one), type_(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

fn is_primary(value: &Value) -> bool {
    value.as_object().and_then(|members| get_without_case(members, "primary")) == Some(&Value::Bool(true))
}

fn unmark(value: &mut Value) {
    if let Some(members) = value.as_object_mut()
        && let Some(primary) = crate::scim::patch::document::member_mut(members, "primary")
    {
        *primary = Value::Bool(false);
    }
}
