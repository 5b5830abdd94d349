//! A button that looks like a search field and opens the search.

use egui::{Align2, CursorIcon, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use crate::gui::theme::{Tokens, body_font};
use crate::gui::widgets::line_text::{line_galley, paint_galley};

/// A field-like button with a hint and the keys that do the same.
pub fn search_button_ui(ui: &mut Ui, hint: &str, keys: &str, width: f32) -> Response {
    let tokens = Tokens::of(ui);
    let size = &tokens.size;
    let (rect, response) = ui.allocate_exact_size(vec2(width, size.control), Sense::click());
    let colour = if response.hovered() || response.has_focus() { tokens.accent } else { tokens.line_strong };
    let stroke = Stroke::new(size.hairline, colour);
    ui.painter().rect(rect, size.radius, tokens.surface_2, stroke, StrokeKind::Inside);
    let inner = rect.shrink2(vec2(size.padding, 0.0));
    let keys = line_galley(ui, keys, body_font(), tokens.text_weak, inner.width());
    let room = inner.width() - keys.size().x - size.gap;
    let hint_galley = line_galley(ui, hint, body_font(), tokens.text_weak, room);
    paint_galley(ui, hint_galley, Align2::LEFT_CENTER, inner.left_center());
    paint_galley(ui, keys, Align2::RIGHT_CENTER, inner.right_center());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), hint));
    response.on_hover_cursor(CursorIcon::Text)
}
