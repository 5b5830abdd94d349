//! A mapping file that must not be used as it is, why, and the way of taking it all the same.

use std::path::Path;

use egui::{ScrollArea, Ui};

use crate::gui::dialogs::dialog::{button_row_ui, focus_unless_taken, list_height, title_ui};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::open_dialog::Accept;
use crate::gui::theme::{LAYOUT, SIZES, Tokens};
use crate::gui::widgets::{button_primary_ui, button_ui, callout_ui, paragraph_ui};

/// Every line of the text is a reason of its own.
pub(super) fn import_refused_ui(ui: &mut Ui, file: &Path, text: &str, outbox: &mut Outbox) {
    title_ui(ui, "The mapping file is not imported", LAYOUT.dialog_width);
    ScrollArea::vertical().max_height(list_height(ui, LAYOUT.dialog_list)).auto_shrink([false, true]).show(
        ui,
        |ui| {
            for reason in text.lines() {
                callout_ui(ui, Tokens::of(ui).failed, |ui| paragraph_ui(ui, reason));
                ui.add_space(SIZES.gap_small);
            }
        },
    );
    paragraph_ui(ui, "If you know why, you can look at its changes all the same and decide then.");
    button_row_ui(ui, |ui| {
        let close = button_primary_ui(ui, "Close");
        focus_unless_taken(ui, &close);
        if close.clicked() {
            outbox.send(Intent::CloseDialog);
        }
        if button_ui(ui, "Look at it as it is…").clicked() {
            outbox.send(Intent::CloseDialog);
            outbox.send(Intent::PlanImport { file: file.to_owned(), accept: Accept::Anyway });
        }
    });
}
