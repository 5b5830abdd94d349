//! Two texts as rows that stand side by side: lines that take the place of each other in one row, long
//! stretches without a difference left out.

use crate::change::{DiffLine, DiffLineKind, script_diff};
use crate::gui::widgets::{Language, SideLine, SideRow};
use crate::workbench::{TextKind, TextPair};

/// How many lines around a difference are shown.
const CONTEXT: usize = 3;

/// The rows of two texts.
pub(in crate::gui) fn side_rows(pair: &TextPair) -> Vec<SideRow> {
    folded(paired(&script_diff(&pair.before, &pair.after)))
}

/// How the texts are coloured.
pub(in crate::gui) fn language_of(kind: TextKind) -> Language {
    match kind {
        TextKind::Script => Language::Rhai,
        TextKind::Json => Language::Json,
        TextKind::Plain => Language::Plain,
    }
}

/// Lines that went beside the lines that came in their place.
fn paired(lines: &[DiffLine]) -> Vec<SideRow> {
    let mut rows = Vec::new();
    let mut removed = Vec::new();
    let mut added = Vec::new();
    for line in lines {
        match line.kind {
            DiffLineKind::Same => {
                put_pairs(&mut rows, &mut removed, &mut added);
                let (before, after) = (line.before_line.unwrap_or(0), line.after_line.unwrap_or(0));
                rows.push(SideRow::Lines(Some(side(line, before)), Some(side(line, after))));
            }
            DiffLineKind::Removed => {
                // What went behind what came belongs to the next difference.
                if !added.is_empty() {
                    put_pairs(&mut rows, &mut removed, &mut added);
                }
                removed.push(side(line, line.before_line.unwrap_or(0)));
            }
            DiffLineKind::Added => added.push(side(line, line.after_line.unwrap_or(0))),
        }
    }
    put_pairs(&mut rows, &mut removed, &mut added);
    rows
}

fn put_pairs(rows: &mut Vec<SideRow>, removed: &mut Vec<SideLine>, added: &mut Vec<SideLine>) {
    let (mut left, mut right) = (removed.drain(..), added.drain(..));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return,
            (before, after) => rows.push(SideRow::Lines(before, after)),
        }
    }
}

fn side(line: &DiffLine, number: usize) -> SideLine {
    let is_same = line.kind == DiffLineKind::Same;
    let pieces = line.pieces.iter().map(|piece| (piece.text.clone(), piece.is_changed && !is_same));
    SideLine { number, pieces: pieces.collect() }
}

/// Leaves out what is far from every difference.
fn folded(rows: Vec<SideRow>) -> Vec<SideRow> {
    let differs: Vec<bool> = rows.iter().map(is_difference).collect();
    if !differs.contains(&true) {
        return rows;
    }
    let is_near = |idx: usize| {
        let from = idx.saturating_sub(CONTEXT);
        differs.iter().skip(from).take(idx - from + CONTEXT + 1).any(|differs| *differs)
    };
    let near: Vec<bool> = (0..rows.len()).map(is_near).collect();
    let mut folded = Vec::new();
    for (row, is_near) in rows.into_iter().zip(near) {
        match (is_near, folded.last_mut()) {
            (true, _) => folded.push(row),
            (false, Some(SideRow::Same(count))) => *count += 1,
            (false, _) => folded.push(SideRow::Same(1)),
        }
    }
    folded
}

fn is_difference(row: &SideRow) -> bool {
    let differs = |line: &SideLine| line.pieces.iter().any(|(_, differs)| *differs);
    match row {
        SideRow::Lines(Some(left), Some(right)) => differs(left) || differs(right),
        SideRow::Lines(..) => true,
        SideRow::Same(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::side_rows;
    use crate::gui::widgets::{SideLine, SideRow};
    use crate::workbench::{TextKind, TextPair};

    fn shown(row: &SideRow) -> String {
        let text = |line: &Option<SideLine>| {
            line.as_ref().map_or_else(String::new, |line| {
                let pieces = line
                    .pieces
                    .iter()
                    .map(|(piece, differs)| if *differs { format!("[{piece}]") } else { piece.clone() });
                format!("{} {}", line.number, pieces.collect::<String>())
            })
        };
        match row {
            SideRow::Lines(left, right) => format!("{}|{}", text(left), text(right)),
            SideRow::Same(count) => format!("…{count}"),
        }
    }

    #[track_caller]
    fn check(before: &str, after: &str, expected: &[&str]) {
        let pair = TextPair { before: before.to_owned(), after: after.to_owned(), kind: TextKind::Script };
        let found: Vec<String> = side_rows(&pair).iter().map(shown).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_stand_beside_what_takes_their_place() {
        check("", "", &[]);
        check("a", "a", &["1 a|1 a"]);
        check("", "a\nb", &["|1 [a]", "|2 [b]"]);
        check("a", "", &["1 [a]|"]);
        check(
            "1\n2\n3\n4\n5\n6\n7\nx y",
            "1\n2\n3\n4\n5\n6\n7\nx z\nmore",
            &["…4", "5 5|5 5", "6 6|6 6", "7 7|7 7", "8 x [y]|8 x [z]", "|9 [more]"],
        );
    }
}
