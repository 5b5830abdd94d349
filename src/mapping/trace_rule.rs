//! Tracing rules and conditions in a run as it is.
//!
//! Not what a single evaluation did, which `script` traces.

use crate::mapping::compile::{CompiledRule, CompiledRuleSet};
use crate::mapping::rule_set_run::{RuleSetRun, RunSetting};
use crate::mapping::verdict::ConditionState;
use crate::mapping::{
    Apply, CompiledMapping, FieldOutcome, Origin, OriginKind, RecordRun, RuleTrace, RunContext, RunInput,
};
use crate::scim::SchemaUrn;
use crate::script::{SourcePath, SourceStep, Trace};
use crate::value::Arena;

/// A script of a mapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TracedScript {
    /// The index of the rule set in the mapping.
    pub rule_set_idx: usize,
    /// The index of the rule in its rule set, `None` for the condition.
    pub rule_idx: Option<usize>,
}

impl CompiledMapping {
    /// Runs the mapping on a resource and traces one script; `None` when the rule set is for other
    /// resources, or has no such rule that is enabled. The trace is that of the evaluation in
    /// [`CompiledMapping::run`], with its result.
    pub fn trace_rule(
        &self,
        script: TracedScript,
        input: &RunInput<'_>,
        context: &RunContext,
    ) -> Option<RuleTrace> {
        self.trace_rules(&|other| other == script, input, context).pop()
    }

    /// Runs every rule set for the resource's type and traces the scripts that are wanted: in the order
    /// of the rules, the condition behind them.
    pub fn trace_rules(
        &self,
        is_wanted: &dyn Fn(TracedScript) -> bool,
        input: &RunInput<'_>,
        context: &RunContext,
    ) -> Vec<RuleTrace> {
        let arena = Arena::new();
        let subject = input.subject();
        let rule_sets = self.rule_sets.iter();
        let mut traces = Vec::new();
        for rule_set in rule_sets.filter(|set| set.resource_type == subject.resource.resource_type) {
            let setting = RunSetting { mapping: self, rule_set, arena: &arena, subject, context };
            traces.extend(TracedRun { mapping: self, rule_set, is_wanted }.run(setting));
        }
        traces
    }

    /// What a part of the variables of a rule set's scripts is.
    fn origin_of(&self, rule_set: &CompiledRuleSet, path: &SourcePath) -> Origin {
        let kind = match path.variable.as_str() {
            "user" | "group" | "enterprise" | "custom" => OriginKind::Attribute,
            "groups" => OriginKind::Groups,
            "vars" => OriginKind::Variable,
            "now" => OriginKind::Now,
            "is_new" => OriginKind::IsNew,
            "record" => OriginKind::NewField,
            other if other == rule_set.layout.record_type().name => OriginKind::CurrentField,
            _ => OriginKind::Variable,
        };
        let schema = match path.variable.as_str() {
            "enterprise" => Some(SchemaUrn::ENTERPRISE_USER.to_owned()),
            "custom" => self.target.custom_fields_schema.clone(),
            "user" | "group" => match path.steps.first() {
                Some(SourceStep::Name(name)) if name.contains(':') => Some(name.clone()),
                _ => None,
            },
            _ => None,
        };
        let is_named = matches!(path.variable.as_str(), "user" | "group") && schema.is_some();
        let steps = path.steps.get(usize::from(is_named)..).unwrap_or_default().to_vec();
        let inner = SourcePath { variable: path.variable.clone(), steps };
        let full = |below: String| match &schema {
            Some(schema) if below.is_empty() => schema.clone(),
            Some(schema) => format!("{schema}:{below}"),
            None => below,
        };
        Origin {
            kind,
            path: full(inner.by_type()),
            place: full(inner.by_place()),
            name: full(inner.without_entries()),
        }
    }
}

/// A run of one rule set of which some scripts are traced.
struct TracedRun<'r> {
    mapping: &'r CompiledMapping,
    rule_set: &'r CompiledRuleSet,
    is_wanted: &'r dyn Fn(TracedScript) -> bool,
}

impl TracedRun<'_> {
    fn run(&self, setting: RunSetting<'_>) -> Vec<RuleTrace> {
        let mut run = RuleSetRun::new(setting);
        let mut outcomes = Vec::with_capacity(setting.rule_set.rules.len());
        let mut traces = Vec::new();
        for (place, rule) in setting.rule_set.rules.iter().enumerate() {
            if self.wants(Some(rule.idx)) {
                let is_run = rule.apply != Apply::Create || run.current.is_none();
                traces.push((outcomes.len(), rule, if is_run { run.trace(&rule.script) } else { None }));
            }
            outcomes.push(run.run_rule(place, rule));
        }
        let record = run.finish(outcomes);
        let rules = traces.into_iter().map(|(idx, rule, trace)| self.of_rule(&record, idx, rule, trace));
        let mut rules: Vec<RuleTrace> = rules.collect();
        if let Some(condition) = &setting.rule_set.condition
            && self.wants(None)
        {
            let was_asked = !matches!(run.condition, ConditionState::NotAsked);
            let trace = if was_asked { run.trace(&condition.script) } else { None };
            let blank = self.blank(&record, &condition.title, &condition.script.text);
            rules.push(RuleTrace { origins: self.origins(trace.as_ref()), trace, ..blank });
        }
        rules
    }

    fn wants(&self, rule_idx: Option<usize>) -> bool {
        (self.is_wanted)(TracedScript { rule_set_idx: self.rule_set.idx, rule_idx })
    }

    fn of_rule(
        &self,
        record: &RecordRun<'_>,
        outcome: usize,
        rule: &CompiledRule,
        trace: Option<Trace>,
    ) -> RuleTrace {
        RuleTrace {
            rule_idx: Some(rule.idx),
            outcome: record.outcomes.get(outcome).map(FieldOutcome::to_rule_outcome),
            origins: self.origins(trace.as_ref()),
            trace,
            ..self.blank(record, &rule.title, &rule.script.text)
        }
    }

    fn blank(&self, record: &RecordRun<'_>, title: &str, script: &str) -> RuleTrace {
        RuleTrace {
            rule_set_idx: self.rule_set.idx,
            rule_idx: None,
            title: title.to_owned(),
            script: script.to_owned(),
            helpers: self.mapping.host.helper_script().to_owned(),
            trace: None,
            origins: Vec::new(),
            outcome: None,
            status: record.status,
            reason: record.reason.as_deref().map(str::to_owned),
        }
    }

    fn origins(&self, trace: Option<&Trace>) -> Vec<Origin> {
        let sources = trace.map(|trace| trace.sources.as_slice()).unwrap_or_default();
        sources.iter().map(|source| self.mapping.origin_of(self.rule_set, &source.path)).collect()
    }
}
