//! Choosing the preset of a new project.

use egui::{Label, Response, Ui};

use crate::gui::dialogs::dialog::{button_row_ui, focus_at_first, title_ui};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::counted;
use crate::gui::theme::{LAYOUT, SIZES, strong_text, weak_text};
use crate::gui::widgets::{ListRow, button_ui, list_row_ui, paragraph_ui, rows_ui};
use crate::project::{ProjectModel, load_preset, preset_names};
use crate::scim::Dialect;
use crate::target::built_in_target;

pub(super) fn new_project_ui(ui: &mut Ui, outbox: &mut Outbox) {
    title_ui(ui, "New project", LAYOUT.dialog_width);
    paragraph_ui(
        ui,
        "A preset is a working mapping with sample payloads, current records, tables and cases.",
    );
    ui.add_space(SIZES.gap);
    rows_ui(ui, |ui| {
        for (idx, name) in preset_names().iter().enumerate() {
            // Presets are checked by a test; one that cannot be read is not offered.
            let Ok((model, _)) = load_preset(name) else { continue };
            let response = preset_ui(ui, &model);
            if idx == 0 {
                focus_at_first(ui, &response);
            }
            if response.clicked() {
                outbox.send(Intent::NewProject(name.clone()));
            }
        }
    });
    button_row_ui(ui, |ui| {
        if button_ui(ui, "Cancel").clicked() {
            outbox.send(Intent::CloseDialog);
        }
    });
}

fn preset_ui(ui: &mut Ui, model: &ProjectModel) -> Response {
    let client = Dialect::by_name(&model.settings.client).map_or("", |client| client.title.as_str());
    let target = built_in_target(&model.settings.target).map_or("", |target| target.title.as_str());
    let label = format!("{client} to {target}");
    let row = ListRow { accessible_name: &label, selected: false, height: SIZES.row };
    list_row_ui(ui, row, |ui| {
        ui.label(strong_text(ui, &label));
        let mut facts = counted(model.samples.len(), "sample");
        if !model.cases.is_empty() {
            facts = format!("{facts} · {}", counted(model.cases.len(), "case"));
        }
        ui.add(Label::new(weak_text(ui, facts)).truncate());
    })
    .response
}
