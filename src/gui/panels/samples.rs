//! The list of samples with client badge and state.

use egui::{Label, Response, Ui};

use crate::gui::UiCommand;
use crate::gui::intent::Outbox;
use crate::gui::panels::cell::sign_of_sample;
use crate::gui::panels::focus::take_focus;
use crate::gui::panels::menu_bar::context_commands_ui;
use crate::gui::theme::{SIZES, normal_text, strong_text, weak_text};
use crate::gui::ui_state::{FocusTarget, UiState};
use crate::gui::widgets::{
    BadgeKind, List, TextField, badge_ui, button_quiet_ui, empty_state_ui, list_ui, panel_header_with_ui,
    row_content_ui, sign_ui, text_field_ui,
};
use crate::workbench::{Command, SampleRow, SelectCommand, Workbench};

const LIST: &str = "samples";

/// From how many samples on a filter is offered.
const FILTER_FROM: usize = 12;

pub(super) fn samples_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let count = workbench.model().samples.len();
    let shown = shown_samples(workbench, &state.sample_filter);
    panel_header_with_ui(
        ui,
        "Samples",
        |_| {},
        |ui| {
            if button_quiet_ui(ui, "Add…").on_hover_text(UiCommand::AddSamples.help()).clicked() {
                outbox.ui(UiCommand::AddSamples);
            }
            ui.label(weak_text(ui, shown_words(shown.len(), count)));
        },
    );
    if count == 0 {
        if empty_state_ui(ui, "Load, drop or paste what the client sends", Some("Add samples…")) {
            outbox.ui(UiCommand::AddSamples);
        }
        return;
    }
    if count > FILTER_FROM {
        filter_ui(ui, state);
    }
    if shown.is_empty() {
        empty_state_ui(ui, "No sample has this in its name", None);
        return;
    }
    list_of_samples_ui(ui, workbench, state, &shown, outbox);
}

/// How many samples are listed, of how many.
fn shown_words(shown: usize, count: usize) -> String {
    if shown == count { count.to_string() } else { format!("{shown} of {count}") }
}

fn filter_ui(ui: &mut Ui, state: &mut UiState) {
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        let width = ui.available_width() - SIZES.padding;
        let field = TextField {
            text: &mut state.sample_filter,
            accessible_name: "Filter samples",
            hint: "Filter by name or client",
            trailing: "",
            width,
        };
        text_field_ui(ui, field);
    });
    ui.add_space(SIZES.gap_small);
}

/// The indices of the samples that fit the filter.
fn shown_samples(workbench: &Workbench, filter: &str) -> Vec<usize> {
    let filter = filter.trim().to_lowercase();
    let samples = &workbench.model().samples;
    let fits = |idx: &usize| {
        filter.is_empty()
            || samples[*idx].name.to_lowercase().contains(&filter)
            || samples[*idx].origin.client.contains(&filter)
    };
    (0..samples.len()).filter(fits).collect()
}

fn list_of_samples_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    state: &mut UiState,
    shown: &[usize],
    outbox: &mut Outbox,
) {
    let selected = shown.iter().position(|sample| *sample == workbench.selection().sample);
    let scroll_to = selected.filter(|_| state.scrolled_sample != Some(workbench.selection().sample));
    state.scrolled_sample = Some(workbench.selection().sample);
    take_focus(ui, state, FocusTarget::Samples, (LIST, selected.unwrap_or(0)));
    let row_name = |row: usize| {
        let row = workbench.sample_row(shown[row]);
        row.map_or_else(String::new, |row| format!("{}, {}", row.name, row.words))
    };
    let list = List {
        id_salt: LIST,
        accessible_name: "Samples",
        n_rows: shown.len(),
        row_height: SIZES.row,
        selected,
        row_name: &row_name,
        scroll_to,
        lines: false,
    };
    let output = list_ui(ui, list, |ui, row, response| {
        if let Some(sample) = workbench.sample_row(shown[row]) {
            sample_ui(ui, &sample, selected == Some(row));
            context_menu_ui(response, workbench, shown[row], outbox);
        }
    });
    if let Some(row) = output.chosen {
        outbox.command(Command::Select(SelectCommand::Sample(shown[row])));
    }
    if output.activated.is_some() {
        outbox.ui(UiCommand::EditSample);
    }
}

fn sample_ui(ui: &mut Ui, row: &SampleRow, is_selected: bool) {
    row_content_ui(
        ui,
        |ui| {
            sign_ui(ui, sign_of_sample(row.state)).on_hover_text(&row.words);
            let text = if is_selected { strong_text(ui, &row.name) } else { normal_text(ui, &row.name) };
            ui.add(Label::new(text).truncate());
        },
        |ui| {
            if !row.badge.is_empty() {
                badge_ui(ui, &row.badge, BadgeKind::Quiet);
            }
        },
    );
}

/// The menu is about the sample under it, which the click selects.
fn context_menu_ui(response: &Response, workbench: &Workbench, sample: usize, outbox: &mut Outbox) {
    if response.secondary_clicked() {
        outbox.command(Command::Select(SelectCommand::Sample(sample)));
    }
    let groups: [&[UiCommand]; 1] = [&[
        UiCommand::EditSample,
        UiCommand::RenameSample,
        UiCommand::DuplicateSample,
        UiCommand::DeleteSample,
    ]];
    context_commands_ui(response, workbench, &groups, outbox);
}
