//! A whole sequence of requests seen as one change.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::simulate::parts::is_empty;
use crate::simulate::{FieldChange, Label, RecordChange, Simulation, SimulationStep};

impl Simulation {
    /// The last step that reaches a resource; the last one when none does.
    pub fn last_reached(&self) -> Option<&SimulationStep> {
        let reaches =
            |step: &&SimulationStep| step.resource_before.is_some() || step.resource_after.is_some();
        self.steps.iter().rev().find(reaches).or(self.steps.last())
    }

    /// What the requests together do to the records of the resource that the last one reaches: from
    /// before the first to after the last. Labels speak of the whole way, reasons of the last step
    /// that did something to the field.
    pub fn overall(&self) -> Vec<RecordChange> {
        let Some(last) = self.last_reached() else { return Vec::new() };
        let own = |step: &'_ SimulationStep| is_same_subject(step, last);
        let mut records: Vec<RecordChange> = Vec::new();
        for step in self.steps.iter().filter(|step| own(step)) {
            for change in step.records.iter().filter(|change| change.because.is_empty()) {
                match records.iter_mut().find(|known| known.record_type == change.record_type) {
                    Some(known) => join(known, change),
                    None => records.push(change.clone()),
                }
            }
        }
        records
    }
}

/// Whether a step is about the same resource as the last one.
fn is_same_subject(step: &SimulationStep, last: &SimulationStep) -> bool {
    let ids = [step, last].map(|step| step.request.path_id());
    step.request.resource_type == last.request.resource_type
        && match ids {
            [Some(one), Some(other)] => one == other,
            _ => true,
        }
}

fn join(known: &mut RecordChange, later: &RecordChange) {
    let mut fields: BTreeMap<&str, &FieldChange> =
        known.fields.iter().map(|change| (change.field.as_str(), change)).collect();
    let joined: Vec<FieldChange> = later
        .fields
        .iter()
        .map(|change| match fields.remove(change.field.as_str()) {
            Some(earlier) => joined_field(earlier, change),
            None => change.clone(),
        })
        .collect();
    let left: Vec<FieldChange> = known
        .fields
        .iter()
        .filter(|change| fields.contains_key(change.field.as_str()))
        .map(|earlier| {
            let gone = FieldChange { after: Value::Null, ..earlier.clone() };
            joined_field(earlier, &gone)
        })
        .collect();
    known.subject.clone_from(&later.subject);
    known.status = later.status;
    known.reason.clone_from(&later.reason);
    known.after.clone_from(&later.after);
    known.fields = joined.into_iter().chain(left).collect();
}

fn joined_field(earlier: &FieldChange, later: &FieldChange) -> FieldChange {
    let mut joined = FieldChange { before: earlier.before.clone(), ..later.clone() };
    let is_same = joined.before == joined.after || (is_empty(&joined.before) && is_empty(&joined.after));
    if later.label == Label::Rejected {
        return joined;
    }
    if later.label == Label::Kept && earlier.label != Label::Kept {
        joined.reason.clone_from(&earlier.reason);
        joined.resend = later.resend || earlier.resend;
    }
    joined.label = match (is_same, earlier.label) {
        (true, Label::Rejected) => Label::Rejected,
        (true, _) => Label::Kept,
        (false, _) if is_empty(&joined.after) => Label::Cleared,
        (false, _) => Label::Set,
    };
    if is_same && joined.label == Label::Kept && earlier.label != Label::Kept {
        "It changes on the way and has its first value again".clone_into(&mut joined.reason);
    }
    joined
}
