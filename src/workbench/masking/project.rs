//! The samples, records and cases of a project with their people masked.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use jiff::Timestamp;
use serde_json::Value;

use crate::mapping::{Case, CaseRecord};
use crate::mask::{MaskReport, MaskSecret, Masker};
use crate::project::{FreeStems, People, ProjectModel, Sample, SamplePayload, Samples};
use crate::scim::{PayloadContent, ResourceType, payload_content};
use crate::target::{Record, TargetSchema};
use crate::workbench::{LoadedSamples, MaskCheck, check_masked, kept_values_of, target_of};

/// A project with its people masked.
#[derive(Clone, Debug)]
pub struct MaskedProject {
    /// The project; samples, cases and records are in the order they were.
    pub model: ProjectModel,
    /// How many samples were masked; those that were masked or made up before are not.
    pub n_samples: usize,
    /// How many records were masked.
    pub n_records: usize,
    /// How many cases were masked.
    pub n_cases: usize,
    /// How many cases lost the remark of their reviewer, which may name somebody who is not known.
    pub n_remarks_dropped: usize,
    /// The names of samples that are not JSON; nothing in them can be masked.
    pub unreadable: Vec<String>,
    /// What was masked, and what stayed.
    pub report: MaskReport,
}

/// A masked project, and whether the mapping does the same with it.
#[derive(Clone, Debug)]
pub struct MaskOutcome {
    /// The project before.
    pub before: ProjectModel,
    /// The project after.
    pub masked: MaskedProject,
    /// What is different.
    pub check: MaskCheck,
}

impl MaskOutcome {
    /// Masks a project and checks it; `None` when `is_cancelled` says so.
    pub fn new(
        model: &ProjectModel,
        secret: &MaskSecret,
        (environment, now): (&str, Timestamp),
        is_cancelled: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let masked = mask_project(model, secret);
        let check = check_masked(model, &masked.model, (environment, now), is_cancelled)?;
        Some(Self { before: model.clone(), masked, check })
    }
}

/// Masks all samples with real people, their cases, and the records when they show real people.
pub fn mask_project(model: &ProjectModel, secret: &MaskSecret) -> MaskedProject {
    let mut masking = Masking::new(model, secret);
    masking.learn(model);
    let mut masked = MaskedProject {
        model: model.clone(),
        n_samples: 0,
        n_records: 0,
        n_cases: 0,
        n_remarks_dropped: 0,
        unreadable: Vec::new(),
        report: MaskReport::default(),
    };
    masking.samples(model, &mut masked);
    masking.cases(model, &mut masked);
    masking.records(model, &mut masked);
    masked.report = masking.masker.report().clone();
    masked
}

/// Masks samples that are to become samples of a project, with the pseudonyms of the project.
pub fn mask_loaded(model: &ProjectModel, secret: &MaskSecret, loaded: &mut LoadedSamples) -> MaskReport {
    let mut masking = Masking::new(model, secret);
    masking.learn(model);
    for sample in &loaded.samples {
        masking.learn_sample(sample);
    }
    for sample in &mut loaded.samples {
        if let Some(mut masked) = masking.sample(sample) {
            // The file's name may be made of the name of the person.
            masked.stem.clear();
            *sample = masked;
        }
    }
    masking.masker.report().clone()
}

struct Masking {
    masker: Masker,
    target: Arc<TargetSchema>,
    /// The new stems of samples by the old ones.
    stems: BTreeMap<String, String>,
    /// The payloads of masked samples as they were, by the old stems.
    payloads: BTreeMap<String, Value>,
}

impl Masking {
    fn new(model: &ProjectModel, secret: &MaskSecret) -> Self {
        Self {
            masker: Masker::new(secret, &model.settings.masking.attributes, kept_values_of(model)),
            target: target_of(&model.settings.target),
            stems: BTreeMap::new(),
            payloads: BTreeMap::new(),
        }
    }

    /// Gets to know everybody first, so that it does not matter who comes first.
    fn learn(&mut self, model: &ProjectModel) {
        for sample in model.samples.iter().filter(|sample| sample.people.is_real()) {
            self.learn_sample(sample);
        }
        if model.settings.masking.records.is_real() {
            for (record_type, record) in records_of(model, &self.target) {
                self.masker.learn_record(&self.target, record_type, record);
            }
        }
    }

    fn learn_sample(&mut self, sample: &Sample) {
        if let Some(payload) = sample.payload.value() {
            self.masker.learn_payload(&payload);
        }
    }

    fn samples(&mut self, model: &ProjectModel, masked: &mut MaskedProject) {
        let mut stems = FreeStems::of(model);
        let mut samples: Vec<Arc<Sample>> = Vec::with_capacity(model.samples.len());
        for sample in &model.samples {
            let Some(mut of_others) = self.sample(sample).filter(|_| sample.people.is_real()) else {
                if sample.people.is_real() {
                    masked.unreadable.push(sample.name.clone());
                }
                samples.push(Arc::clone(sample));
                continue;
            };
            masked.n_samples += 1;
            let payload = sample.payload.value().unwrap_or_default();
            let is_named = self.masker.mask_note(&spaced(&sample.stem), &payload) != spaced(&sample.stem);
            if is_named || of_others.name != sample.name {
                of_others.stem = stems.take_instead(&sample.stem, &of_others.name);
            }
            self.stems.insert(sample.stem.clone(), of_others.stem.clone());
            self.payloads.insert(sample.stem.clone(), payload);
            samples.push(Arc::new(of_others));
        }
        if masked.n_samples > 0 {
            masked.model.samples = Samples::from(samples);
        }
    }

    /// A sample with its people masked; `None` when it is not JSON.
    fn sample(&mut self, sample: &Sample) -> Option<Sample> {
        let payload = sample.payload.value()?;
        let path = sample.request.as_ref().map(|request| request.path.as_str());
        let is_group = match payload_content(&payload, path) {
            PayloadContent::Resource(resource) => resource.resource_type == ResourceType::Group,
            _ => path.is_some_and(|path| path.to_ascii_lowercase().contains("/groups")),
        };
        let mut masked = sample.clone();
        masked.people = People::Masked;
        masked.payload = SamplePayload::of(&self.masker.mask_payload(&payload, path));
        masked.name = self.masker.mask_note(&sample.name, &payload);
        masked.origin.note = self.masker.mask_note(&sample.origin.note, &payload);
        masked.origin.source = self.masker.mask_note(&sample.origin.source, &payload);
        if let Some(request) = &mut masked.request {
            request.path = self.masker.mask_request_path(&request.path);
        }
        if let Some(id) = masked.scim_id.as_mut().filter(|_| !is_group) {
            *id = self.masker.mask_id(id);
        }
        Some(masked)
    }

    fn cases(&mut self, model: &ProjectModel, masked: &mut MaskedProject) {
        let mut cases: IndexMap<String, Case> = IndexMap::with_capacity(model.cases.len());
        for (stem, case) in model.cases.iter() {
            let (Some(sample), Some(payload)) =
                (self.stems.get(&case.sample).cloned(), self.payloads.get(&case.sample).cloned())
            else {
                cases.insert(stem.clone(), case.clone());
                continue;
            };
            masked.n_cases += 1;
            let mut of_others = case.clone();
            of_others.name = self.masker.mask_note(&case.name, &payload);
            if let CaseRecord::Given(record) = &case.current {
                of_others.current = CaseRecord::Given(self.record(&case.record_type, record, &payload));
            }
            if let Some(record) = &case.expected.record {
                of_others.expected.record = Some(self.record(&case.record_type, record, &payload));
            }
            masked.n_remarks_dropped += usize::from(self.mask_review(case, &mut of_others, &payload));
            let stem = self.case_stem(stem, case, &sample, &payload, &cases);
            of_others.sample = sample;
            cases.insert(stem, of_others);
        }
        if masked.n_cases > 0 {
            masked.model.cases = Arc::new(cases);
        }
    }

    /// Masks what the reviewer of a case said; whether it had to be dropped.
    fn mask_review(&mut self, case: &Case, of_others: &mut Case, payload: &Value) -> bool {
        let Some(review) = of_others.review.as_mut().filter(|review| !review.note.trim().is_empty()) else {
            return false;
        };
        let current = match &case.current {
            CaseRecord::Given(record) => Some(record),
            _ => None,
        };
        let records: Vec<&Record> = current.into_iter().chain(&case.expected.record).collect();
        let note = self.masker.mask_remark(&review.note, payload, &records);
        let is_dropped = note.is_none();
        review.note = note.unwrap_or_default();
        is_dropped
    }

    /// The stem of a case: that of its sample when it was so, without names in any case.
    fn case_stem(
        &mut self,
        stem: &str,
        case: &Case,
        sample: &str,
        payload: &Value,
        taken: &IndexMap<String, Case>,
    ) -> String {
        let wanted = if let Some(rest) = stem.strip_prefix(&case.sample) {
            format!("{sample}{rest}")
        } else {
            self.masker.mask_note(&spaced(stem), payload).replace(' ', "-")
        };
        let numbered = (2..taken.len() + 3).map(|number| format!("{wanted}-{number}"));
        let mut stems = std::iter::once(wanted.clone()).chain(numbered);
        stems.find(|stem| !taken.contains_key(stem)).unwrap_or(wanted)
    }

    fn record(&mut self, record_type: &str, record: &Record, payload: &Value) -> Record {
        let target = Arc::clone(&self.target);
        match target.record_type(record_type) {
            Some(record_type) => self.masker.mask_record(&target, record_type, record, Some(payload)),
            None => record.clone(),
        }
    }

    fn records(&mut self, model: &ProjectModel, masked: &mut MaskedProject) {
        if !model.settings.masking.records.is_real() || model.records.values().all(Vec::is_empty) {
            return;
        }
        let target = Arc::clone(&self.target);
        let mut records = BTreeMap::clone(&model.records);
        for record_type in &target.record_types {
            for record in records.get_mut(&record_type.plural).into_iter().flatten() {
                *record = self.masker.mask_record(&target, record_type, record, None);
                masked.n_records += 1;
            }
        }
        masked.model.records = Arc::new(records);
        masked.model.settings.masking.records = People::Masked;
    }
}

fn records_of<'m>(
    model: &'m ProjectModel,
    target: &'m TargetSchema,
) -> impl Iterator<Item = (&'m crate::target::RecordType, &'m Record)> {
    let of_type = |record_type: &'m crate::target::RecordType| {
        let records = model.records.get(&record_type.plural).map(Vec::as_slice).unwrap_or_default();
        records.iter().map(move |record| (record_type, record))
    };
    target.record_types.iter().flat_map(of_type)
}

/// The words of a file name.
fn spaced(stem: &str) -> String {
    stem.replace('-', " ")
}
