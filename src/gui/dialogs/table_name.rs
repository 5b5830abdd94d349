//! The name of a new lookup table, or of a copy of one.

use egui::{Key, Ui};

use crate::gui::dialogs::dialog::{buttons_ui, focus_and_select_at_first, title_ui};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::theme::{LAYOUT, SIZES};
use crate::gui::widgets::{TextField, paragraph_ui, text_field_ui};
use crate::workbench::{Command, TableCommand, Workbench};

pub(super) fn table_name_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    copied: Option<&String>,
    name: &mut String,
    outbox: &mut Outbox,
) {
    let title = copied.map_or_else(|| "Add table".to_owned(), |copied| format!("Duplicate {copied}"));
    title_ui(ui, &title, LAYOUT.dialog_width);
    let field = TextField {
        text: name,
        accessible_name: "Name of the table",
        hint: "countries",
        trailing: "",
        width: ui.available_width(),
    };
    let response = text_field_ui(ui, field);
    focus_and_select_at_first(ui, &response, name);
    let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    ui.add_space(SIZES.gap);
    let objection = workbench.table_name_objection(name.trim());
    paragraph_ui(
        ui,
        &match &objection {
            Some(objection) if !name.trim().is_empty() => objection.clone(),
            _ => format!("Scripts look it up with lookup(\"{}\", key)", name.trim()),
        },
    );
    let is_free = objection.is_none();
    if buttons_ui(ui, if copied.is_some() { "Duplicate" } else { "Add" }, is_free, outbox)
        || (is_entered && is_free)
    {
        outbox.send(Intent::CloseDialog);
        let name = name.trim().to_owned();
        outbox.command(Command::Table(match copied {
            Some(table) => TableCommand::Duplicate { table: table.clone(), name: name.clone() },
            None => TableCommand::Add { name: name.clone() },
        }));
        outbox.send(Intent::ShowTable(name));
    }
}
