//! Expressions that read something step by step, such as `user.emails[0].value`, and calls around a
//! place.
//!
//! Not what the steps give: that takes knowledge of attributes and functions.

use std::ops::Range;

use crate::script::syntax::{Code, TokenKind};

/// Where an expression of steps begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Head {
    /// A name, by its token.
    Name(usize),
    /// A call of a function, by the token of its name, with the tokens of each argument.
    Call(usize, Vec<Range<usize>>),
    /// A text, a list, a map or anything else, as its tokens.
    Other(Range<usize>),
}

/// A step of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// `.name` or `?.name`, by the token of the name.
    Property(usize),
    /// `[…]`, with the tokens between the brackets.
    Index(Range<usize>),
    /// `.name(…)`, by the token of the name, with the tokens of each argument.
    Method(usize, Vec<Range<usize>>),
}

/// An expression of steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// The first token.
    pub start: usize,
    /// What it begins with.
    pub head: Head,
    /// The steps in order.
    pub steps: Vec<Step>,
}

/// A call with a place inside its brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnclosingCall {
    /// The token of the function's name.
    pub name: usize,
    /// The token of the opening bracket.
    pub open: usize,
    /// The number of commas before the place.
    pub argument: usize,
    /// It is called as a method, so that the first parameter stands in front of the dot.
    pub is_method: bool,
}

/// The most steps that are followed, forth or back.
const MOST_STEPS: usize = 64;

/// The expression of steps whose last token is the one before `end`, such as what stands in front of
/// a dot.
pub fn chain_before(code: &Code<'_>, end: usize) -> Option<Chain> {
    let mut steps = Vec::new();
    let mut at = end;
    for _ in 0..MOST_STEPS {
        let last = at.checked_sub(1)?;
        match code.kind(last)? {
            TokenKind::Property => {
                steps.push(Step::Property(last));
                at = last.checked_sub(1)?;
            }
            TokenKind::Name => return Some(chain(last, Head::Name(last), steps)),
            TokenKind::Keyword if code.word(last) == "this" => {
                return Some(chain(last, Head::Name(last), steps));
            }
            TokenKind::Text => {
                let start = start_of_text(code, last);
                return Some(chain(start, Head::Other(start..at), steps));
            }
            TokenKind::Number | TokenKind::Character => {
                return Some(chain(last, Head::Other(last..at), steps));
            }
            TokenKind::Bracket => {
                let open = code.partner(last).filter(|open| *open < last)?;
                let is_step = code.follows_operand(open);
                if code.is(last, ")") && is_step && code.kind(open - 1) == Some(TokenKind::Function) {
                    let name = open - 1;
                    let arguments = arguments(code, open, last);
                    if !(code.is_before(name, ".") || code.is_before(name, "?.")) {
                        return Some(chain(name, Head::Call(name, arguments), steps));
                    }
                    steps.push(Step::Method(name, arguments));
                    at = name.checked_sub(1)?;
                } else if code.is(last, "]") && is_step {
                    steps.push(Step::Index(open + 1..last));
                    at = open;
                } else {
                    return Some(chain(open, Head::Other(open..at), steps));
                }
            }
            _ => return None,
        }
    }
    None
}

/// The expression of steps that begins at `start` and goes on to `end` at most.
pub fn chain_from(code: &Code<'_>, start: usize, end: usize) -> Option<Chain> {
    let mut at = start;
    let mut last = None;
    for _ in 0..MOST_STEPS {
        at = match code.kind(at)? {
            TokenKind::InterpolationStart => code.partner(at)? + 1,
            TokenKind::Bracket if code.opens(at) => code.partner(at)? + 1,
            TokenKind::Operator if !matches!(code.word(at), "." | "?.") => break,
            TokenKind::Bracket | TokenKind::Punctuation | TokenKind::InterpolationEnd => break,
            TokenKind::Keyword if code.word(at) != "this" => break,
            _ => at + 1,
        };
        if at > end {
            break;
        }
        last = Some(at);
        if at == end {
            break;
        }
    }
    chain_before(code, last?).filter(|chain| chain.start == start)
}

/// The innermost call with the byte `offset` inside its brackets.
pub fn enclosing_call(code: &Code<'_>, offset: usize) -> Option<EnclosingCall> {
    let mut at = code.n_before(offset);
    loop {
        let open = code.enclosing(at)?;
        if code.is(open, "{") {
            return None;
        }
        let name = open.checked_sub(1)?;
        if code.is(open, "(") && code.kind(name) == Some(TokenKind::Function) && !code.is_before(name, "fn") {
            let argument = commas(code, open + 1, code.n_before(offset));
            let is_method = code.is_before(name, ".") || code.is_before(name, "?.");
            return Some(EnclosingCall { name, open, argument, is_method });
        }
        at = open;
    }
}

/// The arguments between two brackets, each as its tokens.
pub fn arguments(code: &Code<'_>, open: usize, close: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = open + 1;
    while start < close {
        let end = argument_end(code, start).min(close);
        found.push(start..end);
        start = end + 1;
    }
    found
}

/// The end of an argument; the parameters of a closure hold commas too.
fn argument_end(code: &Code<'_>, start: usize) -> usize {
    let body = if code.is(start, "|") && code.opens_closure(start) {
        (start + 1..code.len()).take(40).find(|idx| code.is(*idx, "|")).map_or(start, |close| close + 1)
    } else {
        start
    };
    code.expression_end(body)
}

fn commas(code: &Code<'_>, start: usize, end: usize) -> usize {
    let mut count = 0;
    let mut at = start;
    while at < end {
        let stop = argument_end(code, at);
        if stop >= end {
            break;
        }
        count += usize::from(code.is(stop, ","));
        at = stop + 1;
    }
    count
}

fn chain(start: usize, head: Head, mut steps: Vec<Step>) -> Chain {
    steps.reverse();
    Chain { start, head, steps }
}

fn start_of_text(code: &Code<'_>, last: usize) -> usize {
    let mut start = last;
    while start > 0 && code.kind(start - 1) == Some(TokenKind::InterpolationEnd) {
        match code.partner(start - 1) {
            Some(open) if open > 0 => start = open - 1,
            _ => break,
        }
    }
    start
}
