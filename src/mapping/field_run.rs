//! Parts of a run by themselves: the rules for one field, the condition, what they look up.
//!
//! For whoever asks what would come of a resource if the mapping were another one in one place.

use crate::mapping::compile::CompiledRuleSet;
use crate::mapping::rule_set_run::{RuleSetRun, RuleSource, RunSetting};
use crate::mapping::{CompiledMapping, OutcomeKind, RunContext, RunSubject, Verdict};
use crate::script::Lookups;
use crate::value::{Arena, Entry, Value};

/// Scripts of a rule set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScriptsOf<'f> {
    /// The rules for this field.
    Field(&'f str),
    /// The condition.
    Condition,
}

/// What the rules for one field make of it.
#[derive(Clone, Copy, Debug)]
pub struct FieldRun<'a> {
    /// The field's value afterwards, `Nothing` when it is empty.
    pub value: Value<'a>,
    /// Whether one of the rules failed.
    pub has_failed: bool,
    /// Why a rule refused the record, if one did.
    pub refusal: Option<&'a str>,
}

impl CompiledMapping {
    /// Runs the rules for one field of the rule set with this index, as they run among the others.
    /// `None` when the rule set is for other resources or could not be compiled, or the record type has
    /// no such field.
    pub fn run_field_in<'a>(
        &'a self,
        arena: &'a Arena,
        rule_set_idx: usize,
        field: &str,
        subject: &RunSubject<'a>,
        context: &'a RunContext,
    ) -> Option<FieldRun<'a>> {
        let rule_set = self.rule_set_for(rule_set_idx, subject)?;
        let field_idx = rule_set.layout.position(field, 0)?;
        let mut run =
            RuleSetRun::new(RunSetting { mapping: self, rule_set, arena, subject: *subject, context });
        let mut outcomes = Vec::new();
        run.rules(&mut outcomes, |place| match rule_set.rules.get(place) {
            Some(rule) if rule.field_idx == field_idx => RuleSource::Evaluated,
            _ => RuleSource::Left,
        });
        Some(FieldRun {
            value: run.slots.get(field_idx).copied().unwrap_or_default(),
            has_failed: outcomes.iter().any(|outcome| outcome.outcome == OutcomeKind::Failed),
            refusal: run.refusal,
        })
    }

    /// What the condition of the rule set with this index says of a record with these fields; required
    /// fields do not count. `None` when the rule set is for other resources or could not be compiled.
    pub fn decide_in<'a>(
        &'a self,
        arena: &'a Arena,
        rule_set_idx: usize,
        fields: &'a [Entry<'a>],
        subject: &RunSubject<'a>,
        context: &'a RunContext,
    ) -> Option<Verdict<'a>> {
        let rule_set = self.rule_set_for(rule_set_idx, subject)?;
        let setting = RunSetting { mapping: self, rule_set, arena, subject: *subject, context };
        Some(RuleSetRun::new(setting).condition_verdict(fields))
    }

    /// What scripts of the rule set with this index look up in tables for a resource. The condition is
    /// taken to see a record with these fields.
    pub fn lookups_in<'a>(
        &'a self,
        arena: &'a Arena,
        rule_set_idx: usize,
        scripts: ScriptsOf<'_>,
        fields: &'a [Entry<'a>],
        subject: &RunSubject<'a>,
        context: &'a RunContext,
    ) -> Lookups {
        let mut lookups = Lookups::default();
        let Some(rule_set) = self.rule_set_for(rule_set_idx, subject) else { return lookups };
        let setting = RunSetting { mapping: self, rule_set, arena, subject: *subject, context };
        let mut run = RuleSetRun::new(setting);
        match scripts {
            ScriptsOf::Condition => {
                if let Some(condition) = &rule_set.condition {
                    run.show_record(fields);
                    run.look_up(&condition.script, &mut lookups);
                }
            }
            ScriptsOf::Field(field) => {
                let field_idx = rule_set.layout.position(field, 0);
                for rule in rule_set.rules.iter().filter(|rule| Some(rule.field_idx) == field_idx) {
                    run.look_up(&rule.script, &mut lookups);
                }
            }
        }
        lookups
    }

    fn rule_set_for(&self, rule_set_idx: usize, subject: &RunSubject<'_>) -> Option<&CompiledRuleSet> {
        self.rule_sets.iter().find(|rule_set| {
            rule_set.idx == rule_set_idx && rule_set.resource_type == subject.resource.resource_type
        })
    }
}
