//! The text of a script, cut into tokens: where the parts of a tree stand in it.

use std::ops::Range;

use crate::diagnostic::{Fix, Span, TextEdit};
use crate::script::lower::tree::{Kind, Node, Step};
use crate::script::lower::{Place, for_each_child, for_each_child_of_step};
use crate::script::syntax::{Token, TokenKind, token_at, tokens};

/// A script with its tokens.
#[derive(Clone, Debug, Default)]
pub struct Source {
    text: String,
    tokens: Vec<Token>,
    line_starts: Vec<usize>,
    /// Then columns are bytes.
    is_ascii: bool,
}

impl Source {
    /// Cuts a script.
    pub fn new(text: &str) -> Self {
        let mut line_starts = vec![0];
        line_starts.extend(text.match_indices('\n').map(|(newline, _)| newline + 1));
        let tokens = tokens(text).into_iter().filter(|token| token.is_significant()).collect();
        Self { text: text.to_owned(), tokens, line_starts, is_ascii: text.is_ascii() }
    }

    /// The script.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The tokens that count, in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Some bytes of the script; empty when they are none of it.
    pub fn slice(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// Some bytes of the script as they are quoted in a message: one line, and not a long one.
    pub fn shown(&self, range: &Range<usize>) -> String {
        const MOST: usize = 48;
        let text = self.slice(range);
        let line = text.lines().next().unwrap_or_default();
        if line.len() == text.len() && line.chars().count() <= MOST {
            return text.to_owned();
        }
        line.chars().take(MOST - 1).chain(['…']).collect()
    }

    /// Bytes as a place: at least one character, and not over the end of the line.
    pub fn span(&self, range: &Range<usize>) -> Span {
        let length = self.slice(range).lines().next().unwrap_or_default().chars().count();
        Span::at_offset(&self.text, range.start, length)
    }

    /// A fix that replaces some bytes.
    pub fn replacing(&self, range: &Range<usize>, new: &str) -> Fix {
        let title = if new.is_empty() {
            format!("Remove `{}`", self.slice(range).trim())
        } else {
            format!("Replace it with `{new}`")
        };
        Fix::new(title, self.edit(range, new))
    }

    /// A fix that adds something behind some bytes.
    pub fn adding_behind(&self, range: &Range<usize>, new: &str) -> Fix {
        Fix::new(format!("Add `{}`", new.trim()), self.edit(&(range.end..range.end), new))
    }

    /// The brackets behind some bytes taken away, which have nothing between them.
    pub fn without_brackets(&self, range: &Range<usize>) -> Fix {
        let rest = self.text.get(range.end..).unwrap_or_default();
        let end = rest.find(')').map_or(range.end, |close| range.end + close + 1);
        Fix::new("Remove the brackets", self.edit(&(range.end..end), ""))
    }

    /// A change of some bytes.
    pub fn edit(&self, range: &Range<usize>, new: &str) -> TextEdit {
        TextEdit::of_bytes(&self.text, range.start, range.end, new)
    }

    /// The byte at a place, `None` when the place is not known.
    pub(super) fn offset(&self, place: Place) -> Option<usize> {
        let line_start = *self.line_starts.get(usize::from(place.line.checked_sub(1)?))?;
        let column = usize::from(place.column.checked_sub(1)?);
        if self.is_ascii {
            return Some(line_start + column).filter(|offset| *offset < self.text.len());
        }
        let line = self.text.get(line_start..)?;
        let (offset, _) = line.char_indices().nth(column)?;
        Some(line_start + offset)
    }

    /// The word or sign at a place.
    pub(super) fn word(&self, place: Place) -> Range<usize> {
        let Some(offset) = self.offset(place) else { return 0..0 };
        self.token_from(offset).map_or(offset..offset, Token::range)
    }

    /// The first token that ends behind a byte.
    pub(super) fn token_from(&self, offset: usize) -> Option<Token> {
        self.tokens.get(self.tokens.partition_point(|token| token.end <= offset)).copied()
    }

    /// The tokens between two bytes.
    pub(super) fn tokens_within(&self, range: &Range<usize>) -> impl Iterator<Item = Token> {
        let first = self.tokens.partition_point(|token| token.end <= range.start);
        let end = range.end;
        self.tokens
            .get(first..)
            .unwrap_or_default()
            .iter()
            .copied()
            .take_while(move |token| token.start < end)
    }

    /// Everything that a node stands for, with the brackets that belong to it.
    pub(super) fn extent(&self, node: &Node) -> Range<usize> {
        let mut bounds = Bounds::default();
        self.add(node, &mut bounds);
        self.closed(&bounds)
    }

    /// A chain up to one of its steps, with it.
    pub(super) fn extent_of_steps(&self, base: &Node, steps: &[Step]) -> Range<usize> {
        let mut bounds = Bounds::default();
        self.add(base, &mut bounds);
        for step in steps {
            self.add_step(step, &mut bounds);
        }
        self.closed(&bounds)
    }

    fn add(&self, node: &Node, bounds: &mut Bounds) {
        bounds.add(self.offset(node.place));
        if let Kind::Chain(chain) = &node.kind {
            self.add(&chain.base, bounds);
            chain.steps.iter().for_each(|step| self.add_step(step, bounds));
            return;
        }
        for_each_child(node, &mut |part| self.add(part, bounds));
    }

    fn add_step(&self, step: &Step, bounds: &mut Bounds) {
        bounds.add(self.offset(step.place));
        for_each_child_of_step(step, &mut |part| self.add(part, bounds));
    }

    /// From the first to the last byte, grown until no bracket that was opened is left open.
    fn closed(&self, bounds: &Bounds) -> Range<usize> {
        let Some((start, last)) = bounds.0 else { return 0..0 };
        let first = token_at(&self.tokens, start)
            .unwrap_or_else(|| self.tokens.partition_point(|token| token.end <= start));
        let (mut end, mut depth) = (start, 0usize);
        for token in self.tokens.get(first..).unwrap_or_default() {
            if token.start > last && depth == 0 && !self.goes_on(*token, end) {
                break;
            }
            match token.kind {
                TokenKind::Bracket => match token.text(&self.text) {
                    ")" | "]" | "}" if depth == 0 => break,
                    ")" | "]" | "}" => depth -= 1,
                    _ => depth += 1,
                },
                TokenKind::InterpolationStart => depth += 1,
                TokenKind::InterpolationEnd if depth == 0 => break,
                TokenKind::InterpolationEnd => depth -= 1,
                _ => {}
            }
            end = token.end;
        }
        start..end
    }

    /// Whether a token is called or read from what ends there, or is the rest of a text.
    fn goes_on(&self, token: Token, end: usize) -> bool {
        let follows = token.start == end;
        let is_call = token.text(&self.text) == "("
            && self
                .tokens
                .iter()
                .rfind(|before| before.end == end)
                .is_some_and(|before| before.kind == TokenKind::Function);
        let before = self.text.get(..end).unwrap_or_default();
        let is_rest = token.kind == TokenKind::Text
            && before.ends_with('}')
            && !token.text(&self.text).starts_with('"');
        let is_start = token.kind == TokenKind::InterpolationStart;
        let is_after_index = token.text(&self.text) == "]";
        follows && (is_call || is_rest || is_start) && !is_after_index
    }
}

/// The first and the last byte of something.
#[derive(Default)]
struct Bounds(Option<(usize, usize)>);

impl Bounds {
    fn add(&mut self, offset: Option<usize>) {
        let Some(offset) = offset else { return };
        let (first, last) = self.0.unwrap_or((offset, offset));
        self.0 = Some((first.min(offset), last.max(offset)));
    }
}
