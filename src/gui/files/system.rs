//! The file dialogs of the system.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::gui::files::{FileAnswer, FileDialogs, FileRequest};

/// Nobody cancels a dialog faster: it did not open. On Linux every failure looks like a cancellation.
const FASTEST_CANCELLATION: Duration = Duration::from_millis(400);

/// Asks by the dialogs of the system, on a thread of their own.
#[derive(Debug, Default)]
pub struct SystemDialogs {
    open: Option<(Instant, Receiver<Option<PathBuf>>)>,
}

impl FileDialogs for SystemDialogs {
    fn start(&mut self, request: &FileRequest, ctx: &egui::Context) {
        let (sender, receiver) = channel();
        let (request, ctx) = (request.clone(), ctx.clone());
        let ask = move || {
            // The window may have closed meanwhile; nobody waits for the answer then.
            let _ = sender.send(ask(&request));
            ctx.request_repaint();
        };
        let started = thread::Builder::new().name("file dialog".to_owned()).spawn(ask);
        // Without a thread the receiver sees a sender that is gone, which is told as unavailable.
        self.open = Some((Instant::now(), receiver)).filter(|_| started.is_ok());
    }

    fn poll(&mut self) -> Option<FileAnswer> {
        let (since, receiver) = self.open.as_ref()?;
        let answer = match receiver.try_recv() {
            Ok(Some(path)) => FileAnswer::Chosen(path),
            Ok(None) if since.elapsed() < FASTEST_CANCELLATION => FileAnswer::Unavailable,
            Ok(None) => FileAnswer::Cancelled,
            Err(std::sync::mpsc::TryRecvError::Empty) => return None,
            Err(std::sync::mpsc::TryRecvError::Disconnected) => FileAnswer::Unavailable,
        };
        self.open = None;
        Some(answer)
    }
}

fn ask(request: &FileRequest) -> Option<PathBuf> {
    let mut dialog = rfd::FileDialog::new().set_title(request.title());
    if let Some(folder) = &request.folder {
        dialog = dialog.set_directory(folder);
    }
    if !request.file_name.is_empty() {
        dialog = dialog.set_file_name(&request.file_name);
    }
    match (request.wants_folder(), request.is_saving()) {
        (true, _) => dialog.pick_folder(),
        (false, true) => dialog.save_file().map(|path| request.completed(path)),
        (false, false) => dialog.add_filter(request.title(), request.endings()).pick_file(),
    }
}
