//! Texts: quotes of another kind, quotes that are missing, escapes that mean nothing.

use rhai::{LexError, ParseErrorType};

use crate::script::mistakes::mistake::{Change, Mistake};
use crate::script::mistakes::scene::Scene;
use crate::script::syntax::TokenKind;

/// Quotes that word processors and mail programs make of `"` and `'`.
const CURLY: [char; 8] = ['“', '”', '„', '‟', '‘', '’', '«', '»'];

pub(super) fn recognize(error: &ParseErrorType, scene: &Scene<'_>) -> Option<Mistake> {
    curly(scene).or_else(|| match error {
        ParseErrorType::BadInput(LexError::UnterminatedString) => unterminated(scene),
        ParseErrorType::BadInput(LexError::MalformedChar(_)) => single(scene),
        ParseErrorType::BadInput(LexError::MalformedEscapeSequence(escape)) => bad_escape(scene, escape),
        _ => None,
    })
}

/// `“hello”`, or a text that begins with a straight quote and ends with a curly one
fn curly(scene: &Scene<'_>) -> Option<Mistake> {
    let text = scene.text(0);
    let is_curly = |text: &str| text.starts_with(CURLY);
    let in_text = scene.kind(0) == Some(TokenKind::Text) && !is_closed(text);
    let is_about_quotes = is_curly(text) || in_text && text.contains(CURLY);
    if !is_about_quotes {
        return None;
    }
    let mut changes: Vec<Change> = Vec::new();
    for token in scene.tokens() {
        let text = token.text(scene.script);
        let is_whole = matches!(token.kind, TokenKind::Text | TokenKind::Comment) && is_closed(text);
        if !is_whole {
            let quotes = text.match_indices(CURLY);
            changes.extend(quotes.map(|(at, quote)| {
                let start = token.start + at;
                (start, start + quote.len(), "\"".to_owned())
            }));
        }
    }
    let first = text.find(CURLY).map_or(0, |at| scene.range(0).start + at);
    let quote = text.chars().find(|character| CURLY.contains(character)).unwrap_or('“');
    Some(
        Mistake::at(scene, first..first + quote.len_utf8(), format!("`{quote}` is no quote of a script"))
            .help("texts stand in straight quotes, as in \"text\"; word processors and mails curl them")
            .fix(scene, "Replace curly quotes with straight ones", &changes),
    )
}

fn is_closed(text: &str) -> bool {
    let first = text.chars().next();
    text.chars().count() > 1 && first.is_some_and(|quote| text.ends_with(quote))
}

/// `"abc`
fn unterminated(scene: &Scene<'_>) -> Option<Mistake> {
    let open = scene.tokens().iter().rev().find(|token| {
        token.kind == TokenKind::Text
            && !is_closed(token.text(scene.script))
            && token.start <= scene.range(0).end
    })?;
    let text = open.text(scene.script);
    if let Some(mistake) = open_placeholder(scene, open.start) {
        return Some(mistake);
    }
    let quote = text.chars().next().filter(|quote| "\"`'".contains(*quote)).unwrap_or('`');
    let line = text.trim_end();
    let first_line = line.lines().next().unwrap_or_default();
    let mistake = Mistake::at(
        scene,
        open.start..open.start + first_line.len().max(1),
        format!("The text that begins with `{quote}` does not end"),
    );
    let mistake = if quote == '"' && scene.script.get(open.end..).is_some_and(|rest| rest.contains('"')) {
        mistake.help("close it with `\"` on the same line; a text of several lines stands in back-ticks")
    } else {
        mistake.help(format!("close it with `{quote}`"))
    };
    let end = open.start + line.trim_end_matches([')', ';', ']']).trim_end().len().max(1);
    Some(mistake.fix(scene, format!("Insert `{quote}`"), &[(end, end, quote.to_string())]))
}

/// `` `Hello ${user.title` ``: what follows is read as a text in a text.
fn open_placeholder(scene: &Scene<'_>, before: usize) -> Option<Mistake> {
    let mut open = Vec::new();
    for token in scene.tokens().iter().filter(|token| token.start < before) {
        match token.kind {
            TokenKind::InterpolationStart => open.push(token),
            TokenKind::InterpolationEnd => {
                open.pop();
            }
            _ => {}
        }
    }
    let start = open.last()?;
    Some(
        Mistake::at(scene, start.range(), "`${` is not closed")
            .help("add `}` behind the value, as in `${user.title}`")
            .fix(scene, "Insert `}`", &[(before, before, "}".to_owned())]),
    )
}

/// `'hello'`
fn single(scene: &Scene<'_>) -> Option<Mistake> {
    let text = scene.text(0);
    let inner = text.strip_prefix('\'')?;
    let range = scene.range(0);
    let mistake = Mistake::here(scene, "A text stands in double quotes; single quotes hold one character");
    let Some(inner) = inner.strip_suffix('\'') else {
        return Some(mistake.help("write \"text\""));
    };
    let new = format!("\"{}\"", inner.replace('"', "\\\""));
    let help = format!("write {new}");
    Some(mistake.help(help).fix(scene, "Replace the quotes", &[(range.start, range.end, new)]))
}

/// `"\d"`
fn bad_escape(scene: &Scene<'_>, escape: &str) -> Option<Mistake> {
    let text = scene.tokens().iter().find_map(|token| {
        let text = token.text(scene.script);
        let at = (token.kind == TokenKind::Text && token.start <= scene.range(0).end).then_some(text)?;
        Some(token.start + at.find(escape)?)
    })?;
    let end = text + escape.len();
    let message = format!("`{escape}` means nothing in a text");
    Some(
        Mistake::at(scene, text..end, message)
            .help(
                "write a backslash as `\\\\`; patterns are easier in back-ticks, where it stands for itself",
            )
            .fix(scene, "Double the backslash", &[(text, text, "\\".to_owned())]),
    )
}
