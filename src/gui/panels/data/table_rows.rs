//! The rows of a lookup table, or the keys that were looked up in vain.

use egui::{Id, Ui};

use crate::gui::data_state::{DataList, RowEdit, RowKind, RowPart, TablesState};
use crate::gui::intent::Outbox;
use crate::gui::panels::data::row_cells::{EditDone, missing_ui, row_edit_ui, row_ui, state_words};
use crate::gui::panels::focus::take_focus;
use crate::gui::panels::menu_bar::context_commands_ui;
use crate::gui::theme::{LAYOUT, SIZES};
use crate::gui::ui_state::{FocusTarget, UiState};
use crate::gui::widgets::{Column, Columns, List, ListOutput, columns_header_ui, empty_state_ui, list_ui};
use crate::gui::{DataCommand, UiCommand};
use crate::workbench::{Command, TableCommand, Workbench};

const LIST: &str = "table rows";

const CONTEXT: [&[UiCommand]; 2] = [
    &[
        UiCommand::Data(DataCommand::AddRow),
        UiCommand::Data(DataCommand::EditRow),
        UiCommand::Data(DataCommand::DeleteRow),
        UiCommand::Data(DataCommand::ShowRowSample),
    ],
    &[
        UiCommand::Data(DataCommand::MoveRowUp),
        UiCommand::Data(DataCommand::MoveRowDown),
        UiCommand::Data(DataCommand::SortRows),
    ],
];

pub(super) fn rows_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let columns = columns_header_ui(
        ui,
        "table rows",
        &[
            Column::points("Row", LAYOUT.column_number).right(),
            Column::share("Key", 1.7, LAYOUT.column_field),
            Column::share("Value", 1.5, LAYOUT.column_field),
            Column::share("Samples", 1.8, LAYOUT.column_field),
        ],
    );
    let tables = &mut state.data.tables;
    let is_adding = tables.edit.as_ref().is_some_and(|edit| edit.row.is_none());
    if tables.lines.is_empty() && !is_adding {
        nothing_ui(ui, tables, outbox);
        // The keyboard comes to the page even so.
        if state.focus == Some(FocusTarget::Tables) {
            state.focus = None;
        }
        return;
    }
    if state.focus == Some(FocusTarget::Tables) {
        tables.selected.get_or_insert(0);
    }
    let has_focus = list_of_rows_ui(ui, workbench, tables, &columns, outbox);
    if has_focus {
        state.data.focused = Some(DataList::Rows);
    }
    let line = state.data.tables.selected.unwrap_or(0);
    take_focus(ui, state, FocusTarget::Tables, (LIST, line));
}

fn nothing_ui(ui: &mut Ui, tables: &TablesState, outbox: &mut Outbox) {
    let (sentence, action) = match tables.kind {
        _ if !tables.filter.trim().is_empty() => ("No row holds this", None),
        RowKind::All => ("The table has no rows yet", Some("Add row")),
        RowKind::Repeated => ("Every key stands once", None),
        RowKind::Unused | RowKind::Missing if !tables.facts.has_lookups => ("Running…", None),
        RowKind::Unused => ("A sample looks every row up", None),
        RowKind::Missing => ("Every key that a sample looks up is there", None),
    };
    if empty_state_ui(ui, sentence, action) {
        outbox.ui(UiCommand::Data(DataCommand::AddRow));
    }
}

/// Draws the lines; whether one of them has the keyboard.
fn list_of_rows_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    tables: &mut TablesState,
    columns: &Columns,
    outbox: &mut Outbox,
) -> bool {
    let mut edit = tables.edit.take();
    let new_line = edit.as_ref().filter(|edit| edit.row.is_none()).map(|edit| edit.line);
    let drawn = lines_ui(ui, workbench, (tables, &mut edit), columns, outbox);
    tables.is_moved = false;
    let chosen = drawn.list.chosen.and_then(|row| line_of(new_line, row)).or(drawn.pointed);
    if let Some(line) = chosen {
        tables.selected = Some(line);
        // What is typed is kept when another row is chosen.
        if let Some(left) = edit.take() {
            commit(tables, &left, outbox);
        }
    }
    tables.edit = edit;
    if let Some(done) = drawn.done {
        finish(ui, tables, done, outbox);
    } else if let Some(line) = drawn.list.activated.and_then(|row| line_of(new_line, row)) {
        tables.selected = Some(line);
        outbox.ui(UiCommand::Data(DataCommand::EditRow));
    }
    if let Some((line, command)) = drawn.wished {
        tables.selected = Some(line);
        outbox.ui(UiCommand::Data(command));
    }
    drawn.list.has_focus
}

/// What happened in the lines.
struct Drawn {
    list: ListOutput,
    /// How the typing of a row ended.
    done: Option<EditDone>,
    /// A line whose context menu was opened.
    pointed: Option<usize>,
    /// What was asked for with a button of a line.
    wished: Option<(usize, DataCommand)>,
}

/// The line that stands in a row of the list; `None` for the new row, which stands between the others
/// while it is typed.
fn line_of(new_line: Option<usize>, row: usize) -> Option<usize> {
    match new_line {
        Some(new) if row == new => None,
        Some(new) if row > new => Some(row - 1),
        _ => Some(row),
    }
}

fn lines_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    (tables, edit): (&TablesState, &mut Option<RowEdit>),
    columns: &Columns,
    outbox: &mut Outbox,
) -> Drawn {
    let new_line = edit.as_ref().filter(|edit| edit.row.is_none()).map(|edit| edit.line);
    let begun = edit.as_ref().filter(|edit| edit.focus.is_some()).map(|edit| edit.line);
    let row_name = |row: usize| match line_of(new_line, row) {
        None => "New row".to_owned(),
        Some(line) => state_words(workbench, tables, line),
    };
    let list = List {
        id_salt: LIST,
        accessible_name: "Rows; Enter edits",
        n_rows: tables.lines.len() + usize::from(new_line.is_some()),
        row_height: SIZES.row,
        selected: tables.selected.filter(|_| new_line.is_none()),
        row_name: &row_name,
        scroll_to: begun.or(tables.selected.filter(|_| tables.is_moved)),
        lines: true,
    };
    let mut drawn = Drawn { list: ListOutput::default(), done: None, pointed: None, wished: None };
    drawn.list = list_ui(ui, list, |ui, row, response| {
        if let Some(edit) = edit.as_mut().filter(|edit| edit.line == row) {
            drawn.done = drawn.done.or(row_edit_ui(ui, columns, edit));
            return;
        }
        let Some(line) = line_of(new_line, row) else { return };
        if response.secondary_clicked() {
            drawn.pointed = Some(line);
        }
        if tables.kind == RowKind::Missing {
            let wish = missing_ui(ui, workbench, tables, line, columns);
            drawn.wished = wish.map(|wish| (line, wish)).or(drawn.wished);
        } else {
            row_ui(ui, workbench, tables, line, columns);
            context_commands_ui(response, workbench, &CONTEXT, outbox);
        }
    });
    drawn
}

/// What follows when a row was typed: Enter keeps it, Esc forgets it.
fn finish(ui: &Ui, tables: &mut TablesState, done: EditDone, outbox: &mut Outbox) {
    let Some(edit) = tables.edit.take() else { return };
    let line = match done {
        EditDone::Kept if edit.key.trim().is_empty() => {
            let problem = Some("A row needs a key".to_owned());
            tables.edit = Some(RowEdit { problem, focus: Some(RowPart::Key), ..edit });
            return;
        }
        EditDone::Kept => {
            commit(tables, &edit, outbox);
            edit.line
        }
        EditDone::Dropped => edit.line.min(tables.lines.len().saturating_sub(1)),
    };
    tables.selected = Some(line);
    tables.is_moved = true;
    if done == EditDone::Kept && edit.row.is_none() && tables.kind == RowKind::All {
        // Rows are typed one after the other.
        let next = RowEdit { line: line + 1, focus: Some(RowPart::Key), ..RowEdit::default() };
        tables.edit = Some(next);
    } else {
        ui.memory_mut(|memory| memory.request_focus(Id::unique(("list", LIST)).with(line)));
    }
}

/// Puts what was typed into the table; nothing without a key.
fn commit(tables: &TablesState, edit: &RowEdit, outbox: &mut Outbox) {
    let Some(table) = tables.table.clone().filter(|_| !edit.key.trim().is_empty()) else { return };
    let (key, value) = (edit.key.clone(), edit.value.clone());
    outbox.command(Command::Table(match edit.row {
        Some(row) => TableCommand::SetRow { table, row, key, value },
        None => TableCommand::InsertRow { table, at: insert_at(tables, edit.line), key, value },
    }));
}

/// Where a row that stands at a line of the list comes into the table: behind the row above it.
fn insert_at(tables: &TablesState, line: usize) -> usize {
    let n_rows = tables.summary().map_or(0, |summary| summary.rows.rows().len());
    if tables.kind == RowKind::Missing {
        return n_rows;
    }
    let above = line.checked_sub(1).and_then(|above| tables.lines.get(above));
    above.map_or(if tables.lines.is_empty() { n_rows } else { 0 }, |row| row + 1)
}
