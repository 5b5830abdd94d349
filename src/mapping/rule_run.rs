//! What one rule does to its field.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::mapping::compile::{CompiledRule, script_diagnostic};
use crate::mapping::record_update::{left_after_clearing, updated_value};
use crate::mapping::rule_set_run::{RuleSetRun, RunSetting};
use crate::mapping::{Apply, FieldOutcome, OutcomeKind};
use crate::script::Evaluation;
use crate::target::ValueChecker;
use crate::value::Value;

impl<'a> RuleSetRun<'a> {
    /// Runs the rule at this place among the rules.
    pub(super) fn run_rule(&mut self, place: usize, rule: &'a CompiledRule) -> FieldOutcome<'a> {
        let before = self.slots[rule.field_idx];
        let mut outcome = FieldOutcome {
            rule_idx: rule.idx,
            rule_title: &rule.title,
            field: &self.setting.rule_set.layout.field(rule.field_idx).name,
            outcome: OutcomeKind::Kept,
            is_new: self.current.is_none(),
            value: before,
            before,
            refusal: None,
            findings: Vec::new(),
        };
        if rule.apply == Apply::Create && self.current.is_some() {
            outcome.outcome = OutcomeKind::Skipped;
            return outcome;
        }
        let evaluation = match self.match_evaluation.take_if(|(matched, _)| *matched == place) {
            Some((_, evaluation)) => evaluation,
            None => self.evaluate(&rule.script),
        };
        match evaluation {
            Evaluation::Value(value) => self.set(rule, value, &mut outcome),
            Evaluation::Nothing => {}
            Evaluation::Clear => self.clear(rule, &mut outcome),
            Evaluation::Reject(why) => {
                outcome.outcome = OutcomeKind::Skipped;
                outcome.refusal = Some(why);
                self.refusal = self.refusal.or(Some(why));
            }
            Evaluation::Failed(error) => {
                outcome.outcome = OutcomeKind::Failed;
                outcome.findings.push(script_diagnostic(&error, &rule.title).into());
            }
        }
        outcome
    }

    fn set(&mut self, rule: &'a CompiledRule, value: Value<'a>, outcome: &mut FieldOutcome<'a>) {
        let RunSetting { mapping, rule_set, arena, .. } = self.setting;
        let field = rule_set.layout.field(rule.field_idx);
        let target = ValueChecker { target: &mapping.target, directory: &mapping.directory, arena };
        let checked = target.check(field, value);
        if checked.is_wrong() {
            outcome.outcome = OutcomeKind::Failed;
        } else {
            outcome.outcome = OutcomeKind::Set;
            outcome.value = updated_value(field, outcome.before, checked.value, arena);
            self.slots[rule.field_idx] = outcome.value;
        }
        outcome.findings = checked.findings;
    }

    fn clear(&mut self, rule: &'a CompiledRule, outcome: &mut FieldOutcome<'a>) {
        let RunSetting { rule_set, arena, .. } = self.setting;
        let field = rule_set.layout.field(rule.field_idx);
        if field.required {
            let message = format!("{} is required and cannot be cleared", field.title);
            let place = Place::in_rule(&rule.title, None);
            outcome.outcome = OutcomeKind::Failed;
            outcome.findings.push(Diagnostic::error(Code::RequiredFieldEmpty, message).at(place).into());
            return;
        }
        outcome.outcome = OutcomeKind::Cleared;
        outcome.value = left_after_clearing(field, outcome.before, arena);
        self.slots[rule.field_idx] = outcome.value;
    }
}
