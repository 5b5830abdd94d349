//! Runs requests against a stored resource and the mapping.

use std::sync::Arc;

use crate::mapping::{CompiledMapping, RunContext};
use crate::scim::{Dialect, Resource, ResourceType, normalize};
use crate::simulate::attributes::attribute_changes;
use crate::simulate::provider::{Provider, told_apart};
use crate::simulate::records::{Affected, Scene};
use crate::simulate::refused;
use crate::simulate::store::Store;
use crate::simulate::{ClientRequest, Simulation, SimulationStep};
use crate::target::{Directory, Record, TargetSchema};

/// A resource that the service provider holds beside the one that is changed.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownResource {
    /// The resource; those beside the stored one are normalised.
    pub resource: Resource,
    /// The id that the service provider gave it, where the resource has none.
    pub assigned_id: Option<String>,
}

impl KnownResource {
    /// The id that the service provider gave it, where that is known.
    pub fn id(&self) -> Option<&str> {
        self.resource.id().or(self.assigned_id.as_deref())
    }

    /// Whether both are the same user or group, by the id that the service provider gave it.
    pub fn is_same(&self, other: &Self) -> bool {
        self.resource.resource_type == other.resource.resource_type
            && self.id().is_some_and(|id| other.id() == Some(id))
    }
}

/// The record before the first request.
#[derive(Clone, Debug, PartialEq)]
pub enum StartRecord {
    /// This one.
    Given(Record),
    /// The one among the records of the account; without one, what the mapping makes of the stored
    /// resource.
    Found,
    /// None: the person is new.
    New,
}

/// What is simulated.
#[derive(Clone, Debug)]
pub struct SimulationInput<'a> {
    /// What the service provider holds before the first request; `None` when nothing yet.
    pub stored: Option<&'a KnownResource>,
    /// The record before the first request.
    pub record: StartRecord,
    /// The requests in order.
    pub requests: &'a [ClientRequest],
    /// The client that sends them.
    pub dialect: &'a Dialect,
}

/// A compiled mapping with what it needs to simulate requests.
#[derive(Debug)]
pub struct Simulator<'a> {
    /// The mapping.
    pub compiled: &'a mut CompiledMapping,
    /// Time and variables of the run.
    pub context: &'a RunContext,
    /// What the service provider accepts.
    pub target: &'a TargetSchema,
    /// The records of the account.
    pub directory: &'a Directory,
    /// The other users and groups.
    pub known: &'a [KnownResource],
}

/// How much is found out of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// What happens.
    Labels,
    /// Also why, and what is sent again; takes many runs of the mapping.
    Reasons,
}

/// One request on the way.
struct Step<'s> {
    request: &'s ClientRequest,
    /// Those that follow.
    later: &'s [ClientRequest],
    depth: Depth,
    /// The records of the account before the first request.
    directory: &'s Arc<Directory>,
}

impl Simulator<'_> {
    /// Runs the requests one after the other. A refused request changes nothing and the next one
    /// follows.
    pub fn run(&mut self, input: &SimulationInput<'_>) -> Simulation {
        self.run_in(input, Depth::Reasons)
    }

    /// The same as deep as it is wanted.
    pub(super) fn run_in(&mut self, input: &SimulationInput<'_>, depth: Depth) -> Simulation {
        let record_type = self.given_record_type(input);
        let mut store = Store::new(input, self.known, record_type.as_deref());
        let target = self.target;
        let provider = Provider {
            settings: &target.service_provider,
            custom_fields_schema: target.custom_fields_schema.as_deref(),
            dialect: input.dialect,
            title: &target.title,
            told_apart: told_apart(input.requests),
        };
        let directory = Arc::clone(self.compiled.directory());
        let steps = input.requests.iter().enumerate().map(|(idx, request)| {
            let later = input.requests.get(idx + 1..).unwrap_or_default();
            self.step(&mut store, &provider, &Step { request, later, depth, directory: &directory })
        });
        let steps = steps.collect();
        self.compiled.set_directory(directory);
        Simulation { steps }
    }

    /// The kind of record that a given one is: that of the first rule set for the first resource.
    fn given_record_type(&self, input: &SimulationInput<'_>) -> Option<String> {
        let stored = input.stored.map(|stored| stored.resource.resource_type);
        let resource_type = stored.or_else(|| input.requests.first().map(|request| request.resource_type))?;
        let mut rule_sets = self.compiled.rule_sets_for(resource_type);
        rule_sets.next().map(|(_, record_type)| record_type.name.clone())
    }

    fn step(&mut self, store: &mut Store, provider: &Provider<'_>, of: &Step<'_>) -> SimulationStep {
        let groups_before = store.groups();
        let answer = provider.answer(store, of.request, of.later);
        let groups_after = store.groups();
        let explains = of.depth == Depth::Reasons;
        let attributes = attribute_changes(provider, &answer, explains);
        let without_fault = refused::without_fault(provider, &answer).map(|resource| normalize(&resource).0);
        let scene = Scene {
            dialect: provider.dialect,
            method: answer.request.method,
            groups_before: &groups_before,
            groups_after: &groups_after,
            attributes: &attributes,
            error: answer.error.as_ref(),
            without_fault: without_fault.as_ref(),
            explains,
            first_directory: of.directory,
            goes_on: !of.later.is_empty() || answer.request.resource_type == ResourceType::Group,
        };
        let mut records = Vec::new();
        if let Some(entry_idx) = answer.entry_idx {
            let normal =
                |resource: &Option<Resource>| resource.as_ref().map(|resource| normalize(resource).0);
            let affected = Affected {
                entry_idx,
                because: String::new(),
                before: normal(&answer.before),
                after: normal(&answer.after),
            };
            records = self.record_changes(store, &affected, &scene);
        }
        if answer.error.is_none() {
            let members = self.member_changes(
                store,
                &answer,
                &Scene { attributes: &[], goes_on: !of.later.is_empty(), ..scene },
            );
            records.extend(members);
        }
        SimulationStep {
            request: answer.request,
            status: answer.status,
            error: answer.error,
            repairs: answer.repairs,
            notes: answer.notes,
            resource_before: answer.before,
            resource_after: answer.after,
            attributes,
            records,
        }
    }
}
