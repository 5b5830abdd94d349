//! What the workbench knows of the impact on the chosen environment.

use std::path::PathBuf;
use std::sync::Arc;

use crate::workbench::impact::{ImpactAnswer, ImpactQuestion, ImpactSource};
use crate::workbench::{Effect, Job, Workbench};

/// How many persons of each group the window keeps.
const MOST_PERSONS: usize = 200;

/// The newest answer.
#[derive(Debug, Default)]
pub(in crate::workbench) struct ImpactState {
    answer: Option<(String, ImpactAnswer)>,
}

impl Workbench {
    /// The work that finds out who changes when the mapping as it is goes to the chosen environment:
    /// compared with what its account has as far as is known, or with a mapping without rules. `None`
    /// without an environment. With `rows_to` every difference is also written there.
    pub fn impact_effect(&self, source: ImpactSource, rows_to: Option<PathBuf>) -> Option<Effect> {
        let environment = self.model.environment(&self.environment)?;
        let (old, new) = self.promoted_contents(&environment.name);
        Some(Effect::Start(Box::new(Job::Impact(Box::new(ImpactQuestion {
            number: self.impact_search_number(),
            revision: self.revision,
            environment: environment.name.clone(),
            old: Arc::new(old),
            new: Arc::new(new),
            model: self.model.clone(),
            now: self.now,
            source,
            most_persons: MOST_PERSONS,
            rows_to,
        })))))
    }

    /// The newest answer about the impact, with the environment that it is for.
    pub fn impact_answer(&self) -> Option<(&str, &ImpactAnswer)> {
        self.impact.answer.as_ref().map(|(environment, answer)| (environment.as_str(), answer))
    }

    pub(in crate::workbench) fn receive_impact(&mut self, environment: String, answer: ImpactAnswer) {
        self.impact.answer = Some((environment, answer));
    }
}
