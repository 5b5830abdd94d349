//! The line that names a panel, with secondary facts at its right.

use egui::text::TextFormat;
use egui::{Align, Align2, Layout, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::gui::theme::{Tokens, header_font, header_trailing_font};
use crate::gui::widgets::line_text::{formatted_galley, paint_galley};

/// A title, and a secondary fact at the right that is cut with an ellipsis where it is too long.
pub fn panel_header_ui(ui: &mut Ui, title: &str, trailing: &str) -> Response {
    panel_header_with_ui(ui, title, |_| {}, |ui| trailing_ui(ui, trailing))
}

/// A title, something beside it, and something at the right edge, which is laid out from right to
/// left and may take what room the rest leaves.
pub fn panel_header_with_ui(
    ui: &mut Ui,
    title: &str,
    add_beside: impl FnOnce(&mut Ui),
    add_trailing: impl FnOnce(&mut Ui),
) -> Response {
    let tokens = Tokens::of(ui);
    let size = &tokens.size;
    let (whole, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), size.panel_header), Sense::hover());
    let inner = whole.shrink2(vec2(size.padding, 0.0));
    let format = TextFormat {
        extra_letter_spacing: size.letter_spacing,
        ..TextFormat::simple(header_font(), tokens.text_weak)
    };
    let galley = formatted_galley(ui, &title.to_uppercase(), format, inner.width());
    let title_rect = paint_galley(ui, galley, Align2::LEFT_CENTER, inner.left_center());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));

    let beside_left = title_rect.right() + size.gap;
    let beside_rect = inner.with_min_x(beside_left.min(inner.right()));
    let used = part_ui(ui, beside_rect, Layout::left_to_right(Align::Center), add_beside);
    let trailing_left = (used.right() + size.padding).min(inner.right());
    let trailing_rect = Rect::from_min_max(pos2(trailing_left, inner.top()), inner.max);
    part_ui(ui, trailing_rect, Layout::right_to_left(Align::Center), add_trailing);
    response
}

fn part_ui(ui: &mut Ui, rect: Rect, layout: Layout, add: impl FnOnce(&mut Ui)) -> Rect {
    let mut part = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    part.shrink_clip_rect(rect.expand(Tokens::of(&part).size.hairline));
    part.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
    add(&mut part);
    part.min_rect()
}

fn trailing_ui(ui: &mut Ui, trailing: &str) {
    if trailing.is_empty() {
        return;
    }
    let tokens = Tokens::of(ui);
    let text = egui::RichText::new(trailing).font(header_trailing_font()).color(tokens.text_weak);
    ui.add(egui::Label::new(text).truncate());
}
