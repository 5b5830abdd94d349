//! Unsaved changes, before another project takes the place of this one.

use egui::Ui;

use crate::gui::dialogs::dialog::{button_row_ui, focus_unless_taken, title_ui};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::theme::LAYOUT;
use crate::gui::widgets::{button_primary_ui, button_ui, paragraph_ui};

pub(super) fn unsaved_ui(ui: &mut Ui, then: &Intent, outbox: &mut Outbox) {
    title_ui(ui, "Save the changes first?", LAYOUT.dialog_width);
    paragraph_ui(ui, "The project has changes that are not saved. Without saving they are lost.");
    button_row_ui(ui, |ui| {
        let save = button_primary_ui(ui, "Save");
        focus_unless_taken(ui, &save);
        if save.clicked() {
            outbox.send(Intent::SaveThen(Box::new(then.clone())));
        }
        if button_ui(ui, "Discard changes").clicked() {
            outbox.send(then.clone());
        }
        if button_ui(ui, "Cancel").clicked() {
            outbox.send(Intent::CloseDialog);
        }
    });
}
