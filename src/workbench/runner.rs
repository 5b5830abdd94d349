//! Running the mapping of a project on samples and on payloads beside it; the window and the
//! command line share it.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::diagnostic::Diagnostic;
use crate::mapping::{
    CompileInput, CompiledMapping, CurrentRecord, GroupInfo, MappingRun, RunContext, RunInput, compile,
    memberships,
};
use crate::project::{ProjectModel, Sample, SamplePayload};
use crate::scim::{PayloadContent, Repair, Resource, normalize, payload_content};
use crate::simulate::{KnownResource, Simulator};
use crate::target::{Directory, Record, TargetSchema, built_in_target};

/// A resource that is ready to be mapped.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleInput {
    /// The resource as scripts see it.
    pub resource: Resource,
    /// What was repaired in it.
    pub repairs: Vec<Repair>,
    /// The id that the service provider gave it, where the payload has none.
    pub assigned_id: Option<String>,
}

impl SampleInput {
    /// A resource as it was received.
    pub fn new(received: &Resource, assigned_id: Option<String>) -> Self {
        let (resource, repairs) = normalize(received);
        Self { resource, repairs, assigned_id }
    }

    /// The resource as one that the service provider holds.
    pub fn known(&self) -> KnownResource {
        KnownResource { resource: self.resource.clone(), assigned_id: self.assigned_id.clone() }
    }

    /// The resource of a sample.
    ///
    /// # Errors
    /// Why the sample has none, in a few words: it is a PATCH request, or no resource.
    pub fn of_sample(sample: &Sample) -> Result<Self, &'static str> {
        let SamplePayload::Json(value) = &sample.payload else {
            return Err("the payload is not JSON");
        };
        let path = sample.request.as_ref().map(|request| request.path.as_str());
        match payload_content(value, path) {
            PayloadContent::Resource(resource) => Ok(Self::new(&resource, sample.scim_id.clone())),
            PayloadContent::Patch { .. } => Err("a PATCH request is shown here; Simulate applies it"),
            PayloadContent::Other => Err("the payload is no User or Group"),
        }
    }
}

/// A compiled project.
#[derive(Debug)]
pub struct ProjectRunner {
    compiled: CompiledMapping,
    context: RunContext,
    target: Arc<TargetSchema>,
    directory: Arc<Directory>,
    groups: Vec<GroupInfo>,
    diagnostics: Vec<Diagnostic>,
}

impl ProjectRunner {
    /// Compiles the mapping of a project for an environment. Membership is read from `groups`, the
    /// group resources beside the users; others in it are passed over.
    pub fn new<'g>(
        model: &ProjectModel,
        environment: &str,
        now: Timestamp,
        groups: impl IntoIterator<Item = &'g SampleInput>,
    ) -> Self {
        let target = built_in_target(&model.settings.target).cloned().unwrap_or_default();
        let target = Arc::new(target);
        let directory = Arc::new(Directory::new(&target, &records_by_type(model, &target)));
        let (compiled, diagnostics) = compile(&CompileInput {
            mapping: &model.mapping,
            target: &target,
            tables: &model.tables,
            directory: &directory,
        });
        let groups = groups.into_iter();
        Self {
            compiled,
            context: RunContext { now, variables: model.variables(environment) },
            groups: groups
                .filter_map(|input| GroupInfo::of(&input.resource, input.assigned_id.as_deref()))
                .collect(),
            target,
            directory,
            diagnostics,
        }
    }

    /// What was found while compiling.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// What simulates requests with this mapping, beside the users and groups that are known.
    pub fn simulator<'s>(&'s mut self, known: &'s [KnownResource]) -> Simulator<'s> {
        Simulator {
            compiled: &mut self.compiled,
            context: &self.context,
            target: &self.target,
            directory: &self.directory,
            known,
        }
    }

    /// Runs every rule set for the resource's type.
    pub fn run(&mut self, input: &SampleInput, current: CurrentRecord<'_>) -> Vec<MappingRun> {
        let assigned_id = input.assigned_id.as_deref();
        let groups = memberships(&input.resource, assigned_id, &self.groups, &self.target, &self.directory);
        let input = RunInput { resource: &input.resource, assigned_id, current, groups: &groups };
        self.compiled.run(&input, &self.context)
    }
}

fn records_by_type(model: &ProjectModel, target: &TargetSchema) -> BTreeMap<String, Vec<Record>> {
    target
        .record_types
        .iter()
        .filter_map(|record_type| {
            let records = model.records.get(&record_type.plural)?;
            Some((record_type.name.clone(), records.clone()))
        })
        .collect()
}
