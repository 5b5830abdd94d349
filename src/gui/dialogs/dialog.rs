//! Which dialog is drawn, and how every dialog looks: a title, a content, buttons below.

use std::mem::discriminant;

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Align, Context, Id, Key, Layout, Response, Ui, vec2};

use crate::gui::dialogs::{
    about, accept_ids, add_rule, bring_back, cases, compare, edit_both, environments, export, failed, files,
    functions, help, import, import_refused, import_sign_off, make_variable, mask, new_project, palette,
    rename, sample_text, shortcuts, sign_off, table_name, take_rows, templates, text, unsaved, variable,
};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::open_dialog::Dialog;
use crate::gui::theme::{self, LAYOUT, SIZES, heading_text};
use crate::gui::ui_state::UiState;
use crate::gui::widgets::{TextField, button_primary_ui, button_ui, text_field_ui};
use crate::workbench::{ValueForm, Workbench};

/// Draws the open dialog, if there is one. Esc and a click beside it close it.
pub(in crate::gui) fn dialog_ui(
    ctx: &Context,
    workbench: &Workbench,
    state: &mut UiState,
    outbox: &mut Outbox,
) {
    let Some(mut dialog) = state.dialog.take() else { return };
    // Each kind of dialog keeps a size of its own.
    let id = Id::unique("dialog").with(discriminant(&*dialog));
    let modal = match *dialog {
        Dialog::Palette { .. } => theme::dialog_at_top(ctx, id),
        _ => theme::dialog(ctx, id),
    };
    // Asked before the content, whose editor takes the key.
    let is_escaped = ctx.input(|input| input.key_pressed(Key::Escape));
    let was_editing = ctx.text_edit_focused();
    let shown = modal.show(ctx, |ui| content_ui(ui, &mut dialog, workbench, outbox));
    // A text that was typed is thrown away neither by a click beside it nor by Esc in it.
    let is_closed = if has_typed_text(&dialog, workbench) {
        is_escaped && !was_editing
    } else {
        shown.should_close() || (is_escaped && has_editor(&dialog))
    };
    if is_closed {
        outbox.send(Intent::CloseDialog);
    }
    state.dialog = Some(dialog);
}

/// Whether a dialog has an editor, which takes Esc for itself.
fn has_editor(dialog: &Dialog) -> bool {
    matches!(
        dialog,
        Dialog::PasteSample { .. }
            | Dialog::PasteRequest { .. }
            | Dialog::EditSample { .. }
            | Dialog::EditExpected { form: ValueForm::Json, .. }
            | Dialog::CaseCurrent { .. }
            | Dialog::EditBoth(_)
    )
}

/// Whether a longer text was typed that is not applied yet.
fn has_typed_text(dialog: &Dialog, workbench: &Workbench) -> bool {
    let model = workbench.model();
    match dialog {
        Dialog::PasteSample { text, .. } | Dialog::PasteRequest { text, .. } => !text.trim().is_empty(),
        Dialog::EditSample { sample, text } => {
            model.samples.get(*sample).is_none_or(|sample| sample.payload.to_text() != *text)
        }
        Dialog::EditBoth(edited) => edited.text != edited.original,
        Dialog::EditNote { rule_set, rule, note } => {
            let rule_set = model.mapping.rule_sets.get(*rule_set);
            rule_set.and_then(|rule_set| rule_set.rules.get(*rule)).is_none_or(|rule| rule.note != *note)
        }
        Dialog::TakeRows(rows) => rows.is_pasted && !rows.text.trim().is_empty(),
        Dialog::Environments { drafts, .. } => *drafts != workbench.environment_drafts(),
        _ => false,
    }
}

fn content_ui(ui: &mut Ui, dialog: &mut Dialog, workbench: &Workbench, outbox: &mut Outbox) {
    match dialog {
        Dialog::NewProject { presets } => new_project::new_project_ui(ui, presets, outbox),
        Dialog::AddRule { filter } => add_rule::add_rule_ui(ui, workbench, filter, outbox),
        Dialog::Export { environment, cases, options } => {
            export::export_ui(ui, workbench, (environment, cases, options), outbox);
        }
        Dialog::ImportRefused { file, text } => import_refused::import_refused_ui(ui, file, text, outbox),
        Dialog::Import { file, plan, warnings } => {
            let environment = workbench.model().environment(&plan.file.provenance.environment);
            import::import_ui(ui, file, environment, (plan, warnings), outbox);
        }
        Dialog::SignOff { choice, filter } => sign_off::sign_off_ui(ui, workbench, choice, filter, outbox),
        Dialog::ImportSignOff { file, import, reviewer } => {
            import_sign_off::import_sign_off_ui(ui, file, import, reviewer, outbox);
        }
        Dialog::PasteSample { text, problem } => {
            sample_text::paste_ui(ui, text, problem.as_deref(), outbox);
        }
        Dialog::PasteRequest { text, problem } => {
            sample_text::paste_request_ui(ui, text, problem.as_deref(), outbox);
        }
        Dialog::EditSample { sample, text } => sample_text::edit_ui(ui, *sample, text, outbox),
        Dialog::Mask(page) => mask::mask_ui(ui, workbench, page, outbox),
        Dialog::RenameSample { sample, name } => text::rename_ui(ui, *sample, name, outbox),
        Dialog::EditNote { rule_set, rule, note } => text::note_ui(ui, *rule_set, *rule, note, outbox),
        Dialog::ExpectAll { updates } => cases::expect_all_ui(ui, workbench, updates, outbox),
        Dialog::EditExpected { stem, record_type, field, form, text } => {
            cases::edit_expected_ui(ui, workbench, (&*stem, &*record_type, &*field), (*form, text), outbox);
        }
        Dialog::CaseStatus { stem } => cases::status_ui(ui, workbench, stem, outbox),
        Dialog::CaseCurrent { stem, current, text } => cases::current_ui(ui, stem, (current, text), outbox),
        Dialog::RenameCase { stem, name } => cases::rename_ui(ui, stem, name, outbox),
        Dialog::Unsaved { then } => unsaved::unsaved_ui(ui, then, outbox),
        Dialog::AcceptIds { reason } => accept_ids::accept_ids_ui(ui, workbench, reason, outbox),
        Dialog::Compare(choice) => compare::compare_ui(ui, choice, outbox),
        Dialog::EditBoth(edited) => edit_both::edit_both_ui(ui, edited, outbox),
        Dialog::BringBack { file, title, words } => {
            bring_back::bring_back_ui(ui, file, title, words, outbox);
        }
        Dialog::Palette { text, chosen } => palette::palette_ui(ui, workbench, text, chosen, outbox),
        Dialog::Files { request, browser } => files::files_ui(ui, request, browser, outbox),
        Dialog::Functions { filter } => functions::functions_ui(ui, filter, outbox),
        Dialog::Templates { filter } => templates::templates_ui(ui, workbench, filter, outbox),
        Dialog::Rename { subject, name } => rename::rename_ui(ui, workbench, (&*subject, name), outbox),
        Dialog::Help(place) => help::help_ui(ui, place, outbox),
        Dialog::NameTable { copied, name } => {
            table_name::table_name_ui(ui, workbench, copied.as_ref(), name, outbox);
        }
        Dialog::TakeRows(rows) => take_rows::take_rows_ui(ui, workbench, rows, outbox),
        Dialog::DeclareVariable { known, name, declaration } => {
            variable::variable_ui(ui, workbench, known.as_ref(), (name, declaration), outbox);
        }
        Dialog::MakeVariable(wish) => make_variable::make_variable_ui(ui, workbench, wish, outbox),
        Dialog::Environments { drafts, selected } => {
            environments::environments_ui(ui, workbench, (drafts, selected), outbox);
        }
        Dialog::Shortcuts => shortcuts::shortcuts_ui(ui, outbox),
        Dialog::About => about::about_ui(ui, outbox),
        Dialog::Failed { title, text } => failed::failed_ui(ui, title, text, outbox),
    }
}

/// The title of a dialog.
pub(super) fn title_ui(ui: &mut Ui, title: &str, width: f32) {
    set_width(ui, width);
    ui.label(heading_text(ui, title));
    ui.add_space(SIZES.gap);
}

/// Makes a dialog so wide, or as wide as the window lets it be.
pub(super) fn set_width(ui: &mut Ui, width: f32) {
    let most = ui.ctx().content_rect().width() - 4.0 * SIZES.dialog_padding;
    ui.set_width(width.min(most));
}

/// How high a list in a dialog gets at most, so that the dialog fits into the window.
pub(super) fn list_height(ui: &Ui, wanted: f32) -> f32 {
    wanted.min(ui.ctx().content_rect().height() * LAYOUT.dialog_list_share)
}

/// The buttons below a dialog: the verb at the right, `Cancel` beside it. Whether the verb was
/// chosen; `Cancel` closes the dialog.
pub(super) fn buttons_ui(ui: &mut Ui, verb: &str, is_enabled: bool, outbox: &mut Outbox) -> bool {
    button_row_ui(ui, |ui| {
        let response = ui.add_enabled_ui(is_enabled, |ui| button_primary_ui(ui, verb)).inner;
        focus_unless_taken(ui, &response);
        if button_ui(ui, "Cancel").clicked() {
            outbox.send(Intent::CloseDialog);
        }
        response.clicked()
    })
}

/// The row of buttons below a dialog, from right to left.
pub(super) fn button_row_ui<R>(ui: &mut Ui, add_buttons: impl FnOnce(&mut Ui) -> R) -> R {
    ui.add_space(SIZES.padding);
    let size = vec2(ui.available_width(), SIZES.control);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), add_buttons).inner
}

/// The one button below a dialog that only tells something.
pub(super) fn close_button_ui(ui: &mut Ui, outbox: &mut Outbox) {
    button_row_ui(ui, |ui| {
        let response = button_primary_ui(ui, "Close");
        focus_unless_taken(ui, &response);
        if response.clicked() {
            outbox.send(Intent::CloseDialog);
        }
    });
}

/// The text field in which a dialog begins: over the full width, with the keyboard.
pub(super) fn first_field_ui(ui: &mut Ui, text: &mut String, accessible_name: &str, hint: &str) -> Response {
    let field = TextField { text, accessible_name, hint, trailing: "", width: ui.available_width() };
    let response = text_field_ui(ui, field);
    focus_at_first(ui, &response);
    response
}

/// Gives a part of a dialog the keyboard when the dialog opens.
pub(super) fn focus_at_first(ui: &Ui, response: &Response) {
    if is_first_frame(ui, response.id) {
        response.request_focus();
    }
    take_focus(ui);
}

/// The same for a text field, with its whole text selected, so that typing replaces it.
pub(super) fn focus_and_select_at_first(ui: &Ui, response: &Response, text: &str) {
    if is_first_frame(ui, response.id) {
        let mut state = TextEditState::load(ui.ctx(), response.id).unwrap_or_default();
        let range = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
        state.cursor.set_char_range(Some(range));
        state.store(ui.ctx(), response.id);
        response.request_focus();
    }
    take_focus(ui);
}

/// Gives the button of a dialog the keyboard when the dialog opens and no field took it.
pub(super) fn focus_unless_taken(ui: &Ui, response: &Response) {
    let frame = ui.ctx().cumulative_frame_nr();
    let is_taken = ui.data(|data| data.get_temp::<u64>(taken_id())) == Some(frame);
    if !is_taken && is_first_frame(ui, response.id) {
        response.request_focus();
    }
}

/// Says that a part of the dialog claims the keyboard.
fn take_focus(ui: &Ui) {
    let frame = ui.ctx().cumulative_frame_nr();
    ui.data_mut(|data| data.insert_temp(taken_id(), frame));
}

/// Where the frame is kept in which a part of the dialog last claimed the keyboard.
fn taken_id() -> Id {
    Id::unique("dialog").with("focus is taken")
}

/// Whether a part of a dialog is drawn that was not drawn in the frame before.
fn is_first_frame(ui: &Ui, part: Id) -> bool {
    let id = part.with("drawn in a dialog");
    let frame = ui.ctx().cumulative_frame_nr();
    ui.data_mut(|data| {
        let last: Option<u64> = data.get_temp(id);
        data.insert_temp(id, frame);
        last.is_none_or(|last| frame > last + 1)
    })
}
