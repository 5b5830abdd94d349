//! What rows from a spreadsheet or a CSV file would do to a lookup table, before they are taken over.

use egui::{Label, ScrollArea, TextEdit, Ui};

use crate::gui::dialogs::dialog::{buttons_ui, focus_at_first, list_height, title_ui};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::counted;
use crate::gui::theme::{LAYOUT, SIZES, Tokens, code_font, code_text, normal_text, weak_text};
use crate::gui::widgets::{Column, List, Sign, columns_header_ui, list_ui, paragraph_ui, sign_ui};
use crate::table::{LookupTable, PlannedRow, RowChange, RowsChoice, RowsPlan, plan_rows};
use crate::workbench::{Command, TableCommand, Workbench, rows_from_text};

/// How many remarks on unusable lines are shown.
const MOST_REMARKS: usize = 3;

/// Rows from outside, and what is known of them.
#[derive(Clone, Debug, Default)]
pub(in crate::gui) struct TakeRows {
    /// The table.
    pub table: String,
    /// Where the rows come from, in words.
    pub source: String,
    /// The rows as text.
    pub text: String,
    /// The text is pasted and can be changed.
    pub is_pasted: bool,
    is_header: bool,
    choice: RowsChoice,
    plan: RowsPlan,
    /// The rows of the plan that change something.
    shown: Vec<usize>,
    remarks: Vec<String>,
    made_for: Option<(u64, bool, RowsChoice, String)>,
}

impl TakeRows {
    /// Rows for a table.
    pub fn new(table: String, source: String, text: String, is_pasted: bool) -> Self {
        Self { table, source, text, is_pasted, ..Self::default() }
    }

    /// Brings the plan up to the text and the choices.
    fn renew(&mut self, workbench: &Workbench) {
        let key = (workbench.revision(), self.is_header, self.choice);
        let is_same = self.made_for.as_ref().is_some_and(|(revision, is_header, choice, text)| {
            (*revision, *is_header, *choice) == key && *text == self.text
        });
        if is_same {
            return;
        }
        let (rows, diagnostics) = rows_from_text(&self.source, &self.text, self.is_header);
        let empty = LookupTable::default();
        let table = workbench.model().tables.get(&self.table).unwrap_or(&empty);
        self.plan = plan_rows(table, rows, self.choice);
        let planned = self.plan.rows.iter().enumerate();
        self.shown = planned.filter(|(_, row)| row.change != RowChange::Same).map(|(idx, _)| idx).collect();
        let unusable = diagnostics.iter().filter(|of| of.code == crate::diagnostic::Code::TableRowInvalid);
        let n_unusable = unusable.clone().count();
        self.remarks = unusable.take(MOST_REMARKS).map(|of| of.message.clone()).collect();
        if n_unusable > MOST_REMARKS {
            self.remarks.push(format!("{} more lines are left out", n_unusable - MOST_REMARKS));
        }
        let (revision, is_header, choice) = key;
        self.made_for = Some((revision, is_header, choice, self.text.clone()));
    }
}

pub(super) fn take_rows_ui(ui: &mut Ui, workbench: &Workbench, rows: &mut TakeRows, outbox: &mut Outbox) {
    let verb = if rows.is_pasted { "Paste" } else { "Import" };
    title_ui(ui, &format!("{verb} rows into {}", rows.table), LAYOUT.dialog_wide);
    if rows.is_pasted {
        text_ui(ui, rows);
    } else {
        paragraph_ui(ui, &format!("From {}", rows.source));
    }
    rows.renew(workbench);
    ui.add_space(SIZES.gap);
    ui.horizontal_wrapped(|ui| {
        ui.checkbox(&mut rows.is_header, "The first row is a header");
        ui.radio_value(&mut rows.choice, RowsChoice::Update, "Update the table");
        ui.radio_value(&mut rows.choice, RowsChoice::Replace, "Replace the table");
    });
    ui.add_space(SIZES.gap);
    paragraph_ui(ui, &plan_words(&rows.plan));
    for remark in &rows.remarks {
        ui.horizontal(|ui| {
            sign_ui(ui, Sign::Warning);
            ui.label(normal_text(ui, remark));
        });
    }
    if !rows.shown.is_empty() {
        planned_ui(ui, rows);
    }
    let is_change = rows.plan.is_change();
    if buttons_ui(ui, "Take over", is_change, outbox) {
        outbox.send(Intent::CloseDialog);
        outbox.command(Command::Table(TableCommand::TakeRows {
            table: rows.table.clone(),
            rows: rows.plan.table.clone(),
            source: rows.source.clone(),
        }));
        outbox.send(Intent::ShowTable(rows.table.clone()));
    }
}

fn text_ui(ui: &mut Ui, rows: &mut TakeRows) {
    paragraph_ui(ui, "Two columns of a spreadsheet, or CSV: the key, then the value");
    ui.add_space(SIZES.gap_small);
    let height = list_height(ui, LAYOUT.panel_min);
    ScrollArea::vertical().id_salt("rows to paste").max_height(height).show(ui, |ui| {
        let edit = TextEdit::multiline(&mut rows.text)
            .font(code_font())
            .desired_rows(5)
            .desired_width(ui.available_width());
        let response = ui.add(edit).accessible_name("Rows to paste");
        focus_at_first(ui, &response);
    });
}

/// What would happen, in one sentence.
fn plan_words(plan: &RowsPlan) -> String {
    if plan.rows.is_empty() {
        return "No rows yet".to_owned();
    }
    let [new, changed, same, conflicts] = plan.counts();
    let mut words = vec![format!("{new} new"), format!("{changed} changed"), format!("{same} as they are")];
    if conflicts > 0 {
        words.push(format!("{conflicts} conflicting, left out"));
    }
    if plan.n_removed > 0 {
        words.push(format!("{} removed", plan.n_removed));
    }
    format!("{}: {}", counted(plan.rows.len(), "row"), words.join(", "))
}

fn planned_ui(ui: &mut Ui, rows: &TakeRows) {
    let columns = columns_header_ui(
        ui,
        "rows from outside",
        &[
            Column::points("What", LAYOUT.column_state),
            Column::share("Key", 1.0, LAYOUT.column_field),
            Column::share("Before", 1.0, LAYOUT.column_field),
            Column::share("After", 1.0, LAYOUT.column_field),
        ],
    );
    let planned = |line: usize| rows.plan.rows.get(*rows.shown.get(line)?);
    let row_name = |line: usize| planned(line).map(row_words).unwrap_or_default();
    ui.scope(|ui| {
        ui.set_max_height(list_height(ui, LAYOUT.panel_min * 2.0));
        let list = List {
            id_salt: "rows from outside",
            accessible_name: "Rows that change something",
            n_rows: rows.shown.len(),
            row_height: SIZES.tree_row,
            selected: None,
            row_name: &row_name,
            scroll_to: None,
            lines: true,
        };
        list_ui(ui, list, |ui, line, _| {
            let Some(planned) = planned(line) else { return };
            let (sign, what, before, after) = shown(planned);
            columns.cell_ui(ui, 0, |ui| {
                sign_ui(ui, sign);
                ui.label(normal_text(ui, what).color(sign.colour(Tokens::of(ui))));
            });
            columns.cell_ui(ui, 1, |ui| ui.add(Label::new(code_text(ui, &planned.row.key)).truncate()));
            columns.cell_ui(ui, 2, |ui| ui.add(Label::new(weak_text(ui, before)).truncate()));
            columns.cell_ui(ui, 3, |ui| ui.add(Label::new(code_text(ui, after)).truncate()));
        });
    });
}

fn shown(planned: &PlannedRow) -> (Sign, &'static str, &str, &str) {
    let value = planned.row.value.as_str();
    match &planned.change {
        RowChange::New => (Sign::Set, "new", "", value),
        RowChange::Changed { before } => (Sign::Changed, "changed", before.as_str(), value),
        RowChange::Same => (Sign::Kept, "as it is", value, value),
        RowChange::Conflict { counts } => (Sign::Error, "conflict", value, counts.as_str()),
    }
}

fn row_words(planned: &PlannedRow) -> String {
    let (_, what, before, after) = shown(planned);
    format!("{what} {}: {before} → {after}", planned.row.key)
}
