//! New samples behind those that a project has, named so that each has a file of its own.
//!
//! Takes a moment where there are many, so it can be done beside the frames.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::project::{FreeStems, ProjectModel, Samples};
use crate::workbench::LoadedSamples;

/// Samples that were read from one source, behind those of a project.
#[derive(Clone, Debug, PartialEq)]
pub struct JoinedSamples {
    /// The file's name, or `the clipboard`.
    pub source: String,
    /// What was found while reading.
    pub diagnostics: Vec<Diagnostic>,
    /// The samples that the project had.
    pub before: Samples,
    /// The same and the new ones behind them.
    pub after: Samples,
}

impl JoinedSamples {
    /// Names the new samples. Those that have a free name keep it.
    pub fn new(before: &Samples, loaded: LoadedSamples) -> Self {
        let model = ProjectModel { samples: before.clone(), ..ProjectModel::default() };
        let mut stems = FreeStems::of(&model);
        let mut after = Vec::with_capacity(before.len() + loaded.samples.len());
        after.extend(before.iter().cloned());
        after.extend(loaded.samples.into_iter().map(|mut sample| {
            stems.name(&mut sample);
            Arc::new(sample)
        }));
        let LoadedSamples { source, diagnostics, .. } = loaded;
        Self { source, diagnostics, before: before.clone(), after: after.into() }
    }

    /// How many samples are new.
    pub fn n_new(&self) -> usize {
        self.after.len() - self.before.len()
    }

    /// The same behind other samples.
    #[must_use]
    pub fn behind(self, before: &Samples) -> Self {
        if before.is_same(&self.before) {
            return self;
        }
        let new = self.after.iter().skip(self.before.len());
        let samples = new.map(|sample| (**sample).clone()).collect();
        let Self { source, diagnostics, .. } = self;
        Self::new(before, LoadedSamples { source, samples, diagnostics })
    }
}
