//! The whole run of one sample.

use crate::mapping::MappingRun;
use crate::scim::Repair;

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

impl SampleRun {
    /// The run of a rule set.
    pub fn run(&self, rule_set: usize) -> Option<&MappingRun> {
        self.runs.iter().find(|run| run.rule_set_idx == rule_set)
    }
}
