//! Whether a record is written: no rule refuses it, the condition is met, required fields are filled.

use std::borrow::Cow;

use crate::mapping::RunStatus;
use crate::mapping::rule_set_run::RuleSetRun;
use crate::script::Evaluation;
use crate::value::{Entry, Value};

/// Whether a record is written, and why not.
pub type Verdict<'a> = (RunStatus, Option<Cow<'a, str>>);

/// What the condition says of a record.
#[derive(Clone, Debug)]
pub(super) enum ConditionState<'a> {
    /// It was not evaluated.
    NotAsked,
    /// It is met, or there is none.
    Met,
    /// It is not met, which decides on the record.
    Unmet(Verdict<'a>),
}

impl<'a> RuleSetRun<'a> {
    /// The verdict on a record with these fields, after the rules.
    pub(super) fn verdict(&mut self, fields: &'a [Entry<'a>]) -> Verdict<'a> {
        if let Some(why) = self.refusal {
            return (RunStatus::Rejected, Some(Cow::Borrowed(why)));
        }
        if let ConditionState::NotAsked = self.condition {
            self.condition = self.ask_condition(fields);
        }
        if let ConditionState::Unmet(verdict) = &self.condition {
            return verdict.clone();
        }
        match self.empty_required_field() {
            Some(title) => (RunStatus::Failed, Some(Cow::Owned(format!("{title} is required and empty")))),
            None => (RunStatus::Written, None),
        }
    }

    /// The verdict of the condition alone.
    pub(super) fn condition_verdict(&mut self, fields: &'a [Entry<'a>]) -> Verdict<'a> {
        match self.ask_condition(fields) {
            ConditionState::Unmet(verdict) => verdict,
            ConditionState::Met | ConditionState::NotAsked => (RunStatus::Written, None),
        }
    }

    fn ask_condition(&mut self, fields: &'a [Entry<'a>]) -> ConditionState<'a> {
        let Some(condition) = &self.setting.rule_set.condition else { return ConditionState::Met };
        let (status, reason) = match self.evaluate_condition(&condition.script, fields) {
            Evaluation::Value(Value::Boolean(true)) => return ConditionState::Met,
            Evaluation::Value(Value::Boolean(false)) | Evaluation::Nothing => {
                (RunStatus::Rejected, Cow::Borrowed("The condition is not met"))
            }
            Evaluation::Reject(why) => (RunStatus::Rejected, Cow::Borrowed(why)),
            Evaluation::Failed(error) => {
                (RunStatus::Failed, Cow::Owned(format!("The condition fails: {}", error.message)))
            }
            Evaluation::Value(_) | Evaluation::Clear => {
                (RunStatus::Failed, Cow::Borrowed("The condition gives neither true nor false"))
            }
        };
        ConditionState::Unmet((status, Some(reason)))
    }

    /// The title of the first required field that is empty.
    fn empty_required_field(&self) -> Option<&'a str> {
        let layout = &self.setting.rule_set.layout;
        let is_blank = |idx: &&usize| match self.slots.get(**idx) {
            None | Some(Value::Nothing) => true,
            Some(Value::Text(text)) => text.trim().is_empty(),
            Some(_) => false,
        };
        layout.required_idxs.iter().find(is_blank).map(|idx| layout.field(*idx).title.as_str())
    }
}
