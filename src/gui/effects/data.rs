//! What menus, palette and keys offer on lookup tables, variables and environments.

use std::path::Path;

use egui::Context;

use crate::gui::app::App;
use crate::gui::data_state::{RowEdit, RowKind, RowPart, ValueEdit};
use crate::gui::dialogs::TakeRows;
use crate::gui::file_worker::file_name;
use crate::gui::files::{FilePurpose, FileRequest};
use crate::gui::open_dialog::Dialog;
use crate::gui::panels::{FIRST_VALUE, SCRIPT_EDITOR};
use crate::gui::ui_state::{BottomPage, FocusTarget};
use crate::gui::{DataCommand, widgets};
use crate::mapping::VariableDeclaration;
use crate::project::{read_file, write_file};
use crate::table::write_csv;
use crate::workbench::language::{RenameSubject, Used};
use crate::workbench::{Command, Notice, ProblemTarget, SelectCommand, TableCommand, VariableCommand, View};

impl App {
    pub(in crate::gui) fn carry_out_data_command(&mut self, command: DataCommand, ctx: &Context) {
        self.state.data.renew_tables(&self.workbench);
        self.state.data.renew_variables(&self.workbench);
        match command {
            DataCommand::FocusTables => self.focus(FocusTarget::Tables),
            DataCommand::FocusVariables => self.focus(FocusTarget::Variables),
            DataCommand::MakeVariable => self.show_make_variable(ctx),
            DataCommand::NextEnvironment => {
                if let Some(name) = self.workbench.next_environment().map(str::to_owned) {
                    self.apply(Command::Select(SelectCommand::Environment(name)));
                }
            }
            DataCommand::EditEnvironments => {
                let drafts = self.workbench.environment_drafts();
                let chosen = self.workbench.environment_name();
                let selected = drafts.iter().position(|draft| draft.environment.name == chosen);
                self.show(Dialog::Environments { drafts, selected: selected.unwrap_or(0) });
            }
            DataCommand::AddTable => {
                let name = self.workbench.free_table_name("table");
                self.show(Dialog::NameTable { copied: None, name });
            }
            DataCommand::AddVariable => self.show(Dialog::DeclareVariable {
                known: None,
                name: String::new(),
                declaration: VariableDeclaration::default(),
            }),
            DataCommand::EditVariable
            | DataCommand::EditValue
            | DataCommand::RenameVariable
            | DataCommand::ClearValue
            | DataCommand::DeleteVariable
            | DataCommand::FindVariableUses => self.carry_out_variable_command(command),
            DataCommand::RenameTable
            | DataCommand::DuplicateTable
            | DataCommand::DeleteTable
            | DataCommand::FindTableUses
            | DataCommand::SortRows
            | DataCommand::PasteRows
            | DataCommand::ImportRows
            | DataCommand::ExportRows => self.carry_out_table_command(command),
            DataCommand::AddRow
            | DataCommand::EditRow
            | DataCommand::DeleteRow
            | DataCommand::MoveRowUp
            | DataCommand::MoveRowDown
            | DataCommand::ShowRowSample => self.carry_out_row_command(command),
        }
    }

    fn carry_out_table_command(&mut self, command: DataCommand) {
        let Some(table) = self.state.data.tables.table.clone() else { return };
        match command {
            DataCommand::RenameTable => {
                let subject = RenameSubject::Table(table.clone());
                self.show(Dialog::Rename { subject, name: table });
            }
            DataCommand::DuplicateTable => {
                let name = self.workbench.free_table_name(&table);
                self.show(Dialog::NameTable { copied: Some(table), name });
            }
            DataCommand::DeleteTable => {
                self.apply(Command::Table(TableCommand::Delete { table: table.clone() }));
                self.notify(Notice::note(format!("Table {table} removed; undo brings it back")));
            }
            DataCommand::FindTableUses => self.show_uses(Used::Table(table)),
            DataCommand::SortRows => self.apply(Command::Table(TableCommand::SortByKey { table })),
            DataCommand::PasteRows => self.paste_rows(String::new()),
            DataCommand::ImportRows => self.ask_for(FilePurpose::ImportTable { table }),
            DataCommand::ExportRows => {
                let file_name = format!("{table}.csv");
                let folder = self.usual_folder();
                self.ask(FileRequest { purpose: FilePurpose::ExportTable { table }, file_name, folder });
            }
            _ => {}
        }
    }

    /// Shows what rows from the clipboard would do to the shown table.
    pub(in crate::gui) fn paste_rows(&mut self, text: String) {
        let Some(table) = self.state.data.tables.table.clone() else { return };
        let rows = TakeRows::new(table, "the clipboard".to_owned(), text, true);
        self.show(Dialog::TakeRows(Box::new(rows)));
    }

    /// Shows what the rows of a file would do to a table.
    pub(in crate::gui) fn import_table(&mut self, path: &Path, table: String) {
        let bytes = match read_file(path) {
            Ok(bytes) => bytes,
            Err(error) => return self.fail("The rows were not read", &error),
        };
        let Ok(text) = String::from_utf8(bytes) else {
            let title = "The rows were not read".to_owned();
            let text = format!("{} is not text in UTF-8; save it as CSV UTF-8", file_name(path));
            return self.show(Dialog::Failed { title, text });
        };
        let rows = TakeRows::new(table, file_name(path), text, false);
        self.show(Dialog::TakeRows(Box::new(rows)));
    }

    pub(in crate::gui) fn export_table(&mut self, path: &Path, table: &str) {
        let Some(rows) = self.workbench.model().tables.get(table) else { return };
        match write_file(path, write_csv(rows).as_bytes()) {
            Ok(()) => self.notify(Notice::note(format!("Exported to {}", path.display()))),
            Err(error) => self.fail("The table was not exported", &error),
        }
    }

    /// Shows a table from its first row on, or where it was.
    pub(in crate::gui) fn show_table(&mut self, table: String) {
        let tables = &mut self.state.data.tables;
        if tables.table.as_ref() != Some(&table) {
            tables.selected = None;
        }
        tables.table = Some(table);
        tables.edit = None;
        self.focus(FocusTarget::Tables);
    }

    pub(in crate::gui) fn show_table_row(&mut self, table: usize, row: usize) {
        let name = self.workbench.model().tables.get_index(table).map(|(name, _)| name.clone());
        if let Some(name) = name {
            self.state.data.tables.show_row(&name, row);
            self.focus(FocusTarget::Tables);
        }
    }

    fn carry_out_row_command(&mut self, command: DataCommand) {
        let tables = &mut self.state.data.tables;
        let Some(table) = tables.table.clone() else { return };
        let n_rows = tables.summary().map_or(0, |summary| summary.rows.rows().len());
        match (command, tables.row()) {
            (DataCommand::AddRow, _) => self.add_row(),
            (DataCommand::EditRow, Some(row)) => self.edit_row(&table, row),
            (DataCommand::EditRow, None) => self.add_missing_row(),
            (DataCommand::DeleteRow, Some(row)) => {
                self.apply(Command::Table(TableCommand::DeleteRow { table, row }));
            }
            (DataCommand::MoveRowUp, Some(from)) if from > 0 => self.move_row(table, from, from - 1),
            (DataCommand::MoveRowDown, Some(from)) if from + 1 < n_rows => {
                self.move_row(table, from, from + 1);
            }
            (DataCommand::ShowRowSample, row) => self.show_sample_of_row(&table, row),
            _ => {}
        }
    }

    fn add_row(&mut self) {
        self.focus(FocusTarget::Tables);
        // The list gives the keyboard to the row that is typed.
        self.state.focus = None;
        let tables = &mut self.state.data.tables;
        if tables.kind == RowKind::Missing {
            tables.kind = RowKind::All;
            tables.selected = None;
        }
        let line = tables.selected.map_or(tables.lines.len(), |line| (line + 1).min(tables.lines.len()));
        tables.edit = Some(RowEdit { line, focus: Some(RowPart::Key), ..RowEdit::default() });
    }

    fn edit_row(&mut self, table: &str, row: usize) {
        let rows = self.workbench.model().tables.get(table);
        let Some(found) = rows.and_then(|rows| rows.rows().get(row)).cloned() else { return };
        let tables = &mut self.state.data.tables;
        let Some(line) = tables.selected else { return };
        tables.edit = Some(RowEdit {
            row: Some(row),
            line,
            key: found.key,
            value: found.value,
            focus: Some(RowPart::Value),
            problem: None,
        });
    }

    /// A new row for the selected key that was looked up in vain.
    fn add_missing_row(&mut self) {
        let tables = &mut self.state.data.tables;
        let Some(line) = tables.selected.filter(|_| tables.kind == RowKind::Missing) else { return };
        let missing = tables.lines.get(line).and_then(|idx| tables.summary()?.missing.get(*idx));
        let Some(key) = missing.map(|missing| missing.key.clone()) else { return };
        let focus = Some(RowPart::Value);
        tables.edit = Some(RowEdit { line: line + 1, key, focus, ..RowEdit::default() });
    }

    fn move_row(&mut self, table: String, from: usize, to: usize) {
        let tables = &mut self.state.data.tables;
        if tables.kind != RowKind::All || !tables.filter.trim().is_empty() {
            let text = "Rows are moved while all of them are shown; clear the filter first";
            return self.notify(Notice::note(text));
        }
        tables.selected = Some(to);
        tables.is_moved = true;
        self.apply(Command::Table(TableCommand::MoveRow { table, from, to }));
        self.state.focus = Some(FocusTarget::Tables);
    }

    fn show_sample_of_row(&mut self, table: &str, row: Option<usize>) {
        let tables = &self.state.data.tables;
        let sample = match row {
            Some(row) => self.workbench.sample_of_row(table, row),
            None => tables
                .selected
                .and_then(|line| tables.lines.get(line))
                .and_then(|idx| tables.summary()?.missing.get(*idx)?.samples.first().copied()),
        };
        match sample {
            Some(sample) => self.apply(Command::Select(SelectCommand::Sample(sample))),
            None => self.notify(Notice::note("No sample looks this key up")),
        }
    }

    fn carry_out_variable_command(&mut self, command: DataCommand) {
        let state = &self.state.data.variables;
        let Some(row) = state.row() else { return };
        let name = row.name.clone();
        let value = state.column.checked_sub(FIRST_VALUE).and_then(|nth| row.values.get(nth)).cloned();
        match (command, value) {
            (DataCommand::EditVariable, _) => {
                let declaration = VariableDeclaration {
                    type_: row.type_.clone(),
                    note: row.note.clone(),
                    ..VariableDeclaration::default()
                };
                self.show(Dialog::DeclareVariable { known: Some(name.clone()), name, declaration });
            }
            (DataCommand::RenameVariable, _) => {
                self.show(Dialog::Rename { subject: RenameSubject::Variable(name.clone()), name });
            }
            (DataCommand::FindVariableUses, _) => self.show_uses(Used::Variable(name)),
            (DataCommand::EditValue, Some(value)) => {
                let (environment, text) = (value.environment, value.text);
                self.state.data.variables.edit =
                    Some(ValueEdit { name, environment, text, is_new: true, problem: None });
            }
            (DataCommand::ClearValue, Some(value)) => {
                let (environment, value) = (value.environment, None);
                self.apply(Command::Variable(VariableCommand::SetValue { environment, name, value }));
            }
            (DataCommand::DeleteVariable, _) => {
                self.apply(Command::Variable(VariableCommand::Delete { name: name.clone() }));
                self.notify(Notice::note(format!("Variable {name} removed; undo brings it back")));
            }
            _ => {}
        }
    }

    /// Selects a variable on the page of the variables.
    pub(in crate::gui) fn show_variable(&mut self, name: &str) {
        self.state.data.renew_variables(&self.workbench);
        let variables = &mut self.state.data.variables;
        variables.selected = variables.rows.iter().position(|row| row.name == name);
        variables.column = FIRST_VALUE;
    }

    fn show_uses(&mut self, used: Used) {
        self.state.uses.used = Some(used);
        self.state.uses.selected = None;
        self.focus(FocusTarget::Uses);
        self.state.bottom = BottomPage::Uses;
    }

    /// Asks for a variable for the text at the cursor, or for that of a problem.
    fn show_make_variable(&mut self, ctx: &Context) {
        let has_editor = ctx.memory(|memory| memory.has_focus(widgets::code_editor_id(SCRIPT_EDITOR)));
        let selection = self.workbench.selection();
        let is_design = selection.view == View::Design;
        let at_cursor =
            self.state.cursor.filter(|_| is_design && (has_editor || self.state.problem.is_none()));
        let found = at_cursor.and_then(|at| self.workbench.variable_of_text_at(selection.script, at));
        let found = found.or_else(|| {
            let problem = self.problem_here(ctx, |problem| problem.diagnostic.suggestion.is_some())?;
            self.variable_of_problem(problem)
        });
        match found {
            Some(wish) => self.show(Dialog::MakeVariable(Box::new(wish))),
            None => self.notify(Notice::note("Put the cursor on a text in the script first")),
        }
    }

    /// Asks for a variable for the text that a problem speaks of.
    pub(in crate::gui) fn make_variable_of_problem(&mut self, problem: usize) {
        match self.variable_of_problem(problem) {
            Some(wish) => self.show(Dialog::MakeVariable(Box::new(wish))),
            None => self.notify(Notice::note("The script has changed since; try again")),
        }
    }

    fn variable_of_problem(&self, problem: usize) -> Option<crate::workbench::MakeVariable> {
        let problem = self.workbench.preview().problems.get(problem)?;
        let ProblemTarget::Script(place) = problem.target else { return None };
        let span = problem.diagnostic.place.span?;
        self.workbench.variable_of_text_at(place, (span.line, span.column))
    }
}
