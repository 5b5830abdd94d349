//! Running the mapping of a project on samples and on payloads beside it; the window and the
//! command line share it.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::diagnostic::Diagnostic;
use crate::mapping::{
    CompileInput, CompiledMapping, Coverage, CoverageCounter, CoverageItem, CurrentRecord, FoundSample,
    GroupInfo, GroupMembership, KnownGroups, LintInput, MappingRun, RuleLowering, RuleTrace, RunContext,
    RunInput, ScriptMeaning, SearchSample, SentAttributes, TracedScript, compile,
};
use crate::project::{ProjectModel, Sample};
use crate::scim::{PayloadContent, Repair, Resource, ResourceType, normalize, payload_content};
use crate::simulate::{KnownResource, Simulator};
use crate::target::{Directory, Record, TargetSchema, built_in_target};
use crate::workbench::data::{declared_types, known_texts, variable_remarks};

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

/// Why a sample is not mapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotRun {
    /// Its payload is not JSON.
    NotJson,
    /// It is a request that changes a resource.
    Request,
    /// It is neither a User nor a Group.
    Other,
}

impl NotRun {
    /// The reason in a few words.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotJson => "the payload is not JSON",
            Self::Request => "a PATCH request is shown here; Simulate applies it",
            Self::Other => "the payload is no User or Group",
        }
    }
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
    /// Why the sample has none.
    pub fn of_sample(sample: &Sample) -> Result<Self, NotRun> {
        let Some(value) = sample.payload.value() else {
            return Err(NotRun::NotJson);
        };
        let path = sample.request.as_ref().map(|request| request.path.as_str());
        match payload_content(&value, path) {
            PayloadContent::Resource(resource) => Ok(Self::new(&resource, sample.scim_id.clone())),
            PayloadContent::Patch { .. } => Err(NotRun::Request),
            PayloadContent::Other => Err(NotRun::Other),
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
    groups: KnownGroups,
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
        let target = target_of(&model.settings.target);
        let directory = directory_of(&model.records, &target);
        let (compiled, diagnostics) = compile(&CompileInput {
            mapping: &model.mapping,
            target: &target,
            tables: &model.tables,
            directory: &directory,
        });
        let groups = groups.into_iter();
        let groups =
            groups.filter_map(|input| GroupInfo::of(&input.resource, input.assigned_id.as_deref())).collect();
        Self {
            compiled,
            context: RunContext { now, variables: model.variables(environment) },
            groups: KnownGroups::new(groups, &target, &directory),
            target,
            directory,
            diagnostics,
        }
    }

    /// What was found while compiling.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// What can be said of the scripts of a project without running them. The project is the one
    /// that was compiled.
    pub fn lint(&self, model: &ProjectModel) -> Vec<Diagnostic> {
        let sent = sent_attributes(model);
        let environments = model.variables_by_environment();
        let declared = declared_types(model);
        let known = known_texts(model, &self.target);
        let input =
            LintInput { environments: &environments, declared: &declared, sent: &sent, known: &known };
        let mut found = self.compiled.lint(&input);
        found.extend(variable_remarks(model, &self.compiled.lowerings()));
        found
    }

    /// What each rule and condition does, as [`CompiledMapping::describe`].
    pub fn describe(&self) -> Vec<ScriptMeaning> {
        self.compiled.describe()
    }

    /// Where each rule and condition is evaluated.
    pub fn lowerings(&self) -> Vec<RuleLowering<'_>> {
        self.compiled.lowerings()
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

    /// What samples come by, each with the record before; their numbers are their places. `None` when
    /// `is_cancelled` says so, which is asked before each.
    pub fn coverage<'i>(
        &self,
        inputs: impl IntoIterator<Item = (&'i SampleInput, CurrentRecord<'i>)>,
        is_cancelled: &dyn Fn() -> bool,
    ) -> Option<Coverage> {
        let mut counter = CoverageCounter::new(&self.compiled);
        for (idx, (input, current)) in inputs.into_iter().enumerate() {
            if is_cancelled() {
                return None;
            }
            let groups = self.groups_of(input);
            counter.add(idx, &run_input(input, current, &groups), &self.context);
        }
        Some(counter.finish())
    }

    /// A sample made up for an item that none of these comes by, as
    /// [`CoverageCounter::find_sample`]; its number is the place of the changed one.
    pub fn find_sample(
        &self,
        inputs: &[(&SampleInput, CurrentRecord<'_>)],
        item: &CoverageItem,
        is_cancelled: &dyn Fn() -> bool,
    ) -> Option<FoundSample> {
        let groups: Vec<_> = inputs.iter().map(|(input, _)| self.groups_of(input)).collect();
        let samples = inputs.iter().zip(&groups).enumerate();
        let samples = samples.map(|(sample, ((input, current), groups))| SearchSample {
            sample,
            input: run_input(input, *current, groups),
        });
        let samples: Vec<_> = samples.collect();
        let mut counter = CoverageCounter::new(&self.compiled);
        let number = counter.coverage().items().find(|count| count.item == item)?.number;
        counter.find_sample(number, &samples, &self.context, is_cancelled)
    }

    /// Whether any script for such resources may read an attribute.
    pub fn may_read_attribute(&self, resource_type: ResourceType, name: &str) -> bool {
        self.compiled.may_read_attribute(resource_type, name)
    }

    fn groups_of(&self, input: &SampleInput) -> Vec<GroupMembership> {
        let assigned_id = input.assigned_id.as_deref();
        self.groups.memberships_of(&input.resource, assigned_id, &self.target, &self.directory)
    }

    /// Runs every rule set for the resource's type and traces the scripts that are wanted, as
    /// [`CompiledMapping::trace_rules`].
    pub fn trace(
        &self,
        input: &SampleInput,
        current: CurrentRecord<'_>,
        is_wanted: &dyn Fn(TracedScript) -> bool,
    ) -> Vec<RuleTrace> {
        let groups = self.groups_of(input);
        self.compiled.trace_rules(is_wanted, &run_input(input, current, &groups), &self.context)
    }

    /// Runs every rule set for the resource's type.
    pub fn run(&mut self, input: &SampleInput, current: CurrentRecord<'_>) -> Vec<MappingRun> {
        let groups = self.groups_of(input);
        self.compiled.run(&run_input(input, current, &groups), &self.context)
    }
}

/// How many samples are asked what their client sends.
pub(super) const MOST_SAMPLES: usize = 200;

/// What the samples have, the first ones of many.
pub(super) fn sent_attributes(model: &ProjectModel) -> SentAttributes {
    let mut sent = SentAttributes::default();
    let inputs =
        model.samples.iter().take(MOST_SAMPLES).filter_map(|sample| SampleInput::of_sample(sample).ok());
    for input in inputs {
        sent.add(&input.resource);
    }
    sent
}

fn run_input<'i>(
    input: &'i SampleInput,
    current: CurrentRecord<'i>,
    groups: &'i [GroupMembership],
) -> RunInput<'i> {
    RunInput { resource: &input.resource, assigned_id: input.assigned_id.as_deref(), current, groups }
}

/// The target of this name, an empty one when there is none.
pub fn target_of(name: &str) -> Arc<TargetSchema> {
    Arc::new(built_in_target(name).cloned().unwrap_or_default())
}

/// The records of a project as the mapping finds them.
pub fn directory_of(records: &BTreeMap<String, Vec<Record>>, target: &TargetSchema) -> Arc<Directory> {
    let by_type = target.record_types.iter().filter_map(|record_type| {
        let records = records.get(&record_type.plural)?;
        Some((record_type.name.clone(), records.clone()))
    });
    Arc::new(Directory::new(target, &by_type.collect()))
}
