//! One PATCH operation, read: what it does, to which attribute, with which value.
//!
//! Not how it was written; a request without paths gives an operation for each attribute.

use serde_json::{Map, Value, json};

use crate::scim::patch::removal::filter_of_values;
use crate::scim::patch::target::Target;

/// The `op` of an operation, RFC 7644 §3.5.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Add,
    Replace,
    Remove,
}

impl Verb {
    pub const ALL: [Self; 3] = [Self::Add, Self::Replace, Self::Remove];

    /// The word of the RFC.
    pub fn word(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Replace => "replace",
            Self::Remove => "remove",
        }
    }
}

/// An operation on one attribute or one extension.
#[derive(Clone, Debug)]
pub(super) struct Operation<'a> {
    /// The position of the operation in the request that it comes from, from 1.
    pub number: usize,
    pub verb: Verb,
    pub target: Target<'a>,
    /// Null for what becomes unassigned. For `remove` null, or the list of values to remove.
    pub value: Value,
    /// The attribute was named inside a value, not by a path.
    pub origin: Origin,
}

/// Where an attribute was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// By the path of the operation.
    Path,
    /// By a member of its value.
    Value,
}

impl Operation<'_> {
    /// The operation as the RFC writes it, with a path.
    pub fn to_json(&self) -> Value {
        let mut path = self.target.to_string();
        if let (Verb::Remove, Value::Array(values)) = (self.verb, &self.value)
            && let Some(filter) = filter_of_values(values)
        {
            path = format!("{path}[{filter}]");
        }
        let mut operation = Map::new();
        operation.insert("op".to_owned(), json!(self.verb.word()));
        operation.insert("path".to_owned(), json!(path));
        if self.verb != Verb::Remove {
            operation.insert("value".to_owned(), self.value.clone());
        }
        Value::Object(operation)
    }
}
