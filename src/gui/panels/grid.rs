//! The Grid view: all samples by all fields of a rule set.

use egui::{Align, Label, Layout, ScrollArea, Sense, Ui, vec2};
use egui_extras::{Column, TableBuilder};

use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::cell::{sign_of, sign_of_sample, value_text};
use crate::gui::panels::status_bar::counted;
use crate::gui::theme::{LAYOUT, SIZES, Tokens, header_text, normal_text, weak_text};
use crate::gui::widgets::{Sign, empty_state_ui, name_ui, panel_header_with_ui, sign_and_word_ui, sign_ui};
use crate::mapping::RuleSet;
use crate::workbench::{Command, FieldCell, ScriptPlace, SelectCommand, Workbench};

pub(super) fn grid_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    let Some(rule_set) = workbench.rule_set() else {
        empty_state_ui(ui, "The mapping has no rules yet", None);
        return;
    };
    let rule_set_idx = workbench.selection().rule_set;
    let samples: Vec<usize> = (0..workbench.model().samples.len())
        .filter(|sample| workbench.preview().run(*sample, rule_set_idx).is_some())
        .collect();
    let trailing =
        format!("{} by {}", counted(samples.len(), "sample"), counted(rule_set.rules.len(), "field"));
    panel_header_with_ui(ui, &rule_set.title(), legend_ui, |ui| {
        ui.label(weak_text(ui, trailing));
    });
    rule_sets_ui(ui, workbench, outbox);
    if samples.is_empty() {
        empty_state_ui(ui, "No sample is a resource of this type", None);
        return;
    }
    ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| {
        table_ui(ui, workbench, rule_set, &samples, outbox);
    });
}

/// What the signs in the cells mean.
fn legend_ui(ui: &mut Ui) {
    for sign in [Sign::Set, Sign::Kept, Sign::Cleared, Sign::Skipped, Sign::Failed] {
        ui.add_space(SIZES.gap_small);
        sign_and_word_ui(ui, sign);
    }
}

fn rule_sets_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    let titles: Vec<String> = workbench.model().mapping.rule_sets.iter().map(RuleSet::title).collect();
    if titles.len() < 2 {
        return;
    }
    let tabs: Vec<(&str, bool)> = titles
        .iter()
        .enumerate()
        .map(|(idx, title)| (title.as_str(), idx == workbench.selection().rule_set))
        .collect();
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        if let Some(idx) = crate::gui::widgets::tabs_ui(ui, &tabs) {
            outbox.command(Command::Select(SelectCommand::RuleSet(idx)));
        }
    });
}

fn table_ui(ui: &mut Ui, workbench: &Workbench, rule_set: &RuleSet, samples: &[usize], outbox: &mut Outbox) {
    let rule_set_idx = workbench.selection().rule_set;
    let mut builder = TableBuilder::new(ui)
        .id_salt(("grid", rule_set_idx))
        .striped(false)
        .sense(Sense::click())
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Column::initial(LAYOUT.grid_sample).at_least(LAYOUT.column_field).resizable(true).clip(true));
    for _ in &rule_set.rules {
        builder = builder.column(
            Column::initial(LAYOUT.grid_cell).at_least(LAYOUT.column_state).resizable(true).clip(true),
        );
    }
    let table = builder.header(SIZES.table_header, |mut header| {
        header.col(|ui| {
            ui.add_space(SIZES.padding);
            ui.label(header_text(ui, "Sample"));
        });
        for rule in &rule_set.rules {
            header.col(|ui| {
                ui.label(header_text(ui, &rule.field));
            });
        }
    });
    table.body(|body| {
        body.rows(SIZES.row, samples.len(), |mut row| {
            let sample = samples[row.index()];
            row.set_selected(sample == workbench.selection().sample);
            row.col(|ui| sample_ui(ui, workbench, sample));
            for rule in 0..rule_set.rules.len() {
                let cell = workbench.cell(sample, rule_set_idx, rule);
                row.col(|ui| {
                    let name = &workbench.model().samples[sample].name;
                    let label = format!("{name}, {}: {}", rule_set.rules[rule].field, cell.value);
                    if cell_ui(ui, &cell, &label) {
                        let place = ScriptPlace::Rule { rule_set: rule_set_idx, rule };
                        outbox.command(Command::Select(SelectCommand::Sample(sample)));
                        outbox.send(Intent::ShowScript { place, at: None });
                    }
                });
            }
        });
    });
}

fn sample_ui(ui: &mut Ui, workbench: &Workbench, sample: usize) {
    let Some(row) = workbench.sample_row(sample) else { return };
    ui.add_space(SIZES.padding);
    sign_ui(ui, sign_of_sample(row.state)).on_hover_text(&row.words);
    ui.add(Label::new(normal_text(ui, &row.name)).truncate());
}

/// Draws a cell; whether it was chosen.
fn cell_ui(ui: &mut Ui, cell: &FieldCell, label: &str) -> bool {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), ui.available_height()), Sense::click());
    name_ui(&response, label);
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 0.0, Tokens::of(ui).hover);
    }
    let mut inner =
        ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center)));
    if let Some(sign) = sign_of(cell.state) {
        sign_ui(&mut inner, sign);
    }
    let text = value_text(&inner, cell);
    inner.add(Label::new(text).truncate());
    let is_chosen = response.clicked();
    response.on_hover_text(format!("{}: {}", cell.state.word(), cell.reason));
    is_chosen
}
