//! What stands in a row: a sign, a text that is cut where there is no room, facts at the right.

use egui::{Label, RichText, Sides, Ui};

use crate::gui::theme::Tokens;
use crate::gui::widgets::{Sign, sign_ui};

/// Something at the left that gives way, and something at the right, laid out from right to left.
pub fn row_content_ui(ui: &mut Ui, add_left: impl FnOnce(&mut Ui), add_right: impl FnOnce(&mut Ui)) {
    let tokens = Tokens::of(ui);
    let height = ui.available_height();
    Sides::new()
        .height(height)
        .spacing(tokens.size.gap)
        .shrink_left()
        .truncate()
        .show(ui, add_left, add_right);
}

/// A sign, a text, and something at the right.
pub fn row_text_ui(ui: &mut Ui, sign: Sign, text: impl Into<RichText>, add_right: impl FnOnce(&mut Ui)) {
    let text = text.into();
    row_content_ui(
        ui,
        |ui| {
            sign_ui(ui, sign);
            ui.add(Label::new(text).truncate());
        },
        add_right,
    );
}
