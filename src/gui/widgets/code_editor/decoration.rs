//! What is drawn behind and beside the text: the current line, brackets, messages, hints.
//!
//! Not the text and the cursor, which the text field draws.

use egui::text::{TextFormat, TextWrapping};
use egui::{Align2, Id, Rect, Role, Sense, Shape, Ui, WidgetInfo, pos2, vec2};

use crate::gui::theme::{Tokens, code_font, message_job};
use crate::gui::widgets::Sign;
use crate::gui::widgets::code_editor::bracket::matching_brackets;
use crate::gui::widgets::code_editor::edit::Editing;
use crate::gui::widgets::code_editor::line::Lines;
use crate::gui::widgets::code_editor::mark::{CodeMark, severity_colour};
use crate::gui::widgets::highlight::Token;
use crate::gui::widgets::line_text::{formatted_galley, paint_galley};

/// The fill of the current line.
pub(super) fn current_line_shape(tokens: &Tokens, lines: &Lines, line: usize) -> Shape {
    Shape::rect_filled(lines.rect(line), 0.0, tokens.current_line)
}

/// The fills of the bracket at the cursor and its partner.
pub(super) fn bracket_shapes(
    tokens: &Tokens,
    lines: &Lines,
    editing: &Editing,
    pieces: &[Token],
) -> Vec<Shape> {
    let text = &editing.text;
    let cursor = text.char_indices().nth(editing.head).map_or(text.len(), |(byte, _)| byte);
    let Some((one, other)) = matching_brackets(text, pieces, cursor) else { return Vec::new() };
    [one, other]
        .into_iter()
        .map(|byte| {
            let before = text.get(..byte).unwrap_or_default();
            let line = before.matches('\n').count();
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
            let rect = lines.stretch(line, column, 1).shrink2(vec2(0.0, tokens.size.hairline));
            Shape::rect_filled(rect, tokens.size.radius_badge / 2.0, tokens.code.bracket_surface)
        })
        .collect()
}

/// Draws, at the end of a line, the message of its worst mark and the hint at the right edge. Both are
/// cut with an ellipsis, and left out where there is no room.
pub(super) fn line_end_ui(
    ui: &Ui,
    id: Id,
    lines: &Lines,
    line: usize,
    marks: &[CodeMark],
    hint: Option<&str>,
) {
    let tokens = Tokens::of(ui);
    let size = &tokens.size;
    let line_rect = lines.last_row(line);
    let left = (lines.end_of(line) + 2.0 * size.padding).max(lines.clip.left() + lines.gutter);
    let mut right = lines.clip.right() - size.padding;
    if let Some(hint) = hint {
        right = hint_ui(ui, id, line_rect, hint, left, right) - size.padding;
    }
    let worst = marks.iter().filter(|mark| mark.line == line + 1).max_by_key(|mark| mark.severity);
    if let Some(mark) = worst
        && right - left >= size.inline_text_min
    {
        let text = format!("{} {}", Sign::of_severity(mark.severity).glyph(), mark.message);
        let colour = severity_colour(tokens, mark.severity);
        let mut job = message_job(&text, colour);
        job.wrap = TextWrapping::truncate_at_width(right - left);
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        paint_galley(ui, galley, Align2::LEFT_CENTER, pos2(left, line_rect.center().y));
    }
}

/// Draws a hint at the right edge and says where it begins.
fn hint_ui(ui: &Ui, id: Id, line_rect: Rect, hint: &str, left: f32, right: f32) -> f32 {
    let tokens = Tokens::of(ui);
    if right - left < tokens.size.inline_text_min {
        return right;
    }
    let format = TextFormat { italics: true, ..TextFormat::simple(code_font(), tokens.text_weak) };
    let galley = formatted_galley(ui, hint, format, right - left);
    let is_cut = galley.elided;
    let rect = paint_galley(ui, galley, Align2::RIGHT_CENTER, pos2(right, line_rect.center().y));
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, hint));
    if is_cut {
        response.on_hover_text(hint);
    }
    rect.left()
}
