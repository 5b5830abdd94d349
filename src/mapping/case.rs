//! A case: a sample, the record as it is, and the record that is expected.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
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
    /// The record before.
    #[serde(default, skip_serializing_if = "CaseRecord::is_from_records")]
    pub current: CaseRecord,
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

/// The record that a case starts from. In a file: absent, null, or the record.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum CaseRecord {
    /// Looked up among the records of the project.
    #[default]
    FromRecords,
    /// None: the record is new.
    New,
    /// This one.
    Given(Record),
}

impl CaseRecord {
    fn is_from_records(&self) -> bool {
        *self == Self::FromRecords
    }
}

impl Serialize for CaseRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::FromRecords | Self::New => serializer.serialize_none(),
            Self::Given(record) => record.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for CaseRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::New, Self::Given))
    }
}
