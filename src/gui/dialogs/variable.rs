//! What a variable is: its name when it is new, its type, its note.

use egui::{Key, Ui};

use crate::gui::dialogs::dialog::{buttons_ui, focus_at_first, title_ui};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::theme::{LAYOUT, SIZES, weak_text};
use crate::gui::ui_state::FocusTarget;
use crate::gui::widgets::{TextField, paragraph_ui, text_field_ui};
use crate::mapping::{VariableDeclaration, VariableType};
use crate::workbench::{Command, VariableCommand, Workbench};

pub(super) fn variable_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    known: Option<&String>,
    (name, declaration): (&mut String, &mut VariableDeclaration),
    outbox: &mut Outbox,
) {
    let title = known.map_or_else(|| "Add variable".to_owned(), |known| format!("Variable {known}"));
    title_ui(ui, &title, LAYOUT.dialog_width);
    let mut is_entered = false;
    if known.is_none() {
        let response = field_ui(ui, name, "Name of the variable", "mail_domain");
        focus_at_first(ui, &response);
        is_entered |= response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    }
    ui.add_space(SIZES.gap);
    ui.label(weak_text(ui, "Its values are"));
    ui.horizontal_wrapped(|ui| {
        for type_ in VariableType::ALL {
            let words = type_.words().to_owned();
            if ui.radio(declaration.type_ == type_, words).clicked() {
                declaration.type_ = type_;
            }
        }
    });
    ui.add_space(SIZES.gap);
    let response = field_ui(ui, &mut declaration.note, "Note", "What it is for");
    if known.is_some() {
        focus_at_first(ui, &response);
    }
    is_entered |= response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let objection = workbench.variable_name_objection(name.trim()).filter(|_| known.is_none());
    ui.add_space(SIZES.gap);
    paragraph_ui(
        ui,
        &match &objection {
            Some(objection) if !name.trim().is_empty() => objection.clone(),
            _ => format!("Scripts read it as vars.{}", name.trim()),
        },
    );
    let is_free = objection.is_none();
    if buttons_ui(ui, if known.is_some() { "Change" } else { "Add" }, is_free, outbox)
        || (is_entered && is_free)
    {
        outbox.send(Intent::CloseDialog);
        let declaration = declaration.clone();
        let name = name.trim().to_owned();
        outbox.command(Command::Variable(VariableCommand::Declare { name: name.clone(), declaration }));
        outbox.send(Intent::ShowVariable(name));
        outbox.send(Intent::Focus(FocusTarget::Variables));
    }
}

fn field_ui(ui: &mut Ui, text: &mut String, accessible_name: &str, hint: &str) -> egui::Response {
    let width = ui.available_width();
    text_field_ui(ui, TextField { text, accessible_name, hint, trailing: "", width })
}
