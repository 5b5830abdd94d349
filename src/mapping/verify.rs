//! Whether a run is what a case expects.

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
}

/// Holds a run against a case. Without a run (no such sample, no such rule set) the case is red.
pub fn verify(case: &Case, run: Option<&MappingRun>) -> CaseResult {
    let differences = match run {
        None => vec![status_difference(case.expected.status, Value::Null)],
        Some(run) => differences(case, run),
    };
    CaseResult { name: case.name.clone(), passed: differences.is_empty(), differences }
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
        differences.extend(record_diff(expected, actual));
    }
    differences
}

fn status_difference(expected: RunStatus, actual: Value) -> FieldDifference {
    FieldDifference { field: "status".to_owned(), expected: Value::from(expected.word()), actual }
}
