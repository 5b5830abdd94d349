//! What names stand for: functions, variables and parameters, and where each of them is seen.
//!
//! Works on any code; a scope that is not closed goes to the end. Not the values of names.

use std::ops::Range;

use crate::script::syntax::{Code, Token, TokenKind};

/// A name that a script gives to something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The index of the name's token.
    pub token: usize,
    /// What it names.
    pub kind: BindingKind,
    /// The tokens among which the name means this.
    pub seen: Range<usize>,
}

/// What a name of the script stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BindingKind {
    /// A variable made by `let` or `const`, with the tokens of its first value, which may be none.
    Variable(Range<usize>),
    /// The variable of a loop, with the tokens of what is walked through.
    Loop(Range<usize>),
    /// The counter of a loop.
    Counter,
    /// A parameter of a function, by number.
    Parameter(usize),
    /// A parameter of a closure, by number, with the token that begins the closure.
    ClosureParameter(usize, usize),
    /// The error that was caught.
    Caught,
}

/// A function that a script defines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionDefinition {
    /// The name.
    pub name: String,
    /// The index of the name's token.
    pub token: usize,
    /// The parameters in order.
    pub parameters: Vec<String>,
    /// The tokens of the body, with its braces; empty while there is none.
    pub body: Range<usize>,
    /// The comment above it, without its marks; empty when there is none.
    pub comment: String,
}

/// All names that a script gives, in the order of their tokens.
pub fn bindings(code: &Code<'_>) -> Vec<Binding> {
    let mut found = Vec::new();
    for idx in 0..code.len() {
        if code.is(idx, "let") || code.is(idx, "const") {
            found.extend(variable(code, idx + 1));
        } else if code.is(idx, "fn") {
            parameters_of_function(code, idx, &mut found);
        } else if code.is(idx, "for") {
            names_of_loop(code, idx, &mut found);
        } else if code.is(idx, "catch") {
            found.extend(caught(code, idx));
        } else if code.is(idx, "|") && code.opens_closure(idx) {
            parameters_of_closure(code, idx, &mut found);
        }
    }
    found.sort_by_key(|binding| binding.token);
    found
}

/// What the name at `idx` stands for; the innermost counts. `None` for what the script is given, and
/// for functions.
pub fn binding_of<'b>(code: &Code<'_>, bindings: &'b [Binding], idx: usize) -> Option<&'b Binding> {
    let name = code.word(idx);
    if let Some(own) = bindings.iter().find(|binding| binding.token == idx) {
        return Some(own);
    }
    let seen = bindings.iter().filter(|binding| binding.seen.contains(&idx));
    seen.filter(|binding| code.word(binding.token) == name).max_by_key(|binding| binding.seen.start)
}

/// The names that can be used before the token `idx`, each once, the nearest first.
pub fn visible_bindings<'b>(code: &Code<'_>, bindings: &'b [Binding], idx: usize) -> Vec<&'b Binding> {
    let is_seen = |binding: &&Binding| binding.seen.start <= idx && idx <= binding.seen.end;
    let mut visible: Vec<&Binding> = bindings.iter().filter(is_seen).collect();
    visible.sort_by_key(|binding| std::cmp::Reverse(binding.seen.start));
    let mut names = std::collections::BTreeSet::new();
    visible.retain(|binding| names.insert(code.word(binding.token)));
    visible
}

/// The functions that a script defines, in order. `tokens` are all of its tokens.
pub fn function_definitions(code: &Code<'_>, tokens: &[Token]) -> Vec<FunctionDefinition> {
    let starts = (0..code.len()).filter(|idx| code.is(*idx, "fn"));
    let definitions = starts.filter_map(|idx| {
        let token = idx + 1;
        if !matches!(code.kind(token), Some(TokenKind::Function | TokenKind::Name)) {
            return None;
        }
        let first = if code.is_before(idx, "private") { idx - 1 } else { idx };
        Some(FunctionDefinition {
            name: code.word(token).to_owned(),
            token,
            parameters: parameter_tokens(code, idx).map(|idx| code.word(idx).to_owned()).collect(),
            body: body_of(code, idx).unwrap_or_default(),
            comment: comment_above(code.text(), tokens, code.start(first)),
        })
    });
    definitions.collect()
}

/// The comment lines that stand right above the byte `offset`.
fn comment_above(text: &str, tokens: &[Token], offset: usize) -> String {
    let before = tokens.partition_point(|token| token.end <= offset);
    let mut lines = Vec::new();
    for token in tokens.get(..before).unwrap_or_default().iter().rev() {
        match token.kind {
            TokenKind::Blank if token.text(text).matches('\n').count() <= 1 => {}
            TokenKind::Comment => lines.push(token.text(text)),
            _ => break,
        }
    }
    let lines = lines.iter().rev().flat_map(|comment| comment.lines()).map(|line| {
        let line = line.trim().trim_start_matches('/').trim_start_matches(['*', '!']);
        line.trim_end_matches('/').trim_end_matches('*').trim()
    });
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

fn variable(code: &Code<'_>, token: usize) -> Option<Binding> {
    (code.kind(token) == Some(TokenKind::Name)).then(|| {
        let has_value = code.is(token + 1, "=");
        let end = code.expression_end(token + 1);
        let value = if has_value { token + 2..end.max(token + 2) } else { end..end };
        let start = if code.is(end, ";") { end + 1 } else { end };
        Binding { token, kind: BindingKind::Variable(value), seen: start..end_of_block(code, token) }
    })
}

/// Where the block around a token ends.
fn end_of_block(code: &Code<'_>, idx: usize) -> usize {
    let mut at = idx;
    while let Some(open) = code.enclosing(at) {
        if code.is(open, "{") || code.kind(open) == Some(TokenKind::InterpolationStart) {
            return code.partner(open).unwrap_or(code.len());
        }
        at = open;
    }
    code.len()
}

fn parameter_tokens<'c>(code: &'c Code<'_>, function: usize) -> impl Iterator<Item = usize> + 'c {
    let open = function + 2;
    let end = if code.is(open, "(") { code.partner(open).unwrap_or(code.len()) } else { open };
    (open..end).filter(|idx| code.kind(*idx) == Some(TokenKind::Name))
}

fn body_of(code: &Code<'_>, function: usize) -> Option<Range<usize>> {
    let open = code.partner(function + 2)? + 1;
    code.is(open, "{").then(|| open..code.partner(open).map_or(code.len(), |close| close + 1))
}

fn parameters_of_function(code: &Code<'_>, function: usize, found: &mut Vec<Binding>) {
    let Some(body) = body_of(code, function) else { return };
    found.extend(parameter_tokens(code, function).enumerate().map(|(number, token)| Binding {
        token,
        kind: BindingKind::Parameter(number),
        seen: body.clone(),
    }));
}

fn parameters_of_closure(code: &Code<'_>, open: usize, found: &mut Vec<Binding>) {
    let Some(close) = (open + 1..code.len()).take(40).find(|idx| code.is(*idx, "|")) else { return };
    let names = (open + 1..close).filter(|idx| code.kind(*idx) == Some(TokenKind::Name));
    let start = close + 1;
    let end = match code.partner(start) {
        Some(partner) if code.is(start, "{") => partner + 1,
        _ => code.expression_end(start),
    };
    found.extend(names.enumerate().map(|(number, token)| Binding {
        token,
        kind: BindingKind::ClosureParameter(number, open),
        seen: start..end,
    }));
}

fn names_of_loop(code: &Code<'_>, start: usize, found: &mut Vec<Binding>) {
    let Some(within) = (start + 1..code.len()).take(8).find(|idx| code.is(*idx, "in")) else { return };
    let Some(open) = block_behind(code, within + 1) else { return };
    let seen = open..code.partner(open).map_or(code.len(), |close| close + 1);
    let names = (start + 1..within).filter(|idx| code.kind(*idx) == Some(TokenKind::Name));
    found.extend(names.enumerate().map(|(number, token)| Binding {
        token,
        kind: if number == 0 { BindingKind::Loop(within + 1..open) } else { BindingKind::Counter },
        seen: seen.clone(),
    }));
}

/// The first `{` on the level of `idx`, before the statement ends.
pub(crate) fn block_behind(code: &Code<'_>, idx: usize) -> Option<usize> {
    let mut at = idx;
    while at < code.len() {
        if code.is(at, "{") {
            return Some(at);
        }
        if [";", ",", ")", "]", "}"].iter().any(|end| code.is(at, end)) {
            return None;
        }
        at = match code.partner(at) {
            Some(partner) if partner > at => partner + 1,
            _ => at + 1,
        };
    }
    None
}

fn caught(code: &Code<'_>, catch: usize) -> Option<Binding> {
    let token = catch + 2;
    let open = catch + 4;
    let is_named = code.is(catch + 1, "(") && code.kind(token) == Some(TokenKind::Name) && code.is(open, "{");
    is_named.then(|| Binding {
        token,
        kind: BindingKind::Caught,
        seen: open..code.partner(open).map_or(code.len(), |close| close + 1),
    })
}
