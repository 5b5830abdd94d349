//! The whole window: bars around, one view in the middle.

use egui::{CentralPanel, Frame, Panel, Ui};

use crate::gui::Settings;
use crate::gui::intent::Outbox;
use crate::gui::panels::{cases, design, grid, menu_bar, notices, promote, simulate, status_bar, toolbar};
use crate::gui::theme::Tokens;
use crate::gui::ui_state::UiState;
use crate::workbench::{View, Workbench};

/// Draws the window.
pub(in crate::gui) fn window_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    settings: &Settings,
    state: &mut UiState,
    outbox: &mut Outbox,
) {
    let tokens = Tokens::of(ui);
    let bar = Frame::new().fill(tokens.surface_1);
    Panel::top("menu bar").frame(bar).show_separator_line(false).show(ui, |ui| {
        menu_bar::menu_bar_ui(ui, workbench, settings, outbox);
    });
    Panel::top("toolbar").frame(bar).show_separator_line(false).show(ui, |ui| {
        toolbar::toolbar_ui(ui, workbench, outbox);
    });
    Panel::bottom("status bar").frame(bar).show_separator_line(false).show(ui, |ui| {
        status_bar::status_bar_ui(ui, workbench, state, outbox);
    });
    if state.comparing.is_some() {
        promote::comparison_ui(ui, state, outbox);
        notices::notices_ui(ui.ctx(), workbench, outbox);
        return;
    }
    match workbench.selection().view {
        View::Design => design::design_ui(ui, workbench, state, outbox),
        View::Promote => promote::promote_ui(ui, workbench, state, outbox),
        View::Simulate => simulate::simulate_ui(ui, workbench, state, outbox),
        View::Cases => cases::cases_ui(ui, workbench, state, outbox),
        View::Grid => {
            CentralPanel::default().frame(bar).show(ui, |ui| grid::grid_ui(ui, workbench, state, outbox));
        }
    }
    notices::notices_ui(ui.ctx(), workbench, outbox);
}
