//! Cards, which lift a few rows off a panel, and callouts, which explain.

use egui::{Color32, CornerRadius, Frame, InnerResponse, Label, Margin, Rect, Stroke, Ui};

use crate::gui::theme::{Tokens, paragraph_job};

/// Rows on a surface of their own with round corners.
pub fn card_ui<R>(ui: &mut Ui, add_rows: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let tokens = Tokens::of(ui);
    Frame::new()
        .fill(tokens.surface_2)
        .stroke(Stroke::new(tokens.size.hairline, tokens.line))
        .corner_radius(tokens.size.radius_card)
        .inner_margin(Margin::symmetric(0, tokens.size.gap_small as i8))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            add_rows(ui)
        })
}

/// An explanation, with a bar in `colour` at its left.
pub fn callout_ui<R>(
    ui: &mut Ui,
    colour: Color32,
    add_content: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<R> {
    let tokens = Tokens::of(ui);
    let size = &tokens.size;
    let radius = CornerRadius { nw: 0, sw: 0, ..CornerRadius::from(size.radius) };
    let margin = Margin {
        left: (size.padding + size.callout_bar) as i8,
        ..Margin::symmetric(size.padding as i8, size.padding_y as i8)
    };
    let output =
        Frame::new().fill(tokens.surface_2).corner_radius(radius).inner_margin(margin).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            add_content(ui)
        });
    let rect = output.response.rect;
    let bar = Rect::from_x_y_ranges(rect.left()..=rect.left() + size.callout_bar, rect.y_range());
    ui.painter().rect_filled(bar, 0.0, colour);
    output
}

/// A callout with a paragraph in it, set off from the edges of its panel.
pub fn panel_callout_ui(ui: &mut Ui, colour: Color32, text: &str) {
    let size = &Tokens::of(ui).size;
    ui.horizontal(|ui| {
        ui.add_space(size.padding);
        ui.vertical(|ui| {
            ui.set_width(ui.available_width() - size.padding);
            callout_ui(ui, colour, |ui| paragraph_ui(ui, text));
        });
    });
    ui.add_space(size.padding_y);
}

/// Running text that wraps; `` `…` `` is set as code and `**…**` is emphasised.
pub fn paragraph_ui(ui: &mut Ui, text: &str) {
    let job = paragraph_job(ui, text, ui.available_width());
    ui.add(Label::new(job).wrap());
}
