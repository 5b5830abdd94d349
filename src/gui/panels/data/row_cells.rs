//! What stands in a line of a lookup table: a row, a row that is being typed, a key that is missing.

use egui::{Id, Key, Label, TextEdit, Ui};

use crate::gui::DataCommand;
use crate::gui::data_state::{RowEdit, RowKind, RowPart, TablesState};
use crate::gui::panels::status_bar::counted;
use crate::gui::theme::{Tokens, body_font, code_text, normal_text, weak_text};
use crate::gui::widgets::{Columns, Sign, button_small_ui, name_ui, sign_ui};
use crate::table::Row;
use crate::workbench::{MissingKeyRow, TableSummary, Workbench};

/// How the typing of a row ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EditDone {
    /// With Enter.
    Kept,
    /// With Esc.
    Dropped,
}

/// A line in words, as a screen reader says it.
pub(super) fn state_words(workbench: &Workbench, tables: &TablesState, line: usize) -> String {
    if let Some(missing) = missing_of(tables, line) {
        return format!("Missing key {}, {}", missing.key, samples_words(missing.samples.len()));
    }
    let Some((number, row, summary)) = row_of(workbench, tables, line) else { return String::new() };
    let (_, words) = state_of(tables, summary, number);
    format!("Row {} {}, {}, {words}", number + 1, row.key, row.value)
}

fn row_of<'t>(
    workbench: &'t Workbench,
    tables: &'t TablesState,
    line: usize,
) -> Option<(usize, &'t Row, &'t TableSummary)> {
    let summary = tables.summary().filter(|_| tables.kind != RowKind::Missing)?;
    let number = *tables.lines.get(line)?;
    let row = workbench.model().tables.get(&summary.name)?.rows().get(number)?;
    Some((number, row, summary))
}

fn missing_of(tables: &TablesState, line: usize) -> Option<&MissingKeyRow> {
    let summary = tables.summary().filter(|_| tables.kind == RowKind::Missing)?;
    summary.missing.get(*tables.lines.get(line)?)
}

fn samples_words(count: usize) -> String {
    if count == 0 { "no sample".to_owned() } else { counted(count, "sample") }
}

/// What is to be said of a row.
fn state_of(tables: &TablesState, summary: &TableSummary, row: usize) -> (Option<Sign>, String) {
    if let Some(repeat) = summary.repeats.get(&row) {
        let sign = if repeat.is_conflict { Sign::Error } else { Sign::Warning };
        return (Some(sign), repeat.words());
    }
    if !tables.facts.has_lookups {
        return (None, "…".to_owned());
    }
    (None, samples_words(summary.hits.get(&row).copied().unwrap_or_default()))
}

pub(super) fn row_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    tables: &TablesState,
    line: usize,
    columns: &Columns,
) {
    let Some((number, row, summary)) = row_of(workbench, tables, line) else { return };
    let (sign, words) = state_of(tables, summary, number);
    columns.cell_ui(ui, 0, |ui| ui.label(weak_text(ui, (number + 1).to_string())));
    columns.cell_ui(ui, 1, |ui| ui.add(Label::new(code_text(ui, &row.key)).truncate()));
    columns.cell_ui(ui, 2, |ui| ui.add(Label::new(code_text(ui, &row.value)).truncate()));
    columns.cell_ui(ui, 3, |ui| {
        if let Some(sign) = sign {
            sign_ui(ui, sign);
            ui.add(Label::new(normal_text(ui, &words).color(sign.colour(Tokens::of(ui)))).truncate());
        } else {
            ui.add(Label::new(weak_text(ui, &words)).truncate());
        }
    });
}

/// A key that is missing; what was asked for with a button.
pub(super) fn missing_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    tables: &TablesState,
    line: usize,
    columns: &Columns,
) -> Option<DataCommand> {
    let missing = missing_of(tables, line)?;
    let samples = missing.samples.iter().filter_map(|sample| workbench.model().samples.get(*sample));
    let names: Vec<&str> = samples.map(|sample| sample.name.as_str()).collect();
    columns.cell_ui(ui, 0, |ui| {
        sign_ui(ui, Sign::Warning);
    });
    columns.cell_ui(ui, 1, |ui| {
        let shown = if missing.key.is_empty() { "the empty text" } else { missing.key.as_str() };
        ui.add(Label::new(code_text(ui, shown)).truncate())
    });
    let mut wish = None;
    columns.cell_ui(ui, 2, |ui| {
        let add = button_small_ui(ui, "Add row");
        name_ui(&add, &format!("Add row for {}", missing.key));
        if add.on_hover_text("Type the value for this key; Enter does the same").clicked() {
            wish = Some(DataCommand::EditRow);
        }
        let show = button_small_ui(ui, "Show sample");
        name_ui(&show, &format!("Show sample of {}", missing.key));
        if show.on_hover_text("Select the first sample that looks the key up").clicked() {
            wish = Some(DataCommand::ShowRowSample);
        }
    });
    columns.cell_ui(ui, 3, |ui| {
        let words = format!("{}: {}", samples_words(names.len()), names.join(", "));
        ui.add(Label::new(weak_text(ui, words)).truncate()).on_hover_text(names.join("\n"))
    });
    wish
}

/// A row that is being typed; how it ended, if it did.
pub(super) fn row_edit_ui(ui: &mut Ui, columns: &Columns, edit: &mut RowEdit) -> Option<EditDone> {
    let is_escaped = ui.input(|input| input.key_pressed(Key::Escape));
    let RowEdit { key, value, focus, problem, .. } = edit;
    let mut done = None;
    for (column, text, part, name) in
        [(1, key, RowPart::Key, "Key of the row"), (2, value, RowPart::Value, "Value of the row")]
    {
        columns.cell_ui(ui, column, |ui| {
            let id = Id::unique(("table row", name));
            let field = TextEdit::singleline(text)
                .id(id)
                .font(body_font())
                .desired_width(ui.available_width())
                .margin(egui::Margin::symmetric(4, 2));
            let response = ui.add(field).accessible_name(name);
            if *focus == Some(part) {
                *focus = None;
                response.request_focus();
            }
            if response.lost_focus() && is_escaped {
                done = Some(EditDone::Dropped);
            } else if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
                done = Some(EditDone::Kept);
            }
        });
    }
    columns.cell_ui(ui, 3, |ui| {
        let words = problem.as_deref().unwrap_or("Enter keeps it, Esc does not");
        let colour = if problem.is_some() { Tokens::of(ui).failed } else { Tokens::of(ui).text_weak };
        ui.add(Label::new(normal_text(ui, words).color(colour)).truncate())
    });
    done
}
