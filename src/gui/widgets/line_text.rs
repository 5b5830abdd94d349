//! One line of text laid out and put in its place, cut with an ellipsis where it is too long.
//!
//! For widgets that paint their text themselves; others use labels.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align2, Color32, FontId, Galley, Pos2, Rect, Ui};

/// One line of text, at most `width` wide. Line breaks become blanks.
pub(super) fn line_galley(ui: &Ui, text: &str, font: FontId, colour: Color32, width: f32) -> Arc<Galley> {
    formatted_galley(ui, text, TextFormat::simple(font, colour), width)
}

/// One line of text in a format of its own, at most `width` wide. Line breaks become blanks.
pub(super) fn formatted_galley(ui: &Ui, text: &str, format: TextFormat, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.replace('\n', " "), format);
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Paints a text whose `anchor` point lies at `position`, and says which box it takes.
pub(super) fn paint_galley(ui: &Ui, galley: Arc<Galley>, anchor: Align2, position: Pos2) -> Rect {
    let rect = anchor.anchor_size(position, galley.size());
    ui.painter().galley(rect.min, galley, Color32::PLACEHOLDER);
    rect
}
