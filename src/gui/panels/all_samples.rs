//! The selected field over all samples.

use std::collections::BTreeMap;

use egui::{Label, Ui};

use crate::gui::intent::Outbox;
use crate::gui::panels::cell::{sign_of, value_text};
use crate::gui::theme::{LAYOUT, SIZES, normal_text, weak_text};
use crate::gui::widgets::{
    Column, Columns, List, columns_header_ui, empty_state_ui, list_ui, panel_header_ui, sign_ui,
};
use crate::workbench::{Command, FieldCell, ScriptPlace, SelectCommand, Workbench};

pub(super) fn all_samples_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    let (ScriptPlace::Rule { rule_set, rule }, Some(selected)) =
        (workbench.selection().script, workbench.rule())
    else {
        panel_header_ui(ui, "All samples", "");
        empty_state_ui(ui, "Select a rule to see its field for all samples", None);
        return;
    };
    // Only samples on which the rule runs.
    let samples: Vec<usize> = (0..workbench.model().samples.len())
        .filter(|sample| workbench.preview().run(*sample, rule_set).is_some())
        .collect();
    let counts = counts(workbench, &samples, rule_set, rule);
    panel_header_ui(ui, "All samples", &format!("{} · {counts}", selected.field));
    if samples.is_empty() {
        empty_state_ui(ui, "No sample is a resource of this type", None);
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
        selected: samples.iter().position(|sample| *sample == workbench.selection().sample),
        row_name: &row_name,
        scroll_to: None,
        lines: true,
    };
    let output = list_ui(ui, list, |ui, row, response| {
        let cell = cells(row);
        row_ui(ui, &workbench.model().samples[samples[row]].name, &cell, &columns, has_state);
        response.clone().on_hover_text(format!("{}: {}", cell.state.word(), cell.reason));
    });
    if let Some(row) = output.chosen {
        outbox.command(Command::Select(SelectCommand::Sample(samples[row])));
    }
}

fn counts(workbench: &Workbench, samples: &[usize], rule_set: usize, rule: usize) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for sample in samples {
        *counts.entry(workbench.cell(*sample, rule_set, rule).state.word()).or_default() += 1;
    }
    let words = ["set", "kept", "cleared", "failed", "skipped", "not written", "off"];
    let parts = words.iter().filter_map(|word| Some(format!("{} {word}", counts.get(word)?)));
    parts.collect::<Vec<_>>().join(" · ")
}

fn row_ui(ui: &mut Ui, name: &str, cell: &FieldCell, columns: &Columns, has_state: bool) {
    columns.cell_ui(ui, 0, |ui| {
        if let Some(sign) = sign_of(cell.state) {
            sign_ui(ui, sign);
        }
        ui.add(Label::new(normal_text(ui, name)).truncate());
    });
    columns.cell_ui(ui, 1, |ui| ui.add(Label::new(value_text(ui, cell)).truncate()));
    if has_state {
        columns.cell_ui(ui, 2, |ui| ui.add(Label::new(weak_text(ui, cell.state.word())).truncate()));
    }
}
