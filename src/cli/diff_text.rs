//! A comparison as text: what changed, with the lines of scripts and marks below the words that differ;
//! and conflicts.

use std::fmt::Write as _;

use crate::change::page::{ChangeRow, change_rows, count_words};
use crate::change::{ChangeSet, Conflict, DiffLine, DiffLineKind, value_text};

/// Lines that are the same, shown before and behind those that differ.
const CONTEXT: usize = 3;

/// The whole comparison.
pub(super) fn render_comparison(changes: &ChangeSet) -> String {
    let mut text = String::new();
    for row in change_rows(changes) {
        render_row(&row, &mut text);
    }
    if !changes.layout.is_empty() {
        let subjects: Vec<String> = changes.layout.iter().map(ToString::to_string).collect();
        let _ = writeln!(text, "layout or comments alone: {}", subjects.join(", "));
    }
    let _ = writeln!(text, "{}", count_words(changes));
    text
}

fn render_row(row: &ChangeRow, text: &mut String) {
    let _ = writeln!(text, "{}: {}", row.kind, row.subject);
    if !row.note.is_empty() {
        let _ = writeln!(text, "  {}", row.note);
    }
    let is_shown = shown(&row.lines);
    let mut is_gap = false;
    for (line, is_shown) in row.lines.iter().zip(is_shown) {
        if is_shown {
            render_line(line, text);
        } else if !is_gap {
            text.push_str("    …\n");
        }
        is_gap = !is_shown;
    }
}

fn render_line(line: &DiffLine, text: &mut String) {
    let sign = match line.kind {
        DiffLineKind::Same => ' ',
        DiffLineKind::Removed => '-',
        DiffLineKind::Added => '+',
    };
    let _ = writeln!(text, "{}", format!("  {sign} {}", line.text()).trim_end());
    let is_partly_changed = line.pieces.iter().any(|piece| !piece.is_changed);
    if is_partly_changed && line.pieces.iter().any(|piece| piece.is_changed) {
        let marks: String = line.pieces.iter().map(|piece| marks(&piece.text, piece.is_changed)).collect();
        let _ = writeln!(text, "    {}", marks.trim_end());
    }
}

/// As wide as a text: `^` below what changed. Tabs stay, so that the marks stand below the words.
fn marks(text: &str, is_changed: bool) -> String {
    let mark = if is_changed { '^' } else { ' ' };
    text.chars().map(|character| if character == '\t' { '\t' } else { mark }).collect()
}

/// Which lines are shown: those that differ, and some around them.
fn shown(lines: &[DiffLine]) -> Vec<bool> {
    let mut shown = vec![false; lines.len()];
    for (idx, _) in lines.iter().enumerate().filter(|(_, line)| line.kind != DiffLineKind::Same) {
        let around = idx.saturating_sub(CONTEXT)..=idx + CONTEXT;
        shown
            .iter_mut()
            .enumerate()
            .filter(|(idx, _)| around.contains(idx))
            .for_each(|(_, mark)| *mark = true);
    }
    shown
}

/// A conflict with its sides.
pub(super) fn render_conflict(conflict: &Conflict) -> String {
    let state = if conflict.settled.is_some() { "settled" } else { "conflict" };
    let mut text = format!("{state}: {}\n", conflict.at);
    for (side, value) in [("base", &conflict.base), ("ours", &conflict.ours), ("theirs", &conflict.theirs)] {
        let shown = value.as_ref().map_or_else(|| "not there".to_owned(), value_text);
        let _ = writeln!(text, "  {side:<6} {}", shown.replace('\n', "\n         "));
    }
    text
}
