//! What the selected request does to the stored user or group, attribute by attribute.

use egui::{Label, ScrollArea, Ui};

use crate::gui::intent::Outbox;
use crate::gui::panels::simulate::changes::{Change, change_ui, sent_columns_ui};
use crate::gui::panels::simulate::records::{again_words, step_ui};
use crate::gui::theme::{SIZES, code_text, header_text, normal_text};
use crate::gui::widgets::{Sign, empty_state_ui, sign_ui};
use crate::workbench::{StepRows, Workbench};

pub(super) fn attributes_ui(ui: &mut Ui, workbench: &Workbench, _outbox: &mut Outbox) {
    let Some(card) = workbench.selected_card() else {
        empty_state_ui(ui, "What a request does to the stored user or group is shown here", None);
        return;
    };
    let Some(step) = step_ui(ui, workbench, card) else { return };
    repairs_ui(ui, workbench, &step);
    if step.attributes.is_empty() {
        empty_state_ui(ui, "The request names no attribute", None);
        return;
    }
    let columns = sent_columns_ui(ui, "attributes");
    let again = again_words(workbench);
    ScrollArea::vertical().id_salt("attributes").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (idx, row) in step.attributes.iter().enumerate() {
            let change = Change {
                id: (usize::MAX, idx),
                subject: code_text(ui, shortened(&row.path)),
                name: &row.path,
                hover: &row.path,
                before: &row.before,
                sent: Some(&row.sent),
                after: &row.after,
                label: row.label,
                again: row.resend.then_some(again),
                reason: &row.reason,
            };
            change_ui(ui, &columns, &change);
        }
    });
}

/// The deviations of the client that were understood.
fn repairs_ui(ui: &mut Ui, workbench: &Workbench, step: &StepRows) {
    if step.repairs.is_empty() {
        return;
    }
    let client = &workbench.simulate_client().title;
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        ui.label(header_text(ui, format!("Deviations of {client} that were understood")));
    });
    for repair in &step.repairs {
        ui.horizontal(|ui| {
            ui.set_height(SIZES.line_height_body);
            ui.add_space(SIZES.padding);
            sign_ui(ui, Sign::Note);
            ui.scope(|ui| {
                ui.set_max_width(ui.available_width() - SIZES.padding);
                ui.add(Label::new(normal_text(ui, shortened(repair))).truncate()).on_hover_text(repair);
            });
        });
    }
    ui.add_space(SIZES.gap);
}

/// A path without the beginning that all URNs of SCIM schemas have.
pub(super) fn shortened(path: &str) -> String {
    let lower = path.to_ascii_lowercase();
    for beginning in ["urn:ietf:params:scim:schemas:extension:", "urn:ietf:params:scim:schemas:"] {
        if let Some(start) = lower.find(beginning) {
            return format!("{}…{}", &path[..start], &path[start + beginning.len()..]);
        }
    }
    path.to_owned()
}
