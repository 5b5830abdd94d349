//! The text of the helper functions, function by function.
//!
//! Not what the functions mean; a text that cannot be taken apart without doubt stays whole.

use std::ops::Range;

use crate::change::Subject;
use crate::script::syntax::{Code, Token, TokenKind, tokens};

/// A text of helper functions in pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FunctionPieces {
    /// What stands around the functions.
    pub around: Around,
    /// The functions in order, each with its subject.
    pub functions: Vec<(Subject, FunctionText)>,
}

/// Blanks and comments that belong to no function.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Around {
    /// Before the first function, up to a blank line.
    pub start: String,
    /// Behind the last function; all of the text when there is none.
    pub end: String,
}

/// A function as it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FunctionText {
    /// The blanks between the function before it and its first comment; empty for the first one.
    pub separator: String,
    /// Its comments and the function, with a comment behind it on its last line.
    pub text: String,
}

/// How functions are set apart that did not stand together so far.
const SEPARATOR: &str = "\n\n";

/// Takes a text apart; joining the pieces gives the text. `None` where there is anything but functions,
/// blanks and comments, where a function has no end, two begin on the same line or are the same by name
/// and number of parameters.
pub(super) fn function_pieces(text: &str) -> Option<FunctionPieces> {
    let tokens = tokens(text);
    let code = Code::of(text, &tokens);
    let mut spans: Vec<(Subject, Range<usize>)> = Vec::new();
    let mut idx = 0;
    while idx < code.len() {
        let (subject, next) = function_at(&code, idx)?;
        if spans.iter().any(|(earlier, _)| *earlier == subject) {
            return None;
        }
        let end = with_comment_behind(text, &tokens, code.end(next.checked_sub(1)?));
        spans.push((subject, code.start(idx)..end));
        idx = next;
    }
    pieces(text, &tokens, spans)
}

/// The text of the pieces; functions whose surroundings changed are set apart by a blank line.
pub(super) fn join_functions<'f>(
    around: &Around,
    functions: impl Iterator<Item = &'f FunctionText>,
) -> String {
    let mut text = around.start.clone();
    for (idx, function) in functions.enumerate() {
        if idx > 0 {
            let is_apart = function.separator.contains('\n');
            text.push_str(if is_apart { &function.separator } else { SEPARATOR });
        }
        text.push_str(&function.text);
    }
    text.push_str(&around.end);
    text
}

/// The function that begins with a token, and the token behind it.
fn function_at(code: &Code<'_>, idx: usize) -> Option<(Subject, usize)> {
    let word = if code.is(idx, "private") { idx + 1 } else { idx };
    if !code.is(word, "fn") {
        return None;
    }
    let open = (word + 1..code.len()).take(8).find(|at| code.is(*at, "("))?;
    let close = code.partner(open)?;
    let body = close + 1;
    let end = if code.is(body, "{") { code.partner(body)? } else { return None };
    let name: String = (word + 1..open).map(|at| code.word(at)).collect();
    let parameters = (open + 1..close).filter(|at| code.kind(*at) == Some(TokenKind::Name));
    let subject = Subject::Function { name, n_parameters: parameters.count() };
    (open > word + 1).then_some((subject, end + 1))
}

/// The end of a function, with a comment that follows on the same line.
fn with_comment_behind(text: &str, tokens: &[Token], end: usize) -> usize {
    let behind = tokens.partition_point(|token| token.end <= end);
    let mut last = end;
    for token in tokens.get(behind..).unwrap_or_default() {
        match token.kind {
            TokenKind::Blank if !token.text(text).contains('\n') => {}
            TokenKind::Comment => last = token.end,
            _ => break,
        }
    }
    last
}

fn pieces(text: &str, tokens: &[Token], spans: Vec<(Subject, Range<usize>)>) -> Option<FunctionPieces> {
    let Some((_, first)) = spans.first() else {
        let around = Around { start: String::new(), end: text.to_owned() };
        return Some(FunctionPieces { around, functions: Vec::new() });
    };
    let start = end_of_head(text, tokens, first.start);
    let mut around = Around { start: text.get(..start)?.to_owned(), end: String::new() };
    let mut functions = Vec::new();
    let mut at = start;
    for (subject, span) in spans {
        let whole = text.get(at..span.end)?;
        let own = whole.trim_start();
        let separator = whole.get(..whole.len() - own.len())?;
        if at != start && !separator.contains('\n') {
            return None;
        }
        functions.push((subject, FunctionText { separator: separator.to_owned(), text: own.to_owned() }));
        at = span.end;
    }
    text.get(at..)?.clone_into(&mut around.end);
    Some(FunctionPieces { around, functions })
}

/// Where the comments of the first function begin: behind the last blank line before it.
fn end_of_head(text: &str, tokens: &[Token], first: usize) -> usize {
    let before = tokens.iter().take_while(|token| token.end <= first).enumerate();
    let is_gap = |(idx, token): &(usize, &Token)| {
        token.kind == TokenKind::Blank && (*idx == 0 || token.text(text).matches('\n').count() > 1)
    };
    before.filter(is_gap).last().map_or(0, |(_, token)| token.end)
}

#[cfg(test)]
mod tests {
    use super::{function_pieces, join_functions};

    /// The names of the functions, and what stands around them.
    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &[&str], &str)>) {
        let pieces = function_pieces(text);
        let found = pieces.as_ref().map(|pieces| {
            let names: Vec<&str> = pieces.functions.iter().map(|(_, piece)| piece.text.as_str()).collect();
            (pieces.around.start.as_str(), names, pieces.around.end.as_str())
        });
        let expected = expected.map(|(start, names, end)| (start, names.to_vec(), end));
        assert_eq!(found, expected);
        if let Some(pieces) = &pieces {
            assert_eq!(join_functions(&pieces.around, pieces.functions.iter().map(|(_, piece)| piece)), text);
        }
    }

    #[test]
    fn texts_are_taken_apart_where_that_is_certain() {
        check("", Some(("", &[], "")));
        check("// none\n", Some(("", &[], "// none\n")));
        check("fn f() { 1 }", Some(("", &["fn f() { 1 }"], "")));
        check("\n fn f(a) {}\n", Some(("\n ", &["fn f(a) {}"], "\n")));
        check(
            "// head\n\n// f\nfn f() {} // end\n\n/* g */ private fn g(a, b) { #{ x: 1 } }\n// rest",
            Some((
                "// head\n\n",
                &["// f\nfn f() {} // end", "/* g */ private fn g(a, b) { #{ x: 1 } }"],
                "\n// rest",
            )),
        );
        check("fn f(a) {}\nfn f(a, b) {}", Some(("", &["fn f(a) {}", "fn f(a, b) {}"], "")));
        check("fn f(a) {}\nfn f(b) {}", None);
        check("fn f() {} fn g() {}", None);
        check("fn f() {}; fn g() {}", None);
        check("fn f() { 1", None);
        check("fn f(", None);
        check("fn () {}", None);
        check("let x = 1;\nfn f() {}", None);
        check("fn f() {}\n}", None);
    }
}
