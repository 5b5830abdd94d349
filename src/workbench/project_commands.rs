//! Commands on the project as a whole.

use std::time::Duration;

use crate::mapping::MappingFile;
use crate::project::{ImportPlan, ImportWay, apply_import, remember_exchange};
use crate::workbench::{Notice, ProjectCommand, Verdict, Workbench, apply_sign_off_import};

/// How many messages are kept.
const MOST_NOTICES: usize = 20;

impl Workbench {
    pub(super) fn apply_project(&mut self, command: ProjectCommand, at: Duration) {
        match command {
            ProjectCommand::Replace { model, root, diagnostics, unsaved } => {
                self.replace(*model, root, diagnostics, unsaved);
            }
            ProjectCommand::Saved { root, revision } => {
                self.notices.push(Notice::note(format!("Saved to {}", root.display())));
                self.root = Some(root);
                if revision == self.revision {
                    self.saved_id = self.content_id;
                }
            }
            ProjectCommand::Import(plan) => {
                let environment = plan.file.provenance.environment.clone();
                let count = plan.changes.changes.len();
                self.edit(None, at, |model, _| *model = apply_import(model, &plan));
                if self.model.environment(&environment).is_some() && self.environment != environment {
                    self.environment = environment;
                    self.revision += 1;
                }
                self.notices.push(match (n_open_conflicts(&plan), count) {
                    (0, 0) => Notice::note("Imported: nothing differs"),
                    (0, 1) => Notice::note("Imported: 1 change"),
                    (0, _) => Notice::note(format!("Imported: {count} changes")),
                    (1, _) => Notice::warning("The account was edited too: 1 conflict is to be settled"),
                    (open, _) => Notice::warning(format!(
                        "The account was edited too: {open} conflicts are to be settled"
                    )),
                });
            }
            ProjectCommand::Exported { environment, file } => self.remember_export(&environment, &file),
            ProjectCommand::SetMaskOnLoad(on_load) => {
                self.edit(None, at, |model, _| model.settings.masking.on_load = on_load);
            }
            ProjectCommand::TakeSignOff(import) => {
                self.edit(None, at, |model, _| apply_sign_off_import(model, &import));
                let (red, green) = (import.count(Verdict::Red), import.count(Verdict::Green));
                self.notices.push(Notice::note(format!("Sign-off taken over: {red} red, {green} green")));
            }
            ProjectCommand::Notify(notice) => self.notices.push(notice),
            ProjectCommand::DismissNotice => {
                self.notices.pop();
            }
        }
        let excess = self.notices.len().saturating_sub(MOST_NOTICES);
        self.notices.drain(..excess);
    }

    /// The file is out, whatever is undone afterwards: every state that can come back knows of it.
    fn remember_export(&mut self, environment: &str, file: &MappingFile) {
        remember_exchange(&mut self.model, environment, file);
        self.history.for_each_model(|model| remember_exchange(model, environment, file));
        self.changed();
    }
}

fn n_open_conflicts(plan: &ImportPlan) -> usize {
    match &plan.way {
        ImportWay::TakeOver => 0,
        ImportWay::Merge { merge, .. } => {
            merge.conflicts.iter().filter(|conflict| conflict.settled.is_none()).count()
        }
    }
}
