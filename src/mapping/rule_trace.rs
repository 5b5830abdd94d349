//! What one rule did for one resource, and which attributes its value came from: plain data.
//!
//! Not how it is found out, which is in `trace_rule`.

use serde::Serialize;

use crate::mapping::{RuleOutcome, RunStatus};
use crate::script::Trace;

/// The trace of a rule, or of the condition of a rule set, in a run.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleTrace {
    /// The index of the rule set in the mapping.
    pub rule_set_idx: usize,
    /// The index of the rule in its rule set, `None` for the condition.
    pub rule_idx: Option<usize>,
    /// The name by which diagnostics speak of it.
    pub title: String,
    /// The script as typed.
    pub script: String,
    /// The helper functions as typed.
    pub helpers: String,
    /// What the evaluation did; `None` when there was none: the script does not compile, or the rule
    /// is only applied to new records.
    pub trace: Option<Trace>,
    /// What each of the trace's sources is, in the same order.
    pub origins: Vec<Origin>,
    /// What the rule did in the run, `None` for the condition.
    pub outcome: Option<RuleOutcome>,
    /// Whether the record is written.
    pub status: RunStatus,
    /// Why it is not.
    pub reason: Option<String>,
}

/// What a part of a script's variables is outside of the script.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Origin {
    /// Whose it is.
    pub kind: OriginKind,
    /// Where it is there: of an attribute its path in the payload,
    /// `emails[type eq "work"].value`; empty for the whole.
    pub path: String,
    /// The same with the places of entries in place of filters, `emails[0].value`.
    pub place: String,
    /// The same without entries, by which several resources are compared: `emails.value`.
    pub name: String,
}

/// Whose a part of a script's variables is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OriginKind {
    /// An attribute of the resource.
    Attribute,
    /// A field of the record before the run.
    CurrentField,
    /// A field of the record after the rules, which the condition sees.
    NewField,
    /// A variable of the environment.
    Variable,
    /// The groups that the user is a member of.
    Groups,
    /// The time of the run.
    Now,
    /// Whether the record is new.
    IsNew,
}
