//! A script as brackets within brackets, each cut into statements or entries.

use crate::script::syntax::format::piece::{Piece, Role};

/// What is between two brackets, or the script as a whole.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// The opening bracket; `None` for the script as a whole.
    pub open: Option<usize>,
    pub kind: GroupKind,
    pub parts: Vec<Part>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GroupKind {
    /// `{ … }` with statements, and the script as a whole.
    Block,
    /// `{ … }` with the cases of a `switch`.
    Cases,
    /// `#{ … }`.
    Map,
    /// `[ … ]` with entries.
    List,
    /// `[ … ]` behind what is indexed.
    Index,
    /// `( … )`.
    Round,
    /// `${ … }`.
    Interpolation,
}

impl GroupKind {
    /// Whether there is a blank inside of its brackets.
    pub fn is_wide(self) -> bool {
        matches!(self, Self::Block | Self::Cases | Self::Map)
    }

    /// Whether each of its parts may stand on a line of its own.
    pub fn is_breakable(self) -> bool {
        !matches!(self, Self::Index | Self::Interpolation)
    }
}

/// A statement, an entry, or a comment on lines of its own.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    pub nodes: Vec<Node>,
    /// The `,` or `;` behind it.
    pub separator: Option<usize>,
    /// Comments behind it on its line.
    pub trailing: Vec<usize>,
    pub is_comment: bool,
}

#[derive(Clone, Debug)]
pub(super) enum Node {
    Piece(usize),
    Group(Group),
}

impl Part {
    /// The first piece.
    pub fn first(&self) -> Option<usize> {
        match self.nodes.first() {
            Some(Node::Piece(idx)) => Some(*idx),
            Some(Node::Group(group)) => group.open,
            None => self.separator,
        }
    }
}

/// Deeper brackets are not taken apart.
const DEEPEST: usize = 100;

/// The script as a group; `None` when it is nested too deeply.
pub(super) fn group_of(pieces: &[Piece<'_>]) -> Option<Group> {
    let mut grouper = Grouper { pieces, at: 0 };
    let parts = grouper.parts(GroupKind::Block, pieces.len(), 0)?;
    Some(Group { open: None, kind: GroupKind::Block, parts })
}

struct Grouper<'p, 't> {
    pieces: &'p [Piece<'t>],
    at: usize,
}

impl Grouper<'_, '_> {
    fn piece(&self, idx: usize) -> Option<&Piece<'_>> {
        self.pieces.get(idx)
    }

    fn is(&self, idx: usize, words: &[&str]) -> bool {
        self.piece(idx).is_some_and(|piece| piece.is_one_of(words))
    }

    fn group(&mut self, depth: usize) -> Option<Group> {
        let open = self.at;
        let close = self.piece(open)?.partner?;
        let kind = self.kind_of(open);
        self.at = open + 1;
        let parts = self.parts(kind, close, depth + 1)?;
        self.at = close + 1;
        Some(Group { open: Some(open), kind, parts })
    }

    fn kind_of(&self, open: usize) -> GroupKind {
        let Some(piece) = self.piece(open) else { return GroupKind::Round };
        match piece.text {
            "${" => GroupKind::Interpolation,
            "#{" => GroupKind::Map,
            "(" => GroupKind::Round,
            "?[" => GroupKind::Index,
            "[" if self.follows_operand(open) => GroupKind::Index,
            "[" => GroupKind::List,
            _ if self.is_of_switch(open) => GroupKind::Cases,
            _ => GroupKind::Block,
        }
    }

    fn follows_operand(&self, idx: usize) -> bool {
        use crate::script::syntax::TokenKind;
        let before = self.pieces.get(..idx).unwrap_or_default().iter().rev().find(|one| !one.is_comment());
        before.is_some_and(|before| match before.kind {
            TokenKind::Keyword => before.text == "this",
            TokenKind::Bracket => matches!(before.text, ")" | "]" | "}"),
            TokenKind::Operator
            | TokenKind::Punctuation
            | TokenKind::InterpolationStart
            | TokenKind::InterpolationEnd => false,
            _ => true,
        })
    }

    /// Whether a `{` opens the cases of a `switch`: the word stands before it on its level.
    fn is_of_switch(&self, open: usize) -> bool {
        let mut at = open;
        while let Some(before) = at.checked_sub(1) {
            let Some(piece) = self.piece(before) else { return false };
            if piece.is("switch") {
                return true;
            }
            let is_end = piece.is_one_of(&["{", "}", ";", ",", "(", "[", "#{", "?[", "=>", "="])
                || piece.role == Role::ClosureEnd;
            match piece.partner {
                Some(partner) if partner < before && !piece.is("}") => at = partner,
                _ if is_end => return false,
                _ => at = before,
            }
        }
        false
    }

    fn parts(&mut self, kind: GroupKind, end: usize, depth: usize) -> Option<Vec<Part>> {
        if depth > DEEPEST {
            return None;
        }
        let mut parts = Vec::new();
        while self.at < end {
            let part = self.part(kind, end, depth)?;
            parts.push(part);
        }
        Some(parts)
    }

    fn part(&mut self, kind: GroupKind, end: usize, depth: usize) -> Option<Part> {
        let mut part = Part::default();
        if self.stands_alone(self.at, end) {
            part.nodes.push(Node::Piece(self.at));
            part.is_comment = true;
            self.at += 1;
            return Some(part);
        }
        let first = self.at;
        let mut is_in_parameters = false;
        while self.at < end {
            let piece = self.piece(self.at)?;
            let is_separator = match kind {
                GroupKind::Block | GroupKind::Interpolation => piece.is(";"),
                _ => piece.is(",") && !is_in_parameters,
            };
            if is_separator {
                part.separator = Some(self.at);
                self.at += 1;
                self.take_trailing(&mut part, end);
                return Some(part);
            }
            match piece.role {
                Role::ClosureStart => is_in_parameters = true,
                Role::ClosureEnd => is_in_parameters = false,
                _ => {}
            }
            let opens = piece.partner.is_some_and(|partner| partner > self.at);
            if !opens {
                part.nodes.push(Node::Piece(self.at));
                self.at += 1;
                continue;
            }
            let group = self.group(depth)?;
            let ends = self.ends_part(kind, first, &group, end);
            part.nodes.push(Node::Group(group));
            if ends {
                self.take_trailing(&mut part, end);
                return Some(part);
            }
        }
        Some(part)
    }

    /// Whether a comment has its lines for itself.
    fn stands_alone(&self, idx: usize, end: usize) -> bool {
        let Some(piece) = self.piece(idx).filter(|piece| piece.is_comment()) else { return false };
        let is_last = idx + 1 >= end;
        let ends_line = self.piece(idx + 1).is_some_and(|next| next.n_lines_before > 0);
        piece.is_line_comment() || is_last || ends_line
    }

    /// Takes the comments behind a part on its line.
    fn take_trailing(&mut self, part: &mut Part, end: usize) {
        while self.at < end
            && self.piece(self.at).is_some_and(|piece| piece.n_lines_before == 0)
            && self.stands_alone(self.at, end)
        {
            part.trailing.push(self.at);
            self.at += 1;
        }
    }

    /// Whether a statement or case is over behind this group, though no sign says so.
    fn ends_part(&self, kind: GroupKind, first: usize, group: &Group, end: usize) -> bool {
        if !matches!(group.kind, GroupKind::Block | GroupKind::Cases) || self.at >= end {
            return false;
        }
        let next = self.at;
        let goes_on = self.is(next, &["else", "catch", ";", ",", ".", "?.", "??", "&&", "||", "+", "=="])
            || self.piece(next).is_some_and(Piece::is_comment) && self.comment_goes_on(next, end);
        match kind {
            GroupKind::Block | GroupKind::Interpolation => {
                let starts = ["if", "for", "while", "loop", "switch", "fn", "private", "try", "{"];
                let is_statement = self.is(first, &starts);
                is_statement && !goes_on
            }
            GroupKind::Cases => !goes_on && !self.is(next, &["=>", "if"]),
            _ => false,
        }
    }

    /// Whether an `else` comes behind the comments.
    fn comment_goes_on(&self, idx: usize, end: usize) -> bool {
        let next = (idx..end).find(|at| self.piece(*at).is_some_and(|piece| !piece.is_comment()));
        next.is_some_and(|next| self.is(next, &["else", "catch"]))
    }
}
