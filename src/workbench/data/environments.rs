//! Changing the environments of a project.

use std::collections::BTreeSet;
use std::time::Duration;

use indexmap::IndexMap;

use crate::mapping::is_file_name;
use crate::project::ProjectModel;
use crate::workbench::{EnvironmentCommand, EnvironmentDraft, Notice, Workbench};

/// Why the environments cannot be these; empty when they can.
pub fn environment_objections(drafts: &[EnvironmentDraft]) -> Vec<String> {
    let mut objections = Vec::new();
    let mut names = BTreeSet::new();
    for draft in drafts {
        let name = &draft.environment.name;
        if name.is_empty() {
            objections.push("An environment needs a name".to_owned());
        } else if !is_file_name(name) {
            let why = r#"its name begins with no dot, and has none of / \ : * ? " < > |"#;
            objections.push(format!("`{name}` cannot be the name of an environment: {why}"));
        } else if !names.insert(name.to_lowercase()) {
            objections.push(format!("Two environments are called `{name}`"));
        }
    }
    objections
}

/// What of a project goes when the environments become these, in words.
pub fn environment_losses(model: &ProjectModel, drafts: &[EnvironmentDraft]) -> Vec<String> {
    let stays = |name: &str| drafts.iter().any(|draft| draft.was.as_deref() == Some(name));
    let gone = model.settings.environments.iter().filter(|environment| !stays(&environment.name));
    let losses = gone.map(|environment| {
        let state = model.environments.get(&environment.name);
        let n_values = state.map_or(0, |state| state.variables.len());
        let mut parts = vec![match n_values {
            1 => "the value of 1 variable".to_owned(),
            count => format!("the values of {count} variables"),
        }];
        if state.is_some_and(|state| state.exchanged.is_some()) {
            parts.push("what was last exported to or imported from it".to_owned());
        }
        format!("{} goes, with {}; undo brings it back", environment.label(), parts.join(" and "))
    });
    losses.collect()
}

impl Workbench {
    /// The environments as they are, to be changed.
    pub fn environment_drafts(&self) -> Vec<EnvironmentDraft> {
        let drafts = self.model.settings.environments.iter().map(|environment| EnvironmentDraft {
            environment: environment.clone(),
            was: Some(environment.name.clone()),
        });
        drafts.collect()
    }

    /// The environment behind the chosen one, after the last one the first; `None` when there is only
    /// one.
    pub fn next_environment(&self) -> Option<&str> {
        let all = &self.model.settings.environments;
        let chosen = all.iter().position(|environment| environment.name == self.environment)?;
        let next = all.get((chosen + 1) % all.len())?;
        (next.name != self.environment).then_some(next.name.as_str())
    }

    pub(in crate::workbench) fn apply_environment(&mut self, command: EnvironmentCommand, at: Duration) {
        let EnvironmentCommand::Set { environments: drafts } = command;
        if let Some(objection) = environment_objections(&drafts).first() {
            self.notices.push(Notice::error(format!("The environments stay as they are: {objection}")));
            return;
        }
        let chosen = drafts.iter().find(|draft| draft.was.as_ref() == Some(&self.environment));
        let chosen = chosen.map(|draft| draft.environment.name.clone());
        self.edit(None, at, |model, _| set_environments(model, &drafts));
        if let Some(chosen) = chosen {
            self.environment = chosen;
        }
        self.keep_environment();
    }
}

/// States go with the environments that they are of; states without an environment stay.
fn set_environments(model: &mut ProjectModel, drafts: &[EnvironmentDraft]) {
    let before: Vec<String> =
        model.settings.environments.iter().map(|environment| environment.name.clone()).collect();
    let mut states = std::mem::take(&mut model.environments);
    let mut kept = IndexMap::new();
    for draft in drafts {
        if let Some(state) = draft.was.as_ref().and_then(|was| states.shift_remove(was)) {
            kept.insert(draft.environment.name.clone(), state);
        }
    }
    for (name, state) in states {
        if !before.contains(&name) && !kept.contains_key(&name) {
            kept.insert(name, state);
        }
    }
    // In the order of the files, so that nothing but the names differs.
    kept.sort_keys();
    model.environments = kept;
    model.settings.environments = drafts.iter().map(|draft| draft.environment.clone()).collect();
}
