//! What came of a run: the record, one outcome per rule, and why.

use serde::Serialize;
use serde_json::Value;

use crate::diagnostic::Diagnostic;
use crate::scim::ResourceType;
use crate::target::Record;

/// What a rule did to its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum OutcomeKind {
    /// The script gave a value.
    Set,
    /// The script gave nothing: the record keeps what it has.
    Kept,
    /// The script emptied the field.
    Cleared,
    /// The script stopped, or its value does not fit the field.
    Failed,
    /// The rule did not run: only for new records, or the script refused the record.
    Skipped,
}

impl OutcomeKind {
    /// The word for it, as in the JSON output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Kept => "kept",
            Self::Cleared => "cleared",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }
}

/// What one rule did, and why.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RuleOutcome {
    /// The index of the rule in its rule set.
    #[serde(skip)]
    pub rule_idx: usize,
    /// The field's name.
    pub field: String,
    /// What happened.
    pub outcome: OutcomeKind,
    /// The field's value after the run; null when it is empty.
    pub value: Value,
    /// The field's value before the run; null when it was empty or the record is new.
    pub before: Value,
    /// Why, in one sentence without a full stop.
    pub reason: String,
    /// What was found about the value or the script.
    #[serde(skip)]
    pub diagnostics: Vec<Diagnostic>,
}

/// Whether a record is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RunStatus {
    /// The record is written.
    Written,
    /// The mapping decided that no record is written.
    Rejected,
    /// No record can be written: the condition failed, or a required field is empty.
    Failed,
}

impl RunStatus {
    /// The word for it, as in the JSON output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Rejected => "rejected",
            Self::Failed => "failed",
        }
    }
}

/// One rule set run on one resource.
#[derive(Clone, Debug, PartialEq)]
pub struct MappingRun {
    /// The index of the rule set in the mapping.
    pub rule_set_idx: usize,
    /// What was mapped.
    pub resource_type: ResourceType,
    /// What it became.
    pub record_type: String,
    /// Whether it is written.
    pub status: RunStatus,
    /// Why it is not written, or what is to be known.
    pub reason: Option<String>,
    /// The record before; `None` for a new one.
    pub current: Option<Record>,
    /// The record after; what it would be when it is not written.
    pub record: Record,
    /// One outcome per enabled rule, in the order of the rules.
    pub outcomes: Vec<RuleOutcome>,
}

impl MappingRun {
    /// Whether the record did not exist before.
    pub fn is_new(&self) -> bool {
        self.current.is_none()
    }

    /// All diagnostics of the outcomes.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.outcomes.iter().flat_map(|outcome| &outcome.diagnostics)
    }
}
