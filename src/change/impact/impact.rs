//! What came of looking at all persons of a directory.
//!
//! What is compared is what the account would hold afterwards: for each record type the record with
//! all its fields, those that the rules leave alone among them, once after the old mapping and once
//! after the new one, both from the same current record. Where no current record is known, both begin
//! with none.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::change::impact::{Cause, ImpactKind};
use crate::mapping::{FileContent, MappingFile, Provenance};

/// Who changes, in what, and why.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Impact {
    /// Users and groups that were looked at.
    pub persons: u64,
    /// Of them those with a record that differs in anything.
    pub changed: u64,
    /// Of them how many have a difference of each kind; kinds that nobody has are left out.
    pub kinds: BTreeMap<ImpactKind, u64>,
    /// One for each kind, record type, field and cause; the one with the most persons first.
    pub groups: Vec<ImpactGroup>,
    /// The digest of the old mapping; see [`impact_digest`].
    pub old_digest: String,
    /// The digest of the new mapping.
    pub new_digest: String,
    /// What was looked at.
    pub input: ImpactInput,
    /// Lines and entries of the input that could not be used.
    pub bad: u64,
}

/// Persons with the same difference for the same reason.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ImpactGroup {
    /// The same whenever kind, record type, field and cause are the same.
    pub id: String,
    /// In what way the records differ.
    pub kind: ImpactKind,
    /// Of which type the records are.
    pub record_type: String,
    /// In which field; `None` when the whole record is meant.
    pub field: Option<String>,
    /// Why.
    #[serde(flatten)]
    pub cause: Cause,
    /// How many persons.
    pub count: u64,
    /// The first ones, in the order of the input.
    pub persons: Vec<ImpactPerson>,
}

/// One person of a group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ImpactPerson {
    /// Where the person stands.
    pub source: PersonSource,
    /// The id that the service provider gave it, else the client's, else the user name.
    pub id: String,
    /// The name for people: `displayName`, else the parts of `name`, else the user name.
    pub name: String,
    /// The field's value after the old mapping, null when it is empty; for a whole record whether it
    /// is written.
    pub before: Value,
    /// The same after the new mapping; for what newly fails the reason.
    pub after: Value,
}

/// Where a person was found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum PersonSource {
    /// In a file.
    Line {
        /// The line on which it begins, from 1.
        line: usize,
        /// Its position among the elements of arrays and lists, from 0.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        index: Option<usize>,
    },
    /// Among the samples of a project.
    Sample {
        /// The name of the sample's file without ending.
        sample: String,
    },
}

/// What an impact is of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImpactInput {
    /// The file's name, or `samples`.
    pub name: String,
    /// `sha256:` and 64 hexadecimal digits over the bytes of the file; of samples over their names and
    /// payloads.
    pub sha256: String,
}

impl fmt::Display for PersonSource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line { line, index: None } => write!(formatter, "line {line}"),
            Self::Line { line, index: Some(index) } => write!(formatter, "line {line}, entry {index}"),
            Self::Sample { sample } => formatter.write_str(sample),
        }
    }
}

impl Impact {
    /// The group with this id.
    pub fn group(&self, id: &str) -> Option<&ImpactGroup> {
        self.groups.iter().find(|group| group.id == id)
    }
}

impl ImpactGroup {
    /// What happens, such as `vip is filled`.
    pub fn sentence(&self) -> String {
        self.kind.sentence(&self.record_type, self.field.as_deref())
    }
}

/// The digest of all that impact depends on in a mapping: its content without the cases, as in a
/// mapping file that is exported without them.
pub fn impact_digest(content: &FileContent) -> String {
    let content = FileContent { cases: None, ..content.clone() };
    MappingFile::new(content, Provenance::default(), Map::new()).provenance.digest
}
