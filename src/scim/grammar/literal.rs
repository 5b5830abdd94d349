//! Values that a filter compares with: the literals of JSON (RFC 7159).

use serde_json::{Number, Value};

use crate::scim::grammar::cursor::{Cursor, is_name_character};
use crate::scim::grammar::fault::Fault;

/// `compValue = false / null / true / number / string`. The three words are understood in any case,
/// since they can mean nothing else.
pub(super) fn read_value(cursor: &mut Cursor<'_>) -> Result<Value, Fault> {
    if cursor.rest().starts_with('"') {
        cursor.note_value(None);
        return read_text(cursor);
    }
    let run = if cursor.understands_unquoted() && !cursor.rest().starts_with('\'') {
        cursor.peek_while(is_unquoted_character)
    } else {
        cursor.peek_while(|next| is_name_character(next) || matches!(next, '+' | '.'))
    };
    let value = match literal(run) {
        Some(value) => value,
        None if cursor.understands_unquoted() && !run.is_empty() => Value::from(run),
        None => {
            return Err(cursor.expected("a value (a text in double quotes, a number, true, false or null)"));
        }
    };
    cursor.note_value(Some(run));
    cursor.skip(run.len());
    Ok(value)
}

/// `false`, `null`, `true`, or a `number` of RFC 7159 §6.
fn literal(run: &str) -> Option<Value> {
    let words = [("true", Value::Bool(true)), ("false", Value::Bool(false)), ("null", Value::Null)];
    if let Some((_, value)) = words.into_iter().find(|(word, _)| run.eq_ignore_ascii_case(word)) {
        return Some(value);
    }
    serde_json::from_str::<Number>(run).ok().map(Value::Number)
}

/// A text without quotes goes on to the next blank, parenthesis, bracket or double quote.
fn is_unquoted_character(character: char) -> bool {
    !character.is_whitespace() && !matches!(character, '(' | ')' | '[' | ']' | '"')
}

/// `string` of RFC 7159 §7.
fn read_text(cursor: &mut Cursor<'_>) -> Result<Value, Fault> {
    let rest = cursor.rest();
    let length = match length_of_text(rest) {
        Ok(length) => length,
        Err((at, expected)) => {
            cursor.skip(at);
            return Err(cursor.expected(expected));
        }
    };
    let Some(Ok(text)) = rest.get(..length).map(serde_json::from_str::<String>) else {
        return Err(cursor.expected("a text whose \\u escapes are whole characters"));
    };
    cursor.skip(length);
    Ok(Value::String(text))
}

/// The bytes of the text with its quotes; otherwise where it goes wrong, and what is expected there.
fn length_of_text(rest: &str) -> Result<usize, (usize, &'static str)> {
    let mut characters = rest.char_indices().skip(1);
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Ok(at + 1),
            '\\' => match characters.next() {
                Some((_, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't')) => {}
                Some((_, 'u')) if has_hex_digits(rest.get(at + 2..).unwrap_or_default()) => {}
                _ => return Err((at, "an escape that JSON has")),
            },
            '\0'..='\u{1f}' => return Err((at, "an escape such as \\n instead of a control character")),
            _ => {}
        }
    }
    Err((rest.len(), "a closing `\"`"))
}

fn has_hex_digits(rest: &str) -> bool {
    rest.as_bytes().get(..4).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}
