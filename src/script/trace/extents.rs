//! From where to where a part of a script is written.
//!
//! The tree knows one place of each part; the tokens of the text tell the rest.

use std::ops::Range;

use crate::script::lower::Place;
use crate::script::syntax::{Token, TokenKind, tokens};
use crate::script::trace::trace_value::cut;
use crate::script::{ScriptText, TracePlace};

/// The most characters of an expression that are shown.
const MOST_CHARACTERS: usize = 120;

/// A text, cut into tokens.
pub(crate) struct Extents<'t> {
    text: &'t str,
    which: ScriptText,
    /// Those that count.
    tokens: Vec<Token>,
    /// For each token that is a bracket the one that belongs to it.
    partners: Vec<Option<usize>>,
    line_starts: Vec<usize>,
}

impl<'t> Extents<'t> {
    pub fn new(text: &'t str, which: ScriptText) -> Self {
        let tokens: Vec<Token> = tokens(text).into_iter().filter(|token| token.is_significant()).collect();
        let partners = partners(&tokens, text);
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { text, which, tokens, partners, line_starts: [0].into_iter().chain(breaks).collect() }
    }

    /// The extent of what has these places: from the first to the end of the last, brackets that are
    /// opened or closed in between as a whole. `None` when no place is known.
    pub fn around(&self, places: impl IntoIterator<Item = Place>) -> Option<Range<usize>> {
        let offsets = places.into_iter().filter_map(|place| self.token_at(place));
        let (first, last) = offsets.fold(None, |found: Option<(usize, usize)>, at| {
            Some(found.map_or((at, at), |(first, last)| (first.min(at), last.max(at))))
        })?;
        let (first, last) = self.balanced(self.subject_of(first), self.end_of(last));
        Some(self.tokens.get(first)?.start..self.tokens.get(last)?.end)
    }

    /// The name that is written at a place, empty when there is none.
    pub fn name_at(&self, place: Place) -> &'t str {
        let token = self.token_at(place).and_then(|at| self.tokens.get(at));
        token.filter(|token| token.is_name()).map(|token| token.text(self.text)).unwrap_or_default()
    }

    /// An extent in one line, shortened when it is long.
    pub fn shown(&self, extent: &Range<usize>) -> String {
        let text = self.text.get(extent.clone()).unwrap_or_default();
        cut(&text.split_whitespace().collect::<Vec<_>>().join(" "), MOST_CHARACTERS)
    }

    /// An extent in lines and characters.
    pub fn place(&self, extent: &Range<usize>) -> TracePlace {
        let line = self.line_starts.partition_point(|start| *start <= extent.start);
        let line_start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let characters = |from: usize, to: usize| self.text.get(from..to).unwrap_or_default().chars().count();
        TracePlace {
            text: self.which,
            line,
            column: characters(line_start, extent.start) + 1,
            length: characters(extent.start, extent.end),
        }
    }

    /// The token that begins at a place or holds it.
    fn token_at(&self, place: Place) -> Option<usize> {
        let line_start = *self.line_starts.get(usize::from(place.line).checked_sub(1)?)?;
        let line = self.text.get(line_start..)?;
        let skipped = line.char_indices().nth(usize::from(place.column).checked_sub(1)?)?.0;
        let at = self.tokens.partition_point(|token| token.end <= line_start + skipped);
        (at < self.tokens.len()).then_some(at)
    }

    /// The last token of what begins with this one: of a call its closing bracket, of a text with
    /// code in it its last piece.
    fn end_of(&self, at: usize) -> usize {
        let kind = |at: usize| self.tokens.get(at).map(|token| token.kind);
        let mut end = at;
        while kind(end) == Some(TokenKind::Text) && kind(end + 1) == Some(TokenKind::InterpolationStart) {
            let Some(closing) = self.partners.get(end + 1).copied().flatten() else { return end };
            end = if kind(closing + 1) == Some(TokenKind::Text) { closing + 1 } else { closing };
        }
        let is_called = matches!(kind(end), Some(TokenKind::Function | TokenKind::Property))
            && self.tokens.get(end + 1).is_some_and(|token| token.text(self.text) == "(");
        if is_called { self.partners.get(end + 1).copied().flatten().unwrap_or(end) } else { end }
    }

    /// The first token of what a method or property that stands alone belongs to: of `push` in
    /// `a.b.push(c)` that is `a`.
    fn subject_of(&self, at: usize) -> usize {
        let text = |at: usize| self.tokens.get(at).map(|token| token.text(self.text)).unwrap_or_default();
        let mut first = at;
        while first >= 2 && matches!(text(first - 1), "." | "?.") {
            first -= 2;
            if let Some(partner) = self.partners.get(first).copied().flatten() {
                first = partner.min(first);
                let is_called = first > 0 && self.tokens.get(first - 1).is_some_and(|token| token.is_name());
                first -= usize::from(is_called);
            }
        }
        first
    }

    fn balanced(&self, mut first: usize, mut last: usize) -> (usize, usize) {
        // Each round takes in at least one more token.
        for _ in 0..self.tokens.len() {
            let inside = self.partners.get(first..=last).unwrap_or_default();
            let partners = inside.iter().flatten();
            let around =
                partners.fold((first, last), |(from, to), partner| (from.min(*partner), to.max(*partner)));
            if around == (first, last) {
                break;
            }
            (first, last) = around;
        }
        (first, last)
    }
}

fn partners(tokens: &[Token], text: &str) -> Vec<Option<usize>> {
    let mut partners = vec![None; tokens.len()];
    let mut open: Vec<usize> = Vec::new();
    for (idx, token) in tokens.iter().enumerate() {
        let opens = match token.kind {
            TokenKind::InterpolationStart => true,
            TokenKind::InterpolationEnd => false,
            TokenKind::Bracket => !matches!(token.text(text), ")" | "]" | "}"),
            _ => continue,
        };
        if opens {
            open.push(idx);
        } else if let Some(partner) = open.pop() {
            for (of, other) in [(partner, idx), (idx, partner)] {
                if let Some(place) = partners.get_mut(of) {
                    *place = Some(other);
                }
            }
        }
    }
    partners
}
