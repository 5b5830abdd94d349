//! In what two runs of the same resource differ, as far as the account would notice.

use std::borrow::Cow;

use crate::change::impact::ImpactKind;
use crate::mapping::{FieldOutcome, OutcomeKind, RecordRun, RunPair, RunStatus};
use crate::value::{Entry, Value};

/// One difference of one record.
#[derive(Clone, Debug)]
pub(super) struct Difference<'r> {
    pub kind: ImpactKind,
    /// `None` when the whole record is meant.
    pub field: Option<&'r str>,
    pub before: Value<'r>,
    pub after: Value<'r>,
    /// The rule that newly fails, whose reason stands in the place of `after`.
    pub failure: Option<&'r FieldOutcome<'r>>,
}

/// The words for a record that is written.
const WRITTEN: &str = "written";
/// The words for a record without a reason why it is not.
const NOT_WRITTEN: &str = "not written";

/// All differences: those of fields in the order of the target when both write the record, otherwise
/// at most one of the record.
pub(super) fn differences<'r>(run: &'r RunPair<'r>) -> Vec<Difference<'r>> {
    let is_written =
        |run: &Option<RecordRun<'_>>| run.as_ref().is_some_and(|run| run.status == RunStatus::Written);
    match (is_written(&run.old), is_written(&run.new)) {
        (true, true) => match (&run.old, &run.new) {
            (Some(old), Some(new)) => field_differences(old, new),
            _ => Vec::new(),
        },
        (true, false) => {
            let has_failed = run.new.as_ref().is_some_and(|new| new.status == RunStatus::Failed);
            let kind = if has_failed { ImpactKind::NewlyFailing } else { ImpactKind::OutOfScope };
            vec![of_record(kind, WRITTEN, reason_of(run.new.as_ref()))]
        }
        (false, true) => vec![of_record(ImpactKind::Created, reason_of(run.old.as_ref()), WRITTEN)],
        (false, false) => Vec::new(),
    }
}

fn of_record<'r>(kind: ImpactKind, before: &'r str, after: &'r str) -> Difference<'r> {
    Difference { kind, field: None, before: Value::Text(before), after: Value::Text(after), failure: None }
}

fn reason_of<'r>(run: Option<&'r RecordRun<'_>>) -> &'r str {
    run.and_then(|run| run.reason.as_deref()).unwrap_or(NOT_WRITTEN)
}

fn field_differences<'r>(old: &'r RecordRun<'r>, new: &'r RecordRun<'r>) -> Vec<Difference<'r>> {
    let mut found: Vec<Difference<'r>> = newly_failing(old, new);
    let is_told = |found: &[Difference<'_>], name: &str| found.iter().any(|known| known.field == Some(name));
    let n_failing = found.len();
    let mut place = 0;
    for Entry { name, value } in old.fields {
        let after = value_at(new.fields, name, &mut place);
        if !is_told(found.get(..n_failing).unwrap_or_default(), name) {
            found.extend(of_field(name, *value, after));
        }
    }
    let mut place = 0;
    for Entry { name, value } in new.fields {
        if !has_field(old.fields, name, &mut place)
            && !is_told(found.get(..n_failing).unwrap_or_default(), name)
        {
            found.extend(of_field(name, Value::Nothing, *value));
        }
    }
    found
}

/// The value of a field; fields of both mostly stand in the same order.
fn value_at<'r>(fields: &[Entry<'r>], name: &str, place: &mut usize) -> Value<'r> {
    match position(fields, name, *place) {
        Some(idx) => {
            *place = idx + 1;
            fields.get(idx).map_or(Value::Nothing, |entry| entry.value)
        }
        None => Value::Nothing,
    }
}

fn has_field(fields: &[Entry<'_>], name: &str, place: &mut usize) -> bool {
    let found = position(fields, name, *place);
    *place = found.map_or(*place, |idx| idx + 1);
    found.is_some()
}

fn position(fields: &[Entry<'_>], name: &str, start: usize) -> Option<usize> {
    if fields.get(start).is_some_and(|entry| entry.name == name) {
        return Some(start);
    }
    fields.iter().position(|entry| entry.name == name)
}

fn of_field<'r>(name: &'r str, before: Value<'r>, after: Value<'r>) -> Option<Difference<'r>> {
    if before.is_same_json(after) {
        return None;
    }
    let kind = match (is_blank(before), is_blank(after)) {
        (true, true) => return None,
        (true, false) => ImpactKind::Filled,
        (false, true) => ImpactKind::Cleared,
        (false, false) => ImpactKind::Changed,
    };
    Some(Difference { kind, field: Some(name), before, after, failure: None })
}

/// Whether a field with this value is empty.
pub(super) fn is_blank(value: Value<'_>) -> bool {
    match value {
        Value::Nothing => true,
        Value::Text(text) => text.trim().is_empty(),
        Value::List(list) => list.is_empty(),
        _ => false,
    }
}

/// Fields of which a rule fails and none did, in the order of the rules.
fn newly_failing<'r>(old: &'r RecordRun<'r>, new: &'r RecordRun<'r>) -> Vec<Difference<'r>> {
    let mut found: Vec<Difference<'r>> = Vec::new();
    for outcome in new.outcomes.iter().filter(|outcome| has_failed(outcome)) {
        let did_fail = old.outcomes.iter().any(|old| old.field == outcome.field && has_failed(old));
        if did_fail || found.iter().any(|known| known.field == Some(outcome.field)) {
            continue;
        }
        found.push(Difference {
            kind: ImpactKind::NewlyFailing,
            field: Some(outcome.field),
            before: value_at(old.fields, outcome.field, &mut 0),
            after: value_at(new.fields, outcome.field, &mut 0),
            failure: Some(outcome),
        });
    }
    found
}

fn has_failed(outcome: &FieldOutcome<'_>) -> bool {
    outcome.outcome == OutcomeKind::Failed
}

impl Difference<'_> {
    /// Why the rule fails, when that is the difference.
    pub fn failure_reason(&self) -> Option<Cow<'_, str>> {
        self.failure.map(FieldOutcome::reason)
    }
}
