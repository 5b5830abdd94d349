//! The user or group that a story is about.

use crate::project::{ProjectModel, Sample, SamplePayload};
use crate::scim::{Dialect, PayloadContent, Resource, payload_content};
use crate::value::{Arena, Selection, read_json};
use crate::workbench::simulation::scenario::requests_of_sample;
use crate::workbench::simulation::{Scenario, ScenarioEntry};
use crate::workbench::{NotRun, Workbench};

/// What a sample is.
#[derive(Clone, Debug, PartialEq)]
pub enum SampleKind {
    /// A user or group.
    Resource(Resource),
    /// A request that changes one.
    Request,
    /// Neither; its JSON is broken, or it is something else.
    Other,
}

/// The user or group that a story is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// The index of its sample.
    pub sample: usize,
    /// The user or group, as it was sent.
    pub resource: Resource,
}

/// So many samples are read at once where the preview is not there yet.
const MOST_READ: usize = 500;

/// What a sample is.
pub fn sample_kind(sample: &Sample) -> SampleKind {
    let Some(payload) = sample.payload.value() else { return SampleKind::Other };
    match payload_content(&payload, sample_path(sample)) {
        PayloadContent::Resource(resource) => SampleKind::Resource(resource),
        PayloadContent::Patch { .. } => SampleKind::Request,
        PayloadContent::Other => SampleKind::Other,
    }
}

/// The path under which a sample arrived.
fn sample_path(sample: &Sample) -> Option<&str> {
    sample.request.as_ref().map(|request| request.path.as_str())
}

impl Workbench {
    /// The story of the selected sample. A sample that is a request begins with that request.
    pub fn scenario(&self) -> Scenario {
        let Some(sample) = self.sample() else { return Scenario::default() };
        if let Some(scenario) = self.simulation.scenarios.get(&sample.stem) {
            return scenario.clone();
        }
        let mut scenario = Scenario::default();
        if sample_kind(sample) == SampleKind::Request {
            let requests = requests_of_sample(sample, true);
            scenario.entries = requests.into_iter().map(ScenarioEntry::Request).collect();
        }
        scenario
    }

    /// The user or group that the selected sample's story is about; `None` when it is a request for
    /// somebody of whom there is no sample, or neither.
    pub fn simulate_subject(&self) -> Option<Subject> {
        let sample = self.selection().sample;
        match sample_kind(self.sample()?) {
            SampleKind::Resource(resource) => Some(Subject { sample, resource }),
            SampleKind::Request => {
                let chosen = self.scenario().subject.and_then(|stem| position(&self.model, &stem));
                let sample = chosen.or_else(|| self.named_by_request(sample))?;
                let SampleKind::Resource(resource) = sample_kind(self.model.samples.get(sample)?) else {
                    return None;
                };
                Some(Subject { sample, resource })
            }
            SampleKind::Other => None,
        }
    }

    /// The samples that are users or groups, by index: whom a story can be about.
    pub fn possible_subjects(&self) -> Vec<usize> {
        let is_resource = |idx: &usize| self.is_of_kind(*idx, None);
        (0..self.model.samples.len()).filter(is_resource).collect()
    }

    /// The samples that can be sent, by index, those that are requests first.
    pub fn samples_to_send(&self) -> Vec<usize> {
        let is_request = |idx: &usize| self.is_of_kind(*idx, Some(NotRun::Request));
        let (mut requests, others): (Vec<usize>, Vec<usize>) =
            (0..self.model.samples.len()).partition(is_request);
        requests.extend(others);
        requests
    }

    /// Whether a sample is mapped, or is not for this reason. The preview knows it of all samples
    /// that it has read; the others are read here.
    fn is_of_kind(&self, idx: usize, not_run: Option<NotRun>) -> bool {
        if self.is_preview_current() {
            return self.preview.not_run(idx) == not_run;
        }
        let Some(sample) = self.model.samples.get(idx).filter(|_| self.model.samples.len() < MOST_READ)
        else {
            return false;
        };
        match sample_kind(sample) {
            SampleKind::Resource(_) => not_run.is_none(),
            SampleKind::Request => not_run == Some(NotRun::Request),
            SampleKind::Other => false,
        }
    }

    /// The sample of the user or group that a request names: the last one before the request, else
    /// the first one behind it.
    fn named_by_request(&self, request: usize) -> Option<usize> {
        let samples = &self.model.samples;
        let id = resource_id(samples.get(request)?)?;
        let is_named = |idx: &usize| {
            let sample = &samples[*idx];
            resource_id(sample).as_ref() == Some(&id)
                && matches!(sample_kind(sample), SampleKind::Resource(_))
        };
        let before = (0..request).rev().find(is_named);
        before.or_else(|| (request + 1..samples.len()).find(is_named))
    }

    /// The client that sends: the chosen one, else the sample's, else the one whose marks the
    /// payload bears, else the project's.
    pub fn simulate_client(&self) -> &'static Dialect {
        let chosen = self.scenario().client;
        let sample = self.sample();
        let own = sample.map(|sample| sample.origin.client.as_str());
        let detected = sample.and_then(|sample| Dialect::detect(&sample.payload.value()?));
        [chosen.as_deref(), own, detected, Some(self.model.settings.client.as_str())]
            .into_iter()
            .flatten()
            .find_map(Dialect::by_name)
            .unwrap_or_else(Dialect::strict)
    }
}

fn position(model: &ProjectModel, stem: &str) -> Option<usize> {
    model.samples.iter().position(|sample| sample.stem == stem)
}

/// The id that the service provider gave the user or group that a sample is or speaks of.
fn resource_id(sample: &Sample) -> Option<String> {
    let in_path = || {
        let last = sample_path(sample)?.rsplit('/').next()?;
        (!last.is_empty() && !["Users", "Groups"].contains(&last)).then(|| last.to_owned())
    };
    sample.scim_id.clone().or_else(|| id_in_payload(&sample.payload)).or_else(in_path)
}

/// The id inside of a payload, without reading the rest of it.
fn id_in_payload(payload: &SamplePayload) -> Option<String> {
    let SamplePayload::Json(json) = payload else { return None };
    let arena = Arena::new();
    let read = read_json(json.as_str(), &Selection::of_names(&["id"]), &arena).ok()?;
    read.as_object()?.get_exact("id").as_text().map(str::to_owned)
}
