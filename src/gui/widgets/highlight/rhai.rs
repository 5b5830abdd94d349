//! The pieces of a script.
//!
//! Not how a script is cut, which `script::syntax` does; only what of it is coloured.

use crate::gui::widgets::highlight::{Token, TokenKind};
use crate::script::syntax;

/// The names under which a script finds what it is given.
const GIVEN_NAMES: &[&str] = &[
    "user",
    "group",
    "enterprise",
    "custom",
    "person",
    "organization",
    "site",
    "groups",
    "vars",
    "now",
    "is_new",
];

pub(super) fn tokens(text: &str) -> Vec<Token> {
    let coloured = syntax::tokens(text).into_iter().filter_map(|token| {
        let kind = match token.kind {
            syntax::TokenKind::Keyword => TokenKind::Keyword,
            syntax::TokenKind::Text | syntax::TokenKind::Character => TokenKind::Text,
            syntax::TokenKind::Number => TokenKind::Number,
            syntax::TokenKind::Comment => TokenKind::Comment,
            syntax::TokenKind::Function => TokenKind::Function,
            syntax::TokenKind::Name if GIVEN_NAMES.contains(&token.text(text)) => TokenKind::Variable,
            syntax::TokenKind::Bracket
            | syntax::TokenKind::InterpolationStart
            | syntax::TokenKind::InterpolationEnd => TokenKind::Bracket,
            _ => return None,
        };
        // Of `#{`, `${` and `?[` the last sign is the bracket, which can have a partner.
        let start = if kind == TokenKind::Bracket { token.end - 1 } else { token.start };
        Some(Token { kind, range: start..token.end })
    });
    coloured.collect()
}
