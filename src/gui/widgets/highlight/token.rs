//! A piece of a text and what it is.

use std::ops::Range;

use egui::Color32;

use crate::gui::theme::Tokens;

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// `let`, `if`, `true`; `null` in JSON.
    Keyword,
    /// A string or a part of one, with its quotes.
    Text,
    /// A number.
    Number,
    /// A comment, with its marks.
    Comment,
    /// The name of a called function; the key of a JSON object.
    Function,
    /// What a script is given, such as `user`.
    Variable,
    /// An opening or closing bracket.
    Bracket,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it is, in bytes; never empty, on character boundaries.
    pub range: Range<usize>,
}

/// The colour in which a piece is drawn.
pub fn token_colour(tokens: &Tokens, kind: TokenKind) -> Color32 {
    match kind {
        TokenKind::Keyword => tokens.code.keyword,
        TokenKind::Text => tokens.code.text,
        TokenKind::Number => tokens.code.number,
        TokenKind::Comment => tokens.code.comment,
        TokenKind::Function => tokens.code.function,
        TokenKind::Variable => tokens.code.variable,
        TokenKind::Bracket => tokens.code.plain,
    }
}
