//! Where the lines and characters of a laid-out text are on the screen.
//!
//! Lines and columns count from 0 here; a line that is wrapped is several rows.

use std::ops::Range;
use std::sync::Arc;

use egui::text::CharIndex;
use egui::{Galley, Pos2, Rect, pos2};

/// A laid-out text at its place.
pub(super) struct Lines {
    galley: Arc<Galley>,
    /// The first row of each line.
    starts: Vec<usize>,
    /// Where the text begins.
    pub(super) origin: Pos2,
    /// What can be seen of the editor.
    pub(super) clip: Rect,
    /// The width of the column with the line numbers, at the left of what can be seen.
    pub(super) gutter: f32,
}

impl Lines {
    pub(super) fn new(galley: Arc<Galley>, origin: Pos2, clip: Rect, gutter: f32) -> Self {
        let ends = galley.rows.iter().enumerate().filter(|(_, row)| row.ends_with_newline);
        let starts = std::iter::once(0).chain(ends.map(|(row, _)| row + 1)).collect();
        Self { galley, starts, origin, clip, gutter }
    }

    pub(super) fn count(&self) -> usize {
        self.starts.len()
    }

    /// The lines that can be seen.
    pub(super) fn visible(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.count()).filter(|line| {
            let rect = self.rect(*line);
            rect.bottom() >= self.clip.top() && rect.top() <= self.clip.bottom()
        })
    }

    /// The rows of a line; those of the last line for a line that does not exist.
    fn rows(&self, line: usize) -> Range<usize> {
        let line = line.min(self.count().saturating_sub(1));
        let start = self.starts.get(line).copied().unwrap_or_default();
        start..self.starts.get(line + 1).copied().unwrap_or(self.galley.rows.len())
    }

    /// The whole line over the width that can be seen; the last line for a line that does not exist.
    pub(super) fn rect(&self, line: usize) -> Rect {
        let rows = self.rows(line);
        let first = self.row_rect(rows.start);
        first.union(self.row_rect(rows.end.saturating_sub(1).max(rows.start)))
    }

    /// The first row of a line.
    pub(super) fn first_row(&self, line: usize) -> Rect {
        self.row_rect(self.rows(line).start)
    }

    /// The last row of a line.
    pub(super) fn last_row(&self, line: usize) -> Rect {
        self.row_rect(self.rows(line).end.saturating_sub(1))
    }

    /// A row over the width that can be seen.
    fn row_rect(&self, row: usize) -> Rect {
        let (top, bottom) = self.galley.rows.get(row).map_or((0.0, 0.0), |row| (row.min_y(), row.max_y()));
        Rect::from_min_max(
            pos2(self.clip.left(), self.origin.y + top),
            pos2(self.clip.right(), self.origin.y + bottom),
        )
    }

    /// The row of a character and its left edge, or the end of the line for a column behind it.
    fn place(&self, line: usize, column: usize) -> (usize, f32) {
        let rows = self.rows(line);
        let mut column = if line < self.count() { column } else { usize::MAX };
        let last = rows.end.saturating_sub(1);
        for row_idx in rows {
            let Some(row) = self.galley.rows.get(row_idx) else { break };
            let length = row.char_count_excluding_newline().0;
            // Where a row is wrapped, the place behind it is the beginning of the next one.
            if column < length || row_idx == last {
                let column = column.min(length);
                return (row_idx, self.origin.x + row.pos.x + row.x_offset(CharIndex(column)));
            }
            column -= length;
        }
        (last, self.origin.x)
    }

    /// The character of a line that is at a point; `None` behind the end of the line.
    pub(super) fn column_at(&self, line: usize, point: Pos2) -> Option<usize> {
        let mut column = 0;
        for row_idx in self.rows(line) {
            let row = self.galley.rows.get(row_idx)?;
            let length = row.char_count_excluding_newline().0;
            if self.row_rect(row_idx).y_range().contains(point.y) {
                let x = point.x - self.origin.x - row.pos.x;
                let found = (0..length).find(|idx| {
                    (row.x_offset(CharIndex(*idx))..row.x_offset(CharIndex(*idx + 1))).contains(&x)
                });
                return found.map(|found| column + found);
            }
            column += length;
        }
        None
    }

    /// Where the text of a line ends.
    pub(super) fn end_of(&self, line: usize) -> f32 {
        self.place(line, usize::MAX).1
    }

    /// Where the text cursor is before a character.
    pub(super) fn caret(&self, line: usize, column: usize) -> Rect {
        let (row, x) = self.place(line, column);
        Rect::from_x_y_ranges(x..=x, self.row_rect(row).y_range())
    }

    /// The box around some characters of a line, as far as they stand in one row; at least as wide as
    /// a character is.
    pub(super) fn stretch(&self, line: usize, column: usize, length: usize) -> Rect {
        let (row, left) = self.place(line, column);
        let (end_row, end) = self.place(line, column.saturating_add(length));
        let right = if end_row == row { end } else { self.clip.right().min(self.row_end(row)) };
        let row_rect = self.row_rect(row);
        let narrowest = row_rect.height() / 3.0;
        Rect::from_min_max(pos2(left, row_rect.top()), pos2(right.max(left + narrowest), row_rect.bottom()))
    }

    fn row_end(&self, row: usize) -> f32 {
        self.galley.rows.get(row).map_or(self.origin.x, |row| self.origin.x + row.rect().right())
    }
}
