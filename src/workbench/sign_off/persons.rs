//! Whose results a sheet shows, and what they are.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::mapping::{CurrentRecord, MappingRun, RuleSet, RunStatus};
use crate::project::{People, ProjectModel, Sample, unmasked_words};
use crate::report::{ShownPeople, SignOffPerson};
use crate::scim::ResourceType;
use crate::target::{FieldType, TargetSchema};
use crate::workbench::sign_off::build::{SignOffRefusal, SignOffRequest};
use crate::workbench::{ProjectRunner, SampleInput, cover};

/// How many users a sheet shows when nobody chose them.
const FEWEST_USERS: usize = 6;
const MOST_USERS: usize = 10;

/// How many groups it shows then.
const MOST_GROUPS: usize = 4;

/// With more samples than these nobody waits until it is known which of them say most.
const MOST_COVERED: usize = 2_000;

/// How many samples are listed in a message.
const MOST_LISTED: usize = 5;

/// A sample that is shown.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    pub stem: String,
    pub name: String,
    pub people: ShownPeople,
    input: SampleInput,
}

/// The samples that a sheet shows.
pub(super) fn choose(
    model: &ProjectModel,
    target: &TargetSchema,
    request: &SignOffRequest,
) -> Result<Vec<Chosen>, SignOffRefusal> {
    let mut scene = Scene::new(model, target, request);
    if request.persons.is_empty() { scene.choose_some() } else { scene.choose_named() }
}

/// The results of a rule set for the samples that it runs on.
pub(super) fn persons_of(
    runner: &mut ProjectRunner,
    chosen: &[Chosen],
    rule_set_idx: usize,
    rule_set: &RuleSet,
) -> Vec<SignOffPerson> {
    let mut persons = Vec::new();
    for sample in chosen {
        let runs = runner.run(&sample.input, CurrentRecord::Matched);
        let run = runs.into_iter().find(|run| run.rule_set_idx == rule_set_idx);
        persons.extend(run.map(|run| person(sample, &run, rule_set)));
    }
    persons
}

fn person(sample: &Chosen, run: &MappingRun, rule_set: &RuleSet) -> SignOffPerson {
    let mut fields: Vec<&str> = Vec::new();
    for rule in rule_set.rules.iter().filter(|rule| rule.enabled) {
        if !fields.contains(&rule.field.as_str()) {
            fields.push(&rule.field);
        }
    }
    let is_written = run.status == RunStatus::Written;
    let value = |field: &str| {
        let value = run.record.get(field).filter(|_| is_written);
        value.cloned().unwrap_or(Value::Null)
    };
    SignOffPerson {
        sample: sample.stem.clone(),
        name: sample.name.clone(),
        is_new: run.is_new(),
        status: run.status,
        reason: run.reason.clone(),
        values: fields.into_iter().map(value).collect(),
    }
}

struct Scene<'s> {
    model: &'s ProjectModel,
    target: &'s TargetSchema,
    request: &'s SignOffRequest,
    runner: ProjectRunner,
}

impl<'s> Scene<'s> {
    fn new(model: &'s ProjectModel, target: &'s TargetSchema, request: &'s SignOffRequest) -> Self {
        let inputs: Vec<SampleInput> =
            model.samples.iter().filter_map(|sample| SampleInput::of_sample(sample).ok()).collect();
        let runner = ProjectRunner::new(model, &request.environment, request.now, &inputs);
        Self { model, target, request, runner }
    }

    fn choose_named(&mut self) -> Result<Vec<Chosen>, SignOffRefusal> {
        let mut chosen: Vec<Chosen> = Vec::new();
        for stem in &self.request.persons {
            let Some(sample) = self.model.sample(stem) else {
                return Err(SignOffRefusal::NoSample { stem: stem.clone(), known: self.known_samples() });
            };
            if chosen.iter().any(|known| known.stem == *stem) {
                continue;
            }
            let found = self
                .chosen(sample)
                .map_err(|why| SignOffRefusal::NoResult { stem: stem.clone(), why: why.to_owned() })?;
            chosen.push(found);
        }
        let real = chosen.iter().filter(|person| person.people == ShownPeople::Real);
        let names: Vec<&str> = real.map(|person| person.name.as_str()).collect();
        match unmasked_words("sample", names.into_iter()) {
            Some(words) if !self.request.unlock_people => Err(SignOffRefusal::RealPeople { words }),
            _ => Ok(chosen),
        }
    }

    /// A few samples that come by most; without real people, unless they are unlocked.
    fn choose_some(&mut self) -> Result<Vec<Chosen>, SignOffRefusal> {
        let mut chosen: Vec<(usize, Chosen)> = Vec::new();
        let (mut n_users, mut n_groups) = (0, 0);
        let mut real: Vec<&str> = Vec::new();
        for (place, is_of_set) in self.in_order() {
            let Some(sample) = self.model.samples.get(place) else { continue };
            let Ok(found) = self.chosen(sample) else { continue };
            let (count, most) = match found.input.resource.resource_type {
                ResourceType::User if is_of_set => (&mut n_users, MOST_USERS),
                ResourceType::User => (&mut n_users, FEWEST_USERS),
                ResourceType::Group => (&mut n_groups, MOST_GROUPS),
            };
            if *count >= most {
                continue;
            }
            if found.people == ShownPeople::Real && !self.request.unlock_people {
                real.push(&sample.name);
                continue;
            }
            *count += 1;
            chosen.push((place, found));
        }
        match unmasked_words("sample", real.into_iter()) {
            Some(words) if chosen.is_empty() => Err(SignOffRefusal::RealPeople { words }),
            _ => {
                chosen.sort_by_key(|(place, _)| *place);
                Ok(chosen.into_iter().map(|(_, person)| person).collect())
            }
        }
    }

    /// All samples, those of the smallest set with the coverage of all first.
    fn in_order(&self) -> Vec<(usize, bool)> {
        let n_samples = self.model.samples.len();
        let report =
            (n_samples <= MOST_COVERED).then(|| cover(&self.runner, self.model, &|| false)).flatten();
        let set: BTreeSet<usize> = report
            .iter()
            .flat_map(|report| report.smallest.iter().filter_map(|entry| report.entries.get(*entry)))
            .map(|entry| entry.sample)
            .collect();
        let of_set = set.iter().map(|place| (*place, true));
        of_set
            .chain((0..n_samples).filter(|place| !set.contains(place)).map(|place| (place, false)))
            .collect()
    }

    fn chosen(&mut self, sample: &Sample) -> Result<Chosen, &'static str> {
        let input = SampleInput::of_sample(sample).map_err(crate::workbench::NotRun::words)?;
        let mut people = match sample.people {
            People::Real => ShownPeople::Real,
            People::Masked => ShownPeople::Masked,
            People::MadeUp => ShownPeople::MadeUp,
        };
        if self.model.settings.masking.records.is_real() && people != ShownPeople::Real {
            let runs = self.runner.run(&input, CurrentRecord::Matched);
            if runs.iter().any(|run| self.shows_record_of_person(run)) {
                people = ShownPeople::Real;
            }
        }
        Ok(Chosen { stem: sample.stem.clone(), name: sample.name.clone(), people, input })
    }

    /// Whether a result has something of the account's own people in it: of the record that it is
    /// for, or of one that it refers to.
    fn shows_record_of_person(&self, run: &MappingRun) -> bool {
        let is_person =
            |name: &str| self.target.record_type(name).is_some_and(|found| found.resource_type == "User");
        let Some(record_type) = self.target.record_type(&run.record_type) else { return false };
        let refers_to_person = || {
            record_type.fields.iter().any(|field| match &field.field_type {
                FieldType::Reference { record_type, .. } => {
                    is_person(record_type) && run.record.get(&field.name).is_some()
                }
                _ => false,
            })
        };
        (run.current.is_some() && is_person(&run.record_type)) || refers_to_person()
    }

    fn known_samples(&self) -> String {
        let names: Vec<&str> =
            self.model.samples.iter().map(|sample| sample.stem.as_str()).take(MOST_LISTED).collect();
        match self.model.samples.len().saturating_sub(names.len()) {
            0 if names.is_empty() => "none".to_owned(),
            0 => names.join(", "),
            n_more => format!("{} and {n_more} more", names.join(", ")),
        }
    }
}
