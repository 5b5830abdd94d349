//! What the samples come by, and what none does: rules, branches, table rows, attributes, fields.

use egui::{Label, Ui};

use crate::gui::UiCommand;
use crate::gui::coverage_rows::{CoverageLine, CoverageState, Offer};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::focus::take_focus;
use crate::gui::panels::status_bar::counted;
use crate::gui::theme::{LAYOUT, SIZES, Tokens, normal_text, weak_text};
use crate::gui::ui_state::{FocusTarget, UiState};
use crate::gui::widgets::{
    Column, Columns, List, Sign, button_small_ui, columns_header_ui, empty_state_ui, list_ui, name_ui,
    sign_ui, tabs_ui,
};
use crate::workbench::{Command, CoverageKind, RuleCommand, SampleCommand, SelectCommand, Workbench};

const LIST: &str = "coverage";

const KINDS: [(&str, Option<CoverageKind>); 6] = [
    ("All", None),
    ("Rules", Some(CoverageKind::Rule)),
    ("Branches", Some(CoverageKind::Branch)),
    ("Table rows", Some(CoverageKind::TableRow)),
    ("Attributes", Some(CoverageKind::Attribute)),
    ("Fields", Some(CoverageKind::Field)),
];

pub(super) fn coverage_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    state.coverage.renew(workbench);
    if workbench.coverage().is_none() {
        let (sentence, action) = if workbench.model().samples.is_empty() {
            ("Load samples to see what they come by", Some("Add samples…"))
        } else {
            ("Running…", None)
        };
        if empty_state_ui(ui, sentence, action) {
            outbox.ui(UiCommand::AddSamples);
        }
        return;
    }
    choice_ui(ui, &mut state.coverage);
    let columns = columns_header_ui(
        ui,
        "coverage",
        &[
            Column::share("What", 3.0, LAYOUT.column_field),
            Column::share("Where", 2.0, LAYOUT.column_field),
            Column::points("Samples", LAYOUT.column_type).right(),
            Column::points("", LAYOUT.column_rule),
        ],
    );
    if state.coverage.rows.is_empty() {
        let sentence = if state.coverage.shows_reached {
            "There is nothing of this kind"
        } else {
            "Samples come by everything of this kind"
        };
        empty_state_ui(ui, sentence, None);
        return;
    }
    take_focus(ui, state, FocusTarget::Coverage, (LIST, state.coverage.selected.unwrap_or(0)));
    rows_ui(ui, workbench, &mut state.coverage, &columns, outbox);
    ui.take_available_space();
}

/// Beside the tabs: the smallest set of samples.
pub(super) fn smallest_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    coverage: &mut CoverageState,
    outbox: &mut Outbox,
) {
    coverage.renew(workbench);
    let Some(report) = workbench.coverage().filter(|_| workbench.is_coverage_current()) else {
        ui.label(weak_text(ui, if workbench.model().samples.is_empty() { "" } else { "running…" }));
        return;
    };
    let kept = &coverage.kept;
    let n_samples = workbench.model().samples.len();
    if kept.len() < n_samples {
        let label = format!("Keep {} of {n_samples} samples", kept.len());
        let help = "Remove the samples that add nothing to the coverage; those that cases need stay";
        if button_small_ui(ui, &label).on_hover_text(help).clicked() {
            outbox.command(Command::Sample(SampleCommand::Keep { samples: kept.clone() }));
        }
    }
    let names: Vec<&str> = report
        .smallest
        .iter()
        .filter_map(|entry| report.entries.get(*entry))
        .map(|entry| entry.name.as_str())
        .collect();
    let words = format!("{} and cases cover as much as all", counted(names.len(), "sample"));
    ui.add(Label::new(weak_text(ui, words)).truncate()).on_hover_text(names.join("\n"));
}

fn choice_ui(ui: &mut Ui, coverage: &mut CoverageState) {
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        ui.horizontal_wrapped(|ui| {
            ui.set_min_height(SIZES.tab);
            let (all, open) = coverage.counts;
            ui.checkbox(&mut coverage.shows_reached, "With what samples come by");
            ui.label(weak_text(ui, format!("{open} of {all} open")));
            let tabs: Vec<(&str, bool)> =
                KINDS.iter().map(|(title, kind)| (*title, *kind == coverage.kind)).collect();
            if let Some((_, kind)) = tabs_ui(ui, &tabs).and_then(|tab| KINDS.get(tab)) {
                coverage.kind = *kind;
            }
        });
    });
}

fn rows_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    coverage: &mut CoverageState,
    columns: &Columns,
    outbox: &mut Outbox,
) {
    let rows = &coverage.rows;
    let row_name = |row: usize| {
        rows.get(row)
            .map(|row| format!("{}, {}: {}", row.title, row.script, count_words(row)))
            .unwrap_or_default()
    };
    let list = List {
        id_salt: LIST,
        accessible_name: "Coverage; Enter goes to the place",
        n_rows: rows.len(),
        row_height: SIZES.row,
        selected: coverage.selected,
        row_name: &row_name,
        scroll_to: None,
        lines: false,
    };
    let mut offered = None;
    let output = list_ui(ui, list, |ui, idx, _| {
        let Some(row) = rows.get(idx) else { return };
        row_ui(ui, row, columns);
        columns.cell_ui(ui, 3, |ui| {
            let is_making = matches!(row.offer, Offer::MakeSample(item) if coverage.making == Some(item));
            if offer_ui(ui, row, is_making) {
                offered = Some(idx);
            }
        });
    });
    if let Some(row) = offered.and_then(|idx| rows.get(idx)) {
        carry_out(row, &mut coverage.making, outbox);
    }
    let activated = output.activated.and_then(|row| rows.get(row));
    if let Some((place, at)) = activated.and_then(|row| row.place) {
        outbox.send(Intent::ShowScript { place, at });
    } else if let Some((place, at)) = output.chosen.and_then(|row| rows.get(row)).and_then(|row| row.place)
        && workbench.script(place).is_some()
    {
        outbox.send(Intent::PeekScript { place, at: at.unwrap_or((1, 1)) });
    }
    coverage.selected = output.chosen.or(coverage.selected);
}

fn row_ui(ui: &mut Ui, row: &CoverageLine, columns: &Columns) {
    let tokens = Tokens::of(ui);
    columns.cell_ui(ui, 0, |ui| {
        sign_ui(ui, if row.count.0 == 0 { Sign::Warning } else { Sign::Ok });
        ui.add(Label::new(normal_text(ui, &row.title)).truncate());
    });
    columns.cell_ui(ui, 1, |ui| ui.add(Label::new(weak_text(ui, &row.script)).truncate()));
    columns.cell_ui(ui, 2, |ui| {
        let colour = if row.count.0 == 0 { tokens.warning } else { tokens.text_weak };
        ui.label(normal_text(ui, count_words(row)).color(colour));
    });
}

fn count_words(row: &CoverageLine) -> String {
    format!("{} of {}", row.count.0, row.count.1)
}

/// The button of a row; whether it was pressed.
fn offer_ui(ui: &mut Ui, row: &CoverageLine, is_making: bool) -> bool {
    let (label, help) = match &row.offer {
        Offer::Nothing => return false,
        Offer::MakeSample(_) if is_making => {
            ui.label(weak_text(ui, "looking…"));
            return false;
        }
        Offer::MakeSample(_) => {
            ("Make a sample", "Change as few attributes of a sample as are needed to come here")
        }
        Offer::ShowSample(_) => ("Show a sample", "Select the first sample that comes here"),
        Offer::AddRule { .. } => ("Add rule", "Add a rule for the field"),
    };
    let button = button_small_ui(ui, label);
    name_ui(&button, &format!("{label}: {}", row.title));
    button.on_hover_text(help).clicked()
}

fn carry_out(row: &CoverageLine, making: &mut Option<usize>, outbox: &mut Outbox) {
    match &row.offer {
        Offer::Nothing => {}
        Offer::MakeSample(item) => *making = Some(*item),
        Offer::ShowSample(sample) => {
            outbox.command(Command::Select(SelectCommand::Sample(*sample)));
            if let Some((place, at)) = row.place {
                outbox.send(Intent::PeekScript { place, at: at.unwrap_or((1, 1)) });
            }
        }
        Offer::AddRule { rule_set, field } => {
            let (rule_set, field) = (*rule_set, field.clone());
            outbox.command(Command::Rule(RuleCommand::Add { rule_set, field }));
            outbox.send(Intent::Focus(FocusTarget::Script));
        }
    }
}
