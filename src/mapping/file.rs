//! The mapping file: the one-file export that carries a mapping from one account to another.
//!
//! Not its text, which `file_text` writes and reads, and not the files of a project; `project`
//! decides which of them go into it.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::mapping::{Case, Provenance, RuleSet, Seal, content_digest, script_text};
use crate::table::LookupTable;

/// How the names of mapping files end.
pub const MAPPING_FILE_SUFFIX: &str = ".scimmap.json";

/// What stands under `format`.
pub(super) const FORMAT: &str = "scimwright-mapping";

/// The version of the format that is written. Version 1 had no checksum.
pub(super) const NEWEST: u64 = 2;

/// A mapping with everything it needs to run in another account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MappingFile {
    /// `scimwright-mapping`.
    format: String,
    /// The version of the format.
    pub(super) version: u64,
    /// What is mapped and how.
    #[serde(flatten)]
    pub content: FileContent,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Keys of the file that this version does not know.
    #[serde(flatten)]
    pub other: Map<String, Value>,
    /// The signature of who exported it, if it was sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<Seal>,
}

/// What a mapping file carries.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FileContent {
    /// The name of the project.
    pub name: String,
    /// The client whose payloads it maps.
    pub client: String,
    /// The target whose records it fills.
    pub target: String,
    /// The rules.
    pub rule_sets: Vec<RuleSet>,
    /// Helper functions.
    #[serde(default, with = "script_text", skip_serializing_if = "String::is_empty")]
    pub functions: String,
    /// Lookup tables by name.
    #[serde(default)]
    pub tables: IndexMap<String, LookupTable>,
    /// The variables with the values of the environment it was exported for.
    #[serde(default)]
    pub variables: Map<String, Value>,
    /// The cases by the name of their file without ending, if they were chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cases: Option<IndexMap<String, Case>>,
}

impl MappingFile {
    /// A mapping file of this content, without a seal; the digest in the provenance is computed.
    pub fn new(content: FileContent, provenance: Provenance, other: Map<String, Value>) -> Self {
        let mut file =
            Self { format: FORMAT.to_owned(), version: NEWEST, content, provenance, other, seal: None };
        file.provenance.digest = file.computed_digest();
        file
    }

    /// The digest of the content as it is.
    pub fn computed_digest(&self) -> String {
        let value = serde_json::to_value(self).expect("a mapping file is always valid JSON");
        content_digest(&value)
    }

    /// The same file in the newest version of the format.
    #[must_use]
    pub fn in_newest_format(mut self) -> Self {
        self.version = NEWEST;
        self
    }
}
