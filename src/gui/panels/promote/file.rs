//! What the mapping file will say of itself: what it was designed against, its digest, its seal.

use egui::{Label, RichText, Ui};

use crate::gui::panels::promote::conflict::in_a_sentence;
use crate::gui::theme::{SIZES, code_text, normal_text};
use crate::gui::widgets::panel_header_ui;
use crate::project::short_digest;
use crate::workbench::Workbench;

pub(super) fn file_ui(ui: &mut Ui, workbench: &Workbench) {
    let Some(view) = workbench.promote_view() else {
        panel_header_ui(ui, "File", "");
        return;
    };
    let label = in_a_sentence(workbench.environment().map_or("", |environment| environment.label()));
    panel_header_ui(
        ui,
        "File",
        if view.rows.is_empty() && view.account.is_some() { "as the account has it" } else { "" },
    );
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let designed = match &view.account {
            Some(account) => format!("Designed against {label} revision {}", account.revision),
            None => format!("The first one for {label}"),
        };
        line_ui(ui, normal_text(ui, designed), "");
        let digest = format!("sha256 {}", short_digest(&view.digest));
        line_ui(ui, code_text(ui, digest), &view.digest);
        let sealed = match &view.seal {
            Some(seal) => format!("{} came sealed by {}", label_of(&label), seal.public_key),
            None => "A seal is chosen at the export".to_owned(),
        };
        line_ui(ui, normal_text(ui, sealed), "");
    });
}

fn label_of(label: &str) -> String {
    format!("What {label} has")
}

fn line_ui(ui: &mut Ui, text: RichText, hover: &str) {
    ui.horizontal(|ui| {
        ui.set_height(SIZES.tree_row);
        ui.add_space(SIZES.padding);
        let response = ui.add(Label::new(text).truncate());
        if !hover.is_empty() {
            response.on_hover_text(hover);
        }
    });
}
