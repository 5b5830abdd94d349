//! Projects: opened, made, saved.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use crate::diagnostic::Diagnostic;
use crate::gui::app::App;
use crate::gui::file_worker::FileJob;
use crate::gui::files::{FilePurpose, FileRequest};
use crate::gui::intent::Intent;
use crate::gui::open_dialog::Dialog;
use crate::gui::ui_state::UiState;
use crate::project::{
    PRESET_ORDER, ProjectError, ProjectModel, finish_interrupted_save, load_preset, load_project,
    render_project,
};
use crate::workbench::{Command, Notice, ProjectCommand};

impl App {
    /// The first project; see [`App::new`].
    pub(in crate::gui) fn open_first(&mut self, asked: Option<PathBuf>) {
        if let Some(root) = asked {
            // Unsaved work of the project is the project; that of another one is dealt with first.
            if self.restore_unsaved_work() {
                let is_asked_for =
                    self.workbench.root().is_some_and(|restored| is_same_folder(restored, &root));
                if !is_asked_for {
                    self.guarded(Intent::Continue(Box::new(Intent::OpenProject(root))));
                }
                return;
            }
            self.open_project(&root);
            if self.workbench.root().is_some() {
                return;
            }
        }
        if self.restore_unsaved_work() {
            return;
        }
        let last = self.settings.recent.first().filter(|root| root.is_dir()).cloned();
        match last {
            Some(root) => self.open_project(&root),
            None => self.new_project(PRESET_ORDER[0]),
        }
        if self.workbench.model().settings.name.is_empty() {
            self.new_project(PRESET_ORDER[0]);
        }
    }

    pub(in crate::gui) fn open_project(&mut self, root: &Path) {
        match load_project(root) {
            Ok((model, diagnostics)) => {
                self.baseline = Some(Arc::new(render_project(&model)));
                self.settings.remember(root);
                if let Err(error) = finish_interrupted_save(root) {
                    self.notify(Notice::warning(format!(
                        "A save that was interrupted cannot be finished: {error}"
                    )));
                }
                self.replace(model, Some(root.to_owned()), diagnostics, false);
            }
            Err(error) => self.fail("The project was not opened", &error),
        }
    }

    pub(in crate::gui) fn new_project(&mut self, preset: &str) {
        match load_preset(preset) {
            Ok((model, diagnostics)) => {
                self.baseline = None;
                self.replace(model, None, diagnostics, false);
            }
            Err(error) => self.fail("The project was not made", &error),
        }
    }

    pub(in crate::gui) fn replace(
        &mut self,
        model: ProjectModel,
        root: Option<PathBuf>,
        diagnostics: Vec<Diagnostic>,
        unsaved: bool,
    ) {
        // What is said is about the project that goes.
        while !self.workbench.notices().is_empty() {
            self.dismiss_notice();
        }
        self.workbench.set_now(Timestamp::now());
        self.state = UiState::default();
        self.worker.cancel_impact();
        self.unrecorded.clear();
        let model = Box::new(model);
        self.apply(Command::Project(ProjectCommand::Replace { model, root, diagnostics, unsaved }));
        if !unsaved {
            self.forget_unsaved_work();
        }
    }

    /// Saves to the project's folder; asks for one when it has none.
    pub(in crate::gui) fn save(&mut self) {
        match self.workbench.root().map(Path::to_owned) {
            Some(root) => self.save_to(&root),
            None => self.save_as(),
        }
    }

    pub(in crate::gui) fn save_as(&mut self) {
        let name = self.workbench.model().settings.name.clone();
        let request = FileRequest {
            purpose: FilePurpose::SaveProject,
            file_name: name.to_lowercase().replace(' ', "-"),
            folder: self.usual_folder(),
        };
        self.ask(request);
    }

    pub(in crate::gui) fn save_to(&mut self, root: &Path) {
        let is_same_folder = self.workbench.root() == Some(root);
        if !is_same_folder && root.join("project.json").exists() {
            self.after_save = None;
            let title = "The project was not saved".to_owned();
            let text = format!("{} holds another project; choose a folder of its own", root.display());
            return self.show(Dialog::Failed { title, text });
        }
        self.files.start(FileJob::Save {
            root: root.to_owned(),
            revision: self.workbench.revision(),
            model: self.workbench.model().clone(),
            baseline: self.baseline.clone().filter(|_| is_same_folder),
            recorded: std::mem::take(&mut self.unrecorded),
            past: self.workbench.root().filter(|_| !is_same_folder).map(Path::to_owned),
        });
        self.take_file_events();
    }

    pub(in crate::gui) fn fail(&mut self, title: &str, error: &ProjectError) {
        let text = error.to_string();
        self.state.dialog = Some(Box::new(Dialog::Failed { title: title.to_owned(), text }));
    }
}

fn is_same_folder(one: &Path, other: &Path) -> bool {
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    whole(one) == whole(other)
}
