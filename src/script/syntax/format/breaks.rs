//! Where lines are broken: where the writer broke them, and where they would be too long.

use crate::script::syntax::TokenKind;
use crate::script::syntax::format::group::{Group, GroupKind, Node, Part};
use crate::script::syntax::format::piece::{Piece, Role};

/// The breaks of a script, by piece.
#[derive(Clone, Debug)]
pub(super) struct Breaks {
    /// The bracket opens parts that stand on lines of their own.
    pub is_broken: Vec<bool>,
    /// The operator stands at the beginning of a line.
    pub starts_line: Vec<bool>,
}

/// Operators in front of which a line can be broken.
fn is_breakable(piece: &Piece<'_>) -> bool {
    piece.is_one_of(&[".", "?.", "??", "&&", "||", "+"]) && piece.role == Role::Plain
}

impl Breaks {
    /// The breaks that the writer made.
    pub fn of(pieces: &[Piece<'_>], script: &Group) -> Self {
        let mut breaks =
            Self { is_broken: vec![false; pieces.len()], starts_line: vec![false; pieces.len()] };
        for (idx, piece) in pieces.iter().enumerate() {
            let next = pieces.get(idx + 1..).unwrap_or_default().iter().find(|next| !next.is_comment());
            let is_behind = next.is_some_and(|next| next.n_lines_before > 0 && !is_breakable(next));
            if is_breakable(piece)
                && (piece.n_lines_before > 0 || is_behind)
                && let Some(place) = breaks.starts_line.get_mut(idx)
            {
                *place = true;
            }
        }
        breaks.add_group(pieces, script);
        breaks
    }

    fn add_group(&mut self, pieces: &[Piece<'_>], group: &Group) {
        if let Some(open) = group.open
            && must_break(pieces, group, open)
        {
            self.break_group(open);
        }
        for part in &group.parts {
            for node in &part.nodes {
                if let Node::Group(inner) = node {
                    self.add_group(pieces, inner);
                }
            }
            self.unify(pieces, part);
        }
    }

    /// The blocks of one `if … else` are broken all or none.
    fn unify(&mut self, pieces: &[Piece<'_>], part: &Part) {
        let mut chain: Vec<usize> = Vec::new();
        let mut is_linked = false;
        for node in &part.nodes {
            match node {
                Node::Group(Group { open: Some(open), kind: GroupKind::Block, parts })
                    if !parts.is_empty() || is_linked =>
                {
                    if !is_linked {
                        chain.clear();
                    }
                    chain.push(*open);
                    if chain.iter().any(|open| self.is_broken(*open)) {
                        chain.clone().into_iter().for_each(|open| self.break_group(open));
                    }
                    is_linked = false;
                }
                Node::Piece(idx) if pieces.get(*idx).is_some_and(|one| one.is_one_of(&["else", "catch"])) => {
                    is_linked = true;
                }
                Node::Piece(idx) if pieces.get(*idx).is_some_and(|one| one.is_one_of(&["=", "=>", "??"])) => {
                    chain.clear();
                    is_linked = false;
                }
                _ => {}
            }
        }
    }

    /// Unifies all blocks again, after some were broken.
    pub fn unify_all(&mut self, pieces: &[Piece<'_>], group: &Group) {
        for part in &group.parts {
            for _ in 0..2 {
                self.unify(pieces, part);
            }
            for node in &part.nodes {
                if let Node::Group(inner) = node {
                    self.unify_all(pieces, inner);
                }
            }
        }
    }

    pub fn is_broken(&self, open: usize) -> bool {
        self.is_broken.get(open).copied().unwrap_or(false)
    }

    pub fn starts_line(&self, idx: usize) -> bool {
        self.starts_line.get(idx).copied().unwrap_or(false)
    }

    pub fn break_group(&mut self, open: usize) {
        if let Some(place) = self.is_broken.get_mut(open) {
            *place = true;
        }
    }

    fn break_before(&mut self, idx: usize) {
        if let Some(place) = self.starts_line.get_mut(idx) {
            *place = true;
        }
    }

    /// Breaks a line that is too long where it reads best; whether there was such a place. `groups` are
    /// the brackets that open on the line, `operators` the operators on it, each with its depth.
    pub fn shorten(&mut self, pieces: &[Piece<'_>], line: &Line<'_>) -> bool {
        let groups: Vec<&GroupOnLine> =
            line.groups.iter().copied().filter(|group| !self.is_broken(group.innermost)).collect();
        let is_block = |group: &&&GroupOnLine| matches!(group.kind, GroupKind::Block | GroupKind::Cases);
        if let Some(depth) = groups.iter().filter(is_block).map(|group| group.depth).min() {
            let outermost = groups.iter().filter(is_block).filter(|group| group.depth == depth);
            outermost.for_each(|group| self.break_group(group.open));
            return true;
        }
        let group_depth = groups.iter().map(|group| group.depth).min();
        let limit = group_depth.unwrap_or(usize::MAX);
        if self.break_operators(pieces, line, &["??", "&&", "||"], 1, limit) {
            return true;
        }
        if self.break_operators(pieces, line, &[".", "?."], 3, limit) {
            return true;
        }
        let outermost = groups.iter().filter(|group| Some(group.depth) == group_depth);
        if let Some(open) = outermost.max_by_key(|group| group.width).map(|group| group.innermost) {
            self.break_group(open);
            return true;
        }
        self.break_operators(pieces, line, &[".", "?."], 2, usize::MAX)
            || self.break_operators(pieces, line, &["+"], 1, usize::MAX)
    }

    /// Breaks before all of these operators on the outermost level that has enough of them.
    fn break_operators(
        &mut self,
        pieces: &[Piece<'_>],
        line: &Line<'_>,
        signs: &[&str],
        least: usize,
        deepest: usize,
    ) -> bool {
        let calls = |idx: usize| {
            let is_dot = pieces.get(idx).is_some_and(|piece| piece.is_one_of(&[".", "?."]));
            let is_method = pieces.get(idx + 1).is_some_and(|next| next.kind == TokenKind::Function);
            !is_dot || is_method
        };
        let fitting: Vec<(usize, usize)> = line
            .operators
            .iter()
            .copied()
            .filter(|(idx, depth)| *depth <= deepest && !self.starts_line(*idx) && calls(*idx))
            .filter(|(idx, _)| {
                pieces.get(*idx).is_some_and(|piece| piece.is_one_of(signs) && is_breakable(piece))
            })
            .collect();
        let Some(depth) = fitting.iter().map(|(_, depth)| *depth).min() else { return false };
        let chosen: Vec<usize> =
            fitting.into_iter().filter(|(_, other)| *other == depth).map(|(idx, _)| idx).collect();
        if chosen.len() < least {
            return false;
        }
        for idx in chosen {
            self.break_before(idx);
        }
        true
    }
}

/// A line that is too long.
#[derive(Clone, Debug, Default)]
pub(super) struct Line<'l> {
    pub groups: Vec<&'l GroupOnLine>,
    /// Each with the depth of the brackets around it.
    pub operators: Vec<(usize, usize)>,
}

/// A bracket that could be broken.
#[derive(Clone, Debug)]
pub(super) struct GroupOnLine {
    pub open: usize,
    /// The bracket that is broken in its place: `f([…])` is broken inside of the list.
    pub innermost: usize,
    pub kind: GroupKind,
    pub depth: usize,
    pub width: usize,
}

/// Whether a group cannot stay on one line.
fn must_break(pieces: &[Piece<'_>], group: &Group, open: usize) -> bool {
    let Some(first) = group.parts.first().and_then(Part::first) else { return false };
    let has_comment = group.parts.iter().any(|part| {
        let inside = part.nodes.iter().any(|node| match node {
            Node::Piece(idx) => pieces.get(*idx).is_some_and(Piece::is_line_comment),
            Node::Group(_) => false,
        });
        part.is_comment || !part.trailing.is_empty() || inside
    });
    if !group.kind.is_breakable() {
        return false;
    }
    let is_broken_there = pieces.get(first.max(open + 1)).is_some_and(|first| first.n_lines_before > 0);
    let has_statements = group.kind == GroupKind::Block && group.parts.len() > 1;
    has_comment || has_statements || is_broken_there
}
