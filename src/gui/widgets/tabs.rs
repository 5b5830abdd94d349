//! The tabs of the window and of a panel.

use egui::text::LayoutJob;
use egui::{Align, Align2, Layout, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use crate::gui::theme::{Tokens, body_font, semibold_font};
use crate::gui::widgets::line_text::paint_galley;

/// A row of tabs, each with its label and whether it is the chosen one; the index of a tab that was
/// pressed.
pub fn tabs_ui(ui: &mut Ui, tabs: &[(&str, bool)]) -> Option<usize> {
    let mut pressed = None;
    let space = vec2(ui.available_width(), Tokens::of(ui).size.tab);
    ui.allocate_ui_with_layout(space, Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = Tokens::of(ui).size.gap_small / 2.0;
        for (tab_idx, (label, selected)) in tabs.iter().enumerate() {
            if tab_ui(ui, label, &[], *selected).clicked() {
                pressed = Some(tab_idx);
            }
        }
    });
    pressed
}

/// A tab whose label is followed by pieces in their own colours, such as counts.
pub fn tab_ui(ui: &mut Ui, label: &str, pieces: &[(&str, egui::Color32)], selected: bool) -> Response {
    let tokens = Tokens::of(ui);
    let size = &tokens.size;
    let font = if selected { semibold_font() } else { body_font() };
    let colour = if selected { tokens.text_strong } else { tokens.text };
    let mut job = LayoutJob::default();
    job.append(label, 0.0, egui::TextFormat::simple(font.clone(), colour));
    for (piece_idx, (piece, piece_colour)) in pieces.iter().enumerate() {
        let space = if piece_idx == 0 { size.gap_small } else { size.hairline };
        job.append(piece, space, egui::TextFormat::simple(font.clone(), *piece_colour));
    }
    let name = job.text.clone();
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let width = (galley.size().x + 2.0 * size.padding).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(width, size.tab), Sense::click());
    if selected {
        ui.painter().rect_filled(rect, size.radius, tokens.accent_surface);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, size.radius, tokens.hover);
    }
    if response.has_focus() {
        let ring = Stroke::new(size.focus_ring, tokens.accent);
        ui.painter().rect_stroke(rect, size.radius, ring, StrokeKind::Inside);
    }
    paint_galley(ui, galley, Align2::CENTER_CENTER, rect.center());
    response.widget_info(|| WidgetInfo::labeled(Role::Tab, ui.is_enabled(), &name));
    ui.accesskit_node_builder(response.id, |node| node.set_selected(selected));
    response
}
