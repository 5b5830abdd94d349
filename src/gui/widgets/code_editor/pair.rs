//! Brackets and quotes that come in pairs: closed as they are opened, typed over, taken out together.
//!
//! Only where a pair is meant: not inside texts and comments, and not in front of a word.

use crate::gui::widgets::code_editor::edit::{Editing, replace_selection};
use crate::gui::widgets::highlight::{Language, Token, TokenKind, tokens_of};

const BRACKETS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('{', '}')];

/// What a bracket or quote does when it is typed. `None` where it is an ordinary character.
pub fn type_paired(editing: &Editing, language: Language, typed: char) -> Option<Editing> {
    let is_quote = typed == '"' || (typed == '`' && language == Language::Rhai);
    let close = match BRACKETS.iter().find(|(open, _)| *open == typed) {
        Some((_, close)) => Some(*close),
        None => is_quote.then_some(typed),
    };
    if editing.anchor != editing.head {
        return close.map(|close| surround(editing, typed, close));
    }
    let around = Around::of(editing, language);
    if around.next == Some(typed) && around.closes(typed, is_quote) {
        let head = editing.head + 1;
        return Some(Editing { text: editing.text.clone(), anchor: head, head });
    }
    let close = close?;
    let is_open_space =
        around.next.is_none_or(|next| next.is_whitespace() || matches!(next, ')' | ']' | '}' | ',' | ';'));
    let follows_word =
        around.previous.is_some_and(|previous| previous.is_alphanumeric() || previous == typed);
    if around.is_in_literal || !is_open_space || (is_quote && follows_word) {
        return None;
    }
    let mut edited = replace_selection(editing, &format!("{typed}{close}"));
    edited.anchor -= 1;
    edited.head -= 1;
    Some(edited)
}

/// Backspace between the two of an empty pair takes both. `None` where it is an ordinary Backspace.
pub fn delete_pair(editing: &Editing, language: Language) -> Option<Editing> {
    if editing.anchor != editing.head || editing.head == 0 {
        return None;
    }
    let around = Around::of(editing, language);
    let (previous, next) = (around.previous?, around.next?);
    let is_empty_text = matches!(previous, '"' | '`') && next == previous && around.is_empty_text;
    if !BRACKETS.contains(&(previous, next)) && !is_empty_text {
        return None;
    }
    let pair = Editing { text: editing.text.clone(), anchor: editing.head - 1, head: editing.head + 1 };
    Some(replace_selection(&pair, ""))
}

/// Enter between the two of a bracket pair puts the closing one on a line of its own. The text to
/// insert before and behind the cursor; `None` where it is an ordinary line.
pub(super) fn line_between(editing: &Editing, indentation: &str, level: &str) -> Option<(String, String)> {
    let mut before = editing.text.chars().take(editing.selected().start);
    let previous = before.by_ref().last()?;
    let next = editing.text.chars().nth(editing.selected().end)?;
    BRACKETS
        .contains(&(previous, next))
        .then(|| (format!("\n{indentation}{level}"), format!("\n{indentation}")))
}

fn surround(editing: &Editing, open: char, close: char) -> Editing {
    let selected: String = {
        let range = editing.selected();
        editing.text.chars().skip(range.start).take(range.len()).collect()
    };
    let edited = replace_selection(editing, &format!("{open}{selected}{close}"));
    Editing { text: edited.text, anchor: editing.anchor + 1, head: editing.head + 1 }
}

/// What stands around the cursor.
struct Around {
    previous: Option<char>,
    next: Option<char>,
    is_in_literal: bool,
    /// The cursor stands between the two quotes of an empty text.
    is_empty_text: bool,
    /// The cursor stands before the quote that closes a text.
    is_before_end: bool,
    /// Of the brackets of the text, opening ones minus closing ones, by kind.
    open: [isize; 3],
}

impl Around {
    fn of(editing: &Editing, language: Language) -> Self {
        let text = editing.text.as_str();
        let cursor = text.char_indices().nth(editing.head).map_or(text.len(), |(byte, _)| byte);
        let tokens = tokens_of(language, text);
        let holding = tokens.iter().find(|token| is_literal(text, token) && holds(text, token, cursor));
        let range = holding.map(|token| token.range.clone());
        let mut open = [0; 3];
        for token in tokens.iter().filter(|token| token.kind == TokenKind::Bracket) {
            let bracket = text.get(token.range.clone()).and_then(|bracket| bracket.chars().next());
            for (count, (opening, closing)) in open.iter_mut().zip(BRACKETS) {
                *count += isize::from(bracket == Some(opening)) - isize::from(bracket == Some(closing));
            }
        }
        Self {
            previous: text.get(..cursor).and_then(|before| before.chars().next_back()),
            next: text.get(cursor..).and_then(|after| after.chars().next()),
            is_in_literal: holding.is_some(),
            is_empty_text: range.as_ref().is_some_and(|range| range.len() == 2 && range.start + 1 == cursor),
            is_before_end: range.is_some_and(|range| range.end == cursor + 1 && range.len() > 1),
            open,
        }
    }

    /// Whether the next character closes what is open, so that typing it again goes past it.
    fn closes(&self, typed: char, is_quote: bool) -> bool {
        if is_quote {
            return self.is_in_literal && self.is_before_end;
        }
        let kind = BRACKETS.iter().position(|(_, close)| *close == typed);
        let is_balanced = kind.and_then(|kind| self.open.get(kind)).is_some_and(|open| *open <= 0);
        !self.is_in_literal && is_balanced
    }
}

fn is_literal(text: &str, token: &Token) -> bool {
    let first = text.get(token.range.clone()).and_then(|literal| literal.chars().next());
    match token.kind {
        TokenKind::Text | TokenKind::Comment => true,
        // The key of a JSON object.
        TokenKind::Function => first == Some('"'),
        _ => false,
    }
}

/// Whether what is typed at the cursor becomes a part of the token.
fn holds(text: &str, token: &Token, cursor: usize) -> bool {
    if cursor <= token.range.start {
        return false;
    }
    if cursor < token.range.end {
        return true;
    }
    let literal = text.get(token.range.clone()).unwrap_or_default();
    let is_open = if token.kind == TokenKind::Comment {
        literal.starts_with("//") || !literal.ends_with("*/")
    } else {
        let mut characters = literal.chars();
        let first = characters.next();
        // The part of a template before `${` is open as well; what follows is code.
        characters.next_back() != first
    };
    cursor == token.range.end && is_open
}
