//! The place at which the parser gave up, with what stands around it.

use std::ops::Range;

use rhai::Position;

use crate::diagnostic::Span;
use crate::script::syntax::{Token, TokenKind, tokens};

/// A script with the token at which the parser gave up. Tokens are counted from there: 0 is that
/// token, -1 the one before; blanks and comments do not count.
#[derive(Debug)]
pub(in crate::script) struct Scene<'s> {
    pub script: &'s str,
    /// The variables that the script is given.
    pub variables: &'s [String],
    tokens: Vec<Token>,
    /// The number of tokens when the parser came to the end.
    at: usize,
}

impl<'s> Scene<'s> {
    /// What stands at a position of rhai's.
    pub fn new(script: &'s str, variables: &'s [String], position: Position) -> Self {
        let offset = offset_of(script, position);
        let tokens: Vec<Token> = tokens(script).into_iter().filter(|token| token.is_significant()).collect();
        let at = tokens.partition_point(|token| token.end <= offset);
        Self { script, variables, tokens, at }
    }

    /// The token so many behind the one at which the parser gave up.
    pub fn token(&self, steps: isize) -> Option<Token> {
        self.tokens.get(self.at.checked_add_signed(steps)?).copied()
    }

    /// Its text; empty where there is none.
    pub fn text(&self, steps: isize) -> &'s str {
        self.token(steps).map_or("", |token| token.text(self.script))
    }

    /// Its kind.
    pub fn kind(&self, steps: isize) -> Option<TokenKind> {
        self.token(steps).map(|token| token.kind)
    }

    /// Its bytes; behind the last token where there is none.
    pub fn range(&self, steps: isize) -> Range<usize> {
        let end = self.end_of_code();
        self.token(steps).map_or(end..end, Token::range)
    }

    /// Whether the parser came to the end of the script.
    pub fn is_at_end(&self) -> bool {
        self.at >= self.tokens.len()
    }

    /// Whether nothing stands between two tokens that follow each other.
    pub fn is_tight(&self, left: isize, right: isize) -> bool {
        self.range(left).end == self.range(right).start
    }

    /// Whether two tokens stand on the same line.
    pub fn is_same_line(&self, left: isize, right: isize) -> bool {
        let between = self.script.get(self.range(left).end..self.range(right).start);
        between.is_some_and(|between| !between.contains('\n'))
    }

    /// All tokens in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The index of the token at which the parser gave up, among all.
    pub fn index(&self) -> usize {
        self.at
    }

    /// Behind the last token.
    pub fn end_of_code(&self) -> usize {
        self.tokens.last().map_or(0, |token| token.end)
    }

    /// The line of a byte, from 1.
    pub fn line_of(&self, offset: usize) -> usize {
        Span::at_offset(self.script, offset, 1).line
    }

    /// The place of some bytes: at least one character, and not over the end of the line.
    pub fn span(&self, start: usize, end: usize) -> Span {
        span_of(self.script, start, end)
    }
}

/// The place of some bytes of a text: at least one character, and not over the end of the line.
pub(in crate::script) fn span_of(text: &str, start: usize, end: usize) -> Span {
    let stretch = text.get(start..end).unwrap_or_default();
    let length = stretch.lines().next().unwrap_or_default().chars().count();
    Span::at_offset(text, start, length)
}

/// Where a position is in a text, in bytes; what is not known is the end.
pub(in crate::script) fn offset_of(script: &str, position: Position) -> usize {
    let Some(line) = position.line() else { return script.len() };
    let column = position.position().unwrap_or(1).max(1);
    let mut start = 0;
    for _ in 1..line {
        match script.get(start..).and_then(|rest| rest.find('\n')) {
            Some(newline) => start += newline + 1,
            None => return script.len(),
        }
    }
    let rest = script.get(start..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    start + line.char_indices().nth(column - 1).map_or(line.len(), |(offset, _)| offset)
}
