//! Lines and columns of offsets that mostly grow.
//!
//! Not for single questions about short texts: `Span::at_offset` answers those.

use crate::diagnostic::Span;

/// A place in a text with its line and column; moving it forward costs only the stretch between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cursor {
    offset: usize,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    column: usize,
}

impl Cursor {
    /// The first character of the text.
    pub fn start() -> Self {
        Self::at_line(1)
    }

    /// The first character of a text that is itself the line `line` of a file.
    pub fn at_line(line: usize) -> Self {
        Self { offset: 0, line, column: 1 }
    }

    /// The cursor at `offset` of the same text; offsets before the cursor count from the start.
    pub fn moved_to(self, text: &str, offset: usize) -> Self {
        let from = if offset < self.offset { Self::start() } else { self };
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let stretch = text.get(from.offset..end).unwrap_or_default();
        match stretch.rfind('\n') {
            None => Self { offset: end, column: from.column + stretch.chars().count(), ..from },
            Some(newline) => Self {
                offset: end,
                line: from.line + stretch.bytes().filter(|&byte| byte == b'\n').count(),
                column: stretch[newline + 1..].chars().count() + 1,
            },
        }
    }

    /// The stretch of `length` characters that begins here.
    pub fn span(self, length: usize) -> Span {
        Span { line: self.line, column: self.column, length: length.max(1) }
    }
}

#[cfg(test)]
mod tests {
    use super::Cursor;
    use crate::diagnostic::Span;

    #[test]
    fn the_cursor_agrees_with_counting_from_the_start() {
        let text = "añ\n\nçd\r\nö";
        for first in 0..=text.len() + 1 {
            for second in 0..=text.len() + 1 {
                let cursor = Cursor::start().moved_to(text, first).moved_to(text, second);
                assert_eq!(cursor.span(1), Span::at_offset(text, second, 1), "{first} {second}");
            }
        }
    }
}
