//! Names for the files of new samples.

use std::collections::BTreeSet;

use crate::project::layout::slug;
use crate::project::{ProjectModel, Sample};

/// The stems that are taken in a project, to name any number of new samples.
#[derive(Clone, Debug)]
pub struct FreeStems {
    taken: BTreeSet<String>,
    /// The highest number in front of a stem, 0 when there is none.
    last: u32,
}

impl FreeStems {
    /// The stems that are taken now.
    pub fn of(model: &ProjectModel) -> Self {
        let taken = model.samples.iter().map(|sample| sample.stem.clone()).collect();
        let last = model.samples.iter().filter_map(|sample| sample.number()).max().unwrap_or(0);
        Self { taken, last }
    }

    /// A stem for a new sample, which is then taken: a number behind the last one, and a slug of its
    /// name.
    pub fn take_for(&mut self, name: &str) -> String {
        let slug = slug(name);
        let stem = (self.last.saturating_add(1)..)
            .take(self.taken.len() + 1)
            .map(|number| format!("{number:02}-{slug}"))
            .find(|stem| !self.taken.contains(stem))
            .unwrap_or(slug);
        self.take(&stem);
        stem
    }

    /// Gives the sample a stem of its own, when it has none or one that is taken.
    pub fn name(&mut self, sample: &mut Sample) {
        if sample.stem.is_empty() || self.taken.contains(&sample.stem) {
            sample.stem = self.take_for(&sample.name);
        } else {
            self.take(&sample.stem);
        }
    }

    fn take(&mut self, stem: &str) {
        self.last = self.last.max(Sample::number_of(stem).unwrap_or(0));
        self.taken.insert(stem.to_owned());
    }
}
