//! What the window knows of its pages of tables and variables while it is open.
//!
//! Not the tables and variables, which the workbench has.

use crate::gui::sample_rows::contains_lower;
use crate::workbench::{TableFacts, TableSummary, UsesIndex, VariableRow, Workbench};

/// A list of these pages that can have the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum DataList {
    /// The rows of a table.
    Rows,
    /// The variables.
    Variables,
}

/// The state of the pages.
#[derive(Debug, Default)]
pub(super) struct DataState {
    /// The list that had the keyboard in the frame before.
    pub focused: Option<DataList>,
    /// The page of the tables.
    pub tables: TablesState,
    /// The page of the variables.
    pub variables: VariablesState,
    uses: UsesIndex,
    uses_for: Option<(u64, bool)>,
}

/// Which rows of a table are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum RowKind {
    #[default]
    All,
    /// Rows that no sample hits.
    Unused,
    /// Rows whose key stands before them.
    Repeated,
    /// Keys that were looked up in vain.
    Missing,
}

/// The state of the page of the tables.
#[derive(Debug, Default)]
pub(super) struct TablesState {
    /// The table whose rows are shown.
    pub table: Option<String>,
    /// Its place among the tables; a table that is renamed keeps it.
    place: usize,
    /// What is known of all tables.
    pub facts: TableFacts,
    /// What the rows are narrowed to.
    pub filter: String,
    /// Which rows are shown.
    pub kind: RowKind,
    /// The rows that are shown, from 0; of missing keys their places among them.
    pub lines: Vec<usize>,
    /// The selected line.
    pub selected: Option<usize>,
    /// The selected line is to be seen in this frame.
    pub is_moved: bool,
    /// The row that is being typed.
    pub edit: Option<RowEdit>,
    facts_for: Option<(u64, bool, bool)>,
    lines_for: Option<(u64, bool, String, String, RowKind)>,
}

/// A row that is being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RowEdit {
    /// The row that it changes; `None` for a new one.
    pub row: Option<usize>,
    /// The line where it stands.
    pub line: usize,
    /// The key as typed.
    pub key: String,
    /// The value as typed.
    pub value: String,
    /// Which of the two gets the keyboard in this frame.
    pub focus: Option<RowPart>,
    /// Something is wrong with it.
    pub problem: Option<String>,
}

/// A part of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowPart {
    Key,
    Value,
}

/// The state of the page of the variables.
#[derive(Debug, Default)]
pub(super) struct VariablesState {
    /// The variables.
    pub rows: Vec<VariableRow>,
    /// The selected variable.
    pub selected: Option<usize>,
    /// The selected column: name, type, a value for each environment, scripts.
    pub column: usize,
    /// The value that is being typed.
    pub edit: Option<ValueEdit>,
    rows_for: Option<(u64, bool)>,
}

/// A value that is being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ValueEdit {
    /// The variable's name.
    pub name: String,
    /// The environment's name.
    pub environment: String,
    /// The value as typed.
    pub text: String,
    /// It gets the keyboard in this frame.
    pub is_new: bool,
    /// Something is wrong with it.
    pub problem: Option<String>,
}

impl DataState {
    /// Brings the tables up to the project.
    pub fn renew_tables(&mut self, workbench: &Workbench) {
        self.renew_uses(workbench);
        self.tables.renew(workbench, &self.uses);
    }

    /// Brings the variables up to the project.
    pub fn renew_variables(&mut self, workbench: &Workbench) {
        self.renew_uses(workbench);
        let key = (workbench.revision(), workbench.is_preview_current());
        if self.variables.rows_for != Some(key) {
            let state = &mut self.variables;
            state.rows = workbench.variable_rows(&self.uses);
            state.selected = state.selected.filter(|selected| *selected < state.rows.len());
            state.column = state.column.min(workbench.model().settings.environments.len() + 2);
            state.rows_for = Some(key);
        }
    }

    fn renew_uses(&mut self, workbench: &Workbench) {
        let key = (workbench.revision(), workbench.is_preview_current());
        // While the preview is on its way every script would have to be read; what was known will do.
        let is_first = self.uses_for.is_none();
        if self.uses_for != Some(key) && (key.1 || is_first) {
            self.uses = workbench.uses_index();
            self.uses_for = Some(key);
        }
    }
}

impl TablesState {
    fn renew(&mut self, workbench: &Workbench, uses: &UsesIndex) {
        let facts_key =
            (workbench.revision(), workbench.is_preview_current(), workbench.is_coverage_current());
        if self.facts_for != Some(facts_key) {
            self.facts = workbench.table_facts(uses, &self.facts);
            self.facts_for = Some(facts_key);
        }
        let tables = &workbench.model().tables;
        let place = self.table.as_ref().and_then(|table| tables.get_index_of(table));
        if place.is_none() {
            let here = tables.get_index(self.place).or_else(|| tables.last());
            self.table = here.map(|(name, _)| name.clone());
            self.selected = None;
            self.edit = None;
        }
        self.place = place.unwrap_or(self.place);
        let name = self.table.clone().unwrap_or_default();
        let (revision, _, has_lookups) = facts_key;
        let lines_key = (revision, has_lookups, name, self.filter.clone(), self.kind);
        if self.lines_for.as_ref() != Some(&lines_key) {
            let is_other_list =
                self.lines_for.as_ref().is_none_or(|of| of.2 != lines_key.2 || of.4 != self.kind);
            self.lines = self.lines_of(workbench);
            self.lines_for = Some(lines_key);
            let last = self.lines.len().checked_sub(1);
            self.selected = self.selected.filter(|_| !is_other_list).and_then(|line| Some(line.min(last?)));
        }
    }

    /// What is known of the shown table.
    pub fn summary(&self) -> Option<&TableSummary> {
        self.facts.table(self.table.as_deref()?)
    }

    fn lines_of(&self, workbench: &Workbench) -> Vec<usize> {
        let Some(summary) = self.summary() else { return Vec::new() };
        let wanted = self.filter.trim().to_lowercase();
        let fits = |text: &str| wanted.is_empty() || contains_lower(text, &wanted);
        if self.kind == RowKind::Missing {
            let missing = summary.missing.iter().enumerate().filter(|(_, missing)| fits(&missing.key));
            return missing.map(|(idx, _)| idx).collect();
        }
        let Some(table) = workbench.model().tables.get(&summary.name) else { return Vec::new() };
        let rows = table.rows().iter().enumerate().filter(|(idx, row)| {
            let is_kind = match self.kind {
                RowKind::All | RowKind::Missing => true,
                RowKind::Unused => !summary.hits.contains_key(idx),
                RowKind::Repeated => summary.repeats.contains_key(idx),
            };
            is_kind && (fits(&row.key) || fits(&row.value))
        });
        rows.map(|(idx, _)| idx).collect()
    }

    /// The selected row of the table; `None` when a missing key is selected, or nothing.
    pub fn row(&self) -> Option<usize> {
        let line = self.selected.filter(|_| self.kind != RowKind::Missing)?;
        self.lines.get(line).copied()
    }

    /// Selects a row, whatever the list is narrowed to.
    pub fn show_row(&mut self, table: &str, row: usize) {
        self.table = Some(table.to_owned());
        self.kind = RowKind::All;
        self.filter.clear();
        self.edit = None;
        // The lines are all rows then.
        self.lines_for = Some((0, false, table.to_owned(), String::new(), RowKind::All));
        self.lines = (0..=row).collect();
        self.selected = Some(row);
        self.is_moved = true;
    }
}

impl VariablesState {
    /// The selected variable.
    pub fn row(&self) -> Option<&VariableRow> {
        self.rows.get(self.selected?)
    }
}
