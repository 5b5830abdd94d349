//! A record: the fields of one person, organization or site.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The fields of one record in a stable order. A field that is absent and one that is null are the
/// same: empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Record {
    /// The values by field name.
    pub fields: Map<String, Value>,
}

impl Record {
    /// The value of a field, `None` when it is empty.
    pub fn get(&self, field: &str) -> Option<&Value> {
        self.fields.get(field).filter(|value| !value.is_null())
    }

    /// Whether a yes-or-no field is yes.
    pub fn is_true(&self, field: &str) -> bool {
        self.get(field) == Some(&Value::Bool(true))
    }

    /// The value of a field as it is compared: text without case and outer blanks.
    pub fn key(&self, field: &str) -> Option<String> {
        match self.get(field)? {
            Value::String(text) => Some(text.trim().to_lowercase()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }
}

/// One field in which two records differ.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldDifference {
    /// The field's name.
    pub field: String,
    /// The value that was expected, null when the field was expected to be empty.
    pub expected: Value,
    /// The value that is there, null when the field is empty.
    pub actual: Value,
}

/// The fields in which `actual` differs from `expected`, first in the order of `expected`.
pub fn record_diff(expected: &Record, actual: &Record) -> Vec<FieldDifference> {
    let extra = actual.fields.keys().filter(|field| !expected.fields.contains_key(*field));
    expected
        .fields
        .keys()
        .chain(extra)
        .filter(|field| expected.get(field) != actual.get(field))
        .map(|field| FieldDifference {
            field: field.clone(),
            expected: expected.get(field).cloned().unwrap_or_default(),
            actual: actual.get(field).cloned().unwrap_or_default(),
        })
        .collect()
}
