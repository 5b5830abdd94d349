//! The differences of two scripts, line by line, with the words that differ marked.
//!
//! Not whether they mean the same, which [`crate::change::diff`] decides.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::script::syntax::tokens;

/// A line of two texts that are held against each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffLine {
    /// Whether it is in both.
    pub kind: DiffLineKind,
    /// Its number in the older text, from 1; absent when it is not there.
    pub before_line: Option<usize>,
    /// Its number in the newer text, from 1; absent when it is not there.
    pub after_line: Option<usize>,
    /// The line in pieces, which are together the whole line without its end; none for an empty line.
    pub pieces: Vec<DiffPiece>,
}

/// Whether a line is in both texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DiffLineKind {
    /// In both.
    Same,
    /// In the older one alone.
    Removed,
    /// In the newer one alone.
    Added,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffPiece {
    /// The text.
    pub text: String,
    /// The lines that stand for it in the other text do not have it.
    pub is_changed: bool,
}

/// The lines of both texts in the order in which a reader follows the change: where lines were replaced,
/// first those that went, then those that came.
pub fn script_diff(before: &str, after: &str) -> Vec<DiffLine> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let mut lines = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (old_range, new_range) = (operation.old_range(), operation.new_range());
        match operation {
            DiffOp::Equal { .. } => {
                lines.extend(old_range.zip(new_range).map(|(old_idx, new_idx)| DiffLine {
                    kind: DiffLineKind::Same,
                    before_line: Some(old_idx + 1),
                    after_line: Some(new_idx + 1),
                    pieces: pieces(line(&old, old_idx), &[]),
                }));
            }
            _ => replaced(&old, &new, old_range, new_range, &mut lines),
        }
    }
    lines
}

impl DiffLine {
    /// The whole line.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }
}

fn line<'t>(lines: &[&'t str], idx: usize) -> &'t str {
    lines.get(idx).copied().unwrap_or_default()
}

/// A word of a block of lines.
struct Word<'t> {
    /// The index of its line.
    line: usize,
    bytes: Range<usize>,
    text: &'t str,
}

/// Lines that went, and lines that came in their place.
fn replaced(
    old: &[&str],
    new: &[&str],
    old_range: Range<usize>,
    new_range: Range<usize>,
    lines: &mut Vec<DiffLine>,
) {
    let (old_words, new_words) = (words(old, old_range.clone()), words(new, new_range.clone()));
    let texts =
        |words: &[Word<'_>]| -> Vec<String> { words.iter().map(|word| word.text.to_owned()).collect() };
    let operations = capture_diff_slices(Algorithm::Myers, &texts(&old_words), &texts(&new_words));
    let n_same: usize = operations
        .iter()
        .map(|operation| match operation {
            DiffOp::Equal { len, .. } => *len,
            _ => 0,
        })
        .sum();
    // Lines with little in common are read as a whole.
    let is_alike = n_same * 3 >= old_words.len().min(new_words.len()) && n_same > 0;
    let (mut old_changed, mut new_changed) =
        (vec![!is_alike; old_words.len()], vec![!is_alike; new_words.len()]);
    for operation in
        operations.iter().filter(|operation| is_alike && !matches!(operation, DiffOp::Equal { .. }))
    {
        old_changed
            .iter_mut()
            .take(operation.old_range().end)
            .skip(operation.old_range().start)
            .for_each(|mark| *mark = true);
        new_changed
            .iter_mut()
            .take(operation.new_range().end)
            .skip(operation.new_range().start)
            .for_each(|mark| *mark = true);
    }
    for idx in old_range {
        let pieces = pieces(line(old, idx), &changed_in(idx, &old_words, &old_changed));
        lines.push(DiffLine {
            kind: DiffLineKind::Removed,
            before_line: Some(idx + 1),
            after_line: None,
            pieces,
        });
    }
    for idx in new_range {
        let pieces = pieces(line(new, idx), &changed_in(idx, &new_words, &new_changed));
        lines.push(DiffLine {
            kind: DiffLineKind::Added,
            before_line: None,
            after_line: Some(idx + 1),
            pieces,
        });
    }
}

/// The words of some lines, without the blanks between them.
fn words<'t>(lines: &[&'t str], range: Range<usize>) -> Vec<Word<'t>> {
    let each = range.flat_map(|idx| {
        let text = line(lines, idx);
        let words = tokens(text).into_iter().filter(|token| !token.text(text).trim().is_empty());
        words.map(move |token| Word { line: idx, bytes: token.range(), text: token.text(text) })
    });
    each.collect()
}

/// Where a line is changed: words that stand next to each other together.
fn changed_in(line: usize, words: &[Word<'_>], changed: &[bool]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut follows = false;
    for (word, is_changed) in words.iter().zip(changed).filter(|(word, _)| word.line == line) {
        match ranges.last_mut().filter(|_| follows && *is_changed) {
            Some(last) => last.end = word.bytes.end,
            None if *is_changed => ranges.push(word.bytes.clone()),
            None => {}
        }
        follows = *is_changed;
    }
    ranges
}

fn pieces(line: &str, changed: &[Range<usize>]) -> Vec<DiffPiece> {
    let mut pieces = Vec::new();
    let mut push = |range: Range<usize>, is_changed: bool| {
        if let Some(text) = line.get(range).filter(|text| !text.is_empty()) {
            pieces.push(DiffPiece { text: text.to_owned(), is_changed });
        }
    };
    let mut at = 0;
    for range in changed {
        push(at..range.start, false);
        push(range.clone(), true);
        at = range.end;
    }
    push(at..line.len(), false);
    pieces
}

#[cfg(test)]
mod tests {
    use super::{DiffLine, DiffLineKind, script_diff};

    /// A line as `- 1 text`, with brackets around what changed.
    fn told(line: &DiffLine) -> String {
        let sign = match line.kind {
            DiffLineKind::Same => ' ',
            DiffLineKind::Removed => '-',
            DiffLineKind::Added => '+',
        };
        let number = |number: Option<usize>| number.map(|number| number.to_string()).unwrap_or_default();
        let marked =
            |(text, is_changed): (&str, bool)| if is_changed { format!("[{text}]") } else { text.to_owned() };
        let text: String = line.pieces.iter().map(|piece| marked((&piece.text, piece.is_changed))).collect();
        format!("{sign}{}:{} {text}", number(line.before_line), number(line.after_line))
    }

    #[track_caller]
    fn check(before: &str, after: &str, expected: &[&str]) {
        let lines = script_diff(before, after);
        assert_eq!(lines.iter().map(told).collect::<Vec<_>>(), expected);
        let side = |without: DiffLineKind| -> Vec<String> {
            lines.iter().filter(|line| line.kind != without).map(DiffLine::text).collect()
        };
        assert_eq!(side(DiffLineKind::Added), before.lines().collect::<Vec<_>>());
        assert_eq!(side(DiffLineKind::Removed), after.lines().collect::<Vec<_>>());
    }

    #[test]
    fn lines_and_words() {
        check("", "", &[]);
        check("a\n\nb", "a\n\nb", &[" 1:1 a", " 2:2 ", " 3:3 b"]);
        check("", "a + b", &["+:1 [a + b]"]);
        check("a\nb", "b", &["-1: [a]", " 2:1 b"]);
        check("user.displayName", "user.nickName", &["-1: user.[displayName]", "+:1 user.[nickName]"]);
        check(
            "let x = user.title;\nx",
            "let x = user.title ?? \"none\";\nx",
            &["-1: let x = user.title;", "+:1 let x = user.title [?? \"none\"];", " 2:2 x"],
        );
        check("a b c", "x y z", &["-1: [a b c]", "+:1 [x y z]"]);
        check(
            "if a { b } else { c }",
            "if a {\n  b\n} else { d }",
            &["-1: if a { b } else { [c] }", "+:1 if a {", "+:2   b", "+:3 } else { [d] }"],
        );
    }
}
