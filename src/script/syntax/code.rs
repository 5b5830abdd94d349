//! A script as the tokens that count, with the partner of each bracket.
//!
//! Not the meaning of names, which `bindings` tells.

use std::ops::Range;

use crate::script::syntax::{Token, TokenKind, tokens};

/// A script without its blanks and comments. Tokens are spoken of by their index.
#[derive(Clone, Debug)]
pub struct Code<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    partners: Vec<Option<usize>>,
    /// For each token and the end the innermost bracket that is open before it.
    enclosing: Vec<Option<usize>>,
}

impl<'t> Code<'t> {
    /// The code of a script.
    pub fn new(text: &'t str) -> Self {
        Self::of(text, &tokens(text))
    }

    /// The code of a script that was cut into tokens already.
    pub fn of(text: &'t str, tokens: &[Token]) -> Self {
        let tokens: Vec<Token> = tokens.iter().copied().filter(|token| token.is_significant()).collect();
        let partners = partners(text, &tokens);
        let mut code = Self { text, tokens, partners, enclosing: Vec::new() };
        code.enclosing = code.enclosing_brackets();
        code
    }

    /// The whole script.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The tokens in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there is nothing but blanks and comments.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The kind of a token; `None` beyond the end.
    pub fn kind(&self, idx: usize) -> Option<TokenKind> {
        self.tokens.get(idx).map(|token| token.kind)
    }

    /// The text of a token; empty beyond the end.
    pub fn word(&self, idx: usize) -> &'t str {
        self.tokens.get(idx).map(|token| token.text(self.text)).unwrap_or_default()
    }

    /// Whether a token is this bracket, operator, punctuation or word of the language.
    pub fn is(&self, idx: usize, word: &str) -> bool {
        let is_sign = |kind| {
            matches!(
                kind,
                TokenKind::Bracket | TokenKind::Operator | TokenKind::Punctuation | TokenKind::Keyword
            )
        };
        self.kind(idx).is_some_and(is_sign) && self.word(idx) == word
    }

    /// The same for the token before `idx`.
    pub fn is_before(&self, idx: usize, word: &str) -> bool {
        idx.checked_sub(1).is_some_and(|before| self.is(before, word))
    }

    /// Where a token starts, in bytes; the end of the text beyond the end.
    pub fn start(&self, idx: usize) -> usize {
        self.tokens.get(idx).map_or(self.text.len(), |token| token.start)
    }

    /// Where a token ends, in bytes; the end of the text beyond the end.
    pub fn end(&self, idx: usize) -> usize {
        self.tokens.get(idx).map_or(self.text.len(), |token| token.end)
    }

    /// The place of the text from the first token of a range to its last, in bytes.
    pub fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        match range.end.checked_sub(1).filter(|last| *last >= range.start) {
            Some(last) => self.start(range.start)..self.end(last),
            None => self.start(range.start)..self.start(range.start),
        }
    }

    /// The bracket that belongs to this one, also `${` and its `}`.
    pub fn partner(&self, idx: usize) -> Option<usize> {
        self.partners.get(idx).copied().flatten()
    }

    /// How many tokens end at or before the byte `offset`.
    pub fn n_before(&self, offset: usize) -> usize {
        self.tokens.partition_point(|token| token.end <= offset)
    }

    /// The token that holds the byte `offset` or ends there, a name rather than what else is there.
    pub fn at(&self, offset: usize) -> Option<usize> {
        let touching = |idx: &usize| self.start(*idx) <= offset && offset <= self.end(*idx);
        let behind = self.tokens.partition_point(|token| token.end < offset);
        let found: Vec<usize> = (behind..self.len()).take(2).filter(touching).collect();
        let is_name = |idx: &&usize| self.tokens.get(**idx).is_some_and(|token| token.is_name());
        found.iter().find(is_name).or_else(|| found.last()).copied()
    }

    /// The innermost bracket that is open before the token `idx`, which may be the end.
    pub fn enclosing(&self, idx: usize) -> Option<usize> {
        self.enclosing.get(idx).or_else(|| self.enclosing.last()).copied().flatten()
    }

    fn enclosing_brackets(&self) -> Vec<Option<usize>> {
        let mut open: Vec<usize> = Vec::new();
        let mut enclosing = Vec::with_capacity(self.len() + 1);
        for idx in 0..self.len() {
            enclosing.push(open.last().copied());
            match self.partner(idx) {
                Some(partner) if partner < idx => while open.pop().is_some_and(|popped| popped != partner) {},
                _ if self.opens(idx) => open.push(idx),
                _ => {}
            }
        }
        enclosing.push(open.last().copied());
        enclosing
    }

    /// Whether a token opens a bracket.
    pub fn opens(&self, idx: usize) -> bool {
        match self.kind(idx) {
            Some(TokenKind::InterpolationStart) => true,
            Some(TokenKind::Bracket) => matches!(self.word(idx), "(" | "[" | "{" | "#{" | "?["),
            _ => false,
        }
    }

    /// The end of the expression that starts at `idx`: the first `,`, `;`, `=>` or closing bracket on
    /// its level, or the end of the code.
    pub fn expression_end(&self, idx: usize) -> usize {
        let mut at = idx;
        while at < self.len() {
            let is_end = matches!(self.kind(at), Some(TokenKind::InterpolationEnd))
                || [",", ";", ")", "]", "}", "=>"].iter().any(|end| self.is(at, end));
            if is_end {
                return at;
            }
            at = match self.partner(at) {
                Some(partner) if partner > at => partner + 1,
                _ => at + 1,
            };
        }
        self.len()
    }

    /// Whether an operand ends with the token before `idx`, so that an operator here has two sides.
    pub fn follows_operand(&self, idx: usize) -> bool {
        let Some(before) = idx.checked_sub(1) else { return false };
        match self.kind(before) {
            Some(
                TokenKind::Name
                | TokenKind::Property
                | TokenKind::Function
                | TokenKind::Number
                | TokenKind::Text
                | TokenKind::Character,
            ) => true,
            Some(TokenKind::Keyword) => matches!(self.word(before), "true" | "false" | "this"),
            Some(TokenKind::Bracket) => matches!(self.word(before), ")" | "]" | "}"),
            _ => false,
        }
    }

    /// Whether a `|` or `||` begins the parameters of a closure.
    pub fn opens_closure(&self, idx: usize) -> bool {
        (self.is(idx, "|") || self.is(idx, "||")) && !self.follows_operand(idx)
    }
}

fn partners(text: &str, tokens: &[Token]) -> Vec<Option<usize>> {
    let mut partners = vec![None; tokens.len()];
    let mut open: Vec<(usize, &str)> = Vec::new();
    for (idx, token) in tokens.iter().enumerate() {
        let closes = match (token.kind, token.text(text)) {
            (TokenKind::InterpolationStart, _) => {
                open.push((idx, "${"));
                continue;
            }
            (TokenKind::Bracket, "(") => {
                open.push((idx, ")"));
                continue;
            }
            (TokenKind::Bracket, "[" | "?[") => {
                open.push((idx, "]"));
                continue;
            }
            (TokenKind::Bracket, "{" | "#{") => {
                open.push((idx, "}"));
                continue;
            }
            (TokenKind::InterpolationEnd, _) => "${",
            (TokenKind::Bracket, closing) => closing,
            _ => continue,
        };
        // What was left open inside has no partner; a closing bracket without one changes nothing.
        let Some(depth) = open.iter().rposition(|(_, wanted)| *wanted == closes) else { continue };
        let is_inside = open.iter().skip(depth + 1).any(|(_, wanted)| *wanted == "}" || *wanted == "${");
        if is_inside && closes != "}" && closes != "${" {
            continue;
        }
        let Some((start, _)) = open.get(depth).copied() else { continue };
        open.truncate(depth);
        for (one, other) in [(start, idx), (idx, start)] {
            if let Some(place) = partners.get_mut(one) {
                *place = Some(other);
            }
        }
    }
    partners
}
