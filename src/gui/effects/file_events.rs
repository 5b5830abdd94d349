//! What came of reading and writing files.

use std::path::Path;
use std::sync::Arc;

use crate::gui::app::App;
use crate::gui::effects::files::reasons;
use crate::gui::file_worker::{FileEvent, file_name};
use crate::gui::open_dialog::Dialog;
use crate::project::{ProjectError, ProjectFiles};
use crate::workbench::{Command, JoinedSamples, Notice, ProjectCommand, SampleCommand};

impl App {
    /// Takes what came of files since the last call.
    pub(in crate::gui) fn take_file_events(&mut self) {
        for event in self.files.events() {
            match event {
                FileEvent::Loaded { path, loaded } => self.samples_loaded(&path, loaded),
                FileEvent::Kept { written: Ok(()), took } => self.keeping_took = took,
                FileEvent::Kept { written: Err(error), .. } => self.stop_keeping(&error),
                FileEvent::Past(read) => self.past_read(read),
                FileEvent::Compared(compared) => self.compared(compared),
                FileEvent::VersionOpened(opened) => self.version_opened(opened),
                FileEvent::Written { path, written: Ok(()) } => {
                    self.notify(Notice::note(format!("Saved to {}", path.display())));
                }
                FileEvent::Written { written: Err(error), .. } => {
                    self.fail("The file was not written", &error);
                }
                FileEvent::Saved { root, revision, baseline, unrecorded } => {
                    self.unrecorded.extend(unrecorded);
                    self.saved(&root, revision, baseline);
                }
                FileEvent::Recorded { written } => self.recorded(written),
                FileEvent::Exported { outcome } => self.exported(*outcome),
                FileEvent::SheetWritten { path, written } => self.sheet_written(&path, written),
                FileEvent::SheetRead { path, read } => self.sheet_read(path, read),
            }
        }
        self.state.loading = self.files.loading.as_deref().map(file_name);
        self.state.is_saving = self.files.saving.is_some();
    }

    fn samples_loaded(&mut self, path: &Path, loaded: Result<JoinedSamples, ProjectError>) {
        match loaded {
            Ok(loaded) => {
                if let Err(text) = self.add_samples(loaded) {
                    let title = format!("Nothing could be read from {}", file_name(path));
                    self.show(Dialog::Failed { title, text });
                }
            }
            Err(error) => self.fail("The file was not loaded", &error),
        }
    }

    /// Adds what was read as samples; says why, when there is nothing.
    pub(in crate::gui) fn add_samples(&mut self, joined: JoinedSamples) -> Result<(), String> {
        if joined.n_new() == 0 {
            return Err(reasons(&joined.diagnostics));
        }
        self.state.dialog = None;
        self.apply(Command::Sample(SampleCommand::AddJoined(joined)));
        Ok(())
    }

    fn saved(&mut self, root: &Path, revision: u64, baseline: Result<ProjectFiles, ProjectError>) {
        match baseline {
            Ok(baseline) => {
                self.baseline = Some(Arc::new(baseline));
                self.settings.remember(root);
                self.apply(Command::Project(ProjectCommand::Saved { root: root.to_owned(), revision }));
                self.read_past();
                if !self.workbench.is_modified() {
                    self.forget_unsaved_work();
                }
                if let Some(next) = self.after_save.take() {
                    self.outbox.send(*next);
                }
            }
            Err(error) => {
                self.after_save = None;
                self.fail("The project was not saved", &error);
            }
        }
    }

    /// Nothing is kept any more where it cannot be written.
    pub(in crate::gui) fn stop_keeping(&mut self, error: &ProjectError) {
        if self.recovery.take().is_some() {
            self.notify(Notice::error(format!("Unsaved work cannot be kept for the next start: {error}")));
        }
    }
}
