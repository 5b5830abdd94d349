//! Prints pieces with the blanks and breaks that belong between them.

use crate::script::syntax::format::breaks::Breaks;
use crate::script::syntax::format::group::{Group, GroupKind, Node, Part};
use crate::script::syntax::format::piece::Piece;
use crate::script::syntax::format::spacing::{is_inside_text, needs_blank};

/// One level of indentation.
const INDENT: &str = "  ";

/// A script as it was printed.
#[derive(Clone, Debug, Default)]
pub(super) struct Printed {
    pub text: String,
    /// For each piece the line on which it begins, from 0.
    pub line_of: Vec<usize>,
}

/// Prints a script.
pub(super) fn print(pieces: &[Piece<'_>], script: &Group, breaks: &Breaks) -> Printed {
    let mut printer = Printer {
        pieces,
        breaks,
        printed: Printed { text: String::new(), line_of: vec![0; pieces.len()] },
        n_lines: 0,
        line_indent: 0,
        is_at_start: true,
        ends_line: false,
        before: None,
    };
    for (number, part) in script.parts.iter().enumerate() {
        if number > 0 {
            printer.new_line(0, printer.has_gap(part));
        }
        printer.part(part, 0, GroupKind::Block);
    }
    printer.printed
}

struct Printer<'p, 't> {
    pieces: &'p [Piece<'t>],
    breaks: &'p Breaks,
    printed: Printed,
    n_lines: usize,
    /// The indentation of the line that is being printed.
    line_indent: usize,
    is_at_start: bool,
    /// Nothing may follow on this line.
    ends_line: bool,
    before: Option<usize>,
}

impl Printer<'_, '_> {
    fn has_gap(&self, part: &Part) -> bool {
        let first = part.first().and_then(|first| self.pieces.get(first));
        first.is_some_and(|first| first.n_lines_before > 1)
    }

    fn new_line(&mut self, indent: usize, with_gap: bool) {
        let kept = self.printed.text.trim_end_matches(' ').len();
        self.printed.text.truncate(kept);
        self.printed.text.push('\n');
        self.n_lines += 1;
        if with_gap {
            self.printed.text.push('\n');
            self.n_lines += 1;
        }
        self.printed.text.push_str(&INDENT.repeat(indent));
        self.line_indent = indent;
        self.is_at_start = true;
        self.ends_line = false;
    }

    fn part(&mut self, part: &Part, indent: usize, kind: GroupKind) {
        for node in &part.nodes {
            match node {
                Node::Piece(idx) => self.piece(*idx, indent, kind),
                Node::Group(group) => self.group(group, indent, kind),
            }
        }
        if let Some(separator) = part.separator {
            self.piece(separator, indent, kind);
        }
        for comment in &part.trailing {
            self.piece(*comment, indent, kind);
        }
    }

    /// Prints a piece; `kind` is that of the brackets around it, or of those that it ends.
    fn piece(&mut self, idx: usize, indent: usize, kind: GroupKind) {
        self.write(idx, indent, kind, false);
    }

    fn write(&mut self, idx: usize, indent: usize, kind: GroupKind, is_index: bool) {
        let Some(piece) = self.pieces.get(idx) else { return };
        let before = self.before.and_then(|before| self.pieces.get(before));
        let is_glued = before.is_some_and(|before| is_inside_text(before, piece));
        let is_own_line = piece.is_comment() && piece.n_lines_before > 0;
        if !self.is_at_start && !is_glued {
            if self.ends_line || self.breaks.starts_line(idx) || is_own_line {
                self.new_line(indent + 1, false);
            } else if before.is_some_and(|before| needs_blank(before, piece, kind.is_wide(), is_index)) {
                self.printed.text.push(' ');
            }
        }
        if let Some(line) = self.printed.line_of.get_mut(idx) {
            *line = self.n_lines;
        }
        self.printed.text.push_str(piece.text);
        self.n_lines += piece.text.matches('\n').count();
        self.is_at_start = false;
        self.before = Some(idx);
        let next_is_lower = self.pieces.get(idx + 1).is_some_and(|next| next.n_lines_before > 0);
        self.ends_line = piece.is_line_comment() || (piece.is_comment() && next_is_lower);
    }

    fn group(&mut self, group: &Group, indent: usize, around: GroupKind) {
        let Some(open) = group.open else { return };
        let Some(close) = self.pieces.get(open).and_then(|piece| piece.partner) else { return };
        self.write(open, indent, around, group.kind == GroupKind::Index);
        let line_indent = self.line_indent;
        if self.breaks.is_broken(open) {
            for (number, part) in group.parts.iter().enumerate() {
                self.new_line(line_indent + 1, number > 0 && self.has_gap(part));
                self.part(part, line_indent + 1, group.kind);
            }
            self.new_line(line_indent, false);
            self.piece(close, line_indent, group.kind);
            return;
        }
        for part in &group.parts {
            self.part(part, indent, group.kind);
        }
        self.piece(close, indent, group.kind);
    }
}
