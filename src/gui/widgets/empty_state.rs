//! What stands in a panel that has nothing to show: what would fill it, and the action that does.

use egui::{Align, Label, Layout, Ui, vec2};

use crate::gui::theme::{Tokens, weak_text};
use crate::gui::widgets::button_ui;

/// A sentence in the middle of the space there is, and a button under it; `true` when it was pressed.
pub fn empty_state_ui(ui: &mut Ui, sentence: &str, action: Option<&str>) -> bool {
    let size = &Tokens::of(ui).size;
    let content_height = size.line_height_body + action.map_or(0.0, |_| size.padding + size.control);
    let space = ui.available_size();
    let height = if space.y.is_finite() { space.y } else { content_height + 2.0 * size.row };
    let above = ((height - content_height) / 2.0).max(size.padding).floor();
    ui.allocate_ui_with_layout(vec2(space.x, height), Layout::top_down(Align::Center), |ui| {
        ui.set_min_size(vec2(space.x, height));
        ui.add_space(above);
        ui.add(Label::new(weak_text(ui, sentence)).wrap());
        action.is_some_and(|label| {
            ui.add_space(size.gap);
            button_ui(ui, label).clicked()
        })
    })
    .inner
}
