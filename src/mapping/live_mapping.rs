//! A mapping that is being edited: compiled again after each edit as far as needed, with the
//! knowledge of which results are out of date.
//!
//! Not the results themselves, which the caller keeps with the version that they belong to.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::mapping::compile::{CompiledRule, CompiledRuleSet, world};
use crate::mapping::compiled_script::KnownScripts;
use crate::mapping::rule_set_run::{RuleSetRun, RuleSource, RunSetting};
use crate::mapping::stale_rules::{RuleSetVersions, StaleRules};
use crate::mapping::surroundings::{Differences, Surroundings};
use crate::mapping::verdict::Verdict;
use crate::mapping::{
    CompileInput, CompiledMapping, FieldOutcome, RecordRun, RunContext, RunSubject, compile,
};
use crate::script::{Limits, ScriptHost};
use crate::target::Record;
use crate::value::Arena;

/// A state of a [`LiveMapping`]; later ones are greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MappingVersion(pub(super) u64);

/// A compiled mapping with its context, and when each of its rules was last changed.
#[derive(Debug)]
pub struct LiveMapping {
    compiled: CompiledMapping,
    context: RunContext,
    version: MappingVersion,
    /// For each compiled rule set.
    versions: Vec<RuleSetVersions>,
}

/// What was out of date for one resource, run again.
#[derive(Clone, Debug)]
pub struct PartialRun<'a> {
    /// The record before; `None` for a new one.
    pub current: Option<&'a Record>,
    /// The outcomes of the rules that were out of date, in the order of the rules.
    pub outcomes: Vec<FieldOutcome<'a>>,
    /// Whether the record is written and why not; `None` when that cannot have changed.
    pub verdict: Option<Verdict<'a>>,
}

impl LiveMapping {
    /// Compiles a mapping for the first time.
    pub fn new(input: &CompileInput<'_>, context: RunContext) -> (Self, Vec<Diagnostic>) {
        let (compiled, diagnostics) = compile(input);
        let version = MappingVersion(1);
        let versions =
            compiled.rule_sets.iter().map(|rule_set| RuleSetVersions::new(rule_set, version)).collect();
        (Self { compiled, context, version, versions }, diagnostics)
    }

    /// The mapping as it is now.
    pub fn compiled(&self) -> &CompiledMapping {
        &self.compiled
    }

    /// The time and the variables of its runs.
    pub fn context(&self) -> &RunContext {
        &self.context
    }

    /// The state that results from now on belong to.
    pub fn version(&self) -> MappingVersion {
        self.version
    }

    /// Takes over what was edited: compiles scripts that are new, all of them after an edit of helper
    /// functions, tables or target. Gives all diagnostics of the mapping.
    pub fn update(&mut self, input: &CompileInput<'_>, context: RunContext) -> Vec<Diagnostic> {
        let before = Surroundings::of(&self.compiled, &self.context);
        let known = self.take_over_surroundings(input);
        let old_rule_sets = std::mem::take(&mut self.compiled.rule_sets);
        let diagnostics = self.compiled.compile_rule_sets(input.mapping, &known);
        self.context = context;
        self.version = MappingVersion(self.version.0 + 1);
        let differences = before.differences(&Surroundings::of(&self.compiled, &self.context));
        self.note_changes(&old_rule_sets, &differences);
        diagnostics
    }

    /// The scripts that need not be compiled again.
    fn take_over_surroundings(&mut self, input: &CompileInput<'_>) -> KnownScripts {
        let compiled = &mut self.compiled;
        let is_same_target = Arc::ptr_eq(&compiled.target, input.target) || compiled.target == *input.target;
        let are_same_tables = Arc::ptr_eq(&compiled.tables, input.tables) || compiled.tables == *input.tables;
        compiled.target = Arc::clone(input.target);
        compiled.tables = Arc::clone(input.tables);
        if !is_same_target || !are_same_tables {
            compiled.directory = Arc::clone(input.directory);
            compiled.host = ScriptHost::new(&world(input), Limits::RULE);
            compiled.functions.clear();
            compiled.functions_error = None;
            return KnownScripts::default();
        }
        if !Arc::ptr_eq(&compiled.directory, input.directory) {
            compiled.set_directory(Arc::clone(input.directory));
        }
        let mut known = KnownScripts::default();
        if compiled.functions == input.mapping.functions {
            for rule_set in &compiled.rule_sets {
                for rule in &rule_set.rules {
                    known.add(&rule.script, rule_set.variables.of_rules());
                }
                if let Some(condition) = &rule_set.condition {
                    known.add(&condition.script, rule_set.variables.of_condition());
                }
            }
        }
        known
    }

    fn note_changes(&mut self, old_rule_sets: &[CompiledRuleSet], differences: &Differences) {
        let new_rule_sets = &self.compiled.rule_sets;
        let old_versions = std::mem::take(&mut self.versions);
        let is_comparable = !differences.target
            && !differences.records
            && old_rule_sets.len() == new_rule_sets.len()
            && old_rule_sets.iter().zip(new_rule_sets).all(|(old, new)| old.is_for_the_same(new));
        self.versions = if is_comparable {
            let pairs = old_rule_sets.iter().zip(new_rule_sets).zip(old_versions);
            pairs
                .map(|((old, new), mut versions)| {
                    let finds_current = self.compiled.directory.knows(&new.layout.record_type().name);
                    versions.note(&Edit { old, new, differences, finds_current }, self.version);
                    versions
                })
                .collect()
        } else {
            new_rule_sets.iter().map(|rule_set| RuleSetVersions::new(rule_set, self.version)).collect()
        };
    }

    /// What of the results of a version is out of date, for the rule set with this index in the
    /// mapping; `None` when there is none that could be compiled.
    pub fn stale_since(&self, rule_set_idx: usize, since: MappingVersion) -> Option<StaleRules> {
        let place = self.compiled.rule_sets.iter().position(|rule_set| rule_set.idx == rule_set_idx)?;
        let rule_set = self.compiled.rule_sets.get(place)?;
        Some(self.versions.get(place)?.stale_since(rule_set, since, self.version))
    }

    /// Runs everything, as [`CompiledMapping::run_in`].
    pub fn run_in<'a>(&'a self, arena: &'a Arena, subject: &RunSubject<'a>) -> Vec<RecordRun<'a>> {
        self.compiled.run_in(arena, subject, &self.context)
    }

    /// Runs what is out of date. The results are those of a whole run; the others of an earlier one,
    /// of the same resource with the same groups and current record, hold still. `None` when `stale`
    /// is of another version of the mapping or the rule set is for other resources.
    pub fn run_stale_in<'a>(
        &'a self,
        arena: &'a Arena,
        subject: &RunSubject<'a>,
        stale: &StaleRules,
    ) -> Option<PartialRun<'a>> {
        let rule_set = self.compiled.rule_sets.iter().find(|rule_set| {
            rule_set.idx == stale.rule_set_idx() && rule_set.resource_type == subject.resource.resource_type
        })?;
        if stale.version() != self.version {
            return None;
        }
        let Self { compiled: mapping, context, .. } = self;
        let mut run = RuleSetRun::new(RunSetting { mapping, rule_set, arena, subject: *subject, context });
        let mut outcomes = Vec::with_capacity(stale.rule_idxs().count());
        run.rules(&mut outcomes, |place| {
            if stale.is_evaluated(place) { RuleSource::Evaluated } else { RuleSource::Left }
        });
        outcomes.retain(|outcome| stale.is_stale(outcome.rule_idx));
        let verdict = stale.decides_status().then(|| {
            let fields = run.fields();
            run.verdict(fields)
        });
        Some(PartialRun { current: run.current, outcomes, verdict })
    }
}

/// A rule set before and after an edit.
#[derive(Clone, Copy)]
pub(super) struct Edit<'e> {
    pub old: &'e CompiledRuleSet,
    pub new: &'e CompiledRuleSet,
    pub differences: &'e Differences,
    /// Whether the match field's rule can find a record.
    pub finds_current: bool,
}

impl Edit<'_> {
    /// Whether the rules fill the same fields in the same order.
    pub fn has_same_rules(&self) -> bool {
        let place = |rule: &CompiledRule| (rule.idx, rule.field_idx);
        self.old.rules.iter().map(place).eq(self.new.rules.iter().map(place))
    }

    /// Whether a rule may give something else than before.
    pub fn changes_rule(&self, old: &CompiledRule, new: &CompiledRule) -> bool {
        old.apply != new.apply
            || !old.script.is_same(&new.script)
            || self.differences.touch(&old.script)
            || self.differences.touch(&new.script)
    }

    /// Whether the condition may give something else than before for the same record.
    pub fn changes_condition(&self) -> bool {
        match (&self.old.condition, &self.new.condition) {
            (None, None) => false,
            (Some(old), Some(new)) => {
                !old.script.is_same(&new.script)
                    || self.differences.touch(&old.script)
                    || self.differences.touch(&new.script)
            }
            _ => true,
        }
    }
}

impl CompiledRuleSet {
    /// Whether both make the same records of the same resources.
    pub(super) fn is_for_the_same(&self, other: &Self) -> bool {
        self.idx == other.idx
            && self.resource_type == other.resource_type
            && self.layout.record_type().name == other.layout.record_type().name
    }

    /// Whether the condition may read a field of the record.
    pub(super) fn condition_may_read(&self, field_idx: usize) -> bool {
        let field = &self.layout.field(field_idx).name;
        let program = self.condition.as_ref().and_then(|condition| condition.script.program());
        program.is_some_and(|program| {
            let reads = program.reads();
            let is_field = |name: &String| name.eq_ignore_ascii_case(field);
            let mut paths = reads.paths.iter().filter(|path| path.variable == "record");
            !reads.is_complete || paths.any(|path| path.names.first().is_none_or(is_field))
        })
    }

    /// Whether the verdict on the record can depend on a rule.
    pub(super) fn verdict_depends_on(&self, rule: &CompiledRule) -> bool {
        rule.script.can_reject()
            || self.layout.required_idxs.contains(&rule.field_idx)
            || self.condition_may_read(rule.field_idx)
    }
}
