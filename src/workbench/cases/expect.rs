//! Making cases of results: what the mapping gives now is what is expected from now on.
//!
//! Not taking them over, which is a command.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::mapping::{Case, CaseRecord, CurrentRecord, Expected, MappingRun, RunStatus, verify};
use crate::project::{FreeCaseStems, ProjectModel, Sample};
use crate::scim::ResourceType;
use crate::workbench::{ProjectRunner, SampleInput};

/// The work of finding out what all samples become.
#[derive(Clone, Debug)]
pub struct ExpectQuestion {
    /// The revision of the project.
    pub revision: u64,
    /// The project as it was then.
    pub model: ProjectModel,
    /// The environment whose variables count.
    pub environment: String,
    /// The time of the runs.
    pub now: Timestamp,
}

/// What all samples become, as cases.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExpectPlan {
    /// The revision of the project that it is of.
    pub revision: u64,
    /// Cases for samples that have none yet, by stem.
    pub new: Vec<(String, Case)>,
    /// Cases that exist and differ, by stem, with the new results.
    pub changed: Vec<(String, Case)>,
    /// How many cases expect what is there already.
    pub n_same: usize,
    /// How many samples are no User or Group, so that nothing becomes of them.
    pub n_not_run: usize,
}

/// What a run gives, as what is expected.
pub(in crate::workbench) fn expected_of(run: &MappingRun) -> Expected {
    let is_written = run.status == RunStatus::Written;
    Expected { status: run.status, record: is_written.then(|| run.record.clone()) }
}

/// Runs all samples. A sample gets a case for each rule set that writes a record of it, and where none
/// does, for the first one. `None` when `is_cancelled` says so, which is asked before each sample.
pub fn plan_expectations(question: &ExpectQuestion, is_cancelled: &dyn Fn() -> bool) -> Option<ExpectPlan> {
    let model = &question.model;
    let groups = groups(model, is_cancelled)?;
    let mut runner = ProjectRunner::new(model, &question.environment, question.now, &groups);
    let known = known_cases(model);
    let mut stems = FreeCaseStems::of(model);
    let mut plan = ExpectPlan { revision: question.revision, ..ExpectPlan::default() };
    for sample in &model.samples {
        if is_cancelled() {
            return None;
        }
        let Ok(input) = SampleInput::of_sample(sample) else {
            plan.n_not_run += 1;
            continue;
        };
        for run in worth_expecting(runner.run(&input, CurrentRecord::Matched)) {
            match known.get(&(sample.stem.as_str(), run.record_type.as_str())) {
                Some((_, case)) if verify(case, Some(&run)).passed => plan.n_same += 1,
                Some((stem, case)) => {
                    plan.changed.push(((*stem).to_owned(), with_expected(case, expected_of(&run))));
                }
                None => plan.new.push((stems.take_for(&sample.stem), new_case(sample, &run))),
            }
        }
    }
    Some(plan)
}

/// A case that expects what a run of a sample gives.
pub(in crate::workbench) fn new_case(sample: &Sample, run: &MappingRun) -> Case {
    let name = if sample.name.trim().is_empty() { &sample.stem } else { &sample.name };
    Case::new(name.clone(), sample.stem.clone(), run.record_type.clone(), expected_of(run))
}

/// The case with another expectation. Who agreed to the old one has not agreed to this one.
pub(in crate::workbench) fn with_expected(case: &Case, expected: Expected) -> Case {
    Case { expected, review: None, ..case.clone() }
}

/// Whether a case expects the whole record that comes of a sample as the project is.
pub(in crate::workbench) fn is_whole(case: &Case) -> bool {
    case.only.is_none() && case.current == CaseRecord::FromRecords
}

/// The runs that write a record, and where none does, the first one.
fn worth_expecting(mut runs: Vec<MappingRun>) -> Vec<MappingRun> {
    if runs.iter().any(|run| run.status == RunStatus::Written) {
        runs.retain(|run| run.status == RunStatus::Written);
    } else {
        runs.truncate(1);
    }
    runs
}

/// The first case of each sample and record type that expects the whole record.
fn known_cases(model: &ProjectModel) -> BTreeMap<(&str, &str), (&str, &Case)> {
    let cases = model.cases.iter().filter(|(_, case)| is_whole(case));
    let by_subject = |(stem, case)| -> ((&str, &str), (&str, &Case)) {
        let case: &Case = case;
        let stem: &String = stem;
        ((case.sample.as_str(), case.record_type.as_str()), (stem.as_str(), case))
    };
    cases.rev().map(by_subject).collect()
}

fn groups(model: &ProjectModel, is_cancelled: &dyn Fn() -> bool) -> Option<Vec<SampleInput>> {
    let mut groups = Vec::new();
    for sample in &model.samples {
        if is_cancelled() {
            return None;
        }
        let input = SampleInput::of_sample(sample).ok();
        groups.extend(input.filter(|input| input.resource.resource_type == ResourceType::Group));
    }
    Some(groups)
}
