//! The selected field over all samples.

use egui::{Label, Ui};

use crate::gui::intent::Outbox;
use crate::gui::panels::cell::{dim_stale, sign_of, value_text, verdict_words, with_verdict_ui};
use crate::gui::panels::menu_bar::expect_menu_ui;
use crate::gui::theme::{LAYOUT, SIZES, normal_text, weak_text};
use crate::gui::ui_state::UiState;
use crate::gui::widgets::{
    Column, Columns, List, columns_header_ui, empty_state_ui, list_ui, panel_header_ui, sign_ui,
};
use crate::workbench::{CellState, Command, FieldCell, ScriptPlace, SelectCommand, StateCounts, Workbench};

pub(super) fn all_samples_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let (ScriptPlace::Rule { rule_set, rule }, Some(selected)) =
        (workbench.selection().script, workbench.rule())
    else {
        panel_header_ui(ui, "All samples", "");
        empty_state_ui(ui, "Select a rule to see its field for all samples", None);
        return;
    };
    // Only samples on which the rule runs.
    let samples = state.rows.of_rule_set(workbench, rule_set);
    let counts = counts(&state.rows.counts(workbench, rule_set, rule), samples.len());
    panel_header_ui(ui, "All samples", &format!("{} · {counts}", selected.field));
    if samples.is_empty() {
        let is_known = workbench.is_preview_current();
        let sentence = if is_known { "No sample is a resource of this type" } else { "Running…" };
        empty_state_ui(ui, sentence, None);
        return;
    }
    // The sign tells the state where there is no room for its word.
    let has_state = ui.available_width() >= LAYOUT.samples_with_state;
    let mut columns = vec![
        Column::share("Sample", 1.0, LAYOUT.column_field),
        Column::share("Value", 1.2, LAYOUT.column_field),
    ];
    columns.extend(has_state.then(|| Column::points("State", LAYOUT.column_state)));
    let columns =
        columns_header_ui(ui, if has_state { "all samples" } else { "all samples, narrow" }, &columns);
    let cells = |row: usize| workbench.cell(samples[row], rule_set, rule);
    let row_name = |row: usize| {
        let cell = cells(row);
        format!("{}: {}, {}", workbench.model().samples[samples[row]].name, cell.value, cell.state.word())
    };
    let list = List {
        id_salt: "all samples",
        accessible_name: "The field for all samples",
        n_rows: samples.len(),
        row_height: SIZES.row,
        selected: samples.binary_search(&workbench.selection().sample).ok(),
        row_name: &row_name,
        scroll_to: None,
        lines: true,
    };
    let output = list_ui(ui, list, |ui, row, response| {
        let cell = cells(row);
        state.rows.visible.push(samples[row]);
        dim_stale(ui, workbench, state.shows_stale, samples[row]);
        row_ui(ui, &workbench.model().samples[samples[row]].name, &cell, &columns, has_state);
        expect_menu_ui(response, workbench, &[SelectCommand::Sample(samples[row])], outbox);
        let case = cell.verdict.as_ref().map(|of| format!("\n{}", verdict_words(of, &cell.value)));
        let case = case.unwrap_or_default();
        response.clone().on_hover_text(format!("{}: {}{case}", cell.state.word(), cell.reason));
    });
    if let Some(row) = output.chosen {
        outbox.command(Command::Select(SelectCommand::Sample(samples[row])));
    }
}

/// How many of the samples have which state; a rule that is off has the same for all of them.
fn counts(counts: &StateCounts, n_samples: usize) -> String {
    let mut parts: Vec<String> =
        counts.iter().map(|(state, count)| format!("{count} {}", state.word())).collect();
    if parts.is_empty() && n_samples > 0 {
        parts.push(format!("{n_samples} {}", CellState::Disabled.word()));
    }
    parts.join(" · ")
}

fn row_ui(ui: &mut Ui, name: &str, cell: &FieldCell, columns: &Columns, has_state: bool) {
    columns.cell_ui(ui, 0, |ui| {
        if let Some(sign) = sign_of(cell.state) {
            sign_ui(ui, sign);
        }
        ui.add(Label::new(normal_text(ui, name)).truncate());
    });
    columns.cell_ui(ui, 1, |ui| {
        with_verdict_ui(ui, cell, |ui| {
            ui.add(
                Label::new(value_text(ui, cell)).truncate().show_tooltip_when_elided(cell.verdict.is_none()),
            );
        });
    });
    if has_state {
        columns.cell_ui(ui, 2, |ui| ui.add(Label::new(weak_text(ui, cell.state.word())).truncate()));
    }
}
