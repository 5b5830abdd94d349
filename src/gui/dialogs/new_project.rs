//! Choosing the preset of a new project.

use egui::{Label, Response, Ui};

use crate::gui::dialogs::dialog::{button_row_ui, focus_at_first, title_ui};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::counted;
use crate::gui::theme::{LAYOUT, SIZES, strong_text, weak_text};
use crate::gui::widgets::{ListRow, button_ui, list_row_ui, paragraph_ui, rows_ui};
use crate::project::{load_preset, preset_names};
use crate::scim::Dialect;
use crate::target::built_in_target;

/// A preset as it is offered.
#[derive(Clone, Debug)]
pub(in crate::gui) struct PresetOffer {
    name: String,
    title: String,
    facts: String,
}

impl PresetOffer {
    /// All presets. Reads each of them whole; call it once, when the dialog opens.
    pub(in crate::gui) fn all() -> Vec<Self> {
        // Presets are checked by a test; one that cannot be read is not offered.
        preset_names().into_iter().filter_map(Self::new).collect()
    }

    fn new(name: String) -> Option<Self> {
        let (model, _) = load_preset(&name).ok()?;
        let client = Dialect::by_name(&model.settings.client)?;
        let target = built_in_target(&model.settings.target)?;
        let mut facts = counted(model.samples.len(), "sample");
        if !model.cases.is_empty() {
            facts = format!("{facts} · {}", counted(model.cases.len(), "case"));
        }
        Some(Self { name, title: format!("{} to {}", client.title, target.title), facts })
    }
}

pub(super) fn new_project_ui(ui: &mut Ui, presets: &[PresetOffer], outbox: &mut Outbox) {
    title_ui(ui, "New project", LAYOUT.dialog_width);
    paragraph_ui(
        ui,
        "A preset is a working mapping with sample payloads, current records, tables and cases.",
    );
    ui.add_space(SIZES.gap);
    rows_ui(ui, |ui| {
        for (idx, preset) in presets.iter().enumerate() {
            let response = preset_ui(ui, preset);
            if idx == 0 {
                focus_at_first(ui, &response);
            }
            if response.clicked() {
                outbox.send(Intent::NewProject(preset.name.clone()));
            }
        }
    });
    button_row_ui(ui, |ui| {
        if button_ui(ui, "Cancel").clicked() {
            outbox.send(Intent::CloseDialog);
        }
    });
}

fn preset_ui(ui: &mut Ui, preset: &PresetOffer) -> Response {
    let row = ListRow { accessible_name: &preset.title, selected: false, height: SIZES.row };
    list_row_ui(ui, row, |ui| {
        ui.label(strong_text(ui, &preset.title));
        ui.add(Label::new(weak_text(ui, &preset.facts)).truncate());
    })
    .response
}
