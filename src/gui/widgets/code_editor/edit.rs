//! What the editing keys do to a text and its selection.
//!
//! Not the keys themselves, and no window: plain functions from one state to the next.

use std::ops::Range;

use crate::gui::widgets::code_editor::pair::line_between;

/// One level of indentation.
const INDENT: &str = "  ";

/// A text with a selection in it. Positions count characters; they are clamped to the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editing {
    /// The whole text.
    pub text: String,
    /// Where the selection began.
    pub anchor: usize,
    /// Where the text cursor is; the same as the anchor when nothing is selected.
    pub head: usize,
}

impl Editing {
    /// What is selected, in characters; empty at the cursor.
    pub fn selected(&self) -> Range<usize> {
        self.anchor.min(self.head)..self.anchor.max(self.head)
    }

    /// The byte at which a position is; the end of the text for one behind it.
    pub fn byte_of(&self, position: usize) -> usize {
        self.text.char_indices().nth(position).map_or(self.text.len(), |(byte, _)| byte)
    }

    /// A text with a selection in bytes; bytes inside of a character and behind the end are taken for
    /// the end of the text.
    pub fn of_bytes(text: &str, selected: Range<usize>) -> Self {
        let position = |byte: usize| text.get(..byte).unwrap_or(text).chars().count();
        Self { text: text.to_owned(), anchor: position(selected.start), head: position(selected.end) }
    }
}

/// Tab: two spaces at the cursor, or one level more for every selected line.
#[must_use]
pub fn indent(editing: &Editing) -> Editing {
    if editing.anchor == editing.head {
        return replace_selection(editing, INDENT);
    }
    change_lines(editing, |line| {
        let is_blank = line.trim().is_empty();
        (!is_blank).then_some(LineChange { column: 0, removed: 0, inserted: INDENT })
    })
}

/// Shift+Tab: one level less for the line of the cursor or every selected line.
#[must_use]
pub fn outdent(editing: &Editing) -> Editing {
    change_lines(editing, |line| {
        let removed = match line.chars().next() {
            Some('\t') => 1,
            _ => line.chars().take(INDENT.len()).take_while(|character| *character == ' ').count(),
        };
        (removed > 0).then_some(LineChange { column: 0, removed, inserted: "" })
    })
}

/// Enter: a new line that starts where this one starts, and one level further in after an opening bracket;
/// between two brackets the closing one goes to a line of its own.
#[must_use]
pub fn insert_line(editing: &Editing) -> Editing {
    let before: String = editing.text.chars().take(editing.selected().start).collect();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let indentation: String = line.chars().take_while(|character| matches!(character, ' ' | '\t')).collect();
    if let Some((before, behind)) = line_between(editing, &indentation, INDENT) {
        let edited = replace_selection(editing, &format!("{before}{behind}"));
        let cursor = edited.head - behind.chars().count();
        return Editing { anchor: cursor, head: cursor, ..edited };
    }
    let mut inserted = format!("\n{indentation}");
    if line.trim_end().ends_with(['{', '[', '(']) {
        inserted.push_str(INDENT);
    }
    replace_selection(editing, &inserted)
}

/// A closing brace: on a line that is blank so far it stands one level further out. `None` where the
/// brace is an ordinary character.
pub fn close_brace(editing: &Editing) -> Option<Editing> {
    let before: Vec<char> = editing.text.chars().take(editing.selected().start).collect();
    let column = before.iter().rev().take_while(|character| **character != '\n').count();
    let line = &before[before.len() - column..];
    let is_blank = line.iter().all(|character| *character == ' ') && column >= INDENT.len();
    is_blank.then(|| {
        let Range { start, end } = editing.selected();
        let selected = Editing { text: editing.text.clone(), anchor: start - INDENT.len(), head: end };
        replace_selection(&selected, "}")
    })
}

/// Ctrl+/: comments out the line of the cursor or the selected lines, or takes the marks away when
/// all of them are comments already. Blank lines stay as they are.
#[must_use]
pub fn toggle_comment(editing: &Editing, mark: &str) -> Editing {
    let lines: Vec<&str> = editing.text.split('\n').collect();
    let (first, last) = touched_lines(editing, &lines);
    let written = || lines[first..=last].iter().filter(|line| !line.trim().is_empty());
    let all_commented = written().all(|line| line.trim_start().starts_with(mark));
    let column = written().map(|line| leading_blanks(line)).min().unwrap_or(0);
    let inserted = format!("{mark} ");
    change_lines(editing, |line| {
        if line.trim().is_empty() {
            None
        } else if all_commented {
            let after = line.trim_start().strip_prefix(mark)?;
            let removed = mark.chars().count() + usize::from(after.starts_with(' '));
            Some(LineChange { column: leading_blanks(line), removed, inserted: "" })
        } else {
            Some(LineChange { column, removed: 0, inserted: &inserted })
        }
    })
}

/// Puts `inserted` in the place of the selection and the cursor behind it.
#[must_use]
pub(super) fn replace_selection(editing: &Editing, inserted: &str) -> Editing {
    let Range { start, end } = editing.selected();
    let text: String = editing
        .text
        .chars()
        .take(start)
        .chain(inserted.chars())
        .chain(editing.text.chars().skip(end))
        .collect();
    let cursor = start.min(editing.text.chars().count()) + inserted.chars().count();
    Editing { text, anchor: cursor, head: cursor }
}

fn leading_blanks(line: &str) -> usize {
    line.chars().take_while(|character| character.is_whitespace()).count()
}

/// A change inside one line; columns and lengths count characters.
struct LineChange<'a> {
    column: usize,
    removed: usize,
    inserted: &'a str,
}

/// Changes every line that the selection touches, and moves both its ends along.
fn change_lines<'a>(editing: &Editing, change: impl Fn(&str) -> Option<LineChange<'a>>) -> Editing {
    let lines: Vec<&str> = editing.text.split('\n').collect();
    let (first, last) = touched_lines(editing, &lines);
    let is_range = editing.anchor != editing.head;
    let mut moved = [editing.anchor, editing.head].map(|position| line_and_column(&lines, position));
    let mut changed: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    for line_idx in first..=last {
        let Some(line_change) = change(lines[line_idx]) else { continue };
        changed[line_idx] = apply_change(lines[line_idx], &line_change);
        for (line, column) in &mut moved {
            let stays = is_range && *column == 0;
            if *line == line_idx && !stays {
                *column = moved_column(*column, &line_change);
            }
        }
    }
    let [anchor, head] = moved.map(|(line, column)| position_of(&changed, line, column));
    Editing { text: changed.join("\n"), anchor, head }
}

fn apply_change(line: &str, change: &LineChange<'_>) -> String {
    line.chars()
        .take(change.column)
        .chain(change.inserted.chars())
        .chain(line.chars().skip(change.column + change.removed))
        .collect()
}

fn moved_column(column: usize, change: &LineChange<'_>) -> usize {
    if column < change.column {
        column
    } else {
        column.saturating_sub(change.removed).max(change.column) + change.inserted.chars().count()
    }
}

/// The first and the last line that the selection touches. A line at whose start the selection ends
/// does not count.
pub(super) fn touched_lines(editing: &Editing, lines: &[&str]) -> (usize, usize) {
    let Range { start, end } = editing.selected();
    let (first, _) = line_and_column(lines, start);
    let (last, column) = line_and_column(lines, end);
    if last > first && column == 0 { (first, last - 1) } else { (first, last) }
}

/// The line and column of a position, both from 0.
pub(super) fn line_and_column(lines: &[&str], position: usize) -> (usize, usize) {
    let mut rest = position;
    for (line_idx, line) in lines.iter().enumerate() {
        let length = line.chars().count();
        if rest <= length || line_idx + 1 == lines.len() {
            return (line_idx, rest.min(length));
        }
        rest -= length + 1;
    }
    (0, 0)
}

pub(super) fn position_of(lines: &[String], line: usize, column: usize) -> usize {
    lines.iter().take(line).map(|before| before.chars().count() + 1).sum::<usize>() + column
}
