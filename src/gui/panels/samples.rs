//! The list of samples with client badge and state.

use std::sync::Arc;

use egui::{Label, Response, Ui};

use crate::gui::UiCommand;
use crate::gui::intent::Outbox;
use crate::gui::panels::cell::sign_of_sample;
use crate::gui::panels::focus::take_focus;
use crate::gui::panels::menu_bar::context_commands_ui;
use crate::gui::theme::{SIZES, normal_text, strong_text, weak_text};
use crate::gui::ui_command::CaseUiCommand;
use crate::gui::ui_state::{FocusTarget, UiState};
use crate::gui::widgets::{
    BadgeKind, List, Sign, TextField, badge_ui, button_quiet_ui, empty_state_ui, list_ui,
    panel_header_with_ui, row_content_ui, sign_ui, text_field_ui,
};
use crate::project::People;
use crate::workbench::{Command, SampleRow, SampleVerdict, SelectCommand, Workbench};

const LIST: &str = "samples";

/// From how many samples on a filter is offered.
const FILTER_FROM: usize = 12;

pub(super) fn samples_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let count = workbench.model().samples.len();
    let shown = Shown::of(ui, workbench, state);
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
    if shown.len() == 0 {
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

/// The samples that are listed.
enum Shown {
    /// So many, which are all of them.
    All(usize),
    /// Those that fit the filter, by index in rising order.
    Some(Arc<Vec<usize>>),
}

impl Shown {
    fn of(ui: &Ui, workbench: &Workbench, state: &mut UiState) -> Self {
        let samples = &workbench.model().samples;
        let Some(filtered) = state.rows.filtered(samples, &state.sample_filter) else {
            return Self::All(samples.len());
        };
        if !filtered.is_complete {
            ui.request_repaint();
        }
        Self::Some(filtered.samples)
    }

    fn len(&self) -> usize {
        match self {
            Self::All(count) => *count,
            Self::Some(samples) => samples.len(),
        }
    }

    /// The sample in a row; beyond the end that of the last row.
    fn sample(&self, row: usize) -> usize {
        match self {
            Self::All(_) => row,
            Self::Some(samples) => samples.get(row).or(samples.last()).copied().unwrap_or(0),
        }
    }

    fn row_of(&self, sample: usize) -> Option<usize> {
        match self {
            Self::All(count) => (sample < *count).then_some(sample),
            Self::Some(samples) => samples.binary_search(&sample).ok(),
        }
    }
}

fn list_of_samples_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    state: &mut UiState,
    shown: &Shown,
    outbox: &mut Outbox,
) {
    let selected = shown.row_of(workbench.selection().sample);
    let scroll_to = selected.filter(|_| state.scrolled_sample != Some(workbench.selection().sample));
    state.scrolled_sample = Some(workbench.selection().sample);
    take_focus(ui, state, FocusTarget::Samples, (LIST, selected.unwrap_or(0)));
    let row_name = |row: usize| {
        let row = workbench.sample_row(shown.sample(row));
        row.map_or_else(String::new, |row| {
            let red = row.verdict.filter(|verdict| verdict.n_red > 0);
            let red = red.map(|verdict| format!(", {}", verdict.words())).unwrap_or_default();
            format!("{}, {}{red}{}", row.name, row.words, people_words(row.people))
        })
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
        let idx = shown.sample(row);
        state.rows.visible.push(idx);
        if let Some(sample) = workbench.sample_row(idx) {
            sample_ui(ui, &sample, selected == Some(row));
            context_menu_ui(response, workbench, idx, outbox);
        }
    });
    if let Some(row) = output.chosen {
        outbox.command(Command::Select(SelectCommand::Sample(shown.sample(row))));
    }
    if output.activated.is_some() {
        outbox.ui(UiCommand::EditSample);
    }
}

/// Who a sample shows, behind other words.
fn people_words(people: People) -> &'static str {
    match people {
        People::Real => ", real people",
        People::Masked => ", masked people",
        People::MadeUp => "",
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
            sample_verdict_ui(ui, row.verdict);
            match row.people {
                People::Real => {
                    badge_ui(ui, "real", BadgeKind::Warning).on_hover_text("Shows people as they are");
                }
                People::Masked => {
                    badge_ui(ui, "masked", BadgeKind::Quiet).on_hover_text("Shows pseudonyms");
                }
                People::MadeUp => {}
            }
            if !row.badge.is_empty() {
                badge_ui(ui, &row.badge, BadgeKind::Quiet);
            }
        },
    );
}

/// The sign of the cases of a sample; nothing when it has none.
pub(super) fn sample_verdict_ui(ui: &mut Ui, verdict: Option<SampleVerdict>) {
    if let Some(verdict) = verdict {
        let sign = if verdict.n_red > 0 { Sign::Red } else { Sign::Green };
        sign_ui(ui, sign).on_hover_text(verdict.words());
    }
}

/// The menu is about the sample under it, which the click selects.
fn context_menu_ui(response: &Response, workbench: &Workbench, sample: usize, outbox: &mut Outbox) {
    if response.secondary_clicked() {
        outbox.command(Command::Select(SelectCommand::Sample(sample)));
    }
    let groups: [&[UiCommand]; 2] = [
        &[UiCommand::Case(CaseUiCommand::ExpectRecord)],
        &[
            UiCommand::EditSample,
            UiCommand::RenameSample,
            UiCommand::DuplicateSample,
            UiCommand::DeleteSample,
            UiCommand::ToggleMadeUp,
        ],
    ];
    context_commands_ui(response, workbench, &groups, outbox);
}
