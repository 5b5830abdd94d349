//! What a rule does when nothing is sent of what it reads: found by running it so.

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::diagnostic::Severity;
use crate::mapping::{CurrentRecord, MappingRun, OutcomeKind, RunStatus};
use crate::project::ProjectModel;
use crate::report::{EmptyEffect, WhenEmpty};
use crate::scim::SchemaUrn;
use crate::script::{ReadPath, Reads};
use crate::target::{FieldType, Record, TargetField, TargetSchema};
use crate::workbench::{ProjectRunner, SampleInput, target_of};

/// How many samples are tried for one whose field is filled.
const MOST_TRIED: usize = 60;

/// Runs rules on samples that lack what they read. No user is a member of a group here.
pub(super) struct EmptyRunner<'m> {
    model: &'m ProjectModel,
    target: std::sync::Arc<TargetSchema>,
    runner: ProjectRunner,
    inputs: Vec<SampleInput>,
}

/// What is taken away, or sent without anything in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lack {
    NotSent,
    SentEmpty,
}

impl<'m> EmptyRunner<'m> {
    pub fn new(model: &'m ProjectModel, environment: &str, now: Timestamp) -> Self {
        let inputs = model.samples.iter().filter_map(|sample| SampleInput::of_sample(sample).ok());
        Self {
            model,
            target: target_of(&model.settings.target),
            runner: ProjectRunner::new(model, environment, now, []),
            inputs: inputs.take(MOST_TRIED).collect(),
        }
    }

    /// What a rule does then; `None` when no sample can tell.
    pub fn when_empty(
        &mut self,
        rule_set_idx: usize,
        rule_idx: usize,
        field: Option<&TargetField>,
        reads: &Reads,
    ) -> Option<WhenEmpty> {
        let field = field?;
        let is_sent = |path: &&ReadPath| {
            ["user", "group", "enterprise", "custom", "groups"].contains(&path.variable.as_str())
        };
        let paths: Vec<&ReadPath> = reads.paths.iter().filter(is_sent).collect();
        if paths.is_empty() && reads.is_complete {
            return Some(WhenEmpty::Independent);
        }
        let (base, record) = self.base(rule_set_idx, field)?;
        let mut effect = |lack: Lack, is_new: bool| {
            let input = lacking(&base, &paths, &self.target, lack);
            let current = if is_new { CurrentRecord::New } else { CurrentRecord::Given(&record) };
            let run = self.runner.run(&input, current);
            let run = run.into_iter().find(|run| run.rule_set_idx == rule_set_idx)?;
            effect_of(&run, rule_idx, field)
        };
        Some(WhenEmpty::Depends {
            not_sent: effect(Lack::NotSent, false)?,
            sent_empty: effect(Lack::SentEmpty, false)?,
            on_new: effect(Lack::NotSent, true)?,
        })
    }

    /// A resource, and the record that it has: one whose field is filled, if there is any.
    fn base(&mut self, rule_set_idx: usize, field: &TargetField) -> Option<(SampleInput, Record)> {
        let resource_type = self.model.mapping.rule_sets.get(rule_set_idx)?.resource_type;
        let mut first = None;
        for input in self.inputs.iter().filter(|input| input.resource.resource_type == resource_type) {
            for current in [CurrentRecord::Matched, CurrentRecord::New] {
                let runs = self.runner.run(input, current);
                let Some(run) = runs.into_iter().find(|run| run.rule_set_idx == rule_set_idx) else {
                    continue;
                };
                let is_written = run.status == RunStatus::Written;
                if is_written && run.record.get(&field.name).is_some() {
                    return Some((input.clone(), run.record));
                }
                if is_written && first.is_none() {
                    first = Some((input.clone(), run.record));
                }
            }
        }
        first
    }
}

fn effect_of(run: &MappingRun, rule_idx: usize, field: &TargetField) -> Option<EmptyEffect> {
    let outcome = run.outcomes.iter().find(|outcome| outcome.rule_idx == rule_idx)?;
    let effect = match outcome.outcome {
        _ if run.status != RunStatus::Written => {
            EmptyEffect::NotWritten(run.reason.clone().unwrap_or_default())
        }
        OutcomeKind::Kept => EmptyEffect::Kept,
        OutcomeKind::Skipped => EmptyEffect::Skipped,
        OutcomeKind::Failed => {
            let error = outcome.diagnostics.iter().find(|found| found.severity == Severity::Error);
            EmptyEffect::Refused(error.map_or_else(|| outcome.reason.clone(), |error| error.message.clone()))
        }
        OutcomeKind::Cleared | OutcomeKind::Set if is_owned_list(field) && is_empty(&outcome.value) => {
            EmptyEffect::ClearedOwn
        }
        OutcomeKind::Cleared => EmptyEffect::Cleared,
        OutcomeKind::Set if is_empty(&outcome.value) => EmptyEffect::Cleared,
        OutcomeKind::Set => EmptyEffect::Set(outcome.value.clone()),
    };
    Some(effect)
}

fn is_owned_list(field: &TargetField) -> bool {
    matches!(&field.field_type, FieldType::List(list) if list.owned_by.is_some())
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// The resource without these attributes, or with nothing in them.
fn lacking(base: &SampleInput, paths: &[&ReadPath], target: &TargetSchema, lack: Lack) -> SampleInput {
    let mut input = base.clone();
    let attributes = &mut input.resource.attributes;
    for path in paths {
        let names: Vec<&str> = path.names.iter().map(String::as_str).collect();
        match path.variable.as_str() {
            "enterprise" => strip(attributes, &within(SchemaUrn::ENTERPRISE_USER, &names), lack),
            "custom" => {
                if let Some(schema) = &target.custom_fields_schema {
                    strip(attributes, &within(schema, &names), lack);
                }
            }
            "groups" => strip(attributes, &["groups"], lack),
            _ => strip(attributes, &names, lack),
        }
        if names == ["id"] {
            input.assigned_id = None;
        }
    }
    input
}

fn within<'n>(schema: &'n str, names: &[&'n str]) -> Vec<&'n str> {
    [schema].into_iter().chain(names.iter().copied()).collect()
}

/// Takes what a path leads to away, in every entry of lists on the way. An attribute that a script
/// reads as a whole is sent as an empty one of its kind.
fn strip(attributes: &mut Map<String, Value>, names: &[&str], lack: Lack) {
    let Some((name, rest)) = names.split_first() else {
        // The script reads the whole resource: nothing is left of it but what says what it is.
        attributes.retain(|name, _| ["schemas", "id"].contains(&name.as_str()));
        return;
    };
    let Some(key) = attributes.keys().find(|key| key.eq_ignore_ascii_case(name)).cloned() else { return };
    if rest.is_empty() {
        match lack {
            Lack::NotSent => {
                attributes.shift_remove(&key);
            }
            Lack::SentEmpty => {
                attributes.entry(key).and_modify(|value| *value = emptied(value));
            }
        }
        return;
    }
    match attributes.get_mut(&key) {
        Some(Value::Object(inner)) => strip(inner, rest, lack),
        Some(Value::Array(items)) => {
            for item in items.iter_mut().filter_map(Value::as_object_mut) {
                strip(item, rest, lack);
            }
        }
        _ => {}
    }
}

/// What stands for nothing of a value's kind.
fn emptied(value: &Value) -> Value {
    match value {
        Value::Array(_) => Value::Array(Vec::new()),
        Value::Object(_) => Value::Object(Map::new()),
        _ => Value::String(String::new()),
    }
}
