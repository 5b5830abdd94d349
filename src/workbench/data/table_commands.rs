//! Commands on lookup tables.

use std::sync::Arc;
use std::time::Duration;

use crate::diagnostic::Diagnostic;
use crate::mapping::is_file_name;
use crate::project::ProjectModel;
use crate::table::{LookupTable, Row, read_csv};
use crate::workbench::{Notice, TableCommand, Workbench};

impl Workbench {
    /// Why a new table cannot have this name; `None` when it can.
    pub fn table_name_objection(&self, name: &str) -> Option<String> {
        if !is_file_name(name) {
            let why = r#"A table has a name that begins with no dot and has none of / \ : * ? " < > |"#;
            return Some(why.to_owned());
        }
        let known = self.model.tables.keys().find(|known| known.to_lowercase() == name.to_lowercase())?;
        Some(format!("There is a table `{known}` already"))
    }

    /// A name for a copy of a table, or for a new one, that no table has.
    pub fn free_table_name(&self, like: &str) -> String {
        let mut names = (2..).map(|number| format!("{like}_{number}"));
        let names = std::iter::once(like.to_owned()).chain(&mut names);
        let mut free = names.filter(|name| self.table_name_objection(name).is_none());
        free.by_ref().take(1).next().unwrap_or_else(|| like.to_owned())
    }

    pub(in crate::workbench) fn apply_table(&mut self, command: TableCommand, at: Duration) {
        if let TableCommand::Add { name } | TableCommand::Duplicate { name, .. } = &command
            && let Some(objection) = self.table_name_objection(name)
        {
            self.notices.push(Notice::error(objection));
            return;
        }
        match command {
            TableCommand::Add { name } => {
                self.edit(None, at, |model, _| {
                    insert(model, model.tables.len(), name, LookupTable::default());
                });
            }
            TableCommand::Duplicate { table, name } => self.edit(None, at, |model, _| {
                let found = model.tables.get_full(&table).map(|(idx, _, rows)| (idx, rows.clone()));
                if let Some((idx, rows)) = found {
                    insert(model, idx + 1, name, rows);
                }
            }),
            TableCommand::Delete { table } => self.edit(None, at, |model, _| {
                if model.tables.contains_key(&table) {
                    Arc::make_mut(&mut model.tables).shift_remove(&table);
                }
            }),
            TableCommand::TakeRows { table, rows, source } => {
                let n_before = self.model.tables.get(&table).map_or(0, |table| table.rows().len());
                let n_after = rows.rows().len();
                self.edit(None, at, |model, _| set_table(model, &table, rows));
                let words = format!("Took rows over from {source}: {n_before} before, {n_after} now");
                self.notices.push(Notice::note(words));
            }
            TableCommand::SetRow { table, row, key, value } => {
                self.edit_rows(&table, at, |rows| {
                    if let Some(place) = rows.get_mut(row) {
                        *place = Row { key, value };
                    }
                });
            }
            TableCommand::InsertRow { table, at: place, key, value } => {
                self.edit_rows(&table, at, |rows| rows.insert(place.min(rows.len()), Row { key, value }));
            }
            TableCommand::DeleteRow { table, row } => self.edit_rows(&table, at, |rows| {
                if row < rows.len() {
                    rows.remove(row);
                }
            }),
            TableCommand::MoveRow { table, from, to } => self.edit_rows(&table, at, |rows| {
                if from < rows.len() && to < rows.len() {
                    let row = rows.remove(from);
                    rows.insert(to, row);
                }
            }),
            TableCommand::SortByKey { table } => self.edit_rows(&table, at, |rows| {
                rows.sort_by_cached_key(|row| (row.key.trim().to_lowercase(), row.key.clone()));
            }),
        }
    }

    fn edit_rows(&mut self, table: &str, at: Duration, change: impl FnOnce(&mut Vec<Row>)) {
        let Some(before) = self.model.tables.get(table) else { return };
        let mut rows = before.rows().to_vec();
        change(&mut rows);
        if rows != before.rows() {
            self.edit(None, at, |model, _| set_table(model, table, LookupTable::new(rows)));
        }
    }
}

fn insert(model: &mut ProjectModel, at: usize, name: String, rows: LookupTable) {
    Arc::make_mut(&mut model.tables).shift_insert(at, name, rows);
}

fn set_table(model: &mut ProjectModel, name: &str, rows: LookupTable) {
    if model.tables.get(name).is_some_and(|before| *before != rows)
        && let Some(place) = Arc::make_mut(&mut model.tables).get_mut(name)
    {
        *place = rows;
    }
}

/// The rows of a text from a spreadsheet or a CSV file: of every line the first two cells. The first
/// row is left out where it `is_header`; a header `key,value` always is.
pub fn rows_from_text(source: &str, text: &str, is_header: bool) -> (Vec<Row>, Vec<Diagnostic>) {
    let (table, diagnostics) = read_csv(source, text);
    let rows = table.rows().iter().skip(usize::from(is_header)).cloned().collect();
    (rows, diagnostics)
}
