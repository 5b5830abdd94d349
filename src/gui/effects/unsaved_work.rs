//! Unsaved work: kept for the next start, brought back, forgotten.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use egui::Context;

use crate::gui::app::App;
use crate::gui::file_worker::{FileJob, UnsavedWork};
use crate::project::{clear_recovery, load_project, read_recovery, render_project, write_recovery};
use crate::workbench::Notice;

impl App {
    /// Has the unsaved work written when it is time.
    pub(in crate::gui) fn keep_unsaved_work(&mut self, ctx: &Context) {
        let Some(at) = self.keep_at else { return };
        let now = Instant::now();
        if now < at {
            ctx.request_repaint_after(at - now);
            return;
        }
        self.keep_at = None;
        let Some(path) = self.recovery.clone() else { return };
        let work = self.workbench.is_modified().then(|| UnsavedWork {
            root: self.workbench.root().map(Path::to_owned),
            model: self.workbench.model().clone(),
        });
        self.files.start(FileJob::Keep { path, work });
        self.take_file_events();
    }

    /// Writes the unsaved work before the window closes.
    pub(in crate::gui) fn write_unsaved_work(&mut self) {
        self.keep_at = None;
        let Some(path) = self.recovery.clone() else { return };
        let written = if self.workbench.is_modified() {
            write_recovery(&path, self.workbench.root(), self.workbench.model())
        } else {
            clear_recovery(&path)
        };
        if let Err(error) = written {
            self.stop_keeping(&error);
        }
    }

    pub(in crate::gui) fn forget_unsaved_work(&mut self) {
        self.keep_at = None;
        if let Some(path) = self.recovery.clone() {
            self.files.start(FileJob::Keep { path, work: None });
            self.take_file_events();
        }
    }

    pub(in crate::gui) fn restore_unsaved_work(&mut self) -> bool {
        let Some(path) = self.recovery.clone() else { return false };
        match read_recovery(&path) {
            Ok(Some(recovery)) => {
                self.baseline = recovery
                    .root
                    .as_deref()
                    .and_then(|root| load_project(root).ok())
                    .map(|(model, _)| Arc::new(render_project(&model)));
                self.replace(recovery.model, recovery.root, Vec::new(), true);
                self.notify(Notice::warning("Unsaved work of last time is back; save it to keep it"));
                true
            }
            Ok(None) => false,
            Err(error) => {
                self.notify(Notice::error(format!("Unsaved work of last time cannot be read: {error}")));
                false
            }
        }
    }
}
