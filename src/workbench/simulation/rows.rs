//! The rows that the Simulate view draws, made of a story and of what came of it.

use serde_json::Value;

use crate::mapping::RunStatus;
use crate::scim::{Dialect, ScimError};
use crate::simulate::{AttributeChange, FieldChange, Label, RecordBasis, RecordChange, SimulationStep};
use crate::target::{Record, RecordType, TargetSchema};
use crate::workbench::simulation::summary::{in_sentence, summary};
use crate::workbench::simulation::words::{basis_words, short_basis_words};
use crate::workbench::{ScriptPlace, Workbench, display_value};

/// What one request does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StepRows {
    /// All in one or two sentences.
    pub summary: String,
    /// The service provider refuses it.
    pub error: Option<ScimError>,
    /// One table for each record that it reaches.
    pub records: Vec<RecordTable>,
    /// The attributes that it names or changes.
    pub attributes: Vec<AttributeChangeRow>,
    /// The deviations of the client that were understood, a sentence each.
    pub repairs: Vec<String>,
    /// What else is to be known, a sentence each.
    pub notes: Vec<String>,
}

/// One record before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordTable {
    /// The kind of record, for people, such as `Person`.
    pub kind: String,
    /// Whose record it is.
    pub subject: String,
    /// The name of the record before; empty for a new one.
    pub name: String,
    /// Why it is reached; empty for the resource itself.
    pub because: String,
    /// How the record before was found, in words.
    pub basis: String,
    /// Why it is not written; `None` when it is.
    pub not_written: Option<String>,
    /// The mapping does not make such a record of the resource; another one is meant.
    pub is_beside: bool,
    /// Its fields, those that change first.
    pub rows: Vec<ChangeRow>,
}

/// One field before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRow {
    /// The field's name.
    pub field: String,
    /// Its name for people.
    pub title: String,
    /// The value before, in one line.
    pub before: String,
    /// The value afterwards, in one line.
    pub after: String,
    /// What happens.
    pub label: Label,
    /// The client sends it again.
    pub resend: bool,
    /// Why.
    pub reason: String,
    /// The request changes an attribute that it follows.
    pub is_touched: bool,
    /// The rule that fills it.
    pub rule: Option<ScriptPlace>,
    /// It would have changed with any request: the record was behind the stored user.
    pub is_behind: bool,
}

/// One attribute before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeChangeRow {
    /// The attribute path.
    pub path: String,
    /// The value before, in one line.
    pub before: String,
    /// What was sent, in one line.
    pub sent: String,
    /// The value afterwards, in one line.
    pub after: String,
    /// What happens.
    pub label: Label,
    /// The client sends it again.
    pub resend: bool,
    /// Why.
    pub reason: String,
}

impl ChangeRow {
    /// Whether there is something to look at.
    pub fn is_eventful(&self) -> bool {
        self.label != Label::Kept || self.resend || self.is_touched
    }
}

impl Workbench {
    /// What the request of a card does; `None` when it was not sent or is not known yet.
    pub fn step_rows(&self, card: usize) -> Option<StepRows> {
        let view = self.cards_view()?;
        let step = view.step(card)?;
        let is_behind = |record: &RecordChange, field: &FieldChange| view.is_behind(card, record, field);
        let target = self.target();
        let mut records: Vec<RecordTable> = step
            .records
            .iter()
            .map(|record| {
                let is_beside = is_beside(step, record);
                RecordTable { is_beside, ..self.record_table(record, &is_behind) }
            })
            .collect();
        if view.is_first(card) {
            // Nothing came before the first request but what was asked for.
            let given =
                step.records.iter().zip(&mut records).filter(|(of, _)| of.basis == RecordBasis::Given);
            given.for_each(|(_, table)| {
                "brought up to date with the stored user".clone_into(&mut table.basis);
            });
        }
        Some(StepRows {
            summary: summary(step, target, self.simulate_client(), &is_behind),
            error: step.error.clone(),
            attributes: step.attributes.iter().map(attribute_row).collect(),
            repairs: repair_lines(step),
            notes: step.notes.clone(),
            records,
        })
    }

    fn record_table(
        &self,
        record: &RecordChange,
        is_behind: &dyn Fn(&RecordChange, &FieldChange) -> bool,
    ) -> RecordTable {
        let record_type = self.target.record_type(&record.record_type);
        let mut rows: Vec<ChangeRow> = record
            .fields
            .iter()
            .map(|field| ChangeRow {
                rule: self.rule_place(&record.record_type, &field.field),
                is_behind: is_behind(record, field),
                ..change_row(record_type, field)
            })
            .collect();
        rows.sort_by_key(|row| (!row.is_eventful(), row.is_behind));
        let not_written = (record.status != RunStatus::Written)
            .then(|| record.reason.clone().unwrap_or_else(|| record.status.word().to_owned()));
        let kind = record_type.map_or(record.record_type.as_str(), |kind| kind.title.as_str());
        let match_title = match_title(&self.target, &record.record_type);
        RecordTable {
            kind: kind.to_owned(),
            subject: record.subject.clone(),
            name: record.before.as_ref().map(record_name).unwrap_or_default(),
            because: record.because.clone(),
            basis: basis_words(&record.basis, &record.record_type, &match_title),
            not_written,
            is_beside: false,
            rows,
        }
    }

    /// The rule that fills a field of a record type.
    fn rule_place(&self, record_type: &str, field: &str) -> Option<ScriptPlace> {
        let mut rule_sets = self.model.mapping.rule_sets.iter().enumerate();
        let (rule_set_idx, rule_set) = rule_sets.find(|(_, rule_set)| rule_set.record_type == record_type)?;
        let rule = rule_set.rules.iter().position(|rule| rule.enabled && rule.field == field)?;
        Some(ScriptPlace::Rule { rule_set: rule_set_idx, rule })
    }

    /// The record before the first request, in words; empty when nothing was simulated yet.
    pub fn start_words(&self) -> String {
        let Some(start) = self.simulation_view().and_then(|view| view.start.as_ref()) else {
            return String::new();
        };
        let match_title = match_title(self.target(), &start.record_type);
        let words = short_basis_words(&start.basis, &match_title);
        if start.name.is_empty() || start.basis == RecordBasis::Derived {
            return words;
        }
        format!("{}, {words}", start.name)
    }
}

/// Whether a record is not meant: a group that is an organization is no site, and no record of it is
/// written.
pub(in crate::workbench) fn is_beside(step: &SimulationStep, record: &RecordChange) -> bool {
    let is_own = |one: &&RecordChange| one.because.is_empty();
    is_own(&record)
        && record.status == RunStatus::Rejected
        && record.before.is_none()
        && step.records.iter().filter(is_own).count() > 1
}

/// The name of a record; empty when it has none.
pub(in crate::workbench) fn record_name(record: &Record) -> String {
    record.get("name").and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The repairs of a request, each kind once.
fn repair_lines(step: &SimulationStep) -> Vec<String> {
    let mut kinds: Vec<(&str, String, usize)> = Vec::new();
    for repair in &step.repairs {
        match kinds.iter_mut().find(|(quirk, ..)| *quirk == repair.quirk) {
            Some((.., count)) => *count += 1,
            None => kinds.push((repair.quirk, repair.message(), 1)),
        }
    }
    let line = |(_, message, count): (&str, String, usize)| match count {
        1 => message,
        2 => format!("{message}, and in 1 more place"),
        _ => format!("{message}, and in {} more places", count - 1),
    };
    kinds.into_iter().map(line).collect()
}

/// When a client sends again what it finds changed.
pub(in crate::workbench) fn resend_words(client: &Dialect) -> &'static str {
    if client.wire.compares_every_cycle {
        "sent again every cycle"
    } else {
        "sent again with the next change"
    }
}

/// The field by which records of a type are found, for people and in the middle of a sentence.
fn match_title(target: &TargetSchema, record_type: &str) -> String {
    let record_type = target.record_type(record_type);
    let field = record_type.and_then(|kind| kind.field(kind.match_field.as_deref()?));
    field.map_or_else(|| "name".to_owned(), |field| in_sentence(&field.title))
}

fn change_row(record_type: Option<&RecordType>, change: &FieldChange) -> ChangeRow {
    let field = record_type.and_then(|record_type| record_type.field(&change.field));
    ChangeRow {
        field: change.field.clone(),
        title: field.map_or_else(|| change.field.clone(), |field| field.title.clone()),
        before: display_value(&change.before),
        after: display_value(&change.after),
        label: change.label,
        resend: change.resend,
        reason: change.reason.clone(),
        is_touched: change.is_touched,
        rule: None,
        is_behind: false,
    }
}

fn attribute_row(change: &AttributeChange) -> AttributeChangeRow {
    AttributeChangeRow {
        path: change.path.clone(),
        before: attribute_value(&change.before),
        sent: attribute_value(&change.sent),
        after: attribute_value(&change.after),
        label: change.label,
        resend: change.resend,
        reason: change.reason.clone(),
    }
}

/// The value of an attribute: text in quotation marks where it is empty, `true` and not `yes`.
fn attribute_value(value: &Value) -> String {
    match value {
        Value::String(text) if text.is_empty() => "\"\"".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        other => display_value(other),
    }
}
