//! Accepting ids and addresses of one account in scripts, with a reason.

use egui::{Key, Ui};

use crate::gui::dialogs::dialog::{buttons_ui, first_field_ui, title_ui};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::theme::{LAYOUT, SIZES};
use crate::gui::widgets::paragraph_ui;
use crate::workbench::Workbench;

/// So many are listed; all are accepted.
const MOST_LISTED: usize = 8;

pub(super) fn accept_ids_ui(ui: &mut Ui, workbench: &Workbench, reason: &mut String, outbox: &mut Outbox) {
    title_ui(ui, "Accept ids in scripts", LAYOUT.dialog_wide);
    paragraph_ui(
        ui,
        "Ids differ between accounts; a variable is the better way. The reason goes into the mapping file.",
    );
    ui.add_space(SIZES.gap);
    let found = workbench.promote_view().map_or(&[][..], |view| &view.hard_coded);
    for one in found.iter().take(MOST_LISTED) {
        paragraph_ui(ui, one);
    }
    if found.len() > MOST_LISTED {
        paragraph_ui(ui, &format!("and {} more", found.len() - MOST_LISTED));
    }
    ui.add_space(SIZES.gap);
    let response = first_field_ui(ui, reason, "Why they may stay", "Why they may stay");
    let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let is_free = !reason.trim().is_empty() && !found.is_empty();
    if (buttons_ui(ui, "Accept", is_free, outbox) || is_entered) && is_free {
        outbox.send(Intent::CloseDialog);
        outbox.send(Intent::AcceptHardCoded(reason.trim().to_owned()));
    }
}
