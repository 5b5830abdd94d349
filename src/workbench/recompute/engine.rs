//! The compiled project, kept from one recomputation to the next, so that an edit says which rules
//! have to be run again.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::diagnostic::Diagnostic;
use crate::mapping::{
    CompileInput, CurrentRecord, GroupInfo, GroupMembership, LiveMapping, Mapping, MappingRun,
    MappingVersion, RecordRun, RunContext, RunSubject, StaleRules, memberships,
};
use crate::project::ProjectModel;
use crate::scim::{ResourceReader, ResourceType, ResourceView};
use crate::table::LookupTable;
use crate::target::{Directory, Record, TargetSchema};
use crate::value::Arena;
use crate::workbench::SampleInput;
use crate::workbench::preview::RuleSetHead;
use crate::workbench::recompute::lints::{Lints, TableRemark};
use crate::workbench::recompute::writer::BlockWriter;
use crate::workbench::runner::{directory_of, target_of};

/// The compiled project of the last recomputation; empty before the first one.
#[derive(Debug, Default)]
pub(super) struct Engine {
    live: Option<Live>,
}

#[derive(Debug)]
struct Live {
    mapping: LiveMapping,
    source: Source,
    target: Arc<TargetSchema>,
    directory: Arc<Directory>,
    diagnostics: Vec<Diagnostic>,
    groups: Groups,
    lints: Lints,
    /// Whether the scripts may be others than those that the lints are of.
    are_other_scripts: bool,
    /// Keeps what the rules read; made when a sample is read that is not kept as it is run.
    reader: OnceCell<ResourceReader>,
}

/// The groups that users may be members of.
#[derive(Debug, Default)]
struct Groups {
    shared: Vec<Arc<GroupInfo>>,
    infos: Vec<GroupInfo>,
}

/// What a project was compiled from.
#[derive(Clone, Debug)]
struct Source {
    target: String,
    mapping: Mapping,
    tables: Arc<IndexMap<String, LookupTable>>,
    records: Arc<BTreeMap<String, Vec<Record>>>,
    variables: Map<String, Value>,
    now: Timestamp,
}

/// What a new state of a project has to do with what is known of the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Update {
    /// Everything holds.
    Same,
    /// Rules may be others; versions tell which.
    Rules,
    /// The groups of users may be others, so nothing holds.
    Groups,
}

/// What is out of date since a version, by index of the rule set; `None` for one that cannot be run.
#[derive(Debug)]
pub(super) struct StaleSets {
    sets: Vec<Option<StaleRules>>,
}

impl StaleSets {
    pub fn is_nothing(&self) -> bool {
        self.sets.iter().flatten().all(StaleRules::is_nothing)
    }

    pub fn get(&self, rule_set: usize) -> Option<&StaleRules> {
        self.sets.get(rule_set)?.as_ref()
    }
}

impl Source {
    fn of(model: &ProjectModel, environment: &str, now: Timestamp) -> Self {
        Self {
            target: model.settings.target.clone(),
            mapping: model.mapping.clone(),
            tables: Arc::clone(&model.tables),
            records: Arc::clone(&model.records),
            variables: model.variables(environment),
            now,
        }
    }

    fn has_same_world(&self, other: &Self) -> bool {
        self.target == other.target && Arc::ptr_eq(&self.records, &other.records)
    }

    fn is_same(&self, other: &Self) -> bool {
        self.has_same_world(other)
            && Arc::ptr_eq(&self.tables, &other.tables)
            && self.now == other.now
            && self.variables == other.variables
            && self.mapping == other.mapping
    }
}

impl Groups {
    fn new(shared: Vec<Arc<GroupInfo>>) -> Self {
        let infos = shared.iter().map(|group| GroupInfo::clone(group)).collect();
        Self { shared, infos }
    }

    fn is_same(&self, shared: &[Arc<GroupInfo>]) -> bool {
        self.shared.len() == shared.len()
            && self.shared.iter().zip(shared).all(|(left, right)| Arc::ptr_eq(left, right) || left == right)
    }
}

impl Engine {
    /// Compiles what changed.
    pub fn bring_up_to(
        &mut self,
        model: &ProjectModel,
        environment: &str,
        now: Timestamp,
        groups: Vec<Arc<GroupInfo>>,
    ) -> Update {
        let source = Source::of(model, environment, now);
        let Some(live) = &mut self.live else {
            self.live = Some(Live::new(source, groups));
            return Update::Groups;
        };
        let has_same_groups = live.groups.is_same(&groups);
        if !has_same_groups {
            live.groups = Groups::new(groups);
        }
        let is_same = live.source.is_same(&source);
        let has_same_world = live.source.has_same_world(&source);
        if !is_same {
            live.update(source);
        }
        live.are_other_scripts |= !is_same;
        match (has_same_groups && has_same_world, is_same) {
            (false, _) => Update::Groups,
            (true, false) => Update::Rules,
            (true, true) => Update::Same,
        }
    }

    /// Whether scripts were changed since they were looked at.
    pub fn has_scripts_to_review(&self) -> bool {
        self.live.as_ref().is_some_and(|live| live.are_other_scripts)
    }

    /// Looks at scripts without running them, when something changed that they depend on.
    pub fn review_scripts(&mut self, model: &ProjectModel) {
        let Some(live) = &mut self.live else { return };
        let are_others = std::mem::take(&mut live.are_other_scripts);
        live.lints.bring_up_to(live.mapping.compiled(), model, &live.target, are_others);
    }

    /// The rule sets as they are run.
    pub fn heads(&self, model: &ProjectModel) -> Vec<RuleSetHead> {
        let heads = model.mapping.rule_sets.iter().map(|rule_set| RuleSetHead {
            resource_type: rule_set.resource_type,
            fields: rule_set.rules.iter().map(|rule| rule.field.clone()).collect(),
            lowerings: vec![None; rule_set.rules.len()],
            condition: None,
            reads: vec![None; rule_set.rules.len() + 1],
        });
        let mut heads: Vec<_> = heads.collect();
        let lowerings = self.live.as_ref().map(|live| live.mapping.compiled().lowerings());
        for of in lowerings.into_iter().flatten() {
            let Some(head) = heads.get_mut(of.rule_set_idx) else { continue };
            let place = of.rule_idx.unwrap_or(head.fields.len());
            if let Some(reads) = head.reads.get_mut(place) {
                *reads = of.reads.cloned();
            }
            match of.rule_idx.map(|rule| head.lowerings.get_mut(rule)) {
                Some(Some(place)) => *place = of.lowering.cloned(),
                Some(None) => {}
                None => head.condition = of.lowering.cloned(),
            }
        }
        heads
    }

    /// What was found while compiling.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.live.iter().flat_map(|live| live.diagnostics.iter().chain(live.lints.found()))
    }

    /// What was found in lookup tables.
    pub fn table_remarks(&self) -> impl Iterator<Item = &TableRemark> {
        self.live.iter().flat_map(|live| live.lints.in_tables())
    }

    /// The state that results from now on belong to; `None` before the first one.
    pub fn version(&self) -> Option<MappingVersion> {
        self.live.as_ref().map(|live| live.mapping.version())
    }

    /// What of the results of a version is out of date.
    pub fn stale_since(&self, since: MappingVersion) -> StaleSets {
        let Some(live) = &self.live else { return StaleSets { sets: Vec::new() } };
        let rule_sets = 0..live.source.mapping.rule_sets.len();
        StaleSets { sets: rule_sets.map(|idx| live.mapping.stale_since(idx, since)).collect() }
    }

    /// The groups of a user.
    pub fn memberships(&self, input: &SampleInput) -> Vec<GroupMembership> {
        let Some(live) = &self.live else { return Vec::new() };
        let Live { groups, target, directory, .. } = live;
        memberships(&input.resource, input.assigned_id.as_deref(), &groups.infos, target, directory)
    }

    /// The resource of a sample as far as the rules read it; `None` when that is not certain, or when
    /// the groups of the user have to be found.
    pub fn read<'a>(&'a self, text: &'a str, arena: &'a Arena) -> Option<ResourceView<'a>> {
        let live = self.live.as_ref().filter(|live| live.groups.infos.is_empty())?;
        let reader = live.reader.get_or_init(|| live.mapping.compiled().resource_reader());
        let resource = reader.read(text, arena)?;
        resource.attributes.get("groups").is_nothing().then_some(resource)
    }

    /// Runs for one sample what is out of date, everything when `stale` is `None`.
    pub fn run_row(
        &self,
        arena: &Arena,
        subject: &RunSubject<'_>,
        stale: Option<&StaleSets>,
        writer: &mut BlockWriter,
    ) {
        let Some(Live { mapping, .. }) = &self.live else { return };
        let Some(stale) = stale else {
            for run in mapping.run_in(arena, subject) {
                writer.push_run(&run);
            }
            return;
        };
        for stale in stale.sets.iter().flatten().filter(|stale| !stale.is_nothing()) {
            let rule_set = stale.rule_set_idx();
            if stale.is_everything() {
                let (compiled, context) = (mapping.compiled(), mapping.context());
                let run = compiled.run_rule_set_in(arena, rule_set, subject, context);
                if let Some(run) = run {
                    writer.push_run(&run);
                }
            } else if let Some(run) = mapping.run_stale_in(arena, subject, stale) {
                writer.push_outcomes(rule_set, &run.outcomes);
                if let Some((status, reason)) = run.verdict {
                    writer.push_verdict(rule_set, status, reason.as_deref());
                }
            }
        }
    }

    /// The rule set that makes records of a type of such resources: the first one that can be run.
    pub fn rule_set_for(&self, resource_type: ResourceType, record_type: &str) -> Option<usize> {
        let live = self.live.as_ref()?;
        let version = live.mapping.version();
        let rule_sets = live.source.mapping.rule_sets.iter().enumerate();
        let mut fitting =
            rule_sets.filter(|(_, set)| set.resource_type == resource_type && set.record_type == record_type);
        fitting.find(|(idx, _)| live.mapping.stale_since(*idx, version).is_some()).map(|(idx, _)| idx)
    }

    /// Whether the results of a rule set are still those of a version.
    pub fn is_nothing_stale(&self, rule_set: usize, since: MappingVersion) -> bool {
        let stale = self.live.as_ref().and_then(|live| live.mapping.stale_since(rule_set, since));
        stale.is_some_and(|stale| stale.is_nothing())
    }

    /// Runs one rule set for one sample.
    pub fn run_rule_set(
        &self,
        rule_set: usize,
        input: &SampleInput,
        groups: &[GroupMembership],
        current: CurrentRecord<'_>,
    ) -> Option<MappingRun> {
        let live = self.live.as_ref()?;
        let subject = RunSubject {
            resource: ResourceView::of(&input.resource),
            assigned_id: input.assigned_id.as_deref(),
            current,
            groups,
        };
        let (arena, mapping) = (Arena::new(), &live.mapping);
        let run = mapping.compiled().run_rule_set_in(&arena, rule_set, &subject, mapping.context())?;
        Some(run.to_mapping_run())
    }

    /// Runs everything for one sample.
    pub fn run(
        &self,
        input: &SampleInput,
        groups: &[GroupMembership],
        current: CurrentRecord<'_>,
    ) -> Vec<MappingRun> {
        let Some(live) = &self.live else { return Vec::new() };
        let subject = RunSubject {
            resource: ResourceView::of(&input.resource),
            assigned_id: input.assigned_id.as_deref(),
            current,
            groups,
        };
        live.mapping.run_in(&Arena::new(), &subject).iter().map(RecordRun::to_mapping_run).collect()
    }
}

impl Live {
    fn new(source: Source, groups: Vec<Arc<GroupInfo>>) -> Self {
        let target = target_of(&source.target);
        let directory = directory_of(&source.records, &target);
        let (mapping, diagnostics) = LiveMapping::new(
            &CompileInput {
                mapping: &source.mapping,
                target: &target,
                tables: &source.tables,
                directory: &directory,
            },
            RunContext { now: source.now, variables: source.variables.clone() },
        );
        Self {
            mapping,
            source,
            target,
            directory,
            diagnostics,
            groups: Groups::new(groups),
            lints: Lints::default(),
            are_other_scripts: true,
            reader: OnceCell::new(),
        }
    }

    fn update(&mut self, source: Source) {
        if !self.source.has_same_world(&source) {
            self.target = target_of(&source.target);
            self.directory = directory_of(&source.records, &self.target);
        }
        self.source = source;
        self.diagnostics = self.mapping.update(
            &CompileInput {
                mapping: &self.source.mapping,
                target: &self.target,
                tables: &self.source.tables,
                directory: &self.directory,
            },
            RunContext { now: self.source.now, variables: self.source.variables.clone() },
        );
        self.reader = OnceCell::new();
    }
}
