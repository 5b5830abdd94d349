//! Functions on texts, as rhai has them.
//!
//! Not those that change the text that they are called on, such as `trim`, `replace` and `crop`.

use crate::script::lower::natives::Natives;
use crate::script::lower::{Bail, NativeContext, NativeResult};
use crate::script::printed::printed;
use crate::value::{Arena, Value};

/// Adds them to the functions of the tree.
pub(super) fn add_to(natives: &mut Natives) {
    natives.add_of_rhai("to_string", to_string);
    natives.add_of_rhai("type_of", type_of);
    natives.add_of_rhai("to_upper", to_upper);
    natives.add_of_rhai("to_lower", to_lower);
    natives.add_of_rhai("bytes", bytes);
    natives.add_of_rhai("sub_string", sub_string_from);
    natives.add_of_rhai("sub_string", sub_string);
    natives.add_of_rhai("split", split_at_blanks);
    natives.add_of_rhai("split", split);
    natives.add_of_rhai("split", split_into);
    natives.add_of_rhai("to_chars", to_chars);
}

#[expect(clippy::unnecessary_wraps, reason = "one of many of this form")]
fn to_string<'a>(context: &NativeContext<'a>, [value]: [Value<'a>; 1]) -> Option<NativeResult<'a>> {
    if let Value::Text(_) = value {
        return Some(Ok(value));
    }
    Some(printed(value).map(|text| Value::Text(context.arena.text(&text))).ok_or(Bail))
}

fn type_of<'a>(_: &NativeContext<'a>, [value]: [Value<'a>; 1]) -> Option<NativeResult<'a>> {
    Some(Ok(Value::Text(match value {
        Value::Nothing => "()",
        Value::Boolean(_) => "bool",
        Value::Integer(_) => "i64",
        Value::Float(_) => "f64",
        Value::Character(_) => "char",
        Value::Text(_) => "string",
        Value::List(_) => "array",
        Value::Object(_) => "map",
        Value::Clear | Value::Reject(_) | Value::Other(_) => return None,
    })))
}

fn to_upper<'a>(context: &NativeContext<'a>, [value]: [Value<'a>; 1]) -> Option<NativeResult<'a>> {
    Some(Ok(match value {
        Value::Text(text) if text.chars().all(char::is_uppercase) => value,
        Value::Text(text) => Value::Text(context.arena.text(&text.to_uppercase())),
        Value::Character(character) => Value::Character(only(character, character.to_uppercase())),
        _ => return None,
    }))
}

fn to_lower<'a>(context: &NativeContext<'a>, [value]: [Value<'a>; 1]) -> Option<NativeResult<'a>> {
    Some(Ok(match value {
        Value::Text(text) if text.chars().all(char::is_lowercase) => value,
        Value::Text(text) => Value::Text(context.arena.text(&text.to_lowercase())),
        Value::Character(character) => Value::Character(only(character, character.to_lowercase())),
        _ => return None,
    }))
}

/// The only character, or the one that stays when there are more.
fn only(character: char, mut others: impl Iterator<Item = char>) -> char {
    match (others.next(), others.next()) {
        (Some(other), None) => other,
        _ => character,
    }
}

fn bytes<'a>(_: &NativeContext<'a>, [value]: [Value<'a>; 1]) -> Option<NativeResult<'a>> {
    Some(i64::try_from(value.as_text()?.len()).map(Value::Integer).map_err(|_| Bail))
}

fn sub_string_from<'a>(_: &NativeContext<'a>, [text, start]: [Value<'a>; 2]) -> Option<NativeResult<'a>> {
    let (Value::Text(text), Value::Integer(start)) = (text, start) else { return None };
    Some(Ok(Value::Text(part_of(text, start, i64::MAX))))
}

fn sub_string<'a>(_: &NativeContext<'a>, [text, start, length]: [Value<'a>; 3]) -> Option<NativeResult<'a>> {
    let (Value::Text(text), Value::Integer(start), Value::Integer(length)) = (text, start, length) else {
        return None;
    };
    Some(Ok(Value::Text(part_of(text, start, length))))
}

/// So many code points from this one on; a negative start counts from the end.
fn part_of(text: &str, start: i64, length: i64) -> &str {
    let Ok(length) = usize::try_from(length) else { return "" };
    let skipped = usize::try_from(start).unwrap_or_else(|_| {
        let wanted = usize::try_from(start.unsigned_abs()).unwrap_or(usize::MAX);
        text.chars().count().saturating_sub(wanted)
    });
    let rest = &text[offset_of(text, skipped)..];
    &rest[..offset_of(rest, length)]
}

/// Where the code point with this index begins, the end of the text when there are fewer.
fn offset_of(text: &str, idx: usize) -> usize {
    text.char_indices().nth(idx).map_or(text.len(), |(offset, _)| offset)
}

fn split_at_blanks<'a>(context: &NativeContext<'a>, [text]: [Value<'a>; 1]) -> Option<NativeResult<'a>> {
    let text = text.as_text()?;
    if text.is_empty() {
        return Some(Ok(texts(context.arena, [text])));
    }
    Some(Ok(texts(context.arena, text.split_whitespace())))
}

fn split<'a>(context: &NativeContext<'a>, [text, delimiter]: [Value<'a>; 2]) -> Option<NativeResult<'a>> {
    let text = text.as_text()?;
    Some(Ok(match delimiter {
        _ if text.is_empty() && !matches!(delimiter, Value::Integer(_)) => {
            if !matches!(delimiter, Value::Text(_) | Value::Character(_)) {
                return None;
            }
            texts(context.arena, [text])
        }
        Value::Text(delimiter) => texts(context.arena, text.split(delimiter)),
        Value::Character(delimiter) => texts(context.arena, text.split(delimiter)),
        Value::Integer(place) => {
            let (first, second) = cut(text, place);
            texts(context.arena, [first, second])
        }
        _ => return None,
    }))
}

/// The text in two, at this code point; a negative place counts from the end.
fn cut(text: &str, place: i64) -> (&str, &str) {
    match usize::try_from(place) {
        Ok(place) if place > 0 => text.split_at(offset_of(text, place)),
        _ => {
            let wanted = usize::try_from(place.unsigned_abs()).unwrap_or(usize::MAX);
            let kept = text.chars().count().checked_sub(wanted);
            text.split_at(kept.map_or(0, |kept| offset_of(text, kept)))
        }
    }
}

fn split_into<'a>(
    context: &NativeContext<'a>,
    [text, delimiter, most]: [Value<'a>; 3],
) -> Option<NativeResult<'a>> {
    let (Value::Text(text), Value::Integer(most)) = (text, most) else { return None };
    let most = usize::try_from(most).unwrap_or(0).max(1);
    let most = if text.is_empty() { 1 } else { most };
    Some(Ok(match delimiter {
        Value::Text(delimiter) => texts(context.arena, text.splitn(most, delimiter)),
        Value::Character(delimiter) => texts(context.arena, text.splitn(most, delimiter)),
        _ => return None,
    }))
}

fn to_chars<'a>(context: &NativeContext<'a>, [text]: [Value<'a>; 1]) -> Option<NativeResult<'a>> {
    Some(Ok(context.arena.list(text.as_text()?.chars().map(Value::Character))))
}

fn texts<'a>(arena: &'a Arena, parts: impl IntoIterator<Item = &'a str>) -> Value<'a> {
    arena.list(parts.into_iter().map(Value::Text))
}
