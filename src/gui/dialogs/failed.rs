//! Something that could not be done, why, and what to do.

use egui::{ScrollArea, Ui};

use crate::gui::dialogs::dialog::{close_button_ui, list_height, title_ui};
use crate::gui::intent::Outbox;
use crate::gui::theme::{LAYOUT, SIZES, Tokens};
use crate::gui::widgets::{callout_ui, paragraph_ui};

/// Every line of the text is a reason of its own.
pub(super) fn failed_ui(ui: &mut Ui, title: &str, text: &str, outbox: &mut Outbox) {
    title_ui(ui, title, LAYOUT.dialog_width);
    ScrollArea::vertical().max_height(list_height(ui, LAYOUT.dialog_list)).auto_shrink([false, true]).show(
        ui,
        |ui| {
            for reason in text.lines() {
                callout_ui(ui, Tokens::of(ui).failed, |ui| paragraph_ui(ui, reason));
                ui.add_space(SIZES.gap_small);
            }
        },
    );
    close_button_ui(ui, outbox);
}
