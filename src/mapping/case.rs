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
    /// The fields that are compared; absent when all are. Whether the record is written is always
    /// compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<Vec<String>>,
    /// What is expected.
    pub expected: Expected,
    /// Who agreed to it, where somebody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    /// Keys of the file that this version does not know.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// Who looked at a case and agreed to what it expects, or corrected it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// The reviewer's name.
    pub by: String,
    /// The day, `YYYY-MM-DD`, or the time, RFC 3339; empty when it is not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub at: String,
    /// What the reviewer said; empty when nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Keys of the file that this version does not know.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// What a case expects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Expected {
    /// Whether the record is written.
    pub status: RunStatus,
    /// The whole record, or the fields of it that are compared; absent when none is written.
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

impl Case {
    /// A case that starts from the record among those of the project and compares all fields.
    pub fn new(name: String, sample: String, record_type: String, expected: Expected) -> Self {
        Self {
            name,
            sample,
            record_type,
            current: CaseRecord::FromRecords,
            only: None,
            expected,
            review: None,
            other: Map::new(),
        }
    }

    /// Whether a field is compared.
    pub fn compares(&self, field: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only.iter().any(|compared| compared == field))
    }
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
