//! A rule: one script that fills one field.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::mapping::script_text;

/// When a rule is applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Apply {
    /// On every run.
    #[default]
    Always,
    /// On new records only.
    Create,
}

/// One script that fills one field of the record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// The field's name.
    pub field: String,
    /// The rhai text as typed; it need not compile.
    #[serde(with = "script_text")]
    pub script: String,
    /// When it is applied.
    #[serde(default)]
    pub apply: Apply,
    /// What the people who keep the mapping should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// A disabled rule is kept and has no effect.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub enabled: bool,
    /// Keys of the file that this version does not know.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

impl Rule {
    /// An enabled rule that is always applied.
    pub fn new(field: impl Into<String>, script: impl Into<String>) -> Self {
        Self { field: field.into(), script: script.into(), enabled: true, ..Self::default() }
    }
}

fn yes() -> bool {
    true
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_yes(flag: &bool) -> bool {
    *flag
}
