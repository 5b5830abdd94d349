//! Bringing an earlier version back, after a question.

use egui::Ui;

use crate::gui::dialogs::dialog::{buttons_ui, title_ui};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::theme::LAYOUT;
use crate::gui::widgets::paragraph_ui;
use crate::mapping::MappingFile;

pub(super) fn bring_back_ui(ui: &mut Ui, file: &MappingFile, title: &str, words: &str, outbox: &mut Outbox) {
    title_ui(ui, title, LAYOUT.dialog_width);
    paragraph_ui(ui, words);
    if buttons_ui(ui, "Bring back", true, outbox) {
        outbox.send(Intent::CloseDialog);
        outbox.send(Intent::BringBack(Box::new(file.clone())));
    }
}
