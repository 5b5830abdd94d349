//! Giving a list of the window the keyboard when that was asked for.

use egui::{Id, Ui};

use crate::gui::ui_state::{FocusTarget, UiState};

/// Gives a row of a list the keyboard, if this part of the window is to have it.
pub(super) fn take_focus(ui: &Ui, state: &mut UiState, target: FocusTarget, (list, row): (&str, usize)) {
    if state.focus == Some(target) {
        state.focus = None;
        let id = Id::unique(("list", list)).with(row);
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}
