//! Where the lines and characters of a laid-out text are on the screen.
//!
//! Lines and columns count from 0 here; a text is never wrapped, so a line is a row.

use std::sync::Arc;

use egui::text::CharIndex;
use egui::{Galley, Pos2, Rect, pos2};

/// A laid-out text at its place.
pub(super) struct Lines {
    pub(super) galley: Arc<Galley>,
    /// Where the text begins.
    pub(super) origin: Pos2,
    /// What can be seen of the editor.
    pub(super) clip: Rect,
    /// The width of the column with the line numbers, at the left of what can be seen.
    pub(super) gutter: f32,
}

impl Lines {
    pub(super) fn count(&self) -> usize {
        self.galley.rows.len()
    }

    /// The lines that can be seen.
    pub(super) fn visible(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.count()).filter(|line| {
            let rect = self.rect(*line);
            rect.bottom() >= self.clip.top() && rect.top() <= self.clip.bottom()
        })
    }

    /// The whole line over the width that can be seen; the last line for a line that does not exist.
    pub(super) fn rect(&self, line: usize) -> Rect {
        let last = self.count().saturating_sub(1);
        let (top, bottom) =
            self.galley.rows.get(line.min(last)).map_or((0.0, 0.0), |row| (row.min_y(), row.max_y()));
        Rect::from_min_max(
            pos2(self.clip.left(), self.origin.y + top),
            pos2(self.clip.right(), self.origin.y + bottom),
        )
    }

    /// The left edge of a character, or the end of the line for a column behind it.
    pub(super) fn x_of(&self, line: usize, column: usize) -> f32 {
        let last = self.count().saturating_sub(1);
        let Some(row) = self.galley.rows.get(line.min(last)) else { return self.origin.x };
        let column = if line > last { usize::MAX } else { column };
        let column = column.min(row.char_count_excluding_newline().0);
        self.origin.x + row.pos.x + row.x_offset(CharIndex(column))
    }

    /// Where the text of a line ends.
    pub(super) fn end_of(&self, line: usize) -> f32 {
        self.x_of(line, usize::MAX)
    }

    /// Where the text cursor is before a character.
    pub(super) fn caret(&self, line: usize, column: usize) -> Rect {
        let x = self.x_of(line, column);
        Rect::from_x_y_ranges(x..=x, self.rect(line).y_range())
    }

    /// The box around some characters of a line; at least as wide as a character is.
    pub(super) fn stretch(&self, line: usize, column: usize, length: usize) -> Rect {
        let line_rect = self.rect(line);
        let left = self.x_of(line, column);
        let right = self.x_of(line, column.saturating_add(length));
        let narrowest = line_rect.height() / 3.0;
        Rect::from_min_max(pos2(left, line_rect.top()), pos2(right.max(left + narrowest), line_rect.bottom()))
    }
}
