//! A part of the text that is pointed out: what was found, what is being evaluated.
//!
//! Not what is selected, which the text field draws, and not remarks, which are marks.

use egui::{Shape, Stroke, StrokeKind, vec2};

use crate::gui::theme::Tokens;
use crate::gui::widgets::code_editor::line::Lines;

/// A part of the text, which may go over several lines. Lines and columns count from 1, columns count
/// characters; the end is the place behind the last character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeStretch {
    /// Line and column of the first character.
    pub start: (usize, usize),
    /// Line and column behind the last character.
    pub end: (usize, usize),
    /// It is the one that is meant among several; it gets an outline.
    pub is_current: bool,
}

impl CodeStretch {
    /// A stretch inside one line.
    pub fn in_line(line: usize, column: usize, length: usize) -> Self {
        Self { start: (line, column), end: (line, column.saturating_add(length)), is_current: false }
    }
}

/// The fills of the stretches that can be seen, to lie behind the text.
pub(super) fn stretch_shapes(tokens: &Tokens, lines: &Lines, stretches: &[CodeStretch]) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let (Some(first), Some(last)) = (lines.visible().next(), lines.visible().last()) else { return shapes };
    for stretch in stretches {
        let (start_line, end_line) = (stretch.start.0.saturating_sub(1), stretch.end.0.saturating_sub(1));
        for line in start_line.max(first)..=end_line.min(last) {
            let column = if line == start_line { stretch.start.1.saturating_sub(1) } else { 0 };
            let end = if line == end_line { stretch.end.1.saturating_sub(1) } else { usize::MAX };
            if end <= column {
                continue;
            }
            let rect = lines.stretch(line, column, end - column).shrink2(vec2(0.0, tokens.size.hairline));
            let stroke = if stretch.is_current {
                Stroke::new(tokens.size.hairline, tokens.accent)
            } else {
                Stroke::NONE
            };
            let radius = tokens.size.radius_badge / 2.0;
            shapes.push(Shape::rect_filled(rect, radius, tokens.accent_surface));
            shapes.push(Shape::rect_stroke(rect, radius, stroke, StrokeKind::Inside));
        }
    }
    shapes
}
