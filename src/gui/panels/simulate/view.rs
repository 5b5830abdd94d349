//! The Simulate view from left to right: the samples, the requests, what they do.

use egui::{CentralPanel, Frame, Panel, Ui};

use crate::gui::intent::Outbox;
use crate::gui::panels::samples;
use crate::gui::panels::simulate::{body, result, setup, timeline};
use crate::gui::theme::{LAYOUT, Tokens};
use crate::gui::ui_state::UiState;
use crate::workbench::Workbench;

pub(in crate::gui::panels) fn simulate_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    state: &mut UiState,
    outbox: &mut Outbox,
) {
    let frame = Frame::new().fill(Tokens::of(ui).surface_1);
    let width = ui.available_width();
    let share_of = |share: f32, least: f32| (width * share).max(least).round();
    Panel::left("simulated samples")
        .frame(frame)
        .default_size(share_of(LAYOUT.simulate_samples_share, LAYOUT.side_panel_min))
        .min_size(LAYOUT.side_panel_min)
        .max_size(share_of(LAYOUT.left_most_share, LAYOUT.side_panel_min))
        .show(ui, |ui| {
            samples::samples_ui(ui, workbench, state, outbox);
            ui.take_available_space();
        });
    Panel::left("requests")
        .frame(frame)
        .default_size(share_of(LAYOUT.simulate_requests_share, LAYOUT.simulate_requests_min))
        .min_size(LAYOUT.simulate_requests_min)
        .max_size(share_of(LAYOUT.simulate_requests_most_share, LAYOUT.simulate_requests_min))
        .show(ui, |ui| requests_ui(ui, workbench, state, outbox));
    CentralPanel::default().frame(frame).show(ui, |ui| result::result_ui(ui, workbench, state, outbox));
}

/// What happens: the circumstances, the requests in order, the body of the selected one.
fn requests_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let height = ui.available_height();
    Panel::top("when").frame(Frame::new()).show(ui, |ui| setup::setup_ui(ui, workbench, outbox));
    let rest = ui.available_height();
    let least = LAYOUT.panel_min.min(rest / 2.0);
    Panel::top("timeline")
        .frame(Frame::new())
        .resizable(true)
        .default_size(height * LAYOUT.simulate_timeline_share)
        .min_size(least)
        .max_size((rest - LAYOUT.panel_min).max(least))
        .show(ui, |ui| {
            timeline::timeline_ui(ui, workbench, state, outbox);
            ui.take_available_space();
        });
    CentralPanel::default().frame(Frame::new()).show(ui, |ui| body::body_ui(ui, workbench, state, outbox));
}
