//! A case: a sample, the record as it is, and the record that is expected.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::mapping::RunStatus;
use crate::target::Record;

/// An expected result that is saved with the mapping.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// Its name for people.
    pub name: String,
    /// The sample it runs on, by the name of its file without ending.
    pub sample: String,
    /// The record type whose rule set it runs.
    pub record_type: String,
    /// The record before: absent, it is looked up among the records of the project; null, the
    /// record is new.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "present")]
    pub current: Option<Option<Record>>,
    /// What is expected.
    pub expected: Expected,
    /// Keys of the file that this version does not know.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// What a case expects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Expected {
    /// Whether the record is written.
    pub status: RunStatus,
    /// The whole record; absent when none is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Record>,
}

/// Tells an absent key from null.
mod present {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<T: Serialize, S: Serializer>(
        value: &Option<Option<T>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }

    pub(super) fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Option<T>>, D::Error> {
        Option::deserialize(deserializer).map(Some)
    }
}
