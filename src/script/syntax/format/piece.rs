//! The tokens and comments of a script, with what stood between them.

use crate::script::syntax::{Code, Token, TokenKind, tokens};

/// A token or comment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'t> {
    pub kind: TokenKind,
    /// As it is written; of a comment without blanks at its end.
    pub text: &'t str,
    /// How many lines ended before it.
    pub n_lines_before: usize,
    /// The bracket that belongs to it.
    pub partner: Option<usize>,
    pub role: Role,
}

/// What an operator is for, where its sign alone does not tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    #[default]
    Plain,
    /// A sign in front of its operand.
    Unary,
    /// The `|` before the parameters of a closure.
    ClosureStart,
    /// The `|` behind them, or `||` for none.
    ClosureEnd,
    /// The `!` of `name!(…)`.
    Call,
}

impl Piece<'_> {
    pub fn is_comment(&self) -> bool {
        self.kind == TokenKind::Comment
    }

    pub fn is_line_comment(&self) -> bool {
        self.is_comment() && self.text.starts_with("//")
    }

    /// Whether it is this bracket, sign or word of the language.
    pub fn is(&self, word: &str) -> bool {
        let is_sign = matches!(
            self.kind,
            TokenKind::Bracket | TokenKind::Operator | TokenKind::Punctuation | TokenKind::Keyword
        );
        is_sign && self.text == word
    }

    pub fn is_one_of(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }
}

/// The pieces of a script; `None` for one that cannot be taken apart: with brackets, texts or comments
/// that do not end, or with signs that have no meaning.
pub(super) fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    let all = tokens(text);
    let code = Code::of(text, &all);
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    // The place of each code token among the pieces.
    let mut places: Vec<usize> = Vec::new();
    let mut n_lines_before = 0;
    for token in &all {
        let word = token.text(text);
        if !is_whole(*token, word, pieces.last()) {
            return None;
        }
        if token.kind == TokenKind::Blank {
            n_lines_before += word.matches('\n').count();
            continue;
        }
        if token.is_significant() {
            places.push(pieces.len());
        }
        let word = if token.kind == TokenKind::Comment { word.trim_end() } else { word };
        let piece = Piece { kind: token.kind, text: word, n_lines_before, partner: None, role: Role::Plain };
        pieces.push(piece);
        n_lines_before = 0;
    }
    for idx in 0..code.len() {
        let role = role_of(&code, idx);
        let partner = code.partner(idx).and_then(|partner| places.get(partner)).copied();
        let is_bracket = matches!(
            code.kind(idx),
            Some(TokenKind::Bracket | TokenKind::InterpolationStart | TokenKind::InterpolationEnd)
        );
        if is_bracket && partner.is_none() {
            return None;
        }
        let piece = places.get(idx).and_then(|place| pieces.get_mut(*place))?;
        (piece.role, piece.partner) = (role, partner);
    }
    mark_closures(&mut pieces);
    Some(pieces)
}

fn is_whole(token: Token, word: &str, before: Option<&Piece<'_>>) -> bool {
    let follows_interpolation = before.is_some_and(|before| before.kind == TokenKind::InterpolationEnd);
    match token.kind {
        TokenKind::Other => false,
        TokenKind::Character => word.len() >= 3 && word.ends_with('\''),
        TokenKind::Comment => word.starts_with("//") || word.ends_with("*/"),
        TokenKind::Text if follows_interpolation || word.starts_with('`') => true,
        TokenKind::Text if word.starts_with('#') => word.ends_with('#'),
        TokenKind::Text => word.len() >= 2 && word.ends_with('"'),
        _ => true,
    }
}

fn role_of(code: &Code<'_>, idx: usize) -> Role {
    let follows_operand = code.follows_operand(idx);
    match code.word(idx) {
        "-" | "+" if !follows_operand && code.kind(idx) == Some(TokenKind::Operator) => Role::Unary,
        "!" if code.kind(idx) == Some(TokenKind::Operator) => {
            if follows_operand {
                Role::Call
            } else {
                Role::Unary
            }
        }
        "|" if code.opens_closure(idx) => Role::ClosureStart,
        "||" if code.opens_closure(idx) => Role::ClosureEnd,
        _ => Role::Plain,
    }
}

/// The `|` that ends the parameters of a closure looks like one between operands.
fn mark_closures(pieces: &mut [Piece<'_>]) {
    let mut is_open = false;
    for piece in pieces.iter_mut().filter(|piece| piece.is("|")) {
        if is_open {
            piece.role = Role::ClosureEnd;
            is_open = false;
        } else {
            is_open = piece.role == Role::ClosureStart;
        }
    }
}
