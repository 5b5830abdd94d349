//! The value of a variable in an environment: as it is, and while it is typed.

use egui::{Id, Key, Label, TextEdit, Ui};

use crate::gui::data_state::ValueEdit;
use crate::gui::panels::data::variables::cursor_ui;
use crate::gui::theme::{Tokens, body_font, code_text, normal_text};
use crate::gui::widgets::{Sign, sign_ui};
use crate::mapping::VariableType;
use crate::workbench::{ValueCell, ValueState, VariableRow};

/// How the typing of a value ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ValueDone {
    /// With Enter.
    Kept,
    /// With Esc.
    Dropped,
}

pub(super) fn value_ui(ui: &mut Ui, value: &ValueCell, row: &VariableRow, is_chosen: bool) {
    cursor_ui(ui, is_chosen);
    let tokens = Tokens::of(ui);
    match value.state {
        ValueState::Fine => {
            ui.add(Label::new(code_text(ui, &value.text)).truncate());
        }
        ValueState::Missing => {
            sign_ui(ui, Sign::Warning);
            ui.add(Label::new(normal_text(ui, "no value").color(tokens.warning)).truncate());
        }
        ValueState::WrongType => {
            sign_ui(ui, Sign::Error);
            let text = format!("{} is no {}", value.text, row.type_);
            ui.add(Label::new(normal_text(ui, &text).color(tokens.failed)).truncate()).on_hover_text(text);
        }
    }
}

/// How a value of a type is typed.
fn hint(type_: &VariableType) -> &'static str {
    match type_ {
        VariableType::Text => "text; \"\" is the empty one",
        VariableType::Number => "number",
        VariableType::Boolean => "true or false",
        VariableType::Texts => "texts between ;",
        VariableType::MailDomain => "widget.com",
        VariableType::WebAddress => "https://…",
        VariableType::Unknown(_) => "value",
    }
}

/// A value that is being typed; how it ended, if it did.
pub(super) fn value_edit_ui(ui: &mut Ui, edit: &mut ValueEdit, type_: &VariableType) -> Option<ValueDone> {
    let is_escaped = ui.input(|input| input.key_pressed(Key::Escape));
    let tokens = Tokens::of(ui);
    let name = format!("Value of {} in {}", edit.name, edit.environment);
    let mut field = TextEdit::singleline(&mut edit.text)
        .id(Id::unique("value of a variable"))
        .font(body_font())
        .hint_text(hint(type_))
        .desired_width(ui.available_width())
        .margin(egui::Margin::symmetric(4, 2));
    if edit.problem.is_some() {
        field = field.text_color(tokens.failed);
    }
    let response = ui.add(field).accessible_name(&name);
    if std::mem::take(&mut edit.is_new) {
        response.request_focus();
    }
    if response.changed() {
        edit.problem = None;
    }
    if let Some(problem) = &edit.problem {
        response.clone().show_tooltip_text(problem);
    }
    if !response.lost_focus() {
        return None;
    }
    if is_escaped {
        return Some(ValueDone::Dropped);
    }
    ui.input(|input| input.key_pressed(Key::Enter)).then_some(ValueDone::Kept)
}
