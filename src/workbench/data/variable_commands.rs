//! Commands on variables.

use std::time::Duration;

use crate::project::ProjectModel;
use crate::workbench::{Notice, VariableCommand, Workbench};

impl Workbench {
    pub(in crate::workbench) fn apply_variable(&mut self, command: VariableCommand, at: Duration) {
        match command {
            VariableCommand::Declare { name, declaration } => {
                let known = self.model.variable_names().contains(&name);
                if let Some(objection) = self.variable_name_objection(&name).filter(|_| !known) {
                    self.notices.push(Notice::error(objection));
                    return;
                }
                self.edit(None, at, |model, _| {
                    let other = model.settings.variables.get(&name).map(|known| known.other.clone());
                    let mut declaration = declaration;
                    declaration.other = other.unwrap_or(declaration.other);
                    model.settings.variables.insert(name, declaration);
                });
            }
            VariableCommand::SetValue { environment, name, value } => {
                if self.model.environment(&environment).is_none() {
                    return;
                }
                self.edit(None, at, |model, _| match value {
                    Some(value) => {
                        let state = model.environments.entry(environment).or_default();
                        state.variables.insert(name, value);
                    }
                    None => {
                        if let Some(state) = model.environments.get_mut(&environment) {
                            state.variables.shift_remove(&name);
                        }
                    }
                });
            }
            VariableCommand::Delete { name } => self.edit(None, at, |model, _| delete(model, &name)),
            VariableCommand::Make(wish) => self.make_variable(wish, at),
        }
    }
}

fn delete(model: &mut ProjectModel, name: &str) {
    model.settings.variables.shift_remove(name);
    for state in model.environments.values_mut() {
        state.variables.shift_remove(name);
    }
}
