//! Why the selected field has its value for the selected sample.

use egui::Ui;

use crate::gui::theme::{SIZES, Tokens};
use crate::gui::widgets::{callout_ui, panel_header_ui, paragraph_ui};
use crate::workbench::{FieldCell, ScriptPlace, Workbench};

pub(super) fn why_ui(ui: &mut Ui, workbench: &Workbench) {
    let ScriptPlace::Rule { rule_set, rule } = workbench.selection().script else { return };
    let Some(selected) = workbench.rule() else { return };
    panel_header_ui(ui, "Why", &selected.field);
    let cell = workbench.cell(workbench.selection().sample, rule_set, rule);
    let accent = Tokens::of(ui).accent;
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        ui.vertical(|ui| {
            ui.set_width(ui.available_width() - SIZES.padding);
            callout_ui(ui, accent, |ui| paragraph_ui(ui, &explanation(&cell)));
        });
    });
    ui.add_space(SIZES.padding_y);
}

fn explanation(cell: &FieldCell) -> String {
    let change = match (cell.before.as_str(), cell.value.as_str()) {
        ("", "") => String::new(),
        (before, value) if before == value => format!(". It is `{value}`"),
        ("", value) => format!(". It becomes `{value}`"),
        (before, "") => format!(". It was `{before}`"),
        (before, value) => format!(". `{before}` becomes `{value}`"),
    };
    format!("{}{change}", cell.reason)
}
