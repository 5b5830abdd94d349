//! What an environment has, and what it will have.

use crate::change::{ChangeSet, diff};
use crate::mapping::FileContent;
use crate::project::{CaseChoice, ProjectModel, content_for, content_to_export};

/// A promotion as it would be now.
#[derive(Clone, Debug)]
pub struct Promotion {
    /// What the environment has, as far as is known; without rules when nothing is known.
    pub before: FileContent,
    /// What it will have.
    pub after: FileContent,
    /// What differs.
    pub changes: ChangeSet,
    /// Something is known of what it has.
    pub is_before_known: bool,
    /// What differs between the project and what was last exchanged with the environment it comes from;
    /// `None` without such an environment, or when nothing was ever exchanged with it. The values of
    /// variables do not count.
    pub unseen: Option<ChangeSet>,
}

/// What a promotion to an environment would change, from the environment where the mapping was tried.
pub fn promotion(model: &ProjectModel, from: Option<&str>, to: &str, cases: CaseChoice) -> Promotion {
    let after = content_to_export(model, to, cases);
    let mut before = content_before(model, to);
    if before.cases.is_none() || after.cases.is_none() {
        before.cases.clone_from(&after.cases);
    }
    let exchanged = |name: &str| model.environments.get(name)?.exchanged.as_ref();
    let unseen = from.and_then(exchanged).map(|file| {
        let name = &file.provenance.environment;
        let mut tried = file.content.clone();
        let present = content_for(model, name, tried.cases.is_some());
        tried.variables.clone_from(&present.variables);
        diff(&tried, &present)
    });
    Promotion {
        changes: diff(&before, &after),
        is_before_known: exchanged(to).is_some(),
        before,
        after,
        unseen,
    }
}

/// What an environment has, as far as is known: what was last exchanged with it, else a mapping for the
/// same client and target without rules and tables.
pub fn content_before(model: &ProjectModel, environment: &str) -> FileContent {
    let exchanged = model.environments.get(environment).and_then(|state| state.exchanged.as_ref());
    exchanged.map_or_else(
        || FileContent {
            name: model.settings.name.clone(),
            client: model.settings.client.clone(),
            target: model.settings.target.clone(),
            ..FileContent::default()
        },
        |file| file.content.clone(),
    )
}
