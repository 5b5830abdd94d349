//! JSON that is kept as text: a fifth of the memory of its values.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

/// One JSON value as compact text, members in the order in which they were received. Two are equal
/// when their texts are.
#[derive(Clone, PartialEq, Eq)]
pub struct JsonText {
    text: Box<str>,
}

impl JsonText {
    /// The text of a value, or of what is written as one.
    pub fn of(value: &impl Serialize) -> Self {
        let text = serde_json::to_string(value).expect("a JSON value is always valid JSON");
        Self { text: text.into_boxed_str() }
    }

    /// The value, read anew each time.
    pub fn value(&self) -> Value {
        serde_json::from_str(&self.text).expect("the text was written from a value")
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for JsonText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}
