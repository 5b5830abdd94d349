//! The Cases view from left to right: the cases, the selected one with its reasons below it.

use egui::{CentralPanel, Frame, Panel, Ui};

use crate::gui::UiCommand;
use crate::gui::intent::Outbox;
use crate::gui::panels::cases::{case, fields, list, why};
use crate::gui::theme::{LAYOUT, Tokens};
use crate::gui::ui_command::CaseUiCommand;
use crate::gui::ui_state::UiState;
use crate::gui::widgets::{empty_state_ui, panel_header_ui};
use crate::workbench::Workbench;

pub(in crate::gui::panels) fn cases_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    state: &mut UiState,
    outbox: &mut Outbox,
) {
    let frame = Frame::new().fill(Tokens::of(ui).surface_1);
    if workbench.model().cases.is_empty() {
        CentralPanel::default().frame(frame).show(ui, |ui| no_cases_ui(ui, workbench, outbox));
        return;
    }
    let width = ui.available_width();
    Panel::left("cases")
        .frame(frame)
        .default_size((width * LAYOUT.cases_share).max(LAYOUT.cases_min).round())
        .min_size(LAYOUT.cases_min)
        .max_size((width * LAYOUT.cases_most_share).max(LAYOUT.cases_min).round())
        .show(ui, |ui| {
            list::cases_list_ui(ui, workbench, state, outbox);
            ui.take_available_space();
        });
    CentralPanel::default().frame(frame).show(ui, |ui| selected_ui(ui, workbench, state, outbox));
}

/// What cases are, and the way to the first ones.
fn no_cases_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    panel_header_ui(ui, "Cases", "");
    let sentence = "A case keeps what a sample is expected to become: it is green as long as the mapping gives that, \
                    and red as soon as an edit changes it";
    let has_samples = !workbench.model().samples.is_empty();
    let (label, command) = if has_samples {
        ("Expect all samples…", UiCommand::Case(CaseUiCommand::ExpectAll))
    } else {
        ("Add samples…", UiCommand::AddSamples)
    };
    if empty_state_ui(ui, sentence, Some(label)) {
        outbox.ui(command);
    }
}

fn selected_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let Some(view) = state.cases.shown(workbench, state.answer) else {
        empty_state_ui(ui, "Select a case to see what it expects", None);
        return;
    };
    let height = ui.available_height();
    let row = state.cases.selected_row(&view);
    Panel::bottom("why of the case")
        .frame(Frame::new())
        .resizable(true)
        .default_size((height * LAYOUT.case_why_share).round())
        .max_size((height - 2.0 * LAYOUT.panel_min).max(LAYOUT.panel_min))
        .show(ui, |ui| {
            if let Some(row) = view.fields.get(row) {
                why::case_why_ui(ui, workbench, state, (&view, row), outbox);
            }
            ui.take_available_space();
        });
    CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
        case::case_ui(ui, workbench, (&view, row), outbox);
        fields::fields_ui(ui, workbench, state, &view, outbox);
        ui.take_available_space();
    });
}
