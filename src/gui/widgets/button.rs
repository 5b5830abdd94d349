//! Buttons: the primary one of a view, plain ones, small ones inside rows, quiet ones that look like links.
//!
//! A button that cannot be pressed now is drawn in a disabled `Ui`.

use egui::style::Widgets;
use egui::{Button, Color32, Response, RichText, Stroke, Ui, vec2};

use crate::gui::theme::{Tokens, body_font, medium_font, semibold_font};

/// The button for what the view is there for; at most one in a view.
pub fn button_primary_ui(ui: &mut Ui, text: &str) -> Response {
    let height = Tokens::of(ui).size.control;
    dressed_ui(ui, RichText::new(text).font(semibold_font()), height, |widgets, tokens| {
        for state in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
            state.fg_stroke.color = tokens.on_accent;
            state.weak_bg_fill = tokens.accent_hover;
        }
        widgets.inactive.weak_bg_fill = tokens.accent;
        widgets.active.bg_stroke.color = tokens.text_strong;
    })
}

/// A button.
pub fn button_ui(ui: &mut Ui, text: &str) -> Response {
    let height = Tokens::of(ui).size.control;
    dressed_ui(ui, RichText::new(text).font(medium_font()), height, |_, _| {})
}

/// A button inside a row.
pub fn button_small_ui(ui: &mut Ui, text: &str) -> Response {
    let height = Tokens::of(ui).size.control_small;
    dressed_ui(ui, RichText::new(text).font(body_font()), height, |_, _| {})
}

/// A button that looks like a link until it is pointed at.
pub fn button_quiet_ui(ui: &mut Ui, text: &str) -> Response {
    let height = Tokens::of(ui).size.control_small;
    dressed_ui(ui, RichText::new(text).font(body_font()), height, |widgets, tokens| {
        widgets.inactive.weak_bg_fill = Color32::TRANSPARENT;
        widgets.inactive.fg_stroke.color = tokens.accent;
    })
}

/// A button without outline, except for the ring of the keyboard focus.
fn dressed_ui(
    ui: &mut Ui,
    text: RichText,
    height: f32,
    dress: impl FnOnce(&mut Widgets, &Tokens),
) -> Response {
    let tokens = Tokens::of(ui);
    ui.scope(|ui| {
        let spacing = ui.spacing_mut();
        spacing.interact_size.y = height;
        spacing.button_padding.x =
            if height < tokens.size.control { tokens.size.gap } else { tokens.size.padding };
        spacing.button_padding.y = 0.0;
        let widgets = &mut ui.visuals_mut().widgets;
        widgets.inactive.bg_stroke = Stroke::NONE;
        widgets.hovered.bg_stroke = Stroke::NONE;
        dress(widgets, tokens);
        ui.add(Button::new(text).min_size(vec2(0.0, height)))
    })
    .inner
}
