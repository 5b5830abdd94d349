//! A mapping run on one resource, borrowed: what becomes JSON, a row or a `MappingRun`.
//!
//! Not how it comes about, which is in `rule_set_run`.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, Severity};
use crate::mapping::rule_set_run::{RuleSetRun, RunSetting};
use crate::mapping::{
    CompiledMapping, CurrentRecord, GroupMembership, MappingRun, OutcomeKind, RuleOutcome, RunContext,
    RunStatus,
};
use crate::scim::{ResourceType, ResourceView};
use crate::target::{Finding, Record};
use crate::value::{Arena, Entry, Value};

/// One resource to map, borrowed.
#[derive(Clone, Copy, Debug)]
pub struct RunSubject<'a> {
    /// The resource, normalised.
    pub resource: ResourceView<'a>,
    /// The id that the service provider gave it, where the resource has none.
    pub assigned_id: Option<&'a str>,
    /// The record it belongs to.
    pub current: CurrentRecord<'a>,
    /// The groups of the user; empty for a group.
    pub groups: &'a [GroupMembership],
}

/// One rule set run on one resource.
#[derive(Clone, Debug)]
pub struct RecordRun<'a> {
    /// The index of the rule set in the mapping.
    pub rule_set_idx: usize,
    /// What was mapped.
    pub resource_type: ResourceType,
    /// What it became.
    pub record_type: &'a str,
    /// Whether it is written.
    pub status: RunStatus,
    /// Why it is not written, or what is to be known.
    pub reason: Option<Cow<'a, str>>,
    /// The record before; `None` for a new one.
    pub current: Option<&'a Record>,
    /// The fields of the record after in the order of the target, without empty ones; what it would
    /// be when it is not written.
    pub fields: &'a [Entry<'a>],
    /// One outcome per enabled rule, in the order of the rules.
    pub outcomes: Vec<FieldOutcome<'a>>,
}

/// What one rule did.
#[derive(Clone, Debug)]
pub struct FieldOutcome<'a> {
    /// The index of the rule in its rule set.
    pub rule_idx: usize,
    /// The name by which diagnostics speak of the rule.
    pub rule_title: &'a str,
    /// The field's name.
    pub field: &'a str,
    /// What happened.
    pub outcome: OutcomeKind,
    /// Whether the record did not exist before.
    pub is_new: bool,
    /// The field's value after the run, `Nothing` when it is empty.
    pub value: Value<'a>,
    /// The field's value before the run, `Nothing` when it was empty or the record is new.
    pub before: Value<'a>,
    /// Why the script refused the record, if it did.
    pub refusal: Option<&'a str>,
    /// What was found about the value or the script.
    pub findings: Vec<Finding<'a>>,
}

impl CompiledMapping {
    /// Runs every rule set for the resource's type, in order. Always ends; a rule that fails, fails
    /// alone. Gives the same as [`CompiledMapping::run`].
    pub fn run_in<'a>(
        &'a self,
        arena: &'a Arena,
        subject: &RunSubject<'a>,
        context: &'a RunContext,
    ) -> Vec<RecordRun<'a>> {
        let rule_sets = self.rule_sets.iter();
        let fitting = rule_sets.filter(|rule_set| rule_set.resource_type == subject.resource.resource_type);
        let subject = *subject;
        fitting
            .map(|rule_set| {
                RuleSetRun::new(RunSetting { mapping: self, rule_set, arena, subject, context }).all_rules()
            })
            .collect()
    }

    /// Runs the rule set with this index in the mapping; `None` when it is for other resources, or
    /// could not be compiled.
    pub fn run_rule_set_in<'a>(
        &'a self,
        arena: &'a Arena,
        rule_set_idx: usize,
        subject: &RunSubject<'a>,
        context: &'a RunContext,
    ) -> Option<RecordRun<'a>> {
        let rule_set = self.rule_sets.iter().find(|rule_set| {
            rule_set.idx == rule_set_idx && rule_set.resource_type == subject.resource.resource_type
        })?;
        let subject = *subject;
        Some(RuleSetRun::new(RunSetting { mapping: self, rule_set, arena, subject, context }).all_rules())
    }
}

impl RecordRun<'_> {
    /// The same, owned, with the reason of each outcome.
    pub fn to_mapping_run(&self) -> MappingRun {
        let fields = self.fields.iter();
        let fields = fields.map(|entry| (entry.name.to_owned(), entry.value.to_json_as_it_stands()));
        MappingRun {
            rule_set_idx: self.rule_set_idx,
            resource_type: self.resource_type,
            record_type: self.record_type.to_owned(),
            status: self.status,
            reason: self.reason.as_deref().map(str::to_owned),
            current: self.current.cloned(),
            record: Record { fields: fields.collect() },
            outcomes: self.outcomes.iter().map(FieldOutcome::to_rule_outcome).collect(),
        }
    }

    /// All diagnostics of the outcomes, in words.
    pub fn diagnostics(&self) -> impl Iterator<Item = Diagnostic> {
        self.outcomes.iter().flat_map(FieldOutcome::diagnostics)
    }
}

impl<'a> FieldOutcome<'a> {
    /// Why, in one sentence without a full stop.
    pub fn reason(&self) -> Cow<'a, str> {
        match self.outcome {
            OutcomeKind::Set => Cow::Borrowed(self.reason_of_set()),
            OutcomeKind::Kept => Cow::Borrowed(self.reason_of_kept()),
            OutcomeKind::Cleared if self.value.is_nothing() => Cow::Borrowed("The script clears the field"),
            OutcomeKind::Cleared => {
                Cow::Borrowed("The script clears what provisioning wrote; what people added stays")
            }
            OutcomeKind::Skipped => match self.refusal {
                Some(why) => Cow::Owned(format!("No record is written: {why}")),
                None => Cow::Borrowed("Only set on new records"),
            },
            OutcomeKind::Failed => {
                let mut findings = self.findings.iter();
                let worst = findings.find(|finding| finding.severity() == Severity::Error);
                Cow::Owned(
                    worst.map(|finding| finding.to_diagnostic(self.rule_title).message).unwrap_or_default(),
                )
            }
        }
    }

    fn reason_of_set(&self) -> &'static str {
        match (self.before, self.is_new) {
            (before, _) if before.is_same_json(self.value) => "The script gives the value it has already",
            (Value::Nothing, false) => "The script fills the field, which was empty",
            (Value::Nothing, true) => "The script gives a value for the new record",
            _ => "The script replaces the current value",
        }
    }

    fn reason_of_kept(&self) -> &'static str {
        match (self.is_new, self.before) {
            (true, _) => "The script gives nothing, so the new record has no value",
            (false, Value::Nothing) => "The script gives nothing, so the field stays empty",
            (false, _) => "The script gives nothing, so the current value stays",
        }
    }

    /// What was found, in words.
    pub fn diagnostics(&self) -> impl Iterator<Item = Diagnostic> {
        self.findings.iter().map(|finding| finding.to_diagnostic(self.rule_title))
    }

    /// The same, owned.
    pub fn to_rule_outcome(&self) -> RuleOutcome {
        RuleOutcome {
            rule_idx: self.rule_idx,
            field: self.field.to_owned(),
            outcome: self.outcome,
            value: self.value.to_json_as_it_stands(),
            before: self.before.to_json_as_it_stands(),
            reason: self.reason().into_owned(),
            diagnostics: self.diagnostics().collect(),
        }
    }
}
