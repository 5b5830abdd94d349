//! A list of values.

use serde_json::Value as JsonValue;

use crate::value::Value;

/// A list, either made while the mapping runs or part of JSON that is kept elsewhere.
#[derive(Clone, Copy, Debug)]
pub enum List<'a> {
    /// Items in an arena.
    Items(&'a [Value<'a>]),
    /// Items of a JSON array.
    Json(&'a [JsonValue]),
}

impl<'a> List<'a> {
    /// How many items there are.
    pub fn len(self) -> usize {
        match self {
            Self::Items(items) => items.len(),
            Self::Json(items) => items.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The item at this place, from 0.
    pub fn get(self, idx: usize) -> Option<Value<'a>> {
        match self {
            Self::Items(items) => items.get(idx).copied(),
            Self::Json(items) => items.get(idx).map(Value::of_json),
        }
    }

    /// The items in order.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = Value<'a>> + ExactSizeIterator {
        (0..self.len()).map(move |idx| self.get(idx).unwrap_or_default())
    }
}
