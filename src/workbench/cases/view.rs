//! One case as it is shown: what is expected and what is there, field by field.

use serde_json::Value;

use crate::mapping::{Case, CaseRecord, CaseResult, MappingRun, RunStatus, verify};
use crate::target::Record;
use crate::workbench::cases::apply_case::STATUS;
use crate::workbench::cases::rows::verdict_of;
use crate::workbench::{CaseVerdict, ScriptPlace, ShownDifference, ShownPart, Workbench, shown_difference};

/// One case as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseView {
    /// The name of its file without ending.
    pub stem: String,
    /// Its name.
    pub name: String,
    /// The sample, by index; `None` when there is none of this stem.
    pub sample: Option<usize>,
    /// The sample's name, or its stem when there is none.
    pub sample_name: String,
    /// The record type whose rule set it runs.
    pub record_type: String,
    /// The rule set, when it was run.
    pub rule_set: Option<usize>,
    /// The record that it begins with, in words.
    pub current: &'static str,
    /// Not all fields are compared.
    pub is_partial: bool,
    /// Who agreed to it, when, and what was said; empty when nobody did.
    pub review: String,
    /// How it stands.
    pub verdict: CaseVerdict,
    /// Why it cannot be run, or why no record is written; empty otherwise.
    pub reason: String,
    /// The fields, those that differ first.
    pub fields: Vec<CaseFieldRow>,
}

/// One field of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseFieldRow {
    /// The field's name, or `status` for whether the record is written.
    pub field: String,
    /// What is the case with it.
    pub verdict: FieldVerdict,
    /// Both values.
    pub shown: ShownDifference,
    /// The value that is expected, null for an empty field.
    pub expected: Value,
    /// The script that decides on it, when it was run.
    pub script: Option<ScriptPlace>,
    /// What the rule did and why; empty without a rule.
    pub outcome: String,
    is_not_run: bool,
}

/// What is the case with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldVerdict {
    /// Another value is there than is expected.
    Differs,
    /// The value is expected.
    Same,
    /// The case does not compare it.
    NotCompared,
}

impl FieldVerdict {
    /// The words for it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Differs => "differs",
            Self::Same => "as expected",
            Self::NotCompared => "not compared",
        }
    }
}

impl CaseFieldRow {
    /// Whether the case could not be run.
    pub fn is_not_run(&self) -> bool {
        self.is_not_run
    }

    /// Whether it speaks of whether the record is written, not of a field.
    pub fn is_status(&self) -> bool {
        self.field == STATUS
    }
}

impl Workbench {
    /// The selected case as it is shown.
    pub fn selected_case(&self) -> Option<CaseView> {
        let (stem, _) = self.model.cases.get_index(self.selection.case)?;
        self.case_view(stem)
    }

    /// The case of this stem as it is shown, with what its run gave as far as that is known.
    pub fn case_view(&self, stem: &str) -> Option<CaseView> {
        let case = self.model.cases.get(stem)?;
        let run = self.explained_case(stem).and_then(|answer| answer.run.as_deref());
        let of_run = run.map(|run| verify(case, Some(run)));
        let result = of_run.as_ref().or_else(|| self.preview.case(stem));
        let sample = self.model.samples.iter().position(|sample| sample.stem == case.sample);
        let sample_name = sample.and_then(|sample| self.model.samples.get(sample));
        Some(CaseView {
            stem: stem.to_owned(),
            name: case.name.clone(),
            sample,
            sample_name: sample_name.map_or_else(|| case.sample.clone(), |sample| sample.name.clone()),
            record_type: case.record_type.clone(),
            rule_set: run.map(|run| run.rule_set_idx),
            current: current_words(case),
            is_partial: case.only.is_some(),
            review: review_words(case),
            verdict: verdict_of(result),
            reason: result.map(|result| result.reason.clone()).unwrap_or_default(),
            fields: self.case_fields(case, result, run),
        })
    }

    /// The result of a case for the project as it is; `None` while it is not known.
    pub(super) fn case_result(&self, stem: &str) -> Option<CaseResult> {
        let case = self.model.cases.get(stem)?;
        let explained = self.cases.explained.as_ref();
        let is_explained = explained.is_some_and(|of| of.revision == self.revision && of.stem == stem);
        let run = self.explained_case(stem).and_then(|answer| answer.run.as_deref()).filter(|_| is_explained);
        match run {
            Some(run) => Some(verify(case, Some(run))),
            None => self.preview.case(stem).filter(|_| self.is_preview_current()).cloned(),
        }
    }

    fn case_fields(
        &self,
        case: &Case,
        result: Option<&CaseResult>,
        run: Option<&MappingRun>,
    ) -> Vec<CaseFieldRow> {
        let nothing = Record::default();
        let expected = case.expected.record.as_ref().unwrap_or(&nothing);
        let expects_record = case.expected.status == RunStatus::Written;
        let mut rows = vec![status_row(case, result, run)];
        for field in self.fields_in_order(case, run) {
            let is_compared = expects_record && case.compares(&field);
            let value = expected.get(&field).cloned().unwrap_or_default();
            let difference = result
                .and_then(|result| result.differences.iter().find(|difference| difference.field == field));
            let actual = match (difference, run) {
                (Some(difference), _) => difference.actual.clone(),
                (None, Some(run)) => run.record.get(&field).cloned().unwrap_or_default(),
                (None, None) => value.clone(),
            };
            let outcome = run.and_then(|run| run.outcomes.iter().rfind(|of| of.field == field));
            let verdict = match (difference, is_compared) {
                (Some(_), _) => FieldVerdict::Differs,
                (None, true) => FieldVerdict::Same,
                (None, false) => FieldVerdict::NotCompared,
            };
            let shown = if is_compared {
                shown_difference(&value, &actual)
            } else {
                ShownDifference { expected: Vec::new(), ..shown_difference(&actual, &actual) }
            };
            rows.push(CaseFieldRow {
                verdict,
                is_not_run: false,
                shown,
                expected: value,
                script: run.zip(outcome).map(|(run, outcome)| ScriptPlace::Rule {
                    rule_set: run.rule_set_idx,
                    rule: outcome.rule_idx,
                }),
                outcome: outcome
                    .map(|outcome| format!("{}: {}", outcome.outcome.word(), outcome.reason))
                    .unwrap_or_default(),
                field,
            });
        }
        rows.sort_by_key(|row| row.verdict);
        rows
    }

    /// The fields that are expected or there, in the order of the target; others behind them.
    fn fields_in_order(&self, case: &Case, run: Option<&MappingRun>) -> Vec<String> {
        let of_record = |record: Option<&Record>| -> Vec<String> {
            record.map(|record| record.fields.keys().cloned().collect()).unwrap_or_default()
        };
        let mut fields = of_record(case.expected.record.as_ref());
        fields.extend(case.only.iter().flatten().cloned());
        fields.extend(of_record(run.map(|run| &run.record)));
        let known = self.target.record_type(&case.record_type).map(|record_type| &record_type.fields);
        let place = |name: &str| {
            known.and_then(|fields| fields.iter().position(|field| field.name == name)).unwrap_or(usize::MAX)
        };
        fields.sort_by_cached_key(|field| (place(field), field.clone()));
        fields.dedup();
        fields
    }
}

/// Whether the record is written.
fn status_row(case: &Case, result: Option<&CaseResult>, run: Option<&MappingRun>) -> CaseFieldRow {
    let expected = Value::from(case.expected.status.word());
    let difference = result.and_then(|of| of.differences.iter().find(|of| of.field == STATUS));
    let actual = difference.map_or_else(|| expected.clone(), |difference| difference.actual.clone());
    let is_not_run = actual.is_null();
    let words = |value: &Value| status_words(value.as_str().unwrap_or_default());
    // As a whole: single words of them mean nothing.
    let part =
        |value: &Value| vec![ShownPart { text: words(value).to_owned(), differs: difference.is_some() }];
    let reason = run.and_then(|run| run.reason.clone()).unwrap_or_default();
    CaseFieldRow {
        field: STATUS.to_owned(),
        verdict: if difference.is_some() { FieldVerdict::Differs } else { FieldVerdict::Same },
        shown: ShownDifference { expected: part(&expected), actual: part(&actual) },
        is_not_run,
        expected,
        script: run.map(|run| ScriptPlace::Condition { rule_set: run.rule_set_idx }),
        outcome: reason,
    }
}

/// The status of a run as people say it.
fn status_words(word: &str) -> &'static str {
    match word {
        "written" => "written",
        "rejected" => "rejected, not written",
        "failed" => "failed, not written",
        _ => "not run",
    }
}

fn current_words(case: &Case) -> &'static str {
    match &case.current {
        CaseRecord::FromRecords => "the record of the project",
        CaseRecord::New => "a new record",
        CaseRecord::Given(_) => "a record of its own",
    }
}

fn review_words(case: &Case) -> String {
    let Some(review) = &case.review else { return String::new() };
    let by = if review.by.trim().is_empty() { "Agreed" } else { "Agreed with " };
    let mut words = format!("{by}{}", review.by.trim());
    if !review.at.is_empty() {
        // Of a time the day says enough.
        let day = review.at.split('T').next().unwrap_or(&review.at);
        words = format!("{words} on {day}");
    }
    if review.note.is_empty() { words } else { format!("{words}: {}", review.note) }
}
