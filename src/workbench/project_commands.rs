//! Commands on the project as a whole.

use std::time::Duration;

use crate::project::apply_import;
use crate::workbench::{Notice, ProjectCommand, Workbench};

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
                self.notices.push(Notice::note(match count {
                    0 => "Imported: nothing differs".to_owned(),
                    1 => "Imported: 1 change".to_owned(),
                    _ => format!("Imported: {count} changes"),
                }));
            }
            ProjectCommand::Exported { model } => self.edit(None, at, |present, _| *present = *model),
            ProjectCommand::Notify(notice) => self.notices.push(notice),
            ProjectCommand::DismissNotice => {
                if !self.notices.is_empty() {
                    self.notices.remove(0);
                }
            }
        }
        let excess = self.notices.len().saturating_sub(MOST_NOTICES);
        self.notices.drain(..excess);
    }
}
