//! A short word in a small frame, such as the client of a sample.

use egui::{Align2, Color32, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use crate::gui::theme::{Tokens, small_font};
use crate::gui::widgets::line_text::{line_galley, paint_galley};

/// What a badge says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BadgeKind {
    /// A plain fact.
    #[default]
    Quiet,
    /// Something the user chose.
    Accent,
    /// Something in order.
    Good,
    /// Something that deserves attention.
    Warning,
    /// Something wrong.
    Bad,
}

impl BadgeKind {
    fn colours(self, tokens: &Tokens) -> (Color32, Color32) {
        match self {
            Self::Quiet => (tokens.text, tokens.line),
            Self::Accent => (tokens.accent, tokens.accent),
            Self::Good => (tokens.set, tokens.set),
            Self::Warning => (tokens.warning, tokens.warning),
            Self::Bad => (tokens.failed, tokens.failed),
        }
    }
}

/// A badge. It is cut with an ellipsis where there is no room for it.
pub fn badge_ui(ui: &mut Ui, text: &str, kind: BadgeKind) -> Response {
    let tokens = Tokens::of(ui);
    let size = &tokens.size;
    let (text_colour, line_colour) = kind.colours(tokens);
    let padding = size.gap_small + size.hairline;
    let galley = line_galley(ui, text, small_font(), text_colour, ui.available_width() - 2.0 * padding);
    let width = (galley.size().x + 2.0 * padding).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(width, size.badge), Sense::hover());
    let stroke = Stroke::new(size.hairline, line_colour);
    ui.painter().rect_stroke(rect, size.radius_badge, stroke, StrokeKind::Inside);
    paint_galley(ui, galley, Align2::CENTER_CENTER, rect.center());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response
}
