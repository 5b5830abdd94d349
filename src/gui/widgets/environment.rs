//! Which environment a view touches: a pill that names it and a strip in its colour.

use egui::{Align2, Color32, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use crate::gui::theme::{Tokens, header_font};
use crate::gui::widgets::line_text::{line_galley, paint_galley};

/// The name of an environment, outlined in its colour (see [`Tokens::environment_colour`]). It can be clicked.
pub fn pill_ui(ui: &mut Ui, text: &str, colour: Color32) -> Response {
    let response = outlined_ui(ui, text, colour, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), text));
    response
}

/// The same where there is nothing to choose.
pub fn pill_label_ui(ui: &mut Ui, text: &str, colour: Color32) -> Response {
    let response = outlined_ui(ui, text, colour, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response
}

fn outlined_ui(ui: &mut Ui, text: &str, colour: Color32, sense: Sense) -> Response {
    let is_choice = sense.senses_click();
    let tokens = Tokens::of(ui);
    let size = &tokens.size;
    let padding = size.padding - 2.0 * size.hairline;
    let galley = line_galley(ui, text, header_font(), colour, ui.available_width() - 2.0 * padding);
    let width = (galley.size().x + 2.0 * padding).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(width, size.pill), sense);
    let radius = size.pill / 2.0;
    if is_choice && response.hovered() {
        ui.painter().rect_filled(rect, radius, tokens.hover);
    }
    let stroke = Stroke::new(size.hairline, colour);
    ui.painter().rect_stroke(rect, radius, stroke, StrokeKind::Inside);
    if response.has_focus() {
        let ring = Stroke::new(size.focus_ring, tokens.accent);
        ui.painter().rect_stroke(rect.expand(size.focus_ring), radius, ring, StrokeKind::Outside);
    }
    paint_galley(ui, galley, Align2::CENTER_CENTER, rect.center());
    response
}

/// A strip over the full width in the colour of an environment.
pub fn environment_strip_ui(ui: &mut Ui, colour: Color32) {
    strip_ui(ui, colour, Tokens::of(ui).size.strip);
}

/// The same for a protected environment: twice as high.
pub fn protected_strip_ui(ui: &mut Ui, colour: Color32) {
    strip_ui(ui, colour, 2.0 * Tokens::of(ui).size.strip);
}

fn strip_ui(ui: &mut Ui, colour: Color32, height: f32) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, colour);
}
