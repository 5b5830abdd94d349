//! One text: the name of a sample, the note of a rule.

use egui::{Key, TextEdit, Ui};

use crate::gui::dialogs::dialog::{buttons_ui, focus_and_select_at_first, focus_at_first, title_ui};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::theme::LAYOUT;
use crate::gui::widgets::{TextField, text_field_ui};
use crate::workbench::{Command, RuleCommand, SampleCommand};

/// Renaming a sample.
pub(super) fn rename_ui(ui: &mut Ui, sample: usize, name: &mut String, outbox: &mut Outbox) {
    title_ui(ui, "Rename sample", LAYOUT.dialog_width);
    let field = TextField {
        text: name,
        accessible_name: "Name of the sample",
        hint: "Joiner, full",
        trailing: "",
        width: ui.available_width(),
    };
    let response = text_field_ui(ui, field);
    focus_and_select_at_first(ui, &response, name);
    let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let is_named = !name.trim().is_empty();
    if buttons_ui(ui, "Rename", is_named, outbox) || (is_entered && is_named) {
        outbox.send(Intent::CloseDialog);
        let name = name.trim().to_owned();
        outbox.command(Command::Sample(SampleCommand::Rename { sample, name }));
    }
}

/// Changing the note of a rule.
pub(super) fn note_ui(ui: &mut Ui, rule_set: usize, rule: usize, note: &mut String, outbox: &mut Outbox) {
    title_ui(ui, "Note of the rule", LAYOUT.dialog_width);
    let edit = TextEdit::multiline(note).desired_width(ui.available_width()).desired_rows(5);
    let response = ui.add(edit);
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::MultilineTextInput, true, "Note of the rule"));
    focus_at_first(ui, &response);
    if buttons_ui(ui, "Keep note", true, outbox) {
        outbox.send(Intent::CloseDialog);
        let note = note.trim().to_owned();
        outbox.command(Command::Rule(RuleCommand::SetNote { rule_set, rule, note }));
    }
}
