//! The ways to be empty: every verb of every client by the five ways.

use egui::{Align, CentralPanel, ComboBox, Frame, Label, Layout, Panel, ScrollArea, Ui, vec2};

use crate::gui::intent::Outbox;
use crate::gui::panels::focus::take_focus;
use crate::gui::panels::simulate::label::{sign_of_label, sign_with_word_ui};
use crate::gui::theme::{Glyph, LAYOUT, SIZES, code_text, normal_text, strong_text, weak_text};
use crate::gui::ui_state::{FocusTarget, UiState};
use crate::gui::widgets::{
    BadgeKind, Column, Columns, List, Sign, badge_ui, columns_header_ui, empty_state_ui, list_ui, name_ui,
    paragraph_ui,
};
use crate::scim::Dialect;
use crate::simulate::{EmptyMatrix, EmptyWay, MatrixCell, MatrixRow};
use crate::workbench::{Command, SimulateCommand, Workbench, way_words};

const LIST: &str = "ways to be empty";

pub(super) fn empty_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let Some(field) = workbench.empty_field() else {
        empty_state_ui(ui, "Choose a user or group whose fields rules fill", None);
        return;
    };
    let view = workbench.empty_view();
    let matrix = view.and_then(|(view, is_current)| Some((view.matrix.as_ref()?, is_current)));
    header_ui(ui, workbench, &field, matrix.map(|(matrix, _)| matrix), outbox);
    let Some((matrix, is_current)) = matrix else {
        let sentence = match view {
            Some((view, true)) if view.is_complete => {
                "No attribute of this user or group fills the field, so there is nothing to empty"
            }
            _ => "Running…",
        };
        empty_state_ui(ui, sentence, None);
        return;
    };
    if !is_current {
        ui.set_opacity(LAYOUT.stale_opacity);
    }
    table_ui(ui, state, matrix);
}

fn header_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    field: &str,
    matrix: Option<&EmptyMatrix>,
    outbox: &mut Outbox,
) {
    ui.add_space(SIZES.gap_small);
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        ui.label(normal_text(ui, "What happens to"));
        let combo = ComboBox::from_id_salt("emptied field")
            .height(LAYOUT.combo_list)
            .selected_text(title_of(workbench, field));
        let response = combo.show_ui(ui, |ui| {
            for other in workbench.empty_fields() {
                if ui.selectable_label(other == field, title_of(workbench, &other)).clicked() {
                    outbox.command(Command::Simulate(SimulateCommand::Field(other)));
                }
            }
        });
        name_ui(&response.response, "Field");
        if let Some(matrix) = matrix {
            ui.label(normal_text(ui, "when"));
            ui.label(code_text(ui, super::attributes::shortened(&matrix.attribute)));
            ui.add(Label::new(normal_text(ui, "is sent empty")).truncate());
        }
    });
    ui.add_space(SIZES.gap_small);
}

/// A field's name for people.
fn title_of(workbench: &Workbench, field: &str) -> String {
    let resource_type = workbench.simulate_subject().map(|subject| subject.resource.resource_type.name());
    let mut types = workbench.target().record_types.iter();
    let found = types
        .find_map(|kind| kind.field(field).filter(|_| Some(kind.resource_type.as_str()) == resource_type));
    found.map_or_else(|| field.to_owned(), |found| found.title.clone())
}

fn table_ui(ui: &mut Ui, state: &mut UiState, matrix: &EmptyMatrix) {
    let first_used = matrix.rows.iter().position(|row| row.is_used).unwrap_or(0);
    let selected = state.matrix_row.unwrap_or(first_used).min(matrix.rows.len().saturating_sub(1));
    Panel::bottom("why empty")
        .frame(Frame::new())
        .resizable(true)
        .default_size(LAYOUT.why_panel)
        .min_size(LAYOUT.panel_min)
        .show(ui, |ui| {
            if let Some(row) = matrix.rows.get(selected) {
                reasons_ui(ui, row);
            }
            ui.take_available_space();
        });
    CentralPanel::default().frame(Frame::new()).show(ui, |ui| rows_ui(ui, state, matrix, selected));
}

fn rows_ui(ui: &mut Ui, state: &mut UiState, matrix: &EmptyMatrix, selected: usize) {
    let mut columns =
        vec![Column::share("Client", 2.2, LAYOUT.column_rule), Column::points("Verb", LAYOUT.column_verb)];
    columns.extend(EmptyWay::ALL.map(|way| Column::share(way_words(way), 1.0, LAYOUT.column_way)));
    let columns = columns_header_ui(ui, LIST, &columns);
    take_focus(ui, state, FocusTarget::Result, (LIST, selected));
    let row_name = |row: usize| row_words(&matrix.rows[row]);
    let list = List {
        id_salt: LIST,
        accessible_name: "Ways to be empty",
        n_rows: matrix.rows.len(),
        row_height: SIZES.row,
        selected: Some(selected),
        row_name: &row_name,
        scroll_to: None,
        lines: true,
    };
    let output = list_ui(ui, list, |ui, row, _| {
        let is_first = row == 0 || matrix.rows[row - 1].dialect != matrix.rows[row].dialect;
        row_ui(ui, &matrix.rows[row], &columns, is_first);
    });
    state.matrix_row = output.chosen.or(state.matrix_row);
}

fn client_title(row: &MatrixRow) -> &str {
    Dialect::by_name(&row.dialect).map_or(row.dialect.as_str(), |client| client.title.as_str())
}

fn row_words(row: &MatrixRow) -> String {
    let cells: Vec<String> =
        row.cells.iter().map(|cell| format!("{} {}", way_words(cell.way), cell_words(cell).1)).collect();
    let used = if row.is_used { "" } else { " (not used)" };
    format!("{} {}{used}: {}", client_title(row), row.method.word(), cells.join(", "))
}

fn row_ui(ui: &mut Ui, row: &MatrixRow, columns: &Columns, is_first: bool) {
    columns.cell_ui(ui, 0, |ui| {
        if is_first {
            ui.add(Label::new(strong_text(ui, client_title(row))).truncate());
        }
    });
    if !row.is_used {
        ui.set_opacity(LAYOUT.unused_opacity);
    }
    columns.cell_ui(ui, 1, |ui| {
        let kind = if row.is_used { BadgeKind::Accent } else { BadgeKind::Quiet };
        badge_ui(ui, row.method.word(), kind);
    });
    for (idx, cell) in row.cells.iter().enumerate() {
        columns.cell_ui(ui, idx + 2, |ui| cell_ui(ui, cell, row.is_used));
    }
}

fn cell_ui(ui: &mut Ui, cell: &MatrixCell, is_used_verb: bool) {
    let is_used = cell.is_used && is_used_verb;
    match cell_words(cell) {
        (Some(sign), word) => sign_with_word_ui(ui, sign, word, is_used),
        (None, word) => {
            ui.label(weak_text(ui, word));
        }
    }
}

/// Sign and word of a cell.
fn cell_words(cell: &MatrixCell) -> (Option<Sign>, &'static str) {
    match (&cell.error, cell.label) {
        (Some(_), _) => (Some(Sign::Failed), "refused"),
        (None, Some(label)) => (Some(sign_of_label(label)), label.word()),
        (None, None) => (None, Glyph::DASH.0),
    }
}

/// Why each way does what it does, for the selected verb.
fn reasons_ui(ui: &mut Ui, row: &MatrixRow) {
    let used = if row.is_used { "used for this by the client" } else { "not used for this by the client" };
    crate::gui::widgets::panel_header_ui(
        ui,
        "Why",
        &format!("{} · {} · {used}", client_title(row), row.method.word()),
    );
    ScrollArea::vertical().id_salt("why empty").auto_shrink(false).show(ui, |ui| {
        for cell in &row.cells {
            ui.horizontal_top(|ui| {
                ui.add_space(SIZES.padding);
                let size = vec2(LAYOUT.column_way, SIZES.line_height_body);
                ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                    ui.set_min_width(LAYOUT.column_way);
                    let text = code_text(ui, way_words(cell.way));
                    ui.label(text);
                });
                ui.vertical(|ui| {
                    ui.set_width(ui.available_width() - SIZES.padding);
                    paragraph_ui(ui, &reason_words(cell, row.is_used));
                });
            });
        }
    });
}

fn reason_words(cell: &MatrixCell, is_used_verb: bool) -> String {
    let what = cell_words(cell).1;
    let what = if cell.label.is_none() && cell.error.is_none() { "not possible" } else { what };
    let used = if cell.is_used && is_used_verb { " This is what the client does." } else { "" };
    let why = match &cell.error {
        Some(error) if cell.reason.is_empty() => error.to_string(),
        _ => cell.reason.clone(),
    };
    format!("**{what}** {why}.{used}").replace("..", ".")
}
