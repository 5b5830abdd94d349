//! What the selected case expects and what is there, field by field.

use std::sync::Arc;

use egui::{Label, Response, Ui};

use crate::gui::UiCommand;
use crate::gui::intent::Outbox;
use crate::gui::panels::cases::values::{actual_job, expected_job};
use crate::gui::panels::focus::take_focus;
use crate::gui::panels::menu_bar::context_commands_ui;
use crate::gui::theme::{LAYOUT, SIZES, strong_text, weak_text};
use crate::gui::ui_command::CaseUiCommand;
use crate::gui::ui_state::{FocusTarget, UiState};
use crate::gui::widgets::{Column, Columns, List, Sign, columns_header_ui, list_ui, sign_ui};
use crate::workbench::{CaseFieldRow, CaseView, FieldVerdict, Workbench};

const LIST: &str = "fields of case";

pub(super) fn fields_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    state: &mut UiState,
    view: &Arc<CaseView>,
    outbox: &mut Outbox,
) {
    let columns = columns_header_ui(
        ui,
        "fields of case",
        &[
            Column::share("Field", 1.0, LAYOUT.column_rule),
            Column::share("Expected", 2.0, LAYOUT.column_field),
            Column::share("Actual", 2.0, LAYOUT.column_field),
        ],
    );
    let selected = state.cases.selected_row(view);
    take_focus(ui, state, FocusTarget::CaseFields, (LIST, selected));
    let row_name = |row: usize| view.fields.get(row).map(accessible_name).unwrap_or_default();
    let list = List {
        id_salt: LIST,
        accessible_name: "Fields; Enter changes what is expected",
        n_rows: view.fields.len(),
        row_height: SIZES.row,
        selected: Some(selected),
        row_name: &row_name,
        scroll_to: None,
        lines: true,
    };
    let output = list_ui(ui, list, |ui, row, response| {
        let Some(row) = view.fields.get(row) else { return };
        row_ui(ui, row, &columns);
        response.clone().on_hover_ui(|ui| details_ui(ui, row));
        context_menu_ui(response, workbench, state, row, outbox);
    });
    if let Some(row) = output.chosen.and_then(|row| view.fields.get(row)) {
        state.cases.field = Some(row.field.clone());
    }
    if output.activated.is_some() {
        outbox.ui(UiCommand::Case(CaseUiCommand::EditExpected));
    }
}

/// The name of a field as people read it.
pub(super) fn field_words(row: &CaseFieldRow) -> &str {
    if row.is_status() { "the record" } else { &row.field }
}

fn accessible_name(row: &CaseFieldRow) -> String {
    let said = |text: String| if text.is_empty() { "nothing".to_owned() } else { text };
    format!(
        "Case field {}, {}, expected {}, actual {}",
        field_words(row),
        row.verdict.words(),
        said(row.shown.expected_text()),
        said(row.shown.actual_text())
    )
}

pub(super) fn sign_of_field(verdict: FieldVerdict) -> Sign {
    match verdict {
        FieldVerdict::Differs => Sign::Red,
        FieldVerdict::Same => Sign::Ok,
        FieldVerdict::NotCompared => Sign::Skipped,
    }
}

fn row_ui(ui: &mut Ui, row: &CaseFieldRow, columns: &Columns) {
    columns.cell_ui(ui, 0, |ui| {
        sign_ui(ui, sign_of_field(row.verdict)).on_hover_text(row.verdict.words());
        let words = field_words(row);
        let is_compared = row.verdict != FieldVerdict::NotCompared;
        let name = if is_compared { strong_text(ui, words) } else { weak_text(ui, words) };
        ui.add(Label::new(name).truncate());
    });
    for (column, job) in [(1, expected_job(ui, row)), (2, actual_job(ui, row))] {
        let label = Label::new(job).truncate().show_tooltip_when_elided(false);
        columns.cell_ui(ui, column, |ui| ui.add(label));
    }
}

/// Both values at full length, and what the rule did.
fn details_ui(ui: &mut Ui, row: &CaseFieldRow) {
    for (title, job) in [("Expected", expected_job(ui, row)), ("Actual", actual_job(ui, row))] {
        ui.label(weak_text(ui, title));
        ui.add(Label::new(job).wrap());
    }
    if !row.outcome.is_empty() {
        ui.label(weak_text(ui, &row.outcome));
    }
}

/// The menu is about the field under it, which the click selects.
fn context_menu_ui(
    response: &Response,
    workbench: &Workbench,
    state: &mut UiState,
    row: &CaseFieldRow,
    outbox: &mut Outbox,
) {
    if response.secondary_clicked() {
        state.cases.field = Some(row.field.clone());
    }
    let groups: [&[UiCommand]; 2] = [
        &[
            UiCommand::Case(CaseUiCommand::AcceptField),
            UiCommand::Case(CaseUiCommand::EditExpected),
            UiCommand::Case(CaseUiCommand::ToggleCompared),
        ],
        &[UiCommand::Case(CaseUiCommand::OpenInDesign)],
    ];
    context_commands_ui(response, workbench, &groups, outbox);
}
