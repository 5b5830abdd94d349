//! The function reference.

use egui::{Label, ScrollArea, Ui};

use crate::gui::dialogs::dialog::{close_button_ui, first_field_ui, list_height, title_ui};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::theme::{LAYOUT, SIZES, code_text, header_text};
use crate::gui::widgets::{button_quiet_ui, empty_state_ui, paragraph_ui};
use crate::script::functions::{self, Function};

pub(super) fn functions_ui(ui: &mut Ui, filter: &mut String, outbox: &mut Outbox) {
    title_ui(ui, "Functions", LAYOUT.dialog_wide);
    first_field_ui(ui, filter, "Filter functions", "A name, or what it is for");
    ui.add_space(SIZES.gap);
    let wanted = filter.trim().to_lowercase();
    let found: Vec<&Function> = functions::all()
        .filter(|function| {
            let whole = format!("{} {} {}", function.signature, function.summary, function.category.title());
            whole.to_lowercase().contains(&wanted)
        })
        .collect();
    if found.is_empty() {
        empty_state_ui(ui, "No function has this in its name or summary", None);
    }
    ScrollArea::vertical().max_height(list_height(ui, LAYOUT.dialog_editor)).auto_shrink([false, true]).show(
        ui,
        |ui| {
            let mut category = None;
            for function in found {
                if category != Some(function.category) {
                    category = Some(function.category);
                    ui.add_space(SIZES.gap);
                    ui.label(header_text(ui, function.category.title()));
                }
                function_ui(ui, function, outbox);
            }
        },
    );
    close_button_ui(ui, outbox);
}

fn function_ui(ui: &mut Ui, function: &Function, outbox: &mut Outbox) {
    ui.horizontal(|ui| {
        ui.label(code_text(ui, function.signature));
        let insert = button_quiet_ui(ui, "Insert");
        crate::gui::widgets::name_ui(&insert, &format!("Insert {}", function.name));
        if insert.clicked() {
            outbox.send(Intent::CloseDialog);
            outbox.send(Intent::InsertIntoScript(format!("{}()", function.name)));
        }
    });
    paragraph_ui(ui, function.summary);
    for example in function.examples {
        let text = format!(
            "{}  →  {}",
            example.script,
            if example.result == "null" { "()" } else { example.result }
        );
        ui.add(Label::new(code_text(ui, text).color(crate::gui::theme::Tokens::of(ui).text_weak)).truncate());
    }
    ui.add_space(SIZES.gap);
}
