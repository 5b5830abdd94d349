//! What is said of the scripts without running them, kept until something changes that it depends
//! on.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::diagnostic::Diagnostic;
use crate::mapping::{CompiledMapping, LintInput, SentAttributes};
use crate::project::{EnvironmentState, ProjectModel, Sample};
use crate::workbench::runner::{MOST_SAMPLES, sent_attributes, variables_of};

/// The remarks of the last recomputation, and what they were made with.
#[derive(Debug, Default)]
pub(super) struct Lints {
    found: Vec<Diagnostic>,
    samples: Vec<Arc<Sample>>,
    sent: SentAttributes,
    environments: IndexMap<String, EnvironmentState>,
}

impl Lints {
    /// The remarks.
    pub fn found(&self) -> &[Diagnostic] {
        &self.found
    }

    /// Looks at the scripts again when they, the variables or what clients send are others.
    pub fn bring_up_to(&mut self, mapping: &CompiledMapping, model: &ProjectModel, are_other_scripts: bool) {
        let are_others = self.take_samples(model) | self.take_environments(model) | are_other_scripts;
        if are_others {
            let input = LintInput { environments: &variables_of(model), sent: &self.sent };
            self.found = mapping.lint(&input);
        }
    }

    /// Whether the samples have other attributes than before.
    fn take_samples(&mut self, model: &ProjectModel) -> bool {
        let samples = model.samples.iter().take(MOST_SAMPLES);
        let are_same = self.samples.len() == model.samples.len().min(MOST_SAMPLES)
            && self.samples.iter().zip(samples.clone()).all(|(left, right)| Arc::ptr_eq(left, right));
        if are_same {
            return false;
        }
        self.samples = samples.cloned().collect();
        let sent = sent_attributes(model);
        let are_others = sent != self.sent;
        self.sent = sent;
        are_others
    }

    /// Whether the environments have other variables than before.
    fn take_environments(&mut self, model: &ProjectModel) -> bool {
        let are_others = self.environments != model.environments;
        if are_others {
            self.environments.clone_from(&model.environments);
        }
        are_others
    }
}
