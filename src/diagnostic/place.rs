//! Where in the user's input a diagnostic points.
//!
//! Not a path on disk: floors below the project know files only by the name they were given.

use serde::Serialize;

/// A stretch of text on one line. Lines and columns count from 1, columns and length in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Span {
    /// Line, from 1.
    pub line: usize,
    /// Column of the first character, from 1.
    pub column: usize,
    /// Number of characters, at least 1; a stretch that goes on over the line ends with the line.
    pub length: usize,
}

impl Span {
    /// The place of the byte `offset` in `text`; an offset past the end gives the place after the
    /// last character.
    pub fn at_offset(text: &str, offset: usize, length: usize) -> Self {
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            length: length.max(1),
        }
    }
}

/// The place of a diagnostic. Every part may be unknown; an empty place speaks of the whole input.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The file or sample, by the name under which it was loaded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The rule set and rule, such as `User → person / job_title`, or `… / condition`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// The stretch of text in the file, or in the script of the rule.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

impl Place {
    /// A place in a file.
    pub fn in_file(file: impl Into<String>, span: Option<Span>) -> Self {
        Self { file: Some(file.into()), rule: None, span }
    }

    /// A place in the script of a rule.
    pub fn in_rule(rule: impl Into<String>, span: Option<Span>) -> Self {
        Self { file: None, rule: Some(rule.into()), span }
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn offsets_become_lines_and_columns_in_characters() {
        let text = "añb\nçd";
        let at = |offset| {
            let span = Span::at_offset(text, offset, 1);
            (span.line, span.column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(3), (1, 3));
        assert_eq!(at(5), (2, 1));
        assert_eq!(at(7), (2, 2));
        assert_eq!(at(99), (2, 3));
    }
}
