//! The rows that panels draw, made of the project and the preview when they are on the screen.

use serde_json::Value;

use crate::mapping::{Apply, MappingRun, OutcomeKind, RuleOutcome, RunStatus};
use crate::project::{People, Sample};
use crate::scim::Dialect;
use crate::script::Lowering;
use crate::workbench::preview::cell_state;
use crate::workbench::{
    CellVerdict, Preview, SampleVerdict, ScriptPlace, StateCounts, Workbench, display_value, one_line_script,
};

/// What a cell says beside its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellState {
    /// The rule did this.
    Outcome(OutcomeKind),
    /// No record is written for this sample.
    NotWritten,
    /// The rule is switched off.
    Disabled,
    /// The rule does not apply to this sample.
    NotRun,
}

impl CellState {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Outcome(kind) => kind.word(),
            Self::NotWritten => "not written",
            Self::Disabled => "off",
            Self::NotRun => "not run",
        }
    }
}

/// One rule in the list of rules.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleRow {
    /// The script it stands for.
    pub place: ScriptPlace,
    /// The field's name.
    pub field: String,
    /// The field's type in a few words; empty when the target has no such field.
    pub type_words: String,
    /// The record cannot be written without the field.
    pub is_required: bool,
    /// The rule is only applied to new records.
    pub is_create_only: bool,
    /// The rule is switched on.
    pub is_enabled: bool,
    /// The script in one line.
    pub script: String,
    /// Why the rule runs in rhai; empty when it runs on the tree, or when that is not known.
    pub in_rhai: String,
    /// What it gives for the selected sample.
    pub cell: FieldCell,
    /// How many cases are red in its field.
    pub n_red: usize,
}

/// A value with its state.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldCell {
    /// What happened.
    pub state: CellState,
    /// The value after the run, in one line.
    pub value: String,
    /// The value before the run, in one line; empty when there was none.
    pub before: String,
    /// Why.
    pub reason: String,
    /// What the cases say about the value; `None` when none does.
    pub verdict: Option<CellVerdict>,
}

/// One sample in the list of samples.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleRow {
    /// Its name.
    pub name: String,
    /// The client's badge, or `PATCH`; empty when it is not known.
    pub badge: String,
    /// How the mapping fares with it.
    pub state: SampleState,
    /// The state in words.
    pub words: String,
    /// What the cases say about it; `None` when it has none.
    pub verdict: Option<SampleVerdict>,
    /// Who it shows.
    pub people: People,
}

/// How the mapping fares with a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SampleState {
    /// Records are written, no rule fails.
    Fine,
    /// A rule fails, or the payload was repaired.
    Warning,
    /// No record is written, by decision.
    Rejected,
    /// No record can be written.
    Failed,
    /// The mapping was not run.
    NotRun,
}

/// One field of the record of the selected sample.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordRow {
    /// The field's name.
    pub field: String,
    /// The rule that fills it, in the listed rule set.
    pub rule: Option<usize>,
    /// What happened to it.
    pub cell: FieldCell,
    /// The value is another one than before.
    pub is_changed: bool,
}

/// One attribute in the payload tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeRow {
    /// How deep it stands, from 0.
    pub depth: usize,
    /// The attribute's name as sent, or the place in an array.
    pub name: String,
    /// The value in one line; empty for objects and arrays.
    pub value: String,
    /// The number of parts of an object or array.
    pub parts: Option<usize>,
    /// The expression that reads it in a script.
    pub path: String,
    /// Its path in the payload with the places of entries: `emails[0].value`.
    pub place: String,
}

impl Workbench {
    /// The rules of the listed rule set, with the selected sample's values.
    pub fn rule_rows(&self) -> Vec<RuleRow> {
        let rule_set_idx = self.selection.rule_set;
        let Some(rule_set) = self.rule_set() else { return Vec::new() };
        let record_type = self.record_type();
        rule_set
            .rules
            .iter()
            .enumerate()
            .map(|(rule_idx, rule)| {
                let field = record_type.and_then(|record_type| record_type.field(&rule.field));
                RuleRow {
                    place: ScriptPlace::Rule { rule_set: rule_set_idx, rule: rule_idx },
                    field: rule.field.clone(),
                    type_words: field.map(crate::target::TargetField::type_words).unwrap_or_default(),
                    is_required: field.is_some_and(|field| field.required),
                    is_create_only: rule.apply == Apply::Create,
                    is_enabled: rule.enabled,
                    script: one_line_script(&rule.script),
                    in_rhai: self.why_in_rhai(rule_set_idx, rule_idx, &rule.field).unwrap_or_default(),
                    cell: self.cell(self.selection.sample, rule_set_idx, rule_idx),
                    n_red: self.n_red_cases(&rule_set.record_type, &rule.field),
                }
            })
            .collect()
    }

    /// Where the script in the editor runs, in words; empty when that is not known.
    pub fn engine_words(&self) -> String {
        let place = match self.selection.script {
            ScriptPlace::Rule { rule_set, rule } => {
                let known = self.rule().and_then(|of| self.preview.rule_for(rule_set, rule, &of.field));
                known.map(|rule| ScriptPlace::Rule { rule_set, rule })
            }
            place => Some(place),
        };
        match place.and_then(|place| self.preview.lowering(place)) {
            Some(Lowering::Tree) => "on the tree".to_owned(),
            Some(lowering @ Lowering::Rhai { .. }) => format!("in rhai: {}", why_in_rhai(lowering)),
            None => String::new(),
        }
    }

    fn why_in_rhai(&self, rule_set: usize, rule: usize, field: &str) -> Option<String> {
        let rule = self.preview.rule_for(rule_set, rule, field)?;
        let lowering = self.preview.lowering(ScriptPlace::Rule { rule_set, rule })?;
        Some(why_in_rhai(lowering)).filter(|why| !why.is_empty())
    }

    /// What a rule of a rule set gives for a sample.
    pub fn cell(&self, sample: usize, rule_set: usize, rule: usize) -> FieldCell {
        let set = self.model.mapping.rule_sets.get(rule_set);
        let rule_of = set.and_then(|set| Some((set, set.rules.get(rule).filter(|rule| rule.enabled)?)));
        let Some((set, rule_of)) = rule_of else {
            return FieldCell::empty(CellState::Disabled, "The rule is switched off");
        };
        let known = self.preview.rule_for(rule_set, rule, &rule_of.field);
        match known.and_then(|rule| self.preview.cell(sample, rule_set, rule)) {
            Some((state, cell)) => FieldCell {
                state,
                value: cell.value.to_owned(),
                before: cell.before.to_owned(),
                reason: cell.reason.to_owned(),
                verdict: self.cell_verdict(sample, &set.record_type, &rule_of.field),
            },
            None => FieldCell::empty(CellState::NotRun, "The rule does not run on this sample"),
        }
    }

    /// How many samples have which state for a rule, as far as the preview knows.
    pub fn counts(&self, rule_set: usize, rule: usize) -> StateCounts {
        let rules = self.model.mapping.rule_sets.get(rule_set).map(|rule_set| &rule_set.rules);
        let enabled = rules.and_then(|rules| rules.get(rule)).filter(|rule| rule.enabled);
        let known = enabled.and_then(|enabled| self.preview.rule_for(rule_set, rule, &enabled.field));
        known.map(|rule| self.preview.counts(rule_set, rule)).unwrap_or_default()
    }

    /// The fields of the selected sample's record: what rules fill, then what else the current
    /// record has.
    pub fn record_rows(&self) -> Vec<RecordRow> {
        let Some(run) = self.preview.run(self.selection.sample, self.selection.rule_set) else {
            return Vec::new();
        };
        let Some(record_type) = self.record_type() else { return Vec::new() };
        let filled = |field: &str| run.outcomes.iter().rfind(|outcome| outcome.field == field);
        let sample = self.selection.sample;
        let verdict = |field: &str| self.cell_verdict(sample, &run.record_type, field);
        record_type
            .fields
            .iter()
            .filter_map(|field| {
                let outcome = filled(&field.name);
                if outcome.is_none() && run.record.get(&field.name).is_none() {
                    return None;
                }
                Some(match outcome {
                    Some(outcome) => RecordRow {
                        field: field.name.clone(),
                        rule: Some(outcome.rule_idx),
                        is_changed: outcome.value != outcome.before,
                        cell: FieldCell { verdict: verdict(&field.name), ..FieldCell::of(run, outcome) },
                    },
                    None => untouched_row(&field.name, run.record.get(&field.name), verdict(&field.name)),
                })
            })
            .collect()
    }

    /// A sample in the list of samples.
    pub fn sample_row(&self, sample: usize) -> Option<SampleRow> {
        let kept = self.model.samples.get(sample)?;
        let (state, words) = sample_state(&self.preview, sample);
        let verdict = self.sample_verdict(sample);
        Some(SampleRow {
            name: kept.name.clone(),
            badge: badge(kept),
            state,
            words,
            verdict,
            people: kept.people,
        })
    }

    /// The attributes of the selected sample's payload, in the order they were sent.
    pub fn attribute_rows(&self) -> Vec<AttributeRow> {
        let Some(sample) = self.sample() else { return Vec::new() };
        let Some(Value::Object(payload)) = sample.payload.value() else { return Vec::new() };
        let root = match self.rule_set() {
            Some(rule_set) => rule_set.resource_type.name().to_lowercase(),
            None => "user".to_owned(),
        };
        let custom = self.target.custom_fields_schema.as_deref();
        crate::workbench::attribute_tree::attribute_rows(&payload, &root, custom)
    }
}

impl FieldCell {
    fn empty(state: CellState, reason: &str) -> Self {
        Self { state, value: String::new(), before: String::new(), reason: reason.to_owned(), verdict: None }
    }

    fn of(run: &MappingRun, outcome: &RuleOutcome) -> Self {
        Self {
            state: cell_state(run.status, outcome.outcome),
            value: display_value(&outcome.value),
            before: display_value(&outcome.before),
            reason: outcome.reason.clone(),
            verdict: None,
        }
    }
}

/// What the tree does not know, with the line; empty for a script on the tree.
fn why_in_rhai(lowering: &Lowering) -> String {
    match lowering {
        Lowering::Tree => String::new(),
        Lowering::Rhai { why, span: Some(span) } => format!("{why} (line {})", span.line),
        Lowering::Rhai { why, span: None } => why.clone(),
    }
}

fn untouched_row(field: &str, value: Option<&Value>, verdict: Option<CellVerdict>) -> RecordRow {
    let value = value.map(display_value).unwrap_or_default();
    RecordRow {
        field: field.to_owned(),
        rule: None,
        is_changed: false,
        cell: FieldCell {
            state: CellState::Outcome(OutcomeKind::Kept),
            before: value.clone(),
            value,
            reason: "No rule fills this field".to_owned(),
            verdict,
        },
    }
}

fn sample_state(preview: &Preview, sample: usize) -> (SampleState, String) {
    if let Some(why) = preview.not_run(sample) {
        return (SampleState::NotRun, format!("not run: {}", why.words()));
    }
    if !preview.was_run(sample) {
        return (SampleState::NotRun, "not run yet".to_owned());
    }
    // Written when any rule set writes: a group becomes an organization or a site, seldom both.
    let rank = |status: RunStatus| match status {
        RunStatus::Written => 0,
        RunStatus::Failed => 1,
        RunStatus::Rejected => 2,
    };
    let runs = || preview.rule_sets_of(sample).filter_map(|(_, set, row)| Some((set, row, set.row(row)?)));
    let Some(status) = runs().map(|(_, _, run)| run.status).min_by_key(|status| rank(*status)) else {
        return (SampleState::NotRun, "not run: no rule set is for this resource type".to_owned());
    };
    let reason = || runs().find_map(|(set, _, run)| set.reason(run)).unwrap_or_default();
    match status {
        RunStatus::Failed => (SampleState::Failed, format!("not written: {}", reason())),
        RunStatus::Rejected => (SampleState::Rejected, format!("not written: {}", reason())),
        RunStatus::Written => match runs().map(|(set, row, _)| set.n_failing(row)).sum() {
            0 => (SampleState::Fine, "written".to_owned()),
            1 => (SampleState::Warning, "1 rule fails".to_owned()),
            failing => (SampleState::Warning, format!("{failing} rules fail")),
        },
    }
}

fn badge(sample: &Sample) -> String {
    let method = sample.request.as_ref().map(|request| request.method.as_str());
    if method == Some("PATCH") {
        return "PATCH".to_owned();
    }
    Dialect::by_name(&sample.origin.client).map(|dialect| dialect.badge.clone()).unwrap_or_default()
}
