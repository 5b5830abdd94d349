//! Which dialog is drawn, and how every dialog looks: a title, a content, buttons below.

use egui::{Align, Context, Id, Layout, Ui};

use crate::gui::dialogs::{
    about, add_rule, export, failed, files, functions, import, new_project, palette, sample_text, shortcuts,
    text, unsaved,
};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::theme::{self, SIZES, heading_text};
use crate::gui::ui_state::{Dialog, UiState};
use crate::gui::widgets::{button_primary_ui, button_ui};
use crate::workbench::Workbench;

/// Draws the open dialog, if there is one. Esc and a click beside it close it.
pub(in crate::gui) fn dialog_ui(
    ctx: &Context,
    workbench: &Workbench,
    state: &mut UiState,
    outbox: &mut Outbox,
) {
    let Some(mut dialog) = state.dialog.take() else { return };
    let shown = theme::dialog(ctx, Id::unique("dialog")).show(ctx, |ui| {
        content_ui(ui, &mut dialog, workbench, outbox);
    });
    let keeps_open = matches!(*dialog, Dialog::EditSample { .. } | Dialog::PasteSample { .. });
    // A text that was typed is not thrown away by a click beside it.
    let is_closed = if keeps_open {
        ctx.input(|input| input.key_pressed(egui::Key::Escape)) && !ctx.text_edit_focused()
    } else {
        shown.should_close()
    };
    if is_closed {
        outbox.send(Intent::CloseDialog);
    }
    state.dialog = Some(dialog);
}

fn content_ui(ui: &mut Ui, dialog: &mut Dialog, workbench: &Workbench, outbox: &mut Outbox) {
    match dialog {
        Dialog::NewProject => new_project::new_project_ui(ui, outbox),
        Dialog::AddRule { filter } => add_rule::add_rule_ui(ui, workbench, filter, outbox),
        Dialog::Export { environment, cases } => {
            export::export_ui(ui, workbench, environment, cases, outbox);
        }
        Dialog::Import { file, plan, warnings } => import::import_ui(ui, file, plan, warnings, outbox),
        Dialog::PasteSample { text } => sample_text::paste_ui(ui, text, outbox),
        Dialog::EditSample { sample, text } => sample_text::edit_ui(ui, *sample, text, outbox),
        Dialog::RenameSample { sample, name } => text::rename_ui(ui, *sample, name, outbox),
        Dialog::EditNote { rule_set, rule, note } => text::note_ui(ui, *rule_set, *rule, note, outbox),
        Dialog::Unsaved { then } => unsaved::unsaved_ui(ui, then, outbox),
        Dialog::Palette { text, chosen } => palette::palette_ui(ui, workbench, text, chosen, outbox),
        Dialog::Files { request, browser } => files::files_ui(ui, request, browser, outbox),
        Dialog::Functions { filter } => functions::functions_ui(ui, filter, outbox),
        Dialog::Shortcuts => shortcuts::shortcuts_ui(ui, outbox),
        Dialog::About => about::about_ui(ui, outbox),
        Dialog::Failed { title, text } => failed::failed_ui(ui, title, text, outbox),
    }
}

/// The title of a dialog.
pub(super) fn title_ui(ui: &mut Ui, title: &str, width: f32) {
    ui.set_width(width);
    ui.label(heading_text(ui, title));
    ui.add_space(SIZES.gap);
}

/// The buttons below a dialog: the verb at the right, `Cancel` beside it. Whether the verb was
/// chosen; `Cancel` closes the dialog.
pub(super) fn buttons_ui(ui: &mut Ui, verb: &str, is_enabled: bool, outbox: &mut Outbox) -> bool {
    ui.add_space(SIZES.padding);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let is_chosen = ui.add_enabled_ui(is_enabled, |ui| button_primary_ui(ui, verb).clicked()).inner;
        if button_ui(ui, "Cancel").clicked() {
            outbox.send(Intent::CloseDialog);
        }
        is_chosen
    })
    .inner
}

/// The one button below a dialog that only tells something.
pub(super) fn close_button_ui(ui: &mut Ui, outbox: &mut Outbox) {
    ui.add_space(SIZES.padding);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if button_primary_ui(ui, "Close").clicked() {
            outbox.send(Intent::CloseDialog);
        }
    });
}

/// Gives a field of a dialog the keyboard when the dialog opens.
pub(super) fn focus_at_first(ui: &Ui, response: &egui::Response) {
    let id = Id::unique("dialog").with("focused");
    let frame = ui.ctx().cumulative_frame_nr();
    let is_first = ui.data_mut(|data| {
        let last: Option<u64> = data.get_temp(id);
        data.insert_temp(id, frame);
        last.is_none_or(|last| frame > last + 1)
    });
    if is_first {
        response.request_focus();
    }
}
