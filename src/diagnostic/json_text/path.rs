//! A path that grows while a JSON value is read, to say later where its parts stand in the text.

use crate::diagnostic::json_text::PathStep;

/// The steps from the root of a JSON text to one of its values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JsonPath {
    steps: Vec<PathStep>,
}

impl JsonPath {
    /// The whole text.
    pub fn root() -> Self {
        Self::default()
    }

    /// The member of this object.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        self.step(PathStep::from(key))
    }

    /// The element of this array, from 0.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.step(PathStep::from(index))
    }

    /// The steps, as [`locate`](crate::diagnostic::json_text::locate) takes them.
    pub fn steps(&self) -> &[PathStep] {
        &self.steps
    }

    fn step(&self, step: PathStep) -> Self {
        let steps = self.steps.iter().cloned().chain(std::iter::once(step)).collect();
        Self { steps }
    }
}
