//! Something that could not be done, why, and what to do.

use egui::{Label, ScrollArea, Ui};

use crate::gui::dialogs::dialog::{close_button_ui, title_ui};
use crate::gui::intent::Outbox;
use crate::gui::theme::{LAYOUT, code_text};

pub(super) fn failed_ui(ui: &mut Ui, title: &str, text: &str, outbox: &mut Outbox) {
    title_ui(ui, title, LAYOUT.dialog_wide);
    ScrollArea::vertical().max_height(LAYOUT.dialog_list).auto_shrink([false, true]).show(ui, |ui| {
        ui.add(Label::new(code_text(ui, text)).wrap().selectable(true));
    });
    close_button_ui(ui, outbox);
}
