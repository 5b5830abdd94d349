//! Names for the files of new samples and cases.

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

    /// A stem in the place of another one, which is then taken: with the same number, and a slug of a
    /// name.
    pub fn take_instead(&mut self, old: &str, name: &str) -> String {
        let number = old.split('-').next().filter(|number| number.parse::<u32>().is_ok());
        let slug = slug(name);
        let wanted = number.map_or_else(|| slug.clone(), |number| format!("{number}-{slug}"));
        self.taken.remove(old);
        let free = std::iter::once(wanted.clone())
            .chain((2..self.taken.len() + 3).map(|n| format!("{wanted}-{n}")))
            .find(|stem| !self.taken.contains(stem))
            .unwrap_or(wanted);
        self.take(&free);
        free
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

/// The stems of cases that are taken in a project, to name any number of new cases.
#[derive(Clone, Debug)]
pub struct FreeCaseStems {
    /// In lower case, since some file systems know no other.
    taken: BTreeSet<String>,
}

impl FreeCaseStems {
    /// The stems that are taken now.
    pub fn of(model: &ProjectModel) -> Self {
        Self { taken: model.cases.keys().map(|stem| stem.to_lowercase()).collect() }
    }

    /// A stem for a new case, which is then taken: that of its sample, with a number where another
    /// case has it, so that its file stands behind the other's. A stem that no file could have is made
    /// into one.
    pub fn take_for(&mut self, sample: &str) -> String {
        let is_safe =
            |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.');
        let is_name = !sample.is_empty() && !sample.starts_with('.') && sample.chars().all(is_safe);
        let base = if is_name { sample.to_owned() } else { slug(sample) };
        let numbered = (2..=self.taken.len() + 2).map(|number| format!("{base}_{number}"));
        let mut stems = std::iter::once(base.clone()).chain(numbered);
        let stem = stems.find(|stem| !self.taken.contains(&stem.to_lowercase())).unwrap_or(base);
        self.taken.insert(stem.to_lowercase());
        stem
    }
}
