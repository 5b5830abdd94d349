//! The line between two surfaces, and the weaker one between two rows.

use egui::{Color32, Sense, Stroke, Ui, vec2};

use crate::gui::theme::Tokens;

/// A horizontal line over the full width, between two surfaces.
pub fn hairline_ui(ui: &mut Ui) {
    line_ui(ui, Tokens::of(ui).line);
}

/// A horizontal line over the full width, between two rows.
pub fn hairline_weak_ui(ui: &mut Ui) {
    line_ui(ui, Tokens::of(ui).line_weak);
}

fn line_ui(ui: &mut Ui, colour: Color32) {
    let width = Tokens::of(ui).size.hairline;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), width), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(width, colour));
}
