//! Buttons: the primary one of a view, plain ones, small ones inside rows, quiet ones that look like links.
//!
//! A button that cannot be pressed now is drawn in a disabled `Ui`.

use egui::style::Widgets;
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Button, Color32, FontId, Response, RichText, Role, Stroke, Ui, WidgetInfo, WidgetText, vec2,
};

use crate::gui::theme::{Tokens, body_font, medium_font, semibold_font, sign_font};
use crate::gui::widgets::Sign;

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

/// A small button with a sign in front of its text. The sign is for the eye; the text says it all.
pub fn button_with_sign_ui(ui: &mut Ui, sign: Sign, text: &str) -> Response {
    let job = sign_and_text_job(ui, sign, text);
    let height = Tokens::of(ui).size.control_small;
    let response = dressed_ui(ui, job, height, |_, _| {});
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, text));
    response
}

/// How wide such a button is.
pub fn button_with_sign_width(ui: &Ui, sign: Sign, text: &str) -> f32 {
    let job = sign_and_text_job(ui, sign, text);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    galley.size().x + 2.0 * Tokens::of(ui).size.gap
}

fn sign_and_text_job(ui: &Ui, sign: Sign, text: &str) -> LayoutJob {
    let tokens = Tokens::of(ui);
    let mut job = LayoutJob { break_on_newline: false, ..LayoutJob::default() };
    let format = |font: FontId, colour: Color32| TextFormat {
        valign: Align::Center,
        ..TextFormat::simple(font, colour)
    };
    job.append(sign.glyph(), 0.0, format(sign_font(), sign.colour(tokens)));
    job.append(text, tokens.size.gap_small, format(body_font(), tokens.text_strong));
    job
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
    text: impl Into<WidgetText>,
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
        ui.add(Button::new(text.into()).min_size(vec2(0.0, height)))
    })
    .inner
}
