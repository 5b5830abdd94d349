//! The user or group that a story is about.

use std::sync::Arc;

use crate::project::{ProjectModel, Sample, SamplePayload};
use crate::scim::{Dialect, PayloadContent, Resource, payload_content};
use crate::workbench::Workbench;
use crate::workbench::simulation::scenario::requests_of_sample;
use crate::workbench::simulation::{Scenario, ScenarioEntry};

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

/// What a sample is.
pub fn sample_kind(sample: &Sample) -> SampleKind {
    let SamplePayload::Json(payload) = &sample.payload else { return SampleKind::Other };
    match payload_content(payload, sample_path(sample)) {
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
        let is_resource = |sample: &Arc<Sample>| matches!(sample_kind(sample), SampleKind::Resource(_));
        let samples = self.model.samples.iter().enumerate();
        samples.filter(|(_, sample)| is_resource(sample)).map(|(idx, _)| idx).collect()
    }

    /// The sample of the user or group that a request names: the last one before the request, else
    /// the first one behind it.
    fn named_by_request(&self, request: usize) -> Option<usize> {
        let samples = &self.model.samples;
        let id = resource_id(samples.get(request)?)?;
        let is_named = |idx: &usize| {
            let sample = &samples[*idx];
            resource_id(sample) == Some(id) && matches!(sample_kind(sample), SampleKind::Resource(_))
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
        let detected = sample.and_then(|sample| match &sample.payload {
            SamplePayload::Json(payload) => Dialect::detect(payload),
            SamplePayload::Text(_) => None,
        });
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
fn resource_id(sample: &Sample) -> Option<&str> {
    let in_path = || {
        let last = sample_path(sample)?.rsplit('/').next()?;
        (!last.is_empty() && !["Users", "Groups"].contains(&last)).then_some(last)
    };
    let in_payload = || match &sample.payload {
        SamplePayload::Json(payload) => payload.get("id")?.as_str(),
        SamplePayload::Text(_) => None,
    };
    sample.scim_id.as_deref().or_else(in_payload).or_else(in_path)
}
