//! Masking in the workbench: asked for, shown, and taken over in one step.

use std::sync::Arc;
use std::time::Duration;

use crate::mask::{MaskSecret, personal_texts};
use crate::project::{People, Sample, SamplePayload};
use crate::workbench::{Effect, Job, MaskOutcome, Notice, Workbench};

/// What is known of masking.
#[derive(Debug, Default)]
pub(in crate::workbench) struct MaskingState {
    /// The last outcome, and the revision it is of.
    outcome: Option<(u64, Arc<MaskOutcome>)>,
}

/// What masking is asked of.
#[derive(Clone, Debug)]
pub struct MaskQuestion {
    /// The revision it is of.
    pub revision: u64,
    /// The project as it was then.
    pub model: crate::project::ProjectModel,
    /// From which the pseudonyms follow.
    pub secret: MaskSecret,
    /// The environment whose variables count.
    pub environment: String,
    /// The time of the runs.
    pub now: jiff::Timestamp,
}

impl Workbench {
    /// The work that shows what masking the project would do.
    pub fn mask_effect(&self, secret: MaskSecret) -> Effect {
        Effect::Start(Box::new(Job::Mask(MaskQuestion {
            revision: self.revision,
            model: self.model.clone(),
            secret,
            environment: self.environment.clone(),
            now: self.now,
        })))
    }

    /// What masking would do; `None` until it is known for the project as it is.
    pub fn mask_outcome(&self) -> Option<&Arc<MaskOutcome>> {
        let (revision, outcome) = self.masking.outcome.as_ref()?;
        (*revision == self.revision).then_some(outcome)
    }

    pub(in crate::workbench) fn receive_masked(&mut self, revision: u64, outcome: Arc<MaskOutcome>) {
        if revision == self.revision {
            self.masking.outcome = Some((revision, outcome));
        }
    }

    /// Puts the masked project in the place of the project.
    pub(in crate::workbench) fn mask_samples(&mut self, at: Duration) {
        let Some(outcome) = self.mask_outcome().cloned() else {
            self.notices.push(Notice::warning("The project was changed; look at the masked samples again"));
            return;
        };
        let masked = &outcome.masked.model;
        self.edit(None, at, |model, _| model.clone_from(masked));
        self.masking.outcome = None;
        let n_different = outcome.check.different.len();
        self.notices.push(if n_different == 0 {
            Notice::note(format!("{} masked; the mapping does the same with them", outcome.summary()))
        } else {
            Notice::warning(format!(
                "{} masked; the mapping does something else with {n_different} of them",
                outcome.summary()
            ))
        });
    }

    pub(in crate::workbench) fn set_people(&mut self, sample: usize, people: People, at: Duration) {
        self.edit_sample(sample, None, at, |sample| sample.people = people);
    }
}

/// Gives a sample another payload. One that shows somebody new may show real people again.
pub(in crate::workbench) fn set_payload(sample: &mut Sample, payload: SamplePayload) {
    let before = sample.payload.value().map(|value| personal_texts(&value)).unwrap_or_default();
    let shows_others = match payload.value() {
        Some(value) => !personal_texts(&value).is_subset(&before),
        None => true,
    };
    if shows_others && payload != sample.payload {
        sample.people = People::Real;
    }
    sample.payload = payload;
}
