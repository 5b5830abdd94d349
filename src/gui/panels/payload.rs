//! The payload of the selected sample as a tree; an attribute puts its path into the script.

use egui::{Label, Ui};

use crate::gui::UiCommand;
use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::focus::take_focus;
use crate::gui::theme::{SIZES, code_text, weak_text};
use crate::gui::ui_state::{FocusTarget, UiState};
use crate::gui::widgets::{List, button_quiet_ui, empty_state_ui, list_ui, panel_header_with_ui, twisty_ui};
use crate::workbench::{AttributeRow, Workbench};

const LIST: &str = "payload";

pub(super) fn payload_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let Some(sample) = workbench.sample() else {
        panel_header_with_ui(ui, "Payload", |_| {}, |_| {});
        empty_state_ui(ui, "Select a sample to see what was sent", None);
        return;
    };
    panel_header_with_ui(
        ui,
        "Payload",
        |_| {},
        |ui| {
            if button_quiet_ui(ui, "Edit…").on_hover_text(UiCommand::EditSample.help()).clicked() {
                outbox.ui(UiCommand::EditSample);
            }
            ui.add(Label::new(weak_text(ui, &sample.name)).truncate());
        },
    );
    let rows = unfolded_rows(workbench.attribute_rows(), state);
    if rows.is_empty() {
        if empty_state_ui(ui, "The payload is no JSON object", Some("Edit payload…")) {
            outbox.ui(UiCommand::EditSample);
        }
        return;
    }
    tree_ui(ui, &rows, state, outbox);
}

/// The rows whose branches are all unfolded.
fn unfolded_rows(rows: Vec<AttributeRow>, state: &UiState) -> Vec<AttributeRow> {
    let mut hidden_below: Option<usize> = None;
    rows.into_iter()
        .filter(|row| {
            if hidden_below.is_some_and(|depth| row.depth > depth) {
                return false;
            }
            hidden_below = state.folded.contains(&row.path).then_some(row.depth);
            true
        })
        .collect()
}

fn tree_ui(ui: &mut Ui, rows: &[AttributeRow], state: &mut UiState, outbox: &mut Outbox) {
    take_focus(ui, state, FocusTarget::Payload, (LIST, state.attribute.unwrap_or(0).min(rows.len() - 1)));
    let row_name = |row: usize| format!("{} {}", rows[row].path, rows[row].value);
    let list = List {
        id_salt: LIST,
        accessible_name: "Payload; Enter puts the path into the script",
        n_rows: rows.len(),
        row_height: SIZES.tree_row,
        selected: state.attribute.filter(|row| *row < rows.len()),
        row_name: &row_name,
        scroll_to: None,
        lines: false,
    };
    let mut turned = None;
    let output = list_ui(ui, list, |ui, row, response| {
        if attribute_ui(ui, &rows[row], !state.folded.contains(&rows[row].path)) {
            turned = Some(row);
        }
        response.clone().on_hover_text(format!("{}\nDouble-click puts it into the script", rows[row].path));
    });
    state.attribute = output.chosen.or(state.attribute);
    let by_keys = output.unfolded.map(|(row, is_unfolded)| (row, !is_unfolded));
    let by_mouse = turned.map(|row| (row, !state.folded.contains(&rows[row].path)));
    if let Some((row, is_folded)) = by_mouse.or(by_keys)
        && rows[row].parts.is_some()
    {
        if is_folded {
            state.folded.insert(rows[row].path.clone());
        } else {
            state.folded.remove(&rows[row].path);
        }
    }
    if let Some(row) = output.activated {
        outbox.send(Intent::InsertIntoScript(rows[row].path.clone()));
    }
}

/// Draws an attribute; whether its twisty was turned.
fn attribute_ui(ui: &mut Ui, row: &AttributeRow, is_unfolded: bool) -> bool {
    let is_turned = twisty_ui(ui, row.depth, row.parts.map(|_| is_unfolded), &row.name);
    ui.label(code_text(ui, shortened(&row.name)));
    let value = match row.parts {
        Some(parts) => parts.to_string(),
        None => row.value.clone(),
    };
    ui.add(Label::new(code_text(ui, value).color(crate::gui::theme::Tokens::of(ui).text_weak)).truncate());
    is_turned
}

/// An extension by the end of its URN; the whole is in the path.
fn shortened(name: &str) -> String {
    match name.to_ascii_lowercase().strip_prefix("urn:ietf:params:scim:schemas:") {
        Some(rest) => format!("…{}", &name[name.len() - rest.len()..]),
        None => name.to_owned(),
    }
}
