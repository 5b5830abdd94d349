//! The samples of a project, shared between the states of it: a copy costs nothing, however many
//! there are.
//!
//! Not what a sample is.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use crate::project::Sample;

/// The samples in their order. Read and changed as a `Vec`; the first change of a copy copies the
/// list, and never the samples themselves.
#[derive(Clone, Debug, Default)]
pub struct Samples(Arc<Vec<Arc<Sample>>>);

impl Samples {
    /// Whether both are copies of one list that was not changed since, or equally long lists of the
    /// same samples. Unlike `==` it never looks into the samples.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
            || (self.len() == other.len()
                && self.iter().zip(other.iter()).all(|(left, right)| Arc::ptr_eq(left, right)))
    }
}

impl PartialEq for Samples {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl Deref for Samples {
    type Target = Vec<Arc<Sample>>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for Samples {
    fn deref_mut(&mut self) -> &mut Self::Target {
        Arc::make_mut(&mut self.0)
    }
}

impl From<Vec<Arc<Sample>>> for Samples {
    fn from(samples: Vec<Arc<Sample>>) -> Self {
        Self(Arc::new(samples))
    }
}

impl FromIterator<Arc<Sample>> for Samples {
    fn from_iter<I: IntoIterator<Item = Arc<Sample>>>(samples: I) -> Self {
        Vec::from_iter(samples).into()
    }
}

impl<'s> IntoIterator for &'s Samples {
    type Item = &'s Arc<Sample>;
    type IntoIter = std::slice::Iter<'s, Arc<Sample>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
