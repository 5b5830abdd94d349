//! Finds what can be written at the cursor.

use std::ops::Range;

use crate::script::syntax::{Token, TokenKind};
use crate::workbench::language::candidate::{Candidate, ranked};
use crate::workbench::language::complete_members::member_candidates;
use crate::workbench::language::complete_names::name_candidates;
use crate::workbench::language::script_view::ScriptView;
use crate::workbench::language::wanted_text::{WantedText, wanted_texts};
use crate::workbench::language::{Completion, Completions, ScriptContext, Snippet};

/// What can be written at the byte `cursor` of a script, the best first. Any text and any cursor will
/// do; in a comment and where a name is given there is nothing.
pub fn complete(context: ScriptContext<'_>, cursor: usize) -> Completions {
    let is_place = context.text.is_char_boundary(cursor);
    let Some(view) = ScriptView::new(context).filter(|_| is_place) else { return Completions::default() };
    let touched = touched_token(&view.tokens, context.text, cursor);
    match touched.map(|token| token.kind) {
        Some(TokenKind::Comment | TokenKind::Character | TokenKind::Number) => Completions::default(),
        Some(TokenKind::Text) => touched.map(|token| in_text(&view, token, cursor)).unwrap_or_default(),
        _ => in_code(&view, touched.filter(|token| is_word(*token)), cursor),
    }
}

fn is_word(token: Token) -> bool {
    token.is_name() || token.kind == TokenKind::Keyword
}

/// The token that the cursor is in, or at the end of which it is when more can be written there.
fn touched_token(tokens: &[Token], text: &str, cursor: usize) -> Option<Token> {
    let token = *tokens.iter().find(|token| token.start < cursor && cursor <= token.end)?;
    let goes_on = match token.kind {
        TokenKind::Comment => token.text(text).starts_with("//"),
        TokenKind::Text => is_open(token.text(text)),
        TokenKind::Number => true,
        _ => is_word(token),
    };
    (cursor < token.end || goes_on).then_some(token)
}

/// Whether a text in double quotes has no end.
fn is_open(text: &str) -> bool {
    text.starts_with('"') && (text.len() == 1 || !text.ends_with('"'))
}

fn in_text(view: &ScriptView<'_>, token: Token, cursor: usize) -> Completions {
    let text = token.text(view.context.text);
    if !text.starts_with('"') {
        return Completions::default();
    }
    let start = token.start + 1;
    let (end, closing) = if is_open(text) { (cursor, "\"") } else { (token.end - 1, "") };
    let typed = view.context.text.get(start..cursor).unwrap_or_default();
    let idx = view.code.n_before(token.start);
    let candidates = members_by_text(view, idx).unwrap_or_else(|| {
        let wanted = wanted_texts(view, idx, cursor).best(typed);
        wanted.texts.into_iter().enumerate().map(text_candidate).collect()
    });
    let written = candidates.into_iter().map(|candidate| {
        let insert = Snippet::plain(format!("{}{closing}", escaped(&candidate.label)));
        Candidate { insert, ..candidate }
    });
    let items = ranked(written.collect(), typed, &(start..end.max(start)));
    Completions { typed: typed.to_owned(), is_unasked: !items.is_empty(), items }
}

/// The names of parts, for a text in brackets behind an object.
fn members_by_text(view: &ScriptView<'_>, idx: usize) -> Option<Vec<Candidate>> {
    let open = idx.checked_sub(1)?;
    let is_index = (view.code.is(open, "[") || view.code.is(open, "?[")) && view.code.follows_operand(open);
    let part = is_index.then(|| view.part_before(open))??;
    Some(part.parts.iter().map(|part| Candidate::of_part(part, part_kind(), part.n_samples())).collect())
}

fn part_kind() -> crate::workbench::language::CompletionKind {
    crate::workbench::language::CompletionKind::Attribute
}

/// The order of the texts stays when they answer what was typed as well.
fn text_candidate((number, wanted): (usize, WantedText<'_>)) -> Candidate {
    let weight = usize::MAX - number;
    Candidate { detail: wanted.about.words(), ..Candidate::new(wanted.text, wanted.kind, weight) }
}

/// A text as it stands between double quotes.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' | '\\' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            _ => escaped.push(character),
        }
    }
    escaped
}

fn in_code(view: &ScriptView<'_>, word: Option<Token>, cursor: usize) -> Completions {
    let replaces = word.map_or(cursor..cursor, Token::range);
    let typed = view.context.text.get(replaces.start..cursor).unwrap_or_default();
    let idx = view.code.n_before(replaces.start);
    let has_brackets = view.context.text.get(replaces.end..).is_some_and(|rest| rest.starts_with('('));
    let is_dot = |at: &usize| view.code.is(*at, ".") || view.code.is(*at, "?.");
    // Between two dots that have nothing between them yet.
    let splits_dots = view.code.is(idx, "..") && view.code.start(idx) + 1 == cursor;
    let dot = if splits_dots { Some(idx) } else { idx.checked_sub(1).filter(is_dot) };
    let is_member = dot.is_some();
    let candidates = if let Some(dot) = dot {
        member_candidates(view, dot, &replaces, has_brackets)
    } else if names_something(view, idx) {
        Vec::new()
    } else {
        name_candidates(view, idx, (replaces.start, typed), has_brackets)
    };
    let items = indented(ranked(candidates, typed, &replaces), view.context.text);
    Completions { typed: typed.to_owned(), items, is_unasked: is_member || !typed.is_empty() }
}

/// Whether a name is given here, which nobody can know.
fn names_something(view: &ScriptView<'_>, idx: usize) -> bool {
    let code = &view.code;
    let is_given = ["let", "const", "fn", "for"].iter().any(|word| code.is_before(idx, word));
    let is_parameter = || {
        let open =
            (0..idx).rev().take(40).find(|at| code.is(*at, "|") || code.is(*at, ";") || code.is(*at, "{"));
        open.is_some_and(|open| code.opens_closure(open) && code.is(open, "|"))
    };
    let is_of_function = || {
        let open = code.enclosing(idx);
        open.is_some_and(|open| code.is(open, "(") && open >= 2 && code.is(open - 2, "fn"))
    };
    is_given || is_parameter() || is_of_function()
}

/// What has several lines is indented like the line it is put into.
fn indented(mut items: Vec<Completion>, text: &str) -> Vec<Completion> {
    for item in &mut items {
        if item.insert.text.contains('\n') {
            let indent = indent_at(text, &item.replaces);
            item.insert = item.insert.indented(&indent);
        }
    }
    items
}

fn indent_at(text: &str, replaces: &Range<usize>) -> String {
    let line = text.get(..replaces.start).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
    line.chars().take_while(|character| matches!(character, ' ' | '\t')).collect()
}
