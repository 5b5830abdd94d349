//! The project in memory: plain data, cheap to clone, nothing of it tied to a place on disk.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::change::impact::AcknowledgedImpact;
use crate::mapping::{Case, Mapping, MappingFile, VariableDeclaration};
use crate::project::{Drift, FreeStems, People, Sample, Samples};
use crate::table::LookupTable;
use crate::target::Record;

/// Everything a project holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProjectModel {
    /// Name, client, target, environments.
    pub settings: ProjectSettings,
    /// The rules.
    pub mapping: Mapping,
    /// The lookup tables by name.
    pub tables: Arc<IndexMap<String, LookupTable>>,
    /// The samples in the order of their files.
    pub samples: Samples,
    /// What the account holds today, by name of the record type's file (its plural).
    pub records: Arc<BTreeMap<String, Vec<Record>>>,
    /// The cases in the order of their files, by the name of the file without ending.
    pub cases: Arc<IndexMap<String, Case>>,
    /// Variables and last exchange by name of the environment.
    pub environments: IndexMap<String, EnvironmentState>,
    /// Files that could not be read; they are kept as they are.
    pub unread: Arc<BTreeMap<String, Vec<u8>>>,
}

/// The content of `project.json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ProjectSettings {
    /// The project's name.
    pub name: String,
    /// The provisioning client.
    pub client: String,
    /// The target.
    pub target: String,
    /// The environments in the order of promotion.
    #[serde(default)]
    pub environments: Vec<Environment>,
    /// The variables that are declared, by name, in the order of the user. A variable need not be
    /// declared to have values.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub variables: IndexMap<String, VariableDeclaration>,
    /// How people are masked.
    #[serde(default, skip_serializing_if = "Masking::is_default")]
    pub masking: Masking,
    /// How many persons a promotion may hit before it is blocked, such as `cleared manager > 20`; see
    /// [`crate::change::impact::Threshold`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub thresholds: Vec<String>,
    /// Keys of the file that this version does not know.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// How people are masked in a project.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Masking {
    /// Samples are masked as they are loaded.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_load: bool,
    /// Who the records of the account show.
    #[serde(default, skip_serializing_if = "People::is_real")]
    pub records: People,
    /// Further attributes and fields that are personal, or are not, with the way they are masked:
    /// `"badge": "identifier"`, `"nickName": "keep"`.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub attributes: Map<String, Value>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// One account of the customer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Environment {
    /// The name by which it is chosen, such as `qa`.
    pub name: String,
    /// Its name for people.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The account's name.
    #[serde(default)]
    pub account: String,
    /// `amber`, `red`, `blue`, `green` or `grey`.
    #[serde(default)]
    pub colour: String,
    /// A mistake here reaches every person of the customer.
    #[serde(default)]
    pub protected: bool,
    /// Keys of the file that this version does not know.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// What belongs to one environment: `environments/<name>.json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EnvironmentState {
    /// The variables' values.
    #[serde(default)]
    pub variables: Map<String, Value>,
    /// The mapping file last exported to or imported from the account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exchanged: Option<MappingFile>,
    /// A file of the account that does not go with what was edited here, until it is settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drift: Option<Drift>,
    /// The impact of the next export, as far as it was agreed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledged: Option<AcknowledgedImpact>,
    /// Ids and addresses of one account in scripts that were accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hard_coded: Option<AcceptedHardCoded>,
    /// Keys of the file that this version does not know.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// Ids and addresses of one account in scripts that somebody accepted for an environment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AcceptedHardCoded {
    /// What was found, in the words in which it is told; anything else is not accepted.
    pub found: Vec<String>,
    /// Why it may stay.
    pub reason: String,
    /// Who accepted it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// When, RFC 3339 in UTC.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub at: String,
}

impl Masking {
    /// Whether nothing was set.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl Environment {
    /// The environment's name for people.
    pub fn label(&self) -> &str {
        if self.title.is_empty() { &self.name } else { &self.title }
    }
}

impl ProjectModel {
    /// Whether this is the same project as `other`, of which it was cloned before an edit: large
    /// parts are the same when they were not touched, so that the answer does not depend on their size.
    pub fn is_unedited(&self, other: &Self) -> bool {
        self.samples.is_same(&other.samples)
            && Arc::ptr_eq(&self.tables, &other.tables)
            && Arc::ptr_eq(&self.records, &other.records)
            && Arc::ptr_eq(&self.cases, &other.cases)
            && Arc::ptr_eq(&self.unread, &other.unread)
            && self.settings == other.settings
            && self.mapping == other.mapping
            && self.environments == other.environments
    }

    /// The environment of this name.
    pub fn environment(&self, name: &str) -> Option<&Environment> {
        self.settings.environments.iter().find(|environment| environment.name == name)
    }

    /// The variables of an environment; empty when it has none.
    pub fn variables(&self, environment: &str) -> Map<String, Value> {
        self.environments.get(environment).map(|state| state.variables.clone()).unwrap_or_default()
    }

    /// The sample of this stem.
    pub fn sample(&self, stem: &str) -> Option<&Arc<Sample>> {
        self.samples.iter().find(|sample| sample.stem == stem)
    }

    /// A stem for a new sample: a number behind the last one, and a slug of its name.
    pub fn free_stem(&self, name: &str) -> String {
        FreeStems::of(self).take_for(name)
    }
}
