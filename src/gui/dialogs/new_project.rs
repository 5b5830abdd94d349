//! Choosing the preset of a new project.

use egui::{Label, Ui};

use crate::gui::dialogs::dialog::title_ui;
use crate::gui::intent::{Intent, Outbox};
use crate::gui::theme::{LAYOUT, SIZES, strong_text, weak_text};
use crate::gui::widgets::{ListRow, list_row_ui};
use crate::gui::widgets::{button_ui, paragraph_ui};
use crate::project::{load_preset, preset_names};
use crate::scim::Dialect;
use crate::target::built_in_target;

pub(super) fn new_project_ui(ui: &mut Ui, outbox: &mut Outbox) {
    title_ui(ui, "New project", LAYOUT.dialog_width);
    paragraph_ui(
        ui,
        "A preset is a working mapping with sample payloads, current records, tables and cases.",
    );
    ui.add_space(SIZES.gap);
    for name in preset_names() {
        // Presets are checked by a test; one that cannot be read is not offered.
        let Ok((model, _)) = load_preset(&name) else { continue };
        let client = Dialect::by_name(&model.settings.client).map_or("", |client| client.title.as_str());
        let target = built_in_target(&model.settings.target).map_or("", |target| target.title.as_str());
        let label = format!("{client} to {target}");
        let row = ListRow { accessible_name: &label, selected: false, height: SIZES.row };
        let response = list_row_ui(ui, row, |ui| {
            ui.label(strong_text(ui, &label));
            let facts = format!("{} samples · {} cases", model.samples.len(), model.cases.len());
            ui.add(Label::new(weak_text(ui, facts)).truncate());
        });
        if response.response.clicked() {
            outbox.send(Intent::NewProject(name.clone()));
        }
    }
    ui.add_space(SIZES.padding);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if button_ui(ui, "Cancel").clicked() {
            outbox.send(Intent::CloseDialog);
        }
    });
}
