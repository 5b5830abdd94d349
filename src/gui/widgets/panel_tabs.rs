//! The line that names a panel with several pages: a tab for each, with secondary facts at its right.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Align2, Color32, Layout, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use crate::gui::theme::{Tokens, header_font};
use crate::gui::widgets::line_text::paint_galley;

/// A page of a panel.
#[derive(Clone, Debug, Default)]
pub struct PanelTab<'a> {
    /// What it is called.
    pub title: &'a str,
    /// Counts behind the title, each in its colour and with the words that say what it counts.
    pub counts: Vec<(String, Color32)>,
    /// It is the page that is shown.
    pub is_selected: bool,
}

impl<'a> PanelTab<'a> {
    /// A tab without counts.
    pub fn new(title: &'a str, is_selected: bool) -> Self {
        Self { title, counts: Vec::new(), is_selected }
    }
}

/// Tabs in the place of a panel's title, and something at the right edge, which is laid out from right
/// to left and may take what room the tabs leave. The index of a tab that was pressed.
pub fn panel_tabs_ui(
    ui: &mut Ui,
    tabs: &[PanelTab<'_>],
    add_trailing: impl FnOnce(&mut Ui),
) -> Option<usize> {
    let tokens = Tokens::of(ui);
    let size = &tokens.size;
    let (whole, _) = ui.allocate_exact_size(vec2(ui.available_width(), size.panel_header), Sense::hover());
    let inner = whole.shrink2(vec2(size.gap_small, 0.0));
    let mut row = ui.new_child(UiBuilder::new().max_rect(inner).layout(Layout::left_to_right(Align::Center)));
    row.spacing_mut().item_spacing.x = 0.0;
    row.shrink_clip_rect(inner);
    let mut pressed = None;
    for (tab_idx, tab) in tabs.iter().enumerate() {
        if tab_ui(&mut row, tab).clicked() {
            pressed = Some(tab_idx);
        }
    }
    let left = (row.min_rect().right() + size.gap).min(inner.right());
    let right = whole.right() - size.padding;
    let rect = Rect::from_min_max(pos2(left.min(right), whole.top()), pos2(right, whole.bottom()));
    let mut trailing =
        ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::right_to_left(Align::Center)));
    trailing.shrink_clip_rect(rect.expand(size.hairline));
    trailing.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
    add_trailing(&mut trailing);
    pressed
}

fn tab_ui(ui: &mut Ui, tab: &PanelTab<'_>) -> Response {
    let tokens = Tokens::of(ui);
    let size = &tokens.size;
    let format = |colour: Color32| TextFormat {
        extra_letter_spacing: size.letter_spacing,
        ..TextFormat::simple(header_font(), colour)
    };
    let colour = if tab.is_selected { tokens.text_strong } else { tokens.text_weak };
    let mut job = LayoutJob::default();
    job.append(&tab.title.to_uppercase(), 0.0, format(colour));
    for (words, colour) in &tab.counts {
        job.append(words, size.gap, TextFormat::simple(header_font(), *colour));
    }
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let width = (galley.size().x + 2.0 * size.gap).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(width, size.panel_header), Sense::click());
    let inside = rect.shrink2(vec2(0.0, size.gap_small));
    if response.hovered() && !tab.is_selected {
        ui.painter().rect_filled(inside, size.radius, tokens.hover);
    }
    if response.has_focus() {
        let ring = Stroke::new(size.focus_ring, tokens.accent);
        ui.painter().rect_stroke(inside, size.radius, ring, StrokeKind::Inside);
    }
    let text = paint_galley(ui, galley, Align2::CENTER_CENTER, rect.center());
    if tab.is_selected {
        let line = Rect::from_x_y_ranges(
            text.x_range(),
            rect.bottom() - size.gap_small - size.strip..=rect.bottom() - size.gap_small,
        );
        ui.painter().rect_filled(line, 0.0, tokens.accent);
    }
    let words: Vec<&str> =
        std::iter::once(tab.title).chain(tab.counts.iter().map(|(words, _)| words.as_str())).collect();
    let name = words.join(", ");
    response.widget_info(|| WidgetInfo::labeled(Role::Tab, ui.is_enabled(), &name));
    ui.accesskit_node_builder(response.id, |node| node.set_selected(tab.is_selected));
    response
}
