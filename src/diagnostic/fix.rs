//! What would mend a problem: changes of the text that a diagnostic points into.
//!
//! Not the decision to make them, which is the user's.

use serde::Serialize;

/// Changes of one text that together mend one problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// What it does, beginning with a verb, such as ``Replace it with `user.title` ``.
    pub title: String,
    /// The changes, which do not overlap; at least one.
    pub edits: Vec<TextEdit>,
}

/// A stretch of a text and what is to stand there. Line and column count from 1, columns and length
/// in characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TextEdit {
    /// Line of the first character, from 1.
    pub line: usize,
    /// Column of the first character, from 1; one past the last character is the end of the line.
    pub column: usize,
    /// How many characters go; ends of lines count as one. 0 inserts.
    pub length: usize,
    /// What comes in their place.
    pub text: String,
}

impl TextEdit {
    /// A change of the bytes from `start` to below `end` of a text; places inside of a character are
    /// moved to its beginning.
    pub fn of_bytes(text: &str, start: usize, end: usize, new: impl Into<String>) -> Self {
        let place = |offset: usize| text.floor_char_boundary(offset.min(text.len()));
        let (start, end) = (place(start), place(end));
        let before = text.get(..start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            length: text.get(start..end).unwrap_or_default().chars().count(),
            text: new.into(),
        }
    }

    /// The bytes of `text` that it changes; `None` when it points outside of the text.
    fn bytes(&self, text: &str) -> Option<(usize, usize)> {
        let mut line_start = 0;
        for _ in 0..self.line.checked_sub(1)? {
            line_start += text.get(line_start..)?.find('\n')? + 1;
        }
        let line = text.get(line_start..)?;
        let line_length = line.find('\n').unwrap_or(line.len());
        let column = nth_boundary(line.get(..line_length)?, self.column.checked_sub(1)?)?;
        let start = line_start + column;
        let end = start + nth_boundary(text.get(start..)?, self.length)?;
        Some((start, end))
    }
}

impl Fix {
    /// A fix of one change.
    pub fn new(title: impl Into<String>, edit: TextEdit) -> Self {
        Self { title: title.into(), edits: vec![edit] }
    }

    /// The text with the changes made; `None` when it is not the text that the fix was made for: a
    /// change points outside of it, or two overlap.
    pub fn apply(&self, text: &str) -> Option<String> {
        let mut changes = Vec::with_capacity(self.edits.len());
        for edit in &self.edits {
            let (start, end) = edit.bytes(text)?;
            changes.push((start, end, edit.text.as_str()));
        }
        changes.sort_by_key(|(start, end, _)| (*start, *end));
        let mut mended = String::with_capacity(text.len());
        let mut done = 0;
        for (start, end, new) in changes {
            mended.push_str(text.get(done..start)?);
            mended.push_str(new);
            done = end;
        }
        mended.push_str(text.get(done..)?);
        Some(mended)
    }
}

/// The byte at which the character of this number begins, or the end behind the last one.
fn nth_boundary(text: &str, number: usize) -> Option<usize> {
    let mut ends = text.char_indices().map(|(offset, _)| offset).chain([text.len()]);
    ends.nth(number)
}

#[cfg(test)]
mod tests {
    use super::{Fix, TextEdit};
    use proptest::prelude::*;

    fn edit(line: usize, column: usize, length: usize, text: &str) -> TextEdit {
        TextEdit { line, column, length, text: text.to_owned() }
    }

    #[track_caller]
    fn check(text: &str, edits: &[TextEdit], expected: Option<&str>) {
        let fix = Fix { title: "Mend it".to_owned(), edits: edits.to_vec() };
        assert_eq!(fix.apply(text).as_deref(), expected, "{text:?} {edits:?}");
    }

    #[test]
    fn changes_are_made_together() {
        check("user.jobTitle", &[edit(1, 6, 8, "title")], Some("user.title"));
        check("añb\nçd", &[edit(2, 2, 1, "D"), edit(1, 2, 1, "n")], Some("anb\nçD"));
        check("a\nb", &[edit(1, 2, 0, ";")], Some("a;\nb"));
        check("a\nb", &[edit(1, 1, 2, "")], Some("b"));
        check("", &[edit(1, 1, 0, "x")], Some("x"));
    }

    #[test]
    fn another_text_is_left_alone() {
        check("a", &[edit(1, 3, 0, "x")], None);
        check("a\nb", &[edit(1, 3, 0, "x")], None);
        check("a", &[edit(2, 1, 0, "x")], None);
        check("a", &[edit(1, 1, 2, "x")], None);
        check("a", &[edit(0, 1, 1, "x")], None);
        check("a", &[edit(1, 0, 1, "x")], None);
        check("abc", &[edit(1, 1, 2, "x"), edit(1, 2, 2, "y")], None);
    }

    proptest! {
        #[test]
        fn bytes_and_places_are_the_same_change(text in ".{0,12}(\n.{0,9}){0,3}", from in 0..40usize, size in 0..9usize) {
            let start = text.floor_char_boundary(from.min(text.len()));
            let end = text.floor_char_boundary((start + size).min(text.len()));
            let fix = Fix::new("Mend it", TextEdit::of_bytes(&text, start, end, "_"));
            let expected = format!("{}_{}", &text[..start], &text[end..]);
            prop_assert_eq!(fix.apply(&text), Some(expected));
        }
    }
}
