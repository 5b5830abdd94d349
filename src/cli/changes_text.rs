//! Changes and conflicts as text.

use std::fmt::Write as _;

use crate::change::{ChangeSet, Conflict, value_text};
use crate::workbench::display_value;

/// A change a line, with what was and what is below it, and how many there are.
pub(super) fn render_changes(changes: &ChangeSet) -> String {
    let mut text = String::new();
    for change in &changes.changes {
        let _ = writeln!(text, "{}: {}", change.kind.words(), change.subject);
        for (sign, value) in [('-', &change.before), ('+', &change.after)] {
            if !value.is_null() {
                let _ = writeln!(text, "  {sign} {}", display_value(value));
            }
        }
    }
    match changes.changes.len() {
        0 => text.push_str("nothing differs\n"),
        1 => text.push_str("1 change\n"),
        count => {
            let _ = writeln!(text, "{count} changes");
        }
    }
    text
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
