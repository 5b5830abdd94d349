//! The interface to file dialogs, so that tests can answer them.

use std::path::PathBuf;

use crate::gui::files::FileRequest;

/// How a question for a file ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileAnswer {
    /// This path.
    Chosen(PathBuf),
    /// The user changed their mind.
    Cancelled,
    /// There is no dialog service; the window has to ask itself.
    Unavailable,
}

/// Asks for files.
pub trait FileDialogs {
    /// Begins to ask; a question that is open is forgotten.
    fn start(&mut self, request: &FileRequest, ctx: &egui::Context);
    /// The answer, once there is one.
    fn poll(&mut self) -> Option<FileAnswer>;
}

/// No dialog service at all: the window asks itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoDialogs {
    is_asked: bool,
}

impl FileDialogs for NoDialogs {
    fn start(&mut self, _: &FileRequest, _: &egui::Context) {
        self.is_asked = true;
    }

    fn poll(&mut self) -> Option<FileAnswer> {
        std::mem::take(&mut self.is_asked).then_some(FileAnswer::Unavailable)
    }
}
