//! Running a compiled mapping on one resource.

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::mapping::compile::{Compiled, CompiledRule, CompiledRuleSet, script_diagnostic};
use crate::mapping::record_update::{in_target_order, updated_value};
use crate::mapping::{
    Apply, CompiledMapping, GroupMembership, MappingRun, OutcomeKind, RuleOutcome, RunStatus,
};
use crate::scim::{Resource, ResourceType, SchemaUrn};
use crate::script::{Evaluation, ScriptHost, ScriptInputs};
use crate::target::{
    Checked, Directory, FieldType, Record, RecordType, TargetField, TargetSchema, check_value,
};

/// What is the same for all resources of a run.
#[derive(Clone, Debug)]
pub struct RunContext {
    /// The time of the run; `now` in scripts, as RFC 3339 text in UTC.
    pub now: Timestamp,
    /// The variables of the chosen environment; `vars` in scripts.
    pub variables: Map<String, Value>,
}

/// The record that a resource belongs to.
#[derive(Clone, Copy, Debug)]
pub enum CurrentRecord<'a> {
    /// Found among the records of the account: the one linked to the resource's id, else the one
    /// with the same value in the match field.
    Matched,
    /// This one.
    Given(&'a Record),
    /// None: the record is new.
    New,
}

/// One resource to map.
#[derive(Clone, Copy, Debug)]
pub struct RunInput<'a> {
    /// The resource, normalised.
    pub resource: &'a Resource,
    /// The id that the service provider gave it, where the resource has none.
    pub assigned_id: Option<&'a str>,
    /// The record it belongs to.
    pub current: CurrentRecord<'a>,
    /// The groups of the user; empty for a group.
    pub groups: &'a [GroupMembership],
}

impl CompiledMapping {
    /// Runs every rule set for the resource's type, in order. Always ends; a rule that fails, fails
    /// alone.
    pub fn run(&mut self, input: &RunInput<'_>, context: &RunContext) -> Vec<MappingRun> {
        let idxs: Vec<usize> = self.rule_sets_for(input.resource.resource_type).map(|(idx, _)| idx).collect();
        idxs.into_iter().filter_map(|idx| self.run_rule_set(idx, input, context)).collect()
    }

    /// The compiled rule sets for a resource type, in order: their index in the mapping and their
    /// record type.
    pub fn rule_sets_for(&self, resource_type: ResourceType) -> impl Iterator<Item = (usize, &RecordType)> {
        self.rule_sets
            .iter()
            .filter(move |rule_set| rule_set.resource_type == resource_type)
            .map(|rule_set| (rule_set.idx, &rule_set.record_type))
    }

    /// Runs the rule set with this index in the mapping; `None` when it is for other resources, or
    /// could not be compiled.
    pub fn run_rule_set(
        &mut self,
        rule_set_idx: usize,
        input: &RunInput<'_>,
        context: &RunContext,
    ) -> Option<MappingRun> {
        let Self { target, directory, host, rule_sets, .. } = self;
        let rule_set = rule_sets.iter().find(|rule_set| {
            rule_set.idx == rule_set_idx && rule_set.resource_type == input.resource.resource_type
        })?;
        Some(Runner { target, directory, host, rule_set, input, context }.run())
    }
}

struct Runner<'a> {
    target: &'a TargetSchema,
    directory: &'a Directory,
    host: &'a mut ScriptHost,
    rule_set: &'a CompiledRuleSet,
    input: &'a RunInput<'a>,
    context: &'a RunContext,
}

/// The state of one run while its rules are evaluated.
struct Progress {
    inputs: ScriptInputs,
    current: Option<Record>,
    record: Record,
    outcomes: Vec<RuleOutcome>,
    refusal: Option<String>,
}

impl Runner<'_> {
    fn run(&mut self) -> MappingRun {
        let current = self.current_record();
        let mut progress = Progress {
            inputs: self.inputs(current.as_ref()),
            record: current.clone().unwrap_or_default(),
            current,
            outcomes: Vec::with_capacity(self.rule_set.rules.len()),
            refusal: None,
        };
        for rule in &self.rule_set.rules {
            let outcome = self.run_rule(rule, &mut progress);
            progress.outcomes.push(outcome);
        }
        progress.record = in_target_order(&self.rule_set.record_type, progress.record);
        let (status, reason) = self.verdict(&mut progress);
        MappingRun {
            rule_set_idx: self.rule_set.idx,
            resource_type: self.rule_set.resource_type,
            record_type: self.rule_set.record_type.name.clone(),
            status,
            reason,
            current: progress.current,
            record: progress.record,
            outcomes: progress.outcomes,
        }
    }

    fn record_type(&self) -> &RecordType {
        &self.rule_set.record_type
    }

    fn resource_id(&self) -> Option<&str> {
        self.input.resource.id().or(self.input.assigned_id)
    }

    /// The record the resource belongs to. The match field's own rule says what it is compared
    /// with, run as for a new record.
    fn current_record(&mut self) -> Option<Record> {
        match self.input.current {
            CurrentRecord::Given(record) => return Some(record.clone()),
            CurrentRecord::New => return None,
            CurrentRecord::Matched => {}
        }
        let name = &self.rule_set.record_type.name;
        let linked = self.resource_id().and_then(|id| self.directory.linked_to(name, id));
        if let Some(record) = linked {
            return Some(record.clone());
        }
        let field = self.record_type().match_field.as_ref()?;
        let rule = self.rule_set.rules.iter().find(|rule| &rule.field.name == field)?;
        let program = rule.program.as_ref().ok()?;
        let mut inputs = self.inputs(None);
        let Evaluation::Value(value) = self.host.evaluate(program, &mut inputs) else { return None };
        self.directory.matching(name, &value).cloned()
    }

    fn inputs(&self, current: Option<&Record>) -> ScriptInputs {
        let resource = self.input.resource;
        let extension = |urn: &str| resource.get(urn).and_then(Value::as_object);
        let mut inputs = ScriptInputs::new();
        match self.rule_set.resource_type {
            ResourceType::User => {
                let groups = self.input.groups.iter().map(GroupMembership::to_value).collect();
                inputs
                    .object("user", Some(&self.resource_with_id()))
                    .object("enterprise", extension(SchemaUrn::ENTERPRISE_USER))
                    .value("groups", &Value::Array(groups));
            }
            ResourceType::Group => {
                inputs.object("group", Some(&self.resource_with_id()));
            }
        }
        let custom = self.target.custom_fields_schema.as_deref().and_then(extension);
        inputs
            .object("custom", custom)
            .object("vars", Some(&self.context.variables))
            .value("now", &Value::String(self.context.now.to_string()))
            .value("is_new", &Value::Bool(current.is_none()))
            .object(&self.record_type().name, current.map(|record| &record.fields));
        inputs
    }

    /// The attributes, with the id that the service provider gave the resource.
    fn resource_with_id(&self) -> Map<String, Value> {
        let mut attributes = self.input.resource.attributes.clone();
        if let (None, Some(id)) = (self.input.resource.id(), self.input.assigned_id) {
            attributes.insert("id".to_owned(), Value::String(id.to_owned()));
        }
        attributes
    }

    fn run_rule(&mut self, rule: &CompiledRule, progress: &mut Progress) -> RuleOutcome {
        let before = progress.record.get(&rule.field.name).cloned().unwrap_or_default();
        let mut outcome = RuleOutcome {
            rule_idx: rule.idx,
            field: rule.field.name.clone(),
            outcome: OutcomeKind::Kept,
            value: before.clone(),
            before,
            reason: String::new(),
            diagnostics: Vec::new(),
        };
        if rule.apply == Apply::Create && progress.current.is_some() {
            outcome.outcome = OutcomeKind::Skipped;
            "Only set on new records".clone_into(&mut outcome.reason);
            return outcome;
        }
        match evaluate(self.host, &rule.program, &mut progress.inputs) {
            Evaluation::Value(value) => self.set(rule, &value, progress, &mut outcome),
            Evaluation::Nothing => keep(progress, &mut outcome),
            Evaluation::Clear => clear(rule, progress, &mut outcome),
            Evaluation::Reject(why) => {
                outcome.outcome = OutcomeKind::Skipped;
                outcome.reason = format!("No record is written: {why}");
                progress.refusal.get_or_insert(why);
            }
            Evaluation::Failed(error) => {
                fail(&mut outcome, vec![script_diagnostic(&error, &rule.title)]);
            }
        }
        outcome
    }

    fn set(&self, rule: &CompiledRule, value: &Value, progress: &mut Progress, outcome: &mut RuleOutcome) {
        let Checked { value, mut diagnostics } = check_value(self.target, self.directory, &rule.field, value);
        for diagnostic in &mut diagnostics {
            diagnostic.place = Place::in_rule(&rule.title, None);
        }
        if diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
            fail(outcome, diagnostics);
            return;
        }
        outcome.diagnostics = diagnostics;
        outcome.outcome = OutcomeKind::Set;
        outcome.value = updated_value(&rule.field, Some(&outcome.before), value);
        let reason = match (&outcome.before, progress.current.is_some()) {
            (before, _) if before == &outcome.value => "The script gives the value it has already",
            (Value::Null, true) => "The script fills the field, which was empty",
            (Value::Null, false) => "The script gives a value for the new record",
            _ => "The script replaces the current value",
        };
        reason.clone_into(&mut outcome.reason);
        progress.record.fields.insert(rule.field.name.clone(), outcome.value.clone());
    }

    fn verdict(&mut self, progress: &mut Progress) -> (RunStatus, Option<String>) {
        if let Some(why) = progress.refusal.take() {
            return (RunStatus::Rejected, Some(why));
        }
        if let Some(condition) = &self.rule_set.condition {
            progress.inputs.object("record", Some(&progress.record.fields));
            match evaluate(self.host, condition, &mut progress.inputs) {
                Evaluation::Value(Value::Bool(true)) => {}
                Evaluation::Value(Value::Bool(false)) | Evaluation::Nothing => {
                    return (RunStatus::Rejected, Some("The condition is not met".to_owned()));
                }
                Evaluation::Reject(why) => return (RunStatus::Rejected, Some(why)),
                Evaluation::Failed(error) => {
                    let reason = format!("The condition fails: {}", error.message);
                    return (RunStatus::Failed, Some(reason));
                }
                Evaluation::Value(_) | Evaluation::Clear => {
                    let reason = "The condition gives neither true nor false";
                    return (RunStatus::Failed, Some(reason.to_owned()));
                }
            }
        }
        let missing = self
            .record_type()
            .fields
            .iter()
            .find(|field| field.required && !field.read_only && is_blank(&progress.record, &field.name));
        match missing {
            Some(field) => (RunStatus::Failed, Some(format!("{} is required and empty", field.title))),
            None => (RunStatus::Written, None),
        }
    }
}

fn evaluate(host: &mut ScriptHost, program: &Compiled, inputs: &mut ScriptInputs) -> Evaluation {
    match program {
        Ok(program) => host.evaluate(program, inputs),
        Err(error) => Evaluation::Failed(error.clone()),
    }
}

fn keep(progress: &Progress, outcome: &mut RuleOutcome) {
    let reason = match (progress.current.is_some(), &outcome.before) {
        (false, _) => "The script gives nothing, so the new record has no value",
        (true, Value::Null) => "The script gives nothing, so the field stays empty",
        (true, _) => "The script gives nothing, so the current value stays",
    };
    reason.clone_into(&mut outcome.reason);
}

fn clear(rule: &CompiledRule, progress: &mut Progress, outcome: &mut RuleOutcome) {
    if rule.field.required {
        let message = format!("{} is required and cannot be cleared", rule.field.title);
        let diagnostic =
            Diagnostic::error(Code::RequiredFieldEmpty, message).at(Place::in_rule(&rule.title, None));
        fail(outcome, vec![diagnostic]);
        return;
    }
    outcome.outcome = OutcomeKind::Cleared;
    outcome.value = left_after_clearing(&rule.field, &outcome.before);
    let reason = match &outcome.value {
        Value::Null => "The script clears the field",
        _ => "The script clears what provisioning wrote; what people added stays",
    };
    reason.clone_into(&mut outcome.reason);
    if outcome.value.is_null() {
        progress.record.fields.shift_remove(&rule.field.name);
    } else {
        progress.record.fields.insert(rule.field.name.clone(), outcome.value.clone());
    }
}

/// What clearing leaves: the items of a list that a rule does not own, nothing otherwise.
fn left_after_clearing(field: &TargetField, before: &Value) -> Value {
    if !matches!(field.field_type, FieldType::List(_)) {
        return Value::Null;
    }
    match updated_value(field, Some(before), Value::Array(Vec::new())) {
        Value::Array(items) if items.is_empty() => Value::Null,
        items => items,
    }
}

fn fail(outcome: &mut RuleOutcome, diagnostics: Vec<Diagnostic>) {
    outcome.outcome = OutcomeKind::Failed;
    let worst = diagnostics.iter().find(|diagnostic| diagnostic.severity == Severity::Error);
    outcome.reason = worst.map(|diagnostic| diagnostic.message.clone()).unwrap_or_default();
    outcome.diagnostics = diagnostics;
}

fn is_blank(record: &Record, field: &str) -> bool {
    match record.get(field) {
        None => true,
        Some(Value::String(text)) => text.trim().is_empty(),
        Some(_) => false,
    }
}
