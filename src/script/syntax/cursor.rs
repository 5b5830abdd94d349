//! A position that walks over a script and notes tokens.
//!
//! Not the rules of the language, which `lexer` has.

use crate::script::syntax::{Token, TokenKind};

/// Walks over a text. The position is in bytes and always on a character boundary.
pub(super) struct Cursor<'a> {
    text: &'a str,
    position: usize,
    tokens: Vec<Token>,
}

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, position: 0, tokens: Vec::new() }
    }

    pub fn position(&self) -> usize {
        self.position
    }

    /// What is still to be read.
    pub fn rest(&self) -> &'a str {
        self.text.get(self.position..).unwrap_or_default()
    }

    /// What was read from `start` on.
    pub fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.position).unwrap_or_default()
    }

    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub fn peek_second(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    /// Passes over one character.
    pub fn bump(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.position += next.len_utf8();
        Some(next)
    }

    /// Passes over `prefix` if the rest starts with it.
    pub fn eat(&mut self, prefix: &str) -> bool {
        let is_found = self.rest().starts_with(prefix);
        if is_found {
            self.position += prefix.len();
        }
        is_found
    }

    pub fn eat_while(&mut self, accept: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.position += rest.find(|next| !accept(next)).unwrap_or(rest.len());
    }

    /// Notes what was read from `start` on, unless it is nothing.
    pub fn note(&mut self, kind: TokenKind, start: usize) {
        if start < self.position {
            self.tokens.push(Token { kind, start, end: self.position });
        }
    }

    pub fn finish(self) -> Vec<Token> {
        self.tokens
    }
}
