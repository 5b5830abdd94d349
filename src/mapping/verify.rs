//! Whether a run is what a case expects.

use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

use crate::mapping::{Case, MappingRun, RunStatus};
use crate::target::{FieldDifference, Record, record_diff};

/// What came of one case.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CaseResult {
    /// The case's name.
    pub name: String,
    /// Whether the run is as expected.
    pub passed: bool,
    /// What is different; the field `status` speaks of the status of the run.
    pub differences: Vec<FieldDifference>,
    /// Why there is no record to compare with, or none is written although one is expected; empty
    /// otherwise.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The record that is written now, of a case that is red.
    #[serde(skip)]
    pub actual: Option<Arc<Record>>,
}

impl CaseResult {
    /// A case that cannot be run is red. `why` is a short sentence, such as "there is no sample `01`".
    pub fn not_run(case: &Case, why: String) -> Self {
        Self { reason: why, ..verify(case, None) }
    }
}

/// Holds a run against a case. Without a run (no such sample, no such rule set) the case is red.
///
/// Of a record that is expected to be written the fields are compared, all of them or those that the
/// case names; of one that is not, the status alone.
pub fn verify(case: &Case, run: Option<&MappingRun>) -> CaseResult {
    let (differences, reason) = match run {
        None => (vec![status_difference(case.expected.status, Value::Null)], String::new()),
        Some(run) => (differences(case, run), reason(case, run)),
    };
    let is_red = !differences.is_empty();
    let written = run.filter(|run| is_red && run.status == RunStatus::Written);
    CaseResult {
        name: case.name.clone(),
        passed: !is_red,
        differences,
        reason,
        actual: written.map(|run| Arc::new(run.record.clone())),
    }
}

/// Why a record is not written that is expected to be.
fn reason(case: &Case, run: &MappingRun) -> String {
    let is_missing = case.expected.status != run.status && run.status != RunStatus::Written;
    run.reason.clone().filter(|_| is_missing).unwrap_or_default()
}

fn differences(case: &Case, run: &MappingRun) -> Vec<FieldDifference> {
    let mut differences = Vec::new();
    if case.expected.status != run.status {
        differences.push(status_difference(case.expected.status, Value::from(run.status.word())));
    }
    if case.expected.status == RunStatus::Written {
        let nothing = Record::default();
        let expected = case.expected.record.as_ref().unwrap_or(&nothing);
        let actual = if run.status == RunStatus::Written { &run.record } else { &nothing };
        let all = record_diff(expected, actual).into_iter();
        differences.extend(all.filter(|difference| case.compares(&difference.field)));
    }
    differences
}

fn status_difference(expected: RunStatus, actual: Value) -> FieldDifference {
    FieldDifference { field: "status".to_owned(), expected: Value::from(expected.word()), actual }
}
