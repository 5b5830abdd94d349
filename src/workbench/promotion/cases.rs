//! The cases of a project, run for an environment.
//!
//! Not as the preview keeps them up to date; here they are run once.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::mapping::{Case, CaseCount, CaseRecord, CaseResult, CurrentRecord, verify};
use crate::project::ProjectModel;
use crate::workbench::{NotRun, ProjectRunner, SampleInput};

/// What came of the cases with the variables of an environment, in their order.
pub fn case_results(model: &ProjectModel, environment: &str, now: Timestamp) -> Vec<CaseResult> {
    if model.cases.is_empty() {
        return Vec::new();
    }
    let inputs: BTreeMap<&str, Result<SampleInput, NotRun>> =
        model.samples.iter().map(|sample| (sample.stem.as_str(), SampleInput::of_sample(sample))).collect();
    let resources = inputs.values().filter_map(|input| input.as_ref().ok());
    let mut runner = ProjectRunner::new(model, environment, now, resources);
    model.cases.values().map(|case| result_of(case, inputs.get(case.sample.as_str()), &mut runner)).collect()
}

fn result_of(
    case: &Case,
    input: Option<&Result<SampleInput, NotRun>>,
    runner: &mut ProjectRunner,
) -> CaseResult {
    let input = match input {
        None => return CaseResult::not_run(case, format!("there is no sample `{}`", case.sample)),
        Some(Err(why)) => return CaseResult::not_run(case, why.words().to_owned()),
        Some(Ok(input)) => input,
    };
    let current = match &case.current {
        CaseRecord::FromRecords => CurrentRecord::Matched,
        CaseRecord::New => CurrentRecord::New,
        CaseRecord::Given(record) => CurrentRecord::Given(record),
    };
    let runs = runner.run(input, current);
    match runs.iter().find(|run| run.record_type == case.record_type) {
        Some(run) => verify(case, Some(run)),
        None => CaseResult::not_run(case, format!("no rules make a {} of the sample", case.record_type)),
    }
}

/// How many are green and red; `None` when there are none.
pub fn count_cases(results: &[CaseResult]) -> Option<CaseCount> {
    let passed = results.iter().filter(|result| result.passed).count() as u64;
    let count = CaseCount { passed, failed: results.len() as u64 - passed };
    (!results.is_empty()).then_some(count)
}
