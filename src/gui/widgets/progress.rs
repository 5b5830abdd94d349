//! How far background work has come.

use egui::{Rect, Role, Sense, Ui, WidgetInfo, vec2};

use crate::gui::theme::Tokens;

/// A bar over the full width, filled up to `done` of 1. Without a `done` nobody knows how much there is,
/// and the bar stays empty.
pub fn progress_ui(ui: &mut Ui, accessible_name: &str, done: Option<f32>) {
    let tokens = Tokens::of(ui);
    let size = &tokens.size;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size.progress), Sense::hover());
    ui.painter().rect_filled(rect, size.progress / 2.0, tokens.surface_3);
    let share = done.unwrap_or(0.0).clamp(0.0, 1.0);
    let filled = Rect::from_min_size(rect.min, vec2(rect.width() * share, rect.height()));
    ui.painter().rect_filled(filled, size.progress / 2.0, tokens.accent);
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, accessible_name));
    ui.accesskit_node_builder(response.id, |node| {
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(1.0);
        if done.is_some() {
            node.set_numeric_value(f64::from(share));
        }
    });
}
