//! Running a compiled mapping on one resource: what goes in, and the run as an owned value.

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::mapping::{CompiledMapping, GroupMembership, MappingRun, RecordRun, RunSubject};
use crate::scim::{Resource, ResourceType, ResourceView};
use crate::target::{Record, RecordType};
use crate::value::Arena;

/// What is the same for all resources of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct RunContext {
    /// The time of the run; `now` in scripts, as RFC 3339 text in UTC.
    pub now: Timestamp,
    /// The variables of the chosen environment; `vars` in scripts.
    pub variables: Map<String, Value>,
}

/// The record that a resource belongs to.
#[derive(Clone, Copy, Debug)]
pub enum CurrentRecord<'a> {
    /// Found among the records of the account: the one linked to the resource's id, else the one
    /// with the same value in the match field.
    Matched,
    /// This one.
    Given(&'a Record),
    /// None: the record is new.
    New,
}

/// One resource to map.
#[derive(Clone, Copy, Debug)]
pub struct RunInput<'a> {
    /// The resource, normalised.
    pub resource: &'a Resource,
    /// The id that the service provider gave it, where the resource has none.
    pub assigned_id: Option<&'a str>,
    /// The record it belongs to.
    pub current: CurrentRecord<'a>,
    /// The groups of the user; empty for a group.
    pub groups: &'a [GroupMembership],
}

impl<'a> RunInput<'a> {
    /// The same for [`CompiledMapping::run_in`].
    pub fn subject(&self) -> RunSubject<'a> {
        RunSubject {
            resource: ResourceView::of(self.resource),
            assigned_id: self.assigned_id,
            current: self.current,
            groups: self.groups,
        }
    }
}

impl CompiledMapping {
    /// Runs every rule set for the resource's type, in order. Always ends; a rule that fails, fails
    /// alone.
    pub fn run(&self, input: &RunInput<'_>, context: &RunContext) -> Vec<MappingRun> {
        let arena = Arena::new();
        let runs = self.run_in(&arena, &input.subject(), context);
        runs.iter().map(RecordRun::to_mapping_run).collect()
    }

    /// The compiled rule sets for a resource type, in order: their index in the mapping and their
    /// record type.
    pub fn rule_sets_for(&self, resource_type: ResourceType) -> impl Iterator<Item = (usize, &RecordType)> {
        self.rule_sets
            .iter()
            .filter(move |rule_set| rule_set.resource_type == resource_type)
            .map(|rule_set| (rule_set.idx, rule_set.layout.record_type()))
    }

    /// Runs the rule set with this index in the mapping; `None` when it is for other resources, or
    /// could not be compiled.
    pub fn run_rule_set(
        &self,
        rule_set_idx: usize,
        input: &RunInput<'_>,
        context: &RunContext,
    ) -> Option<MappingRun> {
        let arena = Arena::new();
        Some(self.run_rule_set_in(&arena, rule_set_idx, &input.subject(), context)?.to_mapping_run())
    }
}
