//! The Design view: samples and payload, rules and script, record and all samples.

use egui::{CentralPanel, Frame, Panel, Ui};

use crate::gui::intent::Outbox;
use crate::gui::panels::{all_samples, bottom, payload, record, rules, samples, script, why};
use crate::gui::theme::{LAYOUT, Tokens};
use crate::gui::ui_state::{PageRoom, UiState};
use crate::gui::widgets::hairline_ui;
use crate::workbench::{ScriptPlace, Workbench};

pub(super) fn design_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    explain(workbench, state);
    let tokens = Tokens::of(ui);
    let frame = Frame::new().fill(tokens.surface_1);
    let width = ui.available_width();
    let share_of = |share: f32| (width * share).max(LAYOUT.side_panel_min).round();
    Panel::left("left")
        .frame(frame)
        .default_size(share_of(LAYOUT.left_share))
        .min_size(LAYOUT.side_panel_min)
        .max_size(share_of(LAYOUT.left_most_share))
        .show(ui, |ui| left_ui(ui, workbench, state, outbox));
    Panel::right("right")
        .frame(frame)
        .default_size(share_of(LAYOUT.right_share))
        .min_size(LAYOUT.side_panel_min)
        .max_size(share_of(LAYOUT.right_most_share))
        .show(ui, |ui| right_ui(ui, workbench, state, outbox));
    CentralPanel::default().frame(frame).show(ui, |ui| middle_ui(ui, workbench, state, outbox));
}

/// Brings what is said about the selected cell up to date.
fn explain(workbench: &Workbench, state: &mut UiState) {
    let place = workbench.selection().script;
    // The helper functions are looked at as a part of the rule that was looked at last.
    let script = if place == ScriptPlace::Functions { state.last_rule.unwrap_or(place) } else { place };
    if state.explained.renew(workbench, script, state.answer) {
        state.trace_step = 0;
        state.is_step_moved = true;
    }
}

fn left_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let height = ui.available_height();
    Panel::top("samples")
        .frame(Frame::new())
        .resizable(true)
        .default_size(height * LAYOUT.upper_share)
        .max_size(height - LAYOUT.panel_min)
        .show(ui, |ui| samples::samples_ui(ui, workbench, state, outbox));
    CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
        payload::payload_ui(ui, workbench, state, outbox);
        ui.take_available_space();
    });
}

fn middle_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let height = ui.available_height();
    Panel::top("rules")
        .frame(Frame::new())
        .resizable(true)
        .default_size(height * LAYOUT.rules_share)
        .max_size(height - 2.0 * LAYOUT.panel_min)
        .show(ui, |ui| rules::rules_ui(ui, workbench, state, outbox));
    // Each of the three heights that pages have is remembered by itself.
    let (name, default_size) = match state.bottom.room() {
        PageRoom::Low => ("problems", LAYOUT.problems_panel),
        PageRoom::Tall => ("tall page", LAYOUT.tall_page),
        PageRoom::Editor => ("editor page", height * LAYOUT.editor_page_share),
    };
    let most = (ui.available_height() - LAYOUT.script_min).min(height - 2.0 * LAYOUT.panel_min);
    Panel::bottom(name)
        .frame(Frame::new())
        .resizable(true)
        .default_size(default_size)
        .max_size(most.max(LAYOUT.panel_min))
        .show(ui, |ui| bottom::bottom_ui(ui, workbench, state, outbox));
    CentralPanel::default()
        .frame(Frame::new())
        .show(ui, |ui| script::script_ui(ui, workbench, state, outbox));
}

fn right_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let height = ui.available_height();
    Panel::top("record")
        .frame(Frame::new())
        .resizable(true)
        .default_size(height * LAYOUT.upper_share)
        .max_size(height - LAYOUT.panel_min)
        .show(ui, |ui| record::record_ui(ui, workbench, state, outbox));
    CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
        why::why_ui(ui, workbench, state, outbox);
        hairline_ui(ui);
        all_samples::all_samples_ui(ui, workbench, state, outbox);
        ui.take_available_space();
    });
}
