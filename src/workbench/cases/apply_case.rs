//! Commands on cases.

use std::sync::Arc;
use std::time::Duration;

use indexmap::IndexMap;
use serde_json::Value;

use crate::mapping::{Case, CaseResult, Expected, MappingRun, RunStatus};
use crate::project::FreeCaseStems;
use crate::target::Record;
use crate::workbench::cases::expect::{is_whole, new_case, with_expected};
use crate::workbench::{CaseCommand, ExpectPlan, Notice, Workbench};

type Cases = IndexMap<String, Case>;

impl Workbench {
    pub(in crate::workbench) fn apply_case(&mut self, command: CaseCommand, at: Duration) {
        match command {
            CaseCommand::ExpectField { sample, rule_set, field } => {
                self.expect_field(sample, rule_set, &field, at);
            }
            CaseCommand::ExpectRecord { sample, rule_set } => self.expect_record(sample, rule_set, at),
            CaseCommand::ExpectPlanned { plan, updates } => self.expect_planned(&plan, updates, at),
            CaseCommand::DropPlan => self.cases.plan = None,
            CaseCommand::Accept { stems } => self.accept(&stems, at),
            CaseCommand::AcceptField { stem, field } => self.accept_field(&stem, &field, at),
            CaseCommand::SetExpected { stem, field, value } => {
                self.edit_case(&stem, at, |case| set_expected(case, &field, value));
            }
            CaseCommand::SetStatus { stem, status } => {
                self.edit_case(&stem, at, |case| set_status(case, status, None));
            }
            CaseCommand::SetCompared { stem, field, is_compared } => {
                let all = self.fields_of(&stem);
                self.edit_case(&stem, at, |case| set_compared(case, &field, is_compared, &all));
            }
            CaseCommand::SetCurrent { stem, current } => {
                self.edit_case(&stem, at, |case| case.current = current);
            }
            CaseCommand::Rename { stem, name } => self.edit_case(&stem, at, |case| case.name = name),
            CaseCommand::Duplicate { stem } => self.duplicate_case(&stem, at),
            CaseCommand::Delete { stem } => self.edit_cases(at, |cases| {
                cases.shift_remove(&stem);
            }),
        }
    }

    /// Changes the cases in one step that can be undone; the selected one stays selected.
    fn edit_cases(&mut self, at: Duration, change: impl FnOnce(&mut Cases)) {
        let selected = self.model.cases.get_index(self.selection.case).map(|(stem, _)| stem.clone());
        self.edit(None, at, |model, selection| {
            let mut cases = Cases::clone(&model.cases);
            change(&mut cases);
            // Also the order counts, by which a case is selected.
            if !cases.iter().eq(model.cases.iter()) {
                model.cases = Arc::new(cases);
            }
            let place = selected.and_then(|stem| model.cases.get_index_of(&stem));
            selection.case = place.unwrap_or(selection.case).min(model.cases.len().saturating_sub(1));
        });
    }

    /// Changes a case. When it expects something else than before, who agreed to it has not agreed to that.
    fn edit_case(&mut self, stem: &str, at: Duration, change: impl FnOnce(&mut Case)) {
        let reviewer = self.model.cases.get(stem).and_then(|case| case.review.clone());
        self.edit_cases(at, |cases| {
            let Some(case) = cases.get_mut(stem) else { return };
            let before = (case.expected.clone(), case.only.clone(), case.current.clone());
            change(case);
            if before != (case.expected.clone(), case.only.clone(), case.current.clone()) {
                case.review = None;
            }
        });
        let is_dropped = self.model.cases.get(stem).is_some_and(|case| case.review.is_none());
        if let Some(review) = reviewer.filter(|_| is_dropped) {
            let text = format!("{} agreed to what was expected before; the review was taken out", review.by);
            self.notices.push(Notice::warning(text));
        }
    }

    /// Puts a case in and selects it.
    fn put_case(&mut self, stem: &str, case: Case, at: Duration) {
        self.edit_cases(at, |cases| put(cases, [(stem.to_owned(), case)]));
        if let Some(place) = self.model.cases.get_index_of(stem) {
            self.selection.case = place;
        }
    }

    /// The run of a sample that is looked at, as it is now.
    fn run_to_expect(&mut self, sample: usize, rule_set: usize) -> Option<MappingRun> {
        let run = self.preview.run(sample, rule_set).filter(|_| self.is_sample_current(sample)).cloned();
        if run.is_none() {
            let text = match self.preview.not_run(sample) {
                Some(why) => format!("Nothing can be expected: {}", why.words()),
                None if !self.is_sample_current(sample) => {
                    "The sample is still running; expect its result when it is there".to_owned()
                }
                None => "The rules in the list do not run on this sample".to_owned(),
            };
            self.notices.push(Notice::warning(text));
        }
        run
    }

    fn expect_record(&mut self, sample: usize, rule_set: usize, at: Duration) {
        let Some(run) = self.run_to_expect(sample, rule_set) else { return };
        let Some(kept) = self.model.samples.get(sample).cloned() else { return };
        let new = new_case(&kept, &run);
        let known = self.case_of(&kept.stem, &run.record_type, is_whole);
        let (stem, case, words) = match known {
            Some((_, case)) if case.expected == new.expected => {
                return self
                    .notices
                    .push(Notice::note(format!("{} is expected like this already", kept.name)));
            }
            Some((stem, case)) => (stem, with_expected(&case, new.expected), "updated"),
            None => (FreeCaseStems::of(&self.model).take_for(&kept.stem), new, "added"),
        };
        self.put_case(&stem, case, at);
        self.notices.push(Notice::note(format!("The case `{}` was {words}", kept.name)));
    }

    fn expect_field(&mut self, sample: usize, rule_set: usize, field: &str, at: Duration) {
        let Some(run) = self.run_to_expect(sample, rule_set) else { return };
        if run.status != RunStatus::Written {
            // There is no field to expect; that there is none is what is expected.
            return self.expect_record(sample, rule_set, at);
        }
        let Some(kept) = self.model.samples.get(sample).cloned() else { return };
        let value = run.record.get(field).cloned();
        // A case that compares the field first, then one that compares some fields.
        let known =
            self.case_of(&kept.stem, &run.record_type, |case| is_of_records(case) && case.compares(field));
        let known = known.or_else(|| {
            self.case_of(&kept.stem, &run.record_type, |case| is_of_records(case) && case.only.is_some())
        });
        let (stem, mut case) = known.unwrap_or_else(|| {
            let stem = FreeCaseStems::of(&self.model).take_for(&kept.stem);
            (stem, Case { only: Some(Vec::new()), ..empty_case(new_case(&kept, &run)) })
        });
        let before = case.clone();
        if let Some(only) = case.only.as_mut().filter(|only| !only.iter().any(|known| known == field)) {
            only.push(field.to_owned());
        }
        if case.expected.status != RunStatus::Written {
            set_status(&mut case, RunStatus::Written, Some(&run.record));
        }
        set_expected(&mut case, field, value);
        if case == before {
            return self.notices.push(Notice::note(format!("{field} is expected like this already")));
        }
        case.review = None;
        self.put_case(&stem, case, at);
        self.notices.push(Notice::note(format!("{field} of {} is expected from now on", kept.name)));
    }

    fn expect_planned(&mut self, plan: &ExpectPlan, updates: bool, at: Duration) {
        self.cases.plan = None;
        if plan.revision != self.revision {
            let text = "The project was changed in between; expect all samples again";
            return self.notices.push(Notice::warning(text));
        }
        let (n_new, n_changed) = (plan.new.len(), if updates { plan.changed.len() } else { 0 });
        self.edit_cases(at, |cases| {
            let changed = plan.changed.iter().take(n_changed);
            put(cases, plan.new.iter().chain(changed).cloned());
        });
        self.notices.push(Notice::note(format!("{} added, {n_changed} updated", counted_cases(n_new))));
    }

    fn accept(&mut self, stems: &[String], at: Duration) {
        let known: Vec<_> = stems.iter().map(|stem| (stem, self.case_result(stem))).collect();
        let is_running = known.iter().any(|(_, result)| result.is_none());
        let results = known.into_iter().filter_map(|(stem, result)| Some((stem, result?)));
        let red: Vec<(&String, CaseResult)> = results.filter(|(_, result)| !result.passed).collect();
        let n_cannot = red.iter().filter(|(_, result)| actual_status(result).is_none()).count();
        match red.as_slice() {
            [(stem, result)] => self.edit_case(stem, at, |case| accept_all(case, result)),
            several => self.accept_several(several, at),
        }
        if is_running {
            self.notices
                .push(Notice::warning("The cases are still running; accept them when they are there"));
        }
        if n_cannot > 0 {
            let text = format!("{} cannot run, so that there is nothing to accept", counted_cases(n_cannot));
            self.notices.push(Notice::warning(text));
        }
    }

    fn accept_several(&mut self, red: &[(&String, CaseResult)], at: Duration) {
        let mut n_reviews = 0;
        self.edit_cases(at, |cases| {
            for (stem, result) in red {
                if let Some(case) = cases.get_mut(*stem)
                    && actual_status(result).is_some()
                {
                    accept_all(case, result);
                    n_reviews += usize::from(case.review.take().is_some());
                }
            }
        });
        if n_reviews > 0 {
            let text = format!("{} had been agreed to; the reviews were taken out", counted_cases(n_reviews));
            self.notices.push(Notice::warning(text));
        }
    }

    fn accept_field(&mut self, stem: &str, field: &str, at: Duration) {
        let Some(result) = self.case_result(stem) else { return };
        if field == STATUS {
            return self.accept(&[stem.to_owned()], at);
        }
        let difference = result.differences.iter().find(|difference| difference.field == field);
        let Some(actual) = difference.map(|difference| difference.actual.clone()) else { return };
        self.edit_case(stem, at, |case| set_expected(case, field, Some(actual)));
    }

    fn duplicate_case(&mut self, stem: &str, at: Duration) {
        let Some(case) = self.model.cases.get(stem) else { return };
        let copy = Case { name: format!("{} (copy)", case.name), review: None, ..case.clone() };
        let stem = FreeCaseStems::of(&self.model).take_for(stem);
        self.put_case(&stem, copy, at);
    }

    /// The first case of a sample and record type of this kind.
    fn case_of(&self, sample: &str, record_type: &str, is: impl Fn(&Case) -> bool) -> Option<(String, Case)> {
        let mut cases = self.model.cases.iter();
        let found =
            cases.find(|(_, case)| case.sample == sample && case.record_type == record_type && is(case))?;
        Some((found.0.clone(), found.1.clone()))
    }

    /// The fields of the record that a case expects and of what comes of it.
    fn fields_of(&self, stem: &str) -> Vec<String> {
        let Some(view) = self.case_view(stem) else { return Vec::new() };
        view.fields.into_iter().map(|row| row.field).filter(|field| field != STATUS).collect()
    }
}

/// The name under which differences speak of whether the record is written.
pub(super) const STATUS: &str = "status";

/// `1 case`, `2 cases`.
fn counted_cases(count: usize) -> String {
    if count == 1 { "1 case".to_owned() } else { format!("{count} cases") }
}

/// Puts cases in, in the order in which they are read from their files.
fn put(cases: &mut Cases, new: impl IntoIterator<Item = (String, Case)>) {
    cases.extend(new);
    cases.sort_by(|one, _, other, _| one.bytes().chain(*b".json").cmp(other.bytes().chain(*b".json")));
}

fn is_of_records(case: &Case) -> bool {
    case.current == crate::mapping::CaseRecord::FromRecords
}

/// The case without the fields that it expects.
fn empty_case(case: Case) -> Case {
    let record = case.expected.record.is_some().then(Record::default);
    Case { expected: Expected { record, ..case.expected }, ..case }
}

/// The status that a case has now, `None` when it could not be run.
fn actual_status(result: &CaseResult) -> Option<RunStatus> {
    let Some(status) = result.differences.iter().find(|difference| difference.field == STATUS) else {
        return Some(RunStatus::Written);
    };
    serde_json::from_value(status.actual.clone()).ok()
}

/// Takes over everything that differs.
fn accept_all(case: &mut Case, result: &CaseResult) {
    let Some(status) = actual_status(result) else { return };
    let nothing = Record::default();
    if status != case.expected.status {
        set_status(case, status, Some(result.actual.as_deref().unwrap_or(&nothing)));
    } else if let (None, Some(actual)) = (&case.only, &result.actual) {
        case.expected.record = Some(Record::clone(actual));
    } else {
        for difference in &result.differences {
            set_expected(case, &difference.field, Some(difference.actual.clone()));
        }
    }
}

/// Expects that the record is written, or not. `actual` is what is written now.
fn set_status(case: &mut Case, status: RunStatus, actual: Option<&Record>) {
    case.expected.status = status;
    case.expected.record = (status == RunStatus::Written).then(|| {
        let actual = actual.cloned().or(case.expected.record.take()).unwrap_or_default();
        let fields = actual.fields.into_iter().filter(|(field, _)| case.compares(field));
        Record { fields: fields.collect() }
    });
}

/// Expects a value in a field. A field that is not compared is compared from now on.
fn set_expected(case: &mut Case, field: &str, value: Option<Value>) {
    if let Some(only) = case.only.as_mut().filter(|only| !only.iter().any(|known| known == field)) {
        only.push(field.to_owned());
    }
    let record = case.expected.record.get_or_insert_default();
    match value.filter(|value| !value.is_null()) {
        Some(value) => {
            record.fields.insert(field.to_owned(), value);
        }
        None => {
            record.fields.shift_remove(field);
        }
    }
}

/// Compares a field, or leaves it out. `all` are the fields that there are.
fn set_compared(case: &mut Case, field: &str, is_compared: bool, all: &[String]) {
    if case.compares(field) == is_compared || field == STATUS {
        return;
    }
    let only = case.only.get_or_insert_with(|| all.to_vec());
    if is_compared {
        only.push(field.to_owned());
    } else {
        only.retain(|known| known != field);
        if let Some(record) = &mut case.expected.record {
            record.fields.shift_remove(field);
        }
    }
}
