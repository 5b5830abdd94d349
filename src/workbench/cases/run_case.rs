//! Running one case as it stands: its sample, its current record, its rule set.
//!
//! Not the cases of a project that is edited: `recompute` runs those again that an edit touches.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::mapping::{Case, CaseRecord, CaseResult, CurrentRecord, MappingRun, verify};
use crate::project::{ProjectModel, Sample};
use crate::scim::ResourceType;
use crate::workbench::{NotRun, ProjectRunner, SampleInput};

/// What came of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseRun {
    /// Whether it is green, and what differs.
    pub result: CaseResult,
    /// The run; `None` when the case could not be run.
    pub run: Option<MappingRun>,
}

/// Runs a case. `sample` is the sample that it names, `None` when there is none.
pub fn run_case(runner: &mut ProjectRunner, case: &Case, sample: Option<&Sample>) -> CaseRun {
    match try_run(runner, case, sample) {
        Ok(run) => CaseRun { result: verify(case, Some(&run)), run: Some(run) },
        Err(why) => CaseRun { result: CaseResult::not_run(case, why), run: None },
    }
}

/// Runs all cases of a project for an environment, in their order. `None` when `is_cancelled` says
/// so, which is asked before each.
pub fn case_results(
    model: &ProjectModel,
    environment: &str,
    now: Timestamp,
    is_cancelled: &dyn Fn() -> bool,
) -> Option<Vec<CaseResult>> {
    let groups: Vec<SampleInput> =
        model.samples.iter().filter_map(|sample| SampleInput::of_sample(sample).ok()).collect();
    let mut runner = ProjectRunner::new(model, environment, now, &groups);
    let samples: BTreeMap<&str, &Sample> =
        model.samples.iter().rev().map(|sample| (sample.stem.as_str(), &**sample)).collect();
    let mut results = Vec::with_capacity(model.cases.len());
    for case in model.cases.values() {
        if is_cancelled() {
            return None;
        }
        results.push(run_case(&mut runner, case, samples.get(case.sample.as_str()).copied()).result);
    }
    Some(results)
}

/// The record that a run of a case begins with.
pub(in crate::workbench) fn current_of(case: &Case) -> CurrentRecord<'_> {
    match &case.current {
        CaseRecord::FromRecords => CurrentRecord::Matched,
        CaseRecord::New => CurrentRecord::New,
        CaseRecord::Given(record) => CurrentRecord::Given(record),
    }
}

/// Why a case whose sample is gone is red.
pub(in crate::workbench) fn no_sample(case: &Case) -> String {
    format!("there is no sample `{}`", case.sample)
}

/// Why a case is red whose sample is not mapped.
pub(in crate::workbench) fn not_run(why: NotRun) -> String {
    format!("the sample is not run: {}", why.words())
}

/// Why a case is red whose record type no rule set fills.
pub(in crate::workbench) fn no_rule_set(case: &Case, resource_type: ResourceType) -> String {
    format!("there is no rule set from {} to {}", resource_type.name(), case.record_type)
}

fn try_run(runner: &mut ProjectRunner, case: &Case, sample: Option<&Sample>) -> Result<MappingRun, String> {
    let sample = sample.ok_or_else(|| no_sample(case))?;
    let input = SampleInput::of_sample(sample).map_err(not_run)?;
    let runs = runner.run(&input, current_of(case));
    let run = runs.into_iter().find(|run| run.record_type == case.record_type);
    run.ok_or_else(|| no_rule_set(case, input.resource.resource_type))
}
