//! What is done to whole lines: moved, copied, taken out.
//!
//! Not indentation and comments, which are in `edit`.

use crate::gui::widgets::code_editor::edit::{Editing, line_and_column, position_of, touched_lines};

/// Lets the selected lines change places with the line above; `None` when there is none.
pub fn move_lines_up(editing: &Editing) -> Option<Editing> {
    let (lines, first, last) = parts(editing);
    let above = lines.get(first.checked_sub(1)?)?.clone();
    let mut moved = lines.clone();
    moved.remove(first - 1);
    moved.insert(last, above);
    Some(with_lines(editing, &lines, &moved, -1))
}

/// Lets the selected lines change places with the line below; `None` when there is none.
pub fn move_lines_down(editing: &Editing) -> Option<Editing> {
    let (lines, first, last) = parts(editing);
    let below = lines.get(last + 1)?.clone();
    let mut moved = lines.clone();
    moved.remove(last + 1);
    moved.insert(first, below);
    Some(with_lines(editing, &lines, &moved, 1))
}

/// Puts a copy of the selected lines below them, with the selection in the copy.
#[must_use]
pub fn duplicate_lines(editing: &Editing) -> Editing {
    let (lines, first, last) = parts(editing);
    let mut copied = lines.clone();
    let copy: Vec<String> = lines.get(first..=last).unwrap_or_default().to_vec();
    let n_copied = copy.len();
    for (offset, line) in copy.into_iter().enumerate() {
        copied.insert(last + 1 + offset, line);
    }
    with_lines(editing, &lines, &copied, n_copied.cast_signed())
}

/// Takes the selected lines out; the cursor stays in its column.
#[must_use]
pub fn delete_lines(editing: &Editing) -> Editing {
    let (lines, first, last) = parts(editing);
    let (_, column) = place(&lines, editing.head);
    let mut left = lines;
    left.drain(first..=last);
    if left.is_empty() {
        left.push(String::new());
    }
    let line = first.min(left.len() - 1);
    let column = column.min(left.get(line).map_or(0, |line| line.chars().count()));
    let cursor = position_of(&left, line, column);
    Editing { text: left.join("\n"), anchor: cursor, head: cursor }
}

/// The lines of the text, and the first and last one that the selection touches.
fn parts(editing: &Editing) -> (Vec<String>, usize, usize) {
    let lines: Vec<&str> = editing.text.split('\n').collect();
    let (first, last) = touched_lines(editing, &lines);
    (lines.iter().map(|line| (*line).to_owned()).collect(), first, last)
}

/// The text of `after`, with both ends of the selection so many lines further down.
fn with_lines(editing: &Editing, before: &[String], after: &[String], n_down: isize) -> Editing {
    let [anchor, head] = [editing.anchor, editing.head].map(|position| {
        let (line, column) = place(before, position);
        let line = line.saturating_add_signed(n_down);
        let last = after.len().saturating_sub(1);
        if line > last {
            // The selection ended at the beginning of the line behind the last one.
            return position_of(after, last, after.get(last).map_or(0, |line| line.chars().count()));
        }
        position_of(after, line, column)
    });
    Editing { text: after.join("\n"), anchor, head }
}

fn place(lines: &[String], position: usize) -> (usize, usize) {
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    line_and_column(&lines, position)
}
