//! The Promote view from left to right: what must be in order, what is looked at and who changes, the
//! persons and the history.

use egui::{CentralPanel, Frame, Panel, Ui};

use crate::gui::intent::Outbox;
use crate::gui::panels::promote::{changes, checks, details, file, history, impact, persons};
use crate::gui::theme::{LAYOUT, SIZES, Tokens};
use crate::gui::ui_state::UiState;
use crate::gui::widgets::{empty_state_ui, hairline_ui};
use crate::workbench::{Shown, Workbench};

pub(in crate::gui::panels) fn promote_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    state: &mut UiState,
    outbox: &mut Outbox,
) {
    let frame = Frame::new().fill(Tokens::of(ui).surface_1);
    if workbench.environment().is_none() {
        CentralPanel::default().frame(frame).show(ui, |ui| {
            let sentence =
                "The project has no environments yet; a mapping leaves for one, such as QA or production";
            empty_state_ui(ui, sentence, None);
        });
        return;
    }
    let width = ui.available_width();
    let share_of = |share: f32| (width * share).max(LAYOUT.promote_side_min).round();
    Panel::left("before it leaves")
        .frame(frame)
        .default_size(share_of(LAYOUT.promote_left_share))
        .min_size(LAYOUT.promote_side_min)
        .max_size(share_of(LAYOUT.right_most_share))
        .show(ui, |ui| left_ui(ui, workbench, state, outbox));
    Panel::right("persons and history")
        .frame(frame)
        .default_size(share_of(LAYOUT.right_share))
        .min_size(LAYOUT.promote_side_min)
        .max_size(share_of(LAYOUT.promote_right_most_share))
        .show(ui, |ui| right_ui(ui, workbench, state, outbox));
    CentralPanel::default().frame(frame).show(ui, |ui| middle_ui(ui, workbench, state, outbox));
}

fn left_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    checks::checks_ui(ui, workbench, state, outbox);
    hairline_ui(ui);
    Panel::bottom("file")
        .frame(Frame::new())
        .exact_size(SIZES.panel_header + LAYOUT.promote_file_lines * SIZES.tree_row + SIZES.padding)
        .show(ui, |ui| {
            file::file_ui(ui, workbench);
            ui.take_available_space();
        });
    CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
        changes::changes_ui(ui, workbench, state, outbox);
        ui.take_available_space();
    });
}

fn middle_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let height = ui.available_height();
    if details::is_shown(workbench) {
        // Each of the two heights is remembered by itself.
        let (name, share) = match workbench.promote_shown() {
            Shown::Check(_) => ("looked at check", LAYOUT.promote_check_share),
            _ => ("looked at", LAYOUT.promote_details_share),
        };
        Panel::top(name)
            .frame(Frame::new())
            .resizable(true)
            .default_size(height * share)
            .min_size(LAYOUT.panel_min)
            .max_size(height - LAYOUT.panel_min)
            .show(ui, |ui| {
                details::details_ui(ui, workbench, state, outbox);
                ui.take_available_space();
            });
    }
    CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
        impact::impact_ui(ui, workbench, state, outbox);
        ui.take_available_space();
    });
}

fn right_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let height = ui.available_height();
    Panel::bottom("history")
        .frame(Frame::new())
        .resizable(true)
        .default_size(height * LAYOUT.promote_history_share)
        .min_size(LAYOUT.panel_min)
        .max_size(height - LAYOUT.panel_min)
        .show(ui, |ui| {
            history::history_ui(ui, workbench, state, outbox);
            ui.take_available_space();
        });
    CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
        persons::persons_ui(ui, workbench, state, outbox);
        ui.take_available_space();
    });
}
