//! The list of the lookup tables.

use egui::{Label, Ui};

use crate::gui::data_state::TablesState;
use crate::gui::intent::Outbox;
use crate::gui::panels::data::tables::rows_words;
use crate::gui::panels::menu_bar::context_commands_ui;
use crate::gui::panels::status_bar::counted;
use crate::gui::theme::{SIZES, normal_text, weak_text};
use crate::gui::widgets::{List, Sign, list_ui, row_content_ui, sign_ui};
use crate::gui::{DataCommand, UiCommand};
use crate::workbench::{TableSummary, Workbench};

const CONTEXT: [&[UiCommand]; 2] = [
    &[
        UiCommand::Data(DataCommand::AddTable),
        UiCommand::Data(DataCommand::RenameTable),
        UiCommand::Data(DataCommand::DuplicateTable),
        UiCommand::Data(DataCommand::DeleteTable),
    ],
    &[UiCommand::Data(DataCommand::FindTableUses), UiCommand::Data(DataCommand::SortRows)],
];

pub(super) fn table_list_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    tables: &mut TablesState,
    outbox: &mut Outbox,
) {
    let facts = &tables.facts.tables;
    let selected = facts.iter().position(|table| Some(&table.name) == tables.table.as_ref());
    let row_name = |row: usize| facts.get(row).map(table_words).unwrap_or_default();
    let list = List {
        id_salt: "lookup tables",
        accessible_name: "Lookup tables; Enter lists where one is used",
        n_rows: facts.len(),
        row_height: SIZES.row,
        selected,
        row_name: &row_name,
        scroll_to: None,
        lines: false,
    };
    let mut chosen = None;
    let output = list_ui(ui, list, |ui, row, response| {
        let Some(table) = facts.get(row) else { return };
        if response.secondary_clicked() {
            chosen = Some(row);
        }
        table_ui(ui, table);
        response.clone().on_hover_text(table_words(table));
        context_commands_ui(response, workbench, &CONTEXT, outbox);
    });
    if let Some(table) = output.chosen.or(chosen).and_then(|row| facts.get(row)) {
        let name = table.name.clone();
        if tables.table.as_ref() != Some(&name) {
            tables.selected = None;
            tables.edit = None;
        }
        tables.table = Some(name);
    }
    if output.activated.is_some() {
        outbox.ui(UiCommand::Data(DataCommand::FindTableUses));
    }
}

fn table_ui(ui: &mut Ui, table: &TableSummary) {
    row_content_ui(
        ui,
        |ui| {
            ui.add(Label::new(normal_text(ui, &table.name)).truncate());
        },
        |ui| {
            ui.label(weak_text(ui, table.rows.rows().len().to_string()));
            if table.n_conflicts() > 0 {
                sign_ui(ui, Sign::Error);
            } else if !table.missing.is_empty() {
                sign_ui(ui, Sign::Warning);
            }
        },
    );
}

/// A table in words: how long it is, who uses it, what is wrong.
fn table_words(table: &TableSummary) -> String {
    let mut words = vec![rows_words(table.rows.rows().len())];
    words.push(match table.scripts.len() {
        0 => "used by no script".to_owned(),
        count => format!("used by {}", counted(count, "script")),
    });
    let others = [
        (table.n_conflicts(), "conflicting key"),
        (table.repeats.len() - table.n_conflicts().min(table.repeats.len()), "repeated key"),
        (table.missing.len(), "missing key"),
    ];
    words
        .extend(others.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| counted(count, what)));
    format!("Table {}, {}", table.name, words.join(", "))
}
