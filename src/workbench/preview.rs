//! What the window shows of a run: plain data, built in the background.

use crate::mapping::{CaseResult, MappingRun, RuleOutcome};
use crate::scim::Repair;
use crate::workbench::Problem;

/// The runs of all samples for one revision of the project.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// The revision it is for; 0 before the first one.
    pub revision: u64,
    /// One per sample, in the order of the samples.
    pub samples: Vec<SampleRun>,
    /// What is to be looked at, the worst first.
    pub problems: Vec<Problem>,
    /// One per case, in the order of the cases.
    pub cases: Vec<CaseResult>,
}

/// What the mapping makes of one sample.
#[derive(Clone, Debug, Default)]
pub struct SampleRun {
    /// One per rule set for the resource's type.
    pub runs: Vec<MappingRun>,
    /// What was repaired in the payload.
    pub repairs: Vec<Repair>,
    /// Why the mapping was not run; it is then shown as it is.
    pub not_run: Option<String>,
}

impl Preview {
    /// The run of a rule set on a sample.
    pub fn run(&self, sample: usize, rule_set: usize) -> Option<&MappingRun> {
        self.samples.get(sample)?.runs.iter().find(|run| run.rule_set_idx == rule_set)
    }

    /// The outcome of a rule on a sample.
    pub fn outcome(&self, sample: usize, rule_set: usize, rule: usize) -> Option<&RuleOutcome> {
        let run = self.run(sample, rule_set)?;
        run.outcomes.iter().find(|outcome| outcome.rule_idx == rule)
    }
}
