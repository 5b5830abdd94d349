//! The samples of which no record is written, and those that are no JSON.

use std::collections::HashSet;

use crate::diagnostic::json_text::parse_json;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::mapping::RunStatus;
use crate::project::{ProjectModel, SamplePayload};
use crate::scim::ResourceType;
use crate::workbench::preview::{BLOCK, RuleSetBlock, RunRow};
use crate::workbench::recompute::RecomputeCache;
use crate::workbench::{NotRun, Problem, ProblemTarget};

/// How many samples are listed one by one. The others are counted.
const MOST_SAMPLES: usize = 100;

/// The samples of which no record is written although somebody should look at it.
pub(super) fn problems_of_runs(model: &ProjectModel, cache: &RecomputeCache) -> Vec<Problem> {
    let expected: HashSet<(&str, &str, RunStatus)> = model
        .cases
        .values()
        .map(|case| (case.sample.as_str(), case.record_type.as_str(), case.expected.status))
        .collect();
    let mut found = Found::default();
    for (idx, block) in cache.blocks() {
        for row in 0..BLOCK {
            for (rule_set, set) in model.mapping.rule_sets.iter().zip(&block.rule_sets) {
                let Some((set, run)) = set.as_ref().and_then(|set| Some((set, set.row(row)?))) else {
                    continue;
                };
                let Some(severity) = severity(run.status, rule_set.resource_type) else { continue };
                let sample = idx * BLOCK + row;
                let Some(kept) = model.samples.get(sample) else { continue };
                let record_type = rule_set.record_type.as_str();
                let is_expected = expected.contains(&(kept.stem.as_str(), record_type, run.status));
                if run.status != RunStatus::Rejected || !is_expected {
                    found.add(sample, severity, || not_written(&kept.name, record_type, set, run));
                }
            }
        }
    }
    found.finish(Code::RequiredFieldEmpty, |count| format!("No record is written for {count} more samples"))
}

/// How bad it is that no record is written. A group that is neither organization nor site is no
/// mistake.
fn severity(status: RunStatus, resource_type: ResourceType) -> Option<Severity> {
    match (status, resource_type) {
        (RunStatus::Written, _) | (RunStatus::Rejected, ResourceType::Group) => None,
        (RunStatus::Rejected, ResourceType::User) => Some(Severity::Warning),
        (RunStatus::Failed, _) => Some(Severity::Error),
    }
}

fn not_written(name: &str, record_type: &str, set: &RuleSetBlock, run: RunRow) -> Diagnostic {
    let reason = set.reason(run).unwrap_or("the reason is not known");
    let message = format!("No {record_type} is written: {}", lower_first(reason));
    let place = Place { file: Some(name.to_owned()), ..Place::default() };
    Diagnostic::error(Code::RequiredFieldEmpty, message).at(place)
}

/// A sample in the middle of an edit is kept as text; it says where it stops being JSON.
pub(super) fn problems_of_payloads(model: &ProjectModel, cache: &RecomputeCache) -> Vec<Problem> {
    let mut found = Found::default();
    for sample in cache.samples_not_run(NotRun::NotJson) {
        let Some(kept) = model.samples.get(sample) else { continue };
        let SamplePayload::Text(text) = &kept.payload else { continue };
        let not_json = || Diagnostic::error(Code::PayloadNotJson, "The payload is not JSON");
        found.add(sample, Severity::Warning, || {
            parse_json(&kept.name, text, Code::PayloadNotJson).err().unwrap_or_else(not_json)
        });
    }
    found.finish(Code::PayloadNotJson, |count| format!("The payloads of {count} more samples are not JSON"))
}

/// The problems of samples so far.
#[derive(Default)]
struct Found {
    problems: Vec<Problem>,
    /// Of those that are not listed: the first sample, how many, and how bad the worst is.
    more: Option<(usize, usize, Severity)>,
}

impl Found {
    fn add(&mut self, sample: usize, severity: Severity, diagnostic: impl FnOnce() -> Diagnostic) {
        if self.problems.len() < MOST_SAMPLES {
            let diagnostic = Diagnostic { severity, ..diagnostic() };
            self.problems.push(problem(sample, 1, diagnostic));
        } else {
            let (_, count, worst) = self.more.get_or_insert((sample, 0, severity));
            *count += 1;
            *worst = (*worst).max(severity);
        }
    }

    fn finish(mut self, code: Code, message: impl Fn(usize) -> String) -> Vec<Problem> {
        if let Some((sample, count, severity)) = self.more {
            self.problems.push(problem(sample, count, Diagnostic::new(code, severity, message(count))));
        }
        self.problems
    }
}

fn problem(sample: usize, sample_count: usize, diagnostic: Diagnostic) -> Problem {
    Problem { diagnostic, target: ProblemTarget::Sample(sample), sample: Some(sample), sample_count }
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_lowercase().chain(characters).collect())
}
