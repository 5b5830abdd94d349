//! Corrections and confirmations of a customer as cases of the project.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::mapping::{Case, CaseRecord, CurrentRecord, Expected, MappingRun, Review, RunStatus, verify};
use crate::project::{CaseChoice, ExportRequest, ProjectModel, export_mapping_file};
use crate::report::{CorrectedCell, Corrections, PersonConfirmed};
use crate::scim::ResourceType;
use crate::target::{Record, TargetSchema};
use crate::workbench::{ProjectRunner, SampleInput, display_value, target_of};

/// What comes of a sheet that was sent back.
#[derive(Clone, Debug, PartialEq)]
pub struct SignOffImport {
    /// The cases, corrections before confirmations; each group in the order of the sheet.
    pub cases: Vec<SignOffCase>,
    /// What is to be known, such as cells that were not understood.
    pub diagnostics: Vec<Diagnostic>,
}

/// A case that the project gets.
#[derive(Clone, Debug, PartialEq)]
pub struct SignOffCase {
    /// The name of its file without ending.
    pub stem: String,
    /// The case.
    pub case: Case,
    /// Whether the mapping as it is does what the case expects.
    pub verdict: Verdict,
    /// It takes the place of one from an earlier sheet.
    pub replaces: bool,
    /// The cell that was corrected; `None` for a confirmation.
    pub address: Option<String>,
    /// How many results it confirms.
    pub n_confirmed: usize,
    /// In a few words what was corrected or confirmed.
    pub words: String,
}

/// Whether a case is as the mapping does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The mapping does something else.
    Red,
    /// The mapping does it.
    Green,
}

impl SignOffImport {
    /// How many cases have this verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.cases.iter().filter(|case| case.verdict == verdict).count()
    }

    /// Whether the sheet was made of another project, so that its cases mean nothing here.
    pub fn is_of_other_project(&self) -> bool {
        self.diagnostics.iter().any(|found| found.code == Code::SheetOfOtherProject)
    }

    /// Whether the sheet does not say who reviewed some of it.
    pub fn has_unnamed(&self) -> bool {
        self.cases.iter().filter_map(|case| case.case.review.as_ref()).any(|review| review.by.is_empty())
    }

    /// Says who reviewed it and on which day, `YYYY-MM-DD`, where the sheet does not say so itself.
    pub fn name_reviewer(&mut self, by: &str, on: &str) {
        for review in self.cases.iter_mut().filter_map(|case| case.case.review.as_mut()) {
            if review.by.is_empty() {
                by.clone_into(&mut review.by);
            }
            if review.at.is_empty() {
                on.clone_into(&mut review.at);
            }
        }
    }

    /// How many results were corrected.
    pub fn n_corrected(&self) -> usize {
        self.cases.iter().filter(|case| case.address.is_some()).count()
    }

    /// How many results were confirmed; whether the record is written counts as one.
    pub fn n_confirmed(&self) -> usize {
        self.cases.iter().map(|case| case.n_confirmed).sum()
    }
}

/// What taking the corrections over would give; `file` is the sheet's name in messages.
pub fn plan_sign_off_import(
    model: &ProjectModel,
    corrections: &Corrections,
    file: &str,
    now: Timestamp,
) -> SignOffImport {
    let mut planner = Planner::new(model, corrections, file, now);
    planner.tell_origin();
    for corrected in &corrections.corrected {
        planner.correct(corrected);
    }
    let is_status_corrected = |person: &PersonConfirmed| {
        corrections.corrected.iter().any(|corrected| {
            corrected.is_status
                && (&corrected.record_type, &corrected.sample) == (&person.record_type, &person.sample)
        })
    };
    for confirmed in &corrections.persons {
        // A record that should be written after all has no results that could be right.
        let is_confirmed = !confirmed.fields.is_empty() || confirmed.is_status_confirmed;
        if is_confirmed && !is_status_corrected(confirmed) {
            planner.confirm(confirmed);
        }
    }
    SignOffImport { cases: planner.cases, diagnostics: planner.diagnostics }
}

/// The project with the cases.
pub fn apply_sign_off_import(model: &mut ProjectModel, import: &SignOffImport) {
    let cases = Arc::make_mut(&mut model.cases);
    for case in &import.cases {
        cases.insert(case.stem.clone(), case.case.clone());
    }
    cases.sort_keys();
}

struct Planner<'p> {
    model: &'p ProjectModel,
    corrections: &'p Corrections,
    file: &'p str,
    now: Timestamp,
    target: Arc<TargetSchema>,
    runner: ProjectRunner,
    environment: String,
    cases: Vec<SignOffCase>,
    diagnostics: Vec<Diagnostic>,
}

impl<'p> Planner<'p> {
    fn new(model: &'p ProjectModel, corrections: &'p Corrections, file: &'p str, now: Timestamp) -> Self {
        let known = model.environment(&corrections.environment).or(model.settings.environments.first());
        let environment = known.map(|found| found.name.clone()).unwrap_or_default();
        let inputs: Vec<SampleInput> =
            model.samples.iter().filter_map(|sample| SampleInput::of_sample(sample).ok()).collect();
        let runner = ProjectRunner::new(model, &environment, now, &inputs);
        let (cases, diagnostics) = (Vec::new(), Vec::new());
        let target = target_of(&model.settings.target);
        Self { model, corrections, file, now, target, runner, environment, cases, diagnostics }
    }

    /// Whether the sheet is of this project, and of the mapping as it is.
    fn tell_origin(&mut self) {
        let corrections = self.corrections;
        if corrections.project != self.model.settings.name {
            let message = format!(
                "The sheet was made of the project `{}`, and this is `{}`",
                corrections.project, self.model.settings.name
            );
            let help = "import it into the project that it is of";
            self.tell(Diagnostic::error(Code::SheetOfOtherProject, message).with_help(help));
        }
        let request =
            ExportRequest { environment: &self.environment, cases: CaseChoice::Without, now: self.now };
        let digest = export_mapping_file(self.model, &request).map(|(file, _)| file.provenance.digest);
        if digest.is_ok_and(|digest| digest != corrections.content_digest) {
            let day = corrections.made_at.split('T').next().unwrap_or_default();
            let message = format!("The mapping was changed since the sheet was made on {day}");
            let help = "what was confirmed may be red; what was corrected may be green already";
            self.tell(Diagnostic::warning(Code::SheetOfOlderMapping, message).with_help(help));
        }
    }

    fn correct(&mut self, corrected: &CorrectedCell) {
        let after = &corrected.after;
        let title = if corrected.is_status {
            "Record".to_owned()
        } else {
            self.field_title(&corrected.record_type, &corrected.field)
        };
        let expected = if corrected.is_status {
            let status = status_of(after);
            Expected { status, record: (status == RunStatus::Written).then(Record::default) }
        } else {
            let fields = fields_of([(corrected.field.as_str(), after)]);
            Expected { status: RunStatus::Written, record: Some(Record { fields }) }
        };
        let only = if corrected.is_status { Vec::new() } else { vec![corrected.field.clone()] };
        let words = format!("{title}: {} in place of {}", shown(after), shown(&corrected.before));
        let person = self.person(&corrected.record_type, &corrected.sample);
        let note = format!("corrected in {}: {words}", corrected.address);
        let name = format!("{}: {title} (sign-off)", self.sample_name(&corrected.sample));
        let case = Case {
            only: Some(only),
            review: Some(self.review(person, note)),
            ..Case::new(name, corrected.sample.clone(), corrected.record_type.clone(), expected)
        };
        let field = if corrected.is_status { "record" } else { corrected.field.as_str() };
        let stem = self.stem(&corrected.record_type, &corrected.sample, Some(field));
        self.tell_contradictions(corrected, &stem);
        self.push(stem, case, (Some(corrected.address.clone()), 0), words);
    }

    /// What was confirmed of a person, as one case.
    fn confirm(&mut self, confirmed: &PersonConfirmed) {
        let status = status_of(&confirmed.status);
        let is_written = status == RunStatus::Written;
        let fields = confirmed.fields.iter().map(|(field, value)| (field.as_str(), value));
        let expected = Expected { status, record: is_written.then(|| Record { fields: fields_of(fields) }) };
        let only = is_written.then(|| confirmed.fields.iter().map(|(field, _)| field.clone()).collect());
        let words = match confirmed.fields.len() {
            _ if !is_written => "that no record is written is confirmed".to_owned(),
            0 => "that the record is written is confirmed".to_owned(),
            1 => "1 result confirmed".to_owned(),
            count => format!("{count} results confirmed"),
        };
        let review = self.review(Some(confirmed), "confirmed as it stands in the sheet".to_owned());
        let name = format!("{} (sign-off)", self.sample_name(&confirmed.sample));
        let case = Case {
            only,
            review: Some(review),
            ..Case::new(name, confirmed.sample.clone(), confirmed.record_type.clone(), expected)
        };
        let stem = self.stem(&confirmed.record_type, &confirmed.sample, None);
        let n_confirmed = confirmed.fields.len() + usize::from(confirmed.is_status_confirmed);
        self.push(stem, case, (None, n_confirmed), words);
    }

    fn push(
        &mut self,
        stem: String,
        case: Case,
        (address, n_confirmed): (Option<String>, usize),
        words: String,
    ) {
        if self.model.sample(&case.sample).is_none() {
            let message = format!("The project has no sample `{}` any more", case.sample);
            let help = "what the sheet says of this person is not taken over";
            self.tell(Diagnostic::error(Code::UnknownSample, message).with_help(help));
            return;
        }
        let passed = self.run(&case).is_some_and(|run| verify(&case, Some(&run)).passed);
        let verdict = if passed { Verdict::Green } else { Verdict::Red };
        let replaces = self.model.cases.contains_key(&stem);
        self.cases.push(SignOffCase { stem, case, verdict, replaces, address, n_confirmed, words });
    }

    /// Tells of cases that expect another value than the correction, so that both cannot be green.
    fn tell_contradictions(&mut self, corrected: &CorrectedCell, stem: &str) {
        let is_other = |case: &Case| {
            let record = case.expected.record.as_ref();
            let is_of_person = case.sample == corrected.sample && case.record_type == corrected.record_type;
            let expects_other = if corrected.is_status {
                Some(case.expected.status.word()) != corrected.after.as_str()
            } else {
                case.compares(&corrected.field)
                    && (case.expected.status != RunStatus::Written
                        || record.and_then(|record| record.get(&corrected.field)).unwrap_or(&Value::Null)
                            != &corrected.after)
            };
            is_of_person && case.current == CaseRecord::FromRecords && expects_other
        };
        let others = self.model.cases.iter().filter(|(other, case)| *other != stem && is_other(case));
        let names: Vec<String> = others.map(|(_, case)| format!("`{}`", case.name)).collect();
        if names.is_empty() {
            return;
        }
        let message = format!("{}: the case {} expects something else", corrected.address, names.join(", "));
        let help = "change that case when the correction is right";
        self.tell(Diagnostic::warning(Code::SheetContradictsCase, message).with_help(help));
    }

    fn tell(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic.at(Place::in_file(self.file, None)));
    }

    /// The run that a case speaks of.
    fn run(&mut self, case: &Case) -> Option<MappingRun> {
        let input = SampleInput::of_sample(self.model.sample(&case.sample)?).ok()?;
        let runs = self.runner.run(&input, CurrentRecord::Matched);
        runs.into_iter().find(|run| run.record_type == case.record_type)
    }

    fn person(&self, record_type: &str, sample: &str) -> Option<&'p PersonConfirmed> {
        let is_meant =
            |person: &&PersonConfirmed| person.record_type == record_type && person.sample == sample;
        self.corrections.persons.iter().find(is_meant)
    }

    fn sample_name(&self, stem: &str) -> String {
        self.model.sample(stem).map_or_else(|| stem.to_owned(), |sample| sample.name.clone())
    }

    fn field_title(&self, record_type: &str, field: &str) -> String {
        let record_type = self.target.record_type(record_type);
        let found = record_type.and_then(|record_type| record_type.field(field));
        found.map_or_else(|| field.to_owned(), |field| field.title.clone())
    }

    /// Who said it and when: for the person, else who signed the sheet.
    fn review(&self, person: Option<&PersonConfirmed>, note: String) -> Review {
        let corrections = self.corrections;
        let named = person.map(|person| person.by.as_str()).into_iter();
        let named = named.chain([corrections.signed_by.as_str()]);
        let on = person.map(|person| person.on.as_str()).into_iter();
        let on = on.chain([corrections.signed_on.as_str()]);
        let is_day = |text: &&str| text.get(..10).is_some_and(|day| day.parse::<Date>().is_ok());
        Review {
            by: named.into_iter().find(|name| !name.is_empty()).unwrap_or_default().to_owned(),
            at: on.into_iter().find(is_day).unwrap_or_default().to_owned(),
            note,
            other: Map::new(),
        }
    }

    /// The stem of a case from a sheet. The same one is used for the next sheet.
    fn stem(&self, record_type: &str, sample: &str, field: Option<&str>) -> String {
        let is_only_type = self.model.mapping.rule_sets.iter().all(|rule_set| {
            rule_set.record_type == record_type
                || Some(rule_set.resource_type) != self.resource_type_of(record_type)
        });
        let parts = [Some("sign-off"), Some(sample), (!is_only_type).then_some(record_type), field];
        parts.into_iter().flatten().collect::<Vec<_>>().join("-")
    }

    fn resource_type_of(&self, record_type: &str) -> Option<ResourceType> {
        let mut rule_sets = self.model.mapping.rule_sets.iter();
        rule_sets.find(|rule_set| rule_set.record_type == record_type).map(|rule_set| rule_set.resource_type)
    }
}

/// The status of this word; a sheet knows no others.
fn status_of(word: &Value) -> RunStatus {
    let others = [RunStatus::Rejected, RunStatus::Failed];
    let found = others.into_iter().find(|status| word.as_str() == Some(status.word()));
    found.unwrap_or(RunStatus::Written)
}

/// The fields that are filled.
fn fields_of<'f>(fields: impl IntoIterator<Item = (&'f str, &'f Value)>) -> Map<String, Value> {
    let filled = fields.into_iter().filter(|(_, value)| !value.is_null());
    filled.map(|(field, value)| (field.to_owned(), value.clone())).collect()
}

fn shown(value: &Value) -> String {
    match display_value(value) {
        text if text.is_empty() => "nothing".to_owned(),
        text => format!("`{text}`"),
    }
}
