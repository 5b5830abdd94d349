//! One run of the mapping within a simulation.

use crate::mapping::{CurrentRecord, GroupInfo, MappingRun, RunInput, memberships};
use crate::scim::Resource;
use crate::simulate::Simulator;
use crate::target::Record;

/// A rule set on a resource, with the record that it belongs to.
#[derive(Clone, Copy, Debug)]
pub(super) struct RunOf<'r> {
    pub rule_set_idx: usize,
    /// The resource, normalised.
    pub resource: &'r Resource,
    /// The id that the service provider gave it.
    pub assigned_id: Option<&'r str>,
    /// The record before; `None` for a new one.
    pub current: Option<&'r Record>,
    /// The groups that are known.
    pub groups: &'r [GroupInfo],
}

impl Simulator<'_> {
    /// Runs it.
    pub(super) fn mapped(&mut self, run: &RunOf<'_>) -> Option<MappingRun> {
        let current = run.current.map_or(CurrentRecord::New, CurrentRecord::Given);
        self.mapped_with(run, current)
    }

    /// The record of the account that the resource belongs to.
    pub(super) fn found_record(&mut self, run: &RunOf<'_>) -> Option<Record> {
        self.mapped_with(run, CurrentRecord::Matched)?.current
    }

    fn mapped_with(&mut self, run: &RunOf<'_>, current: CurrentRecord<'_>) -> Option<MappingRun> {
        let RunOf { resource, assigned_id, .. } = *run;
        let groups = memberships(resource, assigned_id, run.groups, self.target, self.compiled.directory());
        let input = RunInput { resource, assigned_id, current, groups: &groups };
        self.compiled.run_rule_set(run.rule_set_idx, &input, self.context)
    }
}
