//! Everything a user can do to the cases of a project.

use std::sync::Arc;

use serde_json::Value;

use crate::mapping::{CaseRecord, RunStatus};
use crate::workbench::ExpectPlan;

/// Commands on cases. A case is named by its stem, the name of its file without ending; one that does
/// not exist (any more) is passed over.
#[derive(Clone, Debug, PartialEq)]
pub enum CaseCommand {
    /// Expect what a rule set gives for one field of a sample now.
    ExpectField {
        /// The sample.
        sample: usize,
        /// The rule set.
        rule_set: usize,
        /// The field.
        field: String,
    },
    /// Expect the whole record that a rule set gives for a sample now, or that none is written.
    ExpectRecord {
        /// The sample.
        sample: usize,
        /// The rule set.
        rule_set: usize,
    },
    /// Take over what was found out for all samples.
    ExpectPlanned {
        /// What was found out.
        plan: Arc<ExpectPlan>,
        /// Whether cases that exist and differ take over the new results.
        updates: bool,
    },
    /// Expect what these cases give now, with all that differs.
    Accept {
        /// The cases.
        stems: Vec<String>,
    },
    /// Expect what the case gives now in one field, or `status`.
    AcceptField {
        /// The case.
        stem: String,
        /// The field.
        field: String,
    },
    /// Expect another value in a field; `None` for an empty field.
    SetExpected {
        /// The case.
        stem: String,
        /// The field.
        field: String,
        /// The value.
        value: Option<Value>,
    },
    /// Expect that the record is written, or not.
    SetStatus {
        /// The case.
        stem: String,
        /// What is expected.
        status: RunStatus,
    },
    /// Compare a field, or leave it out.
    SetCompared {
        /// The case.
        stem: String,
        /// The field.
        field: String,
        /// Whether it is compared.
        is_compared: bool,
    },
    /// Begin with another record.
    SetCurrent {
        /// The case.
        stem: String,
        /// The record before.
        current: CaseRecord,
    },
    /// Give a case another name.
    Rename {
        /// The case.
        stem: String,
        /// The new name.
        name: String,
    },
    /// A copy of a case, behind it.
    Duplicate {
        /// The case.
        stem: String,
    },
    /// Remove a case.
    Delete {
        /// The case.
        stem: String,
    },
    /// What was found out for all samples is not taken over.
    DropPlan,
}
