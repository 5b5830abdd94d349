//! The texts that stand in scripts as they are: what they say, where, and whether something else can
//! stand in their place.

use std::ops::Range;

use crate::script::syntax::{Code, TokenKind};

/// A text that stands in a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextLiteral {
    /// Where it is, with its quotes, in bytes.
    pub range: Range<usize>,
    /// What it says.
    pub text: String,
    /// It is the key of a map.
    pub is_key: bool,
    /// An expression can stand in its place: it is neither a key of a map, nor a case of a `switch`, nor
    /// a part of a text with interpolations.
    pub is_replaceable: bool,
}

/// The texts of a script in order, of a text with interpolations each part.
pub fn text_literals(script: &str) -> Vec<TextLiteral> {
    let code = Code::new(script);
    let texts = (0..code.len()).filter(|idx| code.kind(*idx) == Some(TokenKind::Text));
    let literals = texts.filter_map(|idx| {
        let (text, is_whole) = said(code.word(idx))?;
        let is_key = code.is(idx + 1, ":");
        Some(TextLiteral {
            range: code.start(idx)..code.end(idx),
            text,
            is_key,
            is_replaceable: is_whole && !is_key && !is_case(&code, idx),
        })
    });
    literals.collect()
}

/// Whether a text is one of the cases of a `switch`, which takes constants alone: `"a" | "b" => …`,
/// with a condition behind it or not.
fn is_case(code: &Code<'_>, idx: usize) -> bool {
    let mut behind = idx + 1;
    while code.is(behind, "|") {
        behind += 2;
    }
    let is_conditional = code.is(behind, "if")
        && code.enclosing(idx).is_some_and(|bracket| is_switch_body(code, bracket))
        && (code.is_before(idx, ",") || code.is_before(idx, "{") || code.is_before(idx, "|"));
    code.is(behind, "=>") || is_conditional
}

fn is_switch_body(code: &Code<'_>, bracket: usize) -> bool {
    code.is(bracket, "{") && (0..bracket).rev().take(64).any(|idx| code.is(idx, "switch"))
}

/// What a token says, and whether that is a whole text; `None` for one without an end.
fn said(token: &str) -> Option<(String, bool)> {
    if !token.starts_with('"') {
        let inner = token.strip_prefix('`');
        let is_whole = inner.is_some_and(|inner| inner.ends_with('`'));
        let inner = inner.unwrap_or(token);
        return Some((inner.strip_suffix('`').unwrap_or(inner).replace("``", "`"), is_whole));
    }
    let inner = token.strip_prefix('"').filter(|rest| !rest.is_empty())?.strip_suffix('"')?;
    let mut text = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => {
                // A quote is written twice.
                characters.next();
                text.push('"');
            }
            '\\' => text.push(escape(&mut characters)?),
            _ => text.push(character),
        }
    }
    Some((text, true))
}

fn escape(characters: &mut std::str::Chars<'_>) -> Option<char> {
    let n_digits = match characters.next()? {
        'n' => return Some('\n'),
        'r' => return Some('\r'),
        't' => return Some('\t'),
        'x' => 2,
        'u' => 4,
        'U' => 8,
        other => return Some(other),
    };
    let digits: String = characters.by_ref().take(n_digits).collect();
    char::from_u32(u32::from_str_radix(&digits, 16).ok()?)
}

#[cfg(test)]
mod tests {
    use super::text_literals;

    #[track_caller]
    fn check(script: &str, expected: &[&str]) {
        let found: Vec<String> = text_literals(script)
            .into_iter()
            .map(|literal| format!("{}{}", literal.text, if literal.is_replaceable { "" } else { " stays" }))
            .collect();
        assert_eq!(found, expected, "{script}");
    }

    #[test]
    fn texts_are_told_with_what_they_say() {
        check(r#"user.title == "a" || 'b' == "c\"d""#, &["a", "c\"d"]);
        check("`x` + `y ${user.title} z`", &["x", "y  stays", " z stays"]);
        check(r#""a\tb\x41\u00e9" + "unfinished"#, &["a\tbA\u{e9}"]);
        check(r#"#{ "key": "value" }"#, &["key stays", "value"]);
    }

    #[test]
    fn cases_of_a_switch_stay() {
        check(r#"switch user.title { "a" | "b" => "c", _ => "d" }"#, &["a stays", "b stays", "c", "d"]);
        check(r#"switch user.title { "a" if x => "c", _ => "d" }"#, &["a stays", "c", "d"]);
        check(r#"if user.title == "a" { "b" } else { "c" }"#, &["a", "b", "c"]);
    }
}
