//! A position that walks over a text and notes pieces.
//!
//! Not a language: `rhai` and `json` say what the pieces are.

use crate::gui::widgets::highlight::{Token, TokenKind};

/// Walks over a text. Positions are bytes and always lie on character boundaries.
pub(super) struct Scanner<'a> {
    text: &'a str,
    position: usize,
    tokens: Vec<Token>,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, position: 0, tokens: Vec::new() }
    }

    pub(super) fn position(&self) -> usize {
        self.position
    }

    /// What is still to be read.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.position..).unwrap_or_default()
    }

    /// What was read from `start` on.
    pub(super) fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.position).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Passes over one character.
    pub(super) fn bump(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.position += next.len_utf8();
        Some(next)
    }

    pub(super) fn eat_while(&mut self, accept: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&accept) {
            self.bump();
        }
    }

    /// Notes what was read from `start` on.
    pub(super) fn note(&mut self, kind: TokenKind, start: usize) {
        if start < self.position {
            self.tokens.push(Token { kind, range: start..self.position });
        }
    }

    pub(super) fn finish(self) -> Vec<Token> {
        self.tokens
    }
}
