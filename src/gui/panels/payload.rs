//! The payload of the selected sample as a tree; an attribute puts its path into the script.

use egui::{Frame, Label, Panel, Rect, Ui, pos2};

use crate::gui::UiCommand;
use crate::gui::explained::is_same_part;
use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::focus::take_focus;
use crate::gui::panels::menu_bar::context_commands_ui;
use crate::gui::panels::reached;
use crate::gui::theme::{SIZES, Tokens, code_text, small_text, weak_text};
use crate::gui::ui_state::{FocusTarget, UiState};
use crate::gui::widgets::{
    List, button_quiet_ui, empty_state_ui, list_ui, panel_header_with_ui, row_content_ui, twisty_ui,
};
use crate::script::SourceRole;
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
    let rows = workbench.attribute_rows();
    unfold_wanted(state, &rows);
    let rows = unfolded_rows(rows, state);
    if rows.is_empty() {
        if empty_state_ui(ui, "The payload is no JSON object", Some("Edit payload…")) {
            outbox.ui(UiCommand::EditSample);
        }
        return;
    }
    state.attribute = select_wanted(state, &rows).or(state.attribute);
    let selected = state.attribute.and_then(|row| rows.get(row));
    state.attribute_name = selected.map(|row| script_name(workbench, row));
    state.reached = selected.map(|row| workbench.fields_reached(&row.place)).unwrap_or_default();
    state.reached.retain(|row| row.role != SourceRole::Unused);
    Panel::bottom("reached").frame(Frame::new()).resizable(false).show_separator_line(false).show(ui, |ui| {
        reached::reached_ui(ui, workbench, (selected, &state.reached), outbox);
    });
    tree_ui(ui, workbench, &rows, state, outbox);
}

/// An attribute as scripts name it, without the places of entries.
fn script_name(workbench: &Workbench, row: &AttributeRow) -> String {
    if !row.path.contains(['(', '[']) {
        return row.path.clone();
    }
    let root = workbench.rule_set().map_or("user", |rule_set| rule_set.resource_type.name()).to_lowercase();
    let mut name = String::new();
    let mut is_in_place = false;
    for character in row.place.chars() {
        match character {
            '[' => is_in_place = true,
            ']' => is_in_place = false,
            _ if !is_in_place => name.push(character),
            _ => {}
        }
    }
    format!("{root}.{name}")
}

/// Unfolds what is around the attribute that is to be shown.
fn unfold_wanted(state: &mut UiState, rows: &[AttributeRow]) {
    let Some(wanted) = &state.wanted_attribute else { return };
    for row in rows.iter().filter(|row| row.parts.is_some() && row.place != *wanted) {
        if is_same_part(&row.place, wanted) {
            state.folded.remove(&row.path);
        }
    }
}

/// The row of the attribute that is to be shown, or of the last one on the way to it.
fn select_wanted(state: &mut UiState, rows: &[AttributeRow]) -> Option<usize> {
    let wanted = state.wanted_attribute.take()?;
    let exact = rows.iter().position(|row| row.place.eq_ignore_ascii_case(&wanted));
    let row = exact.or_else(|| rows.iter().rposition(|row| is_same_part(&row.place, &wanted)))?;
    state.is_attribute_moved = true;
    Some(row)
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

fn tree_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    rows: &[AttributeRow],
    state: &mut UiState,
    outbox: &mut Outbox,
) {
    take_focus(ui, state, FocusTarget::Payload, (LIST, state.attribute.unwrap_or(0).min(rows.len() - 1)));
    let row_name = |row: usize| format!("{} {}", rows[row].path, rows[row].value);
    let list = List {
        id_salt: LIST,
        accessible_name: "Payload; Enter puts the path into the script",
        n_rows: rows.len(),
        row_height: SIZES.tree_row,
        selected: state.attribute.filter(|row| *row < rows.len()),
        row_name: &row_name,
        scroll_to: std::mem::take(&mut state.is_attribute_moved).then_some(state.attribute.unwrap_or(0)),
        lines: false,
    };
    let mut turned = None;
    let mut chosen_by_menu = None;
    let output = list_ui(ui, list, |ui, row, response| {
        let mark = mark_of(state, &rows[row]);
        if attribute_ui(ui, &rows[row], !state.folded.contains(&rows[row].path), mark) {
            turned = Some(row);
        }
        let says = mark.map(|mark| format!("\n{}", mark.words())).unwrap_or_default();
        let hover = format!("{}{says}\nDouble-click puts it into the script", rows[row].path);
        response.clone().on_hover_text(hover);
        if response.secondary_clicked() {
            chosen_by_menu = Some(row);
        }
        context_commands_ui(response, workbench, &[&[UiCommand::FindAttributeUses]], outbox);
    });
    state.attribute = output.chosen.or(chosen_by_menu).or(state.attribute);
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
fn attribute_ui(ui: &mut Ui, row: &AttributeRow, is_unfolded: bool, mark: Option<Mark>) -> bool {
    let tokens = Tokens::of(ui);
    if let Some(Mark::CameFrom(_)) = mark {
        let rect = ui.max_rect();
        let left = rect.left() - SIZES.padding;
        let bar = Rect::from_min_max(pos2(left, rect.top()), pos2(left + SIZES.callout_bar, rect.bottom()));
        ui.painter().with_clip_rect(bar).rect_filled(bar, 0.0, tokens.accent);
    }
    let is_turned = twisty_ui(ui, row.depth, row.parts.map(|_| is_unfolded), &row.name);
    let name = code_text(ui, shortened(&row.name));
    ui.label(if mark == Some(Mark::NotRead) { name.color(tokens.text_weak) } else { name });
    let value = match row.parts {
        Some(parts) => parts.to_string(),
        None => row.value.clone(),
    };
    row_content_ui(
        ui,
        |ui| {
            ui.add(Label::new(code_text(ui, value).color(tokens.text_weak)).truncate());
        },
        |ui| {
            if let Some(mark) = mark {
                ui.label(small_text(ui, mark.short()));
            }
        },
    );
    is_turned
}

/// What an attribute has to do with the selected field, or with all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// The value of the selected field came from it.
    CameFrom(SourceRole),
    /// No script read it for this sample.
    NotRead,
}

impl Mark {
    fn words(self) -> &'static str {
        match self {
            Self::CameFrom(SourceRole::Reached) => "The value of the selected field came from it",
            Self::CameFrom(_) => "It decided about the value of the selected field",
            Self::NotRead => "No script reads it for this sample",
        }
    }

    /// What stands in the row.
    fn short(self) -> &'static str {
        match self {
            Self::CameFrom(SourceRole::Reached) => "value",
            Self::CameFrom(_) => "decides",
            Self::NotRead => "not read",
        }
    }
}

/// The mark of an attribute; none while the trace is not known.
fn mark_of(state: &UiState, row: &AttributeRow) -> Option<Mark> {
    if state.explained.read.is_empty() {
        return None;
    }
    let origins = state.explained.origins.iter().filter(|origin| {
        // Of a list or object whose part it was, the part is marked while it can be seen.
        let is_whole = row.parts.is_some() && !state.folded.contains(&row.path);
        !origin.attribute.is_empty()
            && if is_whole {
                origin.attribute == row.place
            } else {
                is_same_part(&origin.attribute, &row.place)
            }
    });
    if let Some(role) = origins.map(|origin| origin.role).min() {
        return Some(Mark::CameFrom(role));
    }
    let is_quiet = row.place == "schemas" || row.place.starts_with("schemas[");
    (!is_quiet && !state.explained.is_read(&row.place)).then_some(Mark::NotRead)
}

/// An extension by the end of its URN; the whole is in the path.
fn shortened(name: &str) -> String {
    match name.to_ascii_lowercase().strip_prefix("urn:ietf:params:scim:schemas:") {
        Some(rest) => format!("…{}", &name[name.len() - rest.len()..]),
        None => name.to_owned(),
    }
}
