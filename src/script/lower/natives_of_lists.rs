//! Functions on lists and objects, as rhai has them and `script::maps` replaces them.
//!
//! Not those that go through a list with a function of the script: the tree has these itself.

use crate::script::lower::natives::Natives;
use crate::script::lower::{Bail, NativeContext, NativeResult, same};
use crate::value::{List, Object, Value};

/// Adds them to the functions of the tree.
pub(super) fn add_to(natives: &mut Natives) {
    natives.add_of_rhai("len", len);
    natives.add_of_rhai("is_empty", is_empty);
    natives.add_of_rhai("contains", contains_of);
    natives.add_of_rhai("index_of", index_of);
    natives.add_of_rhai("index_of", index_from);
    natives.add_of_rhai("keys", keys);
    natives.add_of_rhai("values", values);
    natives.add_of_rhai("get", get);
}

/// `contains(container, item)`, which is `item in container`.
pub(crate) fn contains<'a>(container: Value<'a>, item: Value<'a>) -> NativeResult<'a> {
    match (container, item) {
        (Value::Text(text), Value::Text(part)) => Ok(Value::Boolean(text.contains(part))),
        (Value::Text(text), Value::Character(part)) => Ok(Value::Boolean(text.contains(part))),
        (Value::List(list), _) => Ok(Value::Boolean(place_in(list, item, 0)?.is_some())),
        (Value::Object(object), Value::Text(name)) => {
            let known = object.iter().any(|entry| entry.name.eq_ignore_ascii_case(name));
            Ok(Value::Boolean(known))
        }
        _ => Err(Bail),
    }
}

fn len<'a>(_: &NativeContext<'a>, [subject]: [Value<'a>; 1]) -> Option<NativeResult<'a>> {
    let count = match subject {
        Value::Text(text) if text.is_ascii() => text.len(),
        Value::Text(text) => text.chars().count(),
        Value::List(list) => list.len(),
        Value::Object(object) => object.len(),
        _ => return None,
    };
    Some(i64::try_from(count).map(Value::Integer).map_err(|_| Bail))
}

fn is_empty<'a>(_: &NativeContext<'a>, [subject]: [Value<'a>; 1]) -> Option<NativeResult<'a>> {
    Some(Ok(Value::Boolean(match subject {
        Value::Text(text) => text.is_empty(),
        Value::List(list) => list.is_empty(),
        Value::Object(object) => object.is_empty(),
        _ => return None,
    })))
}

fn contains_of<'a>(_: &NativeContext<'a>, [container, item]: [Value<'a>; 2]) -> Option<NativeResult<'a>> {
    match container {
        Value::List(_) | Value::Object(_) => Some(contains(container, item)),
        _ => None,
    }
}

fn index_of<'a>(_: &NativeContext<'a>, [subject, wanted]: [Value<'a>; 2]) -> Option<NativeResult<'a>> {
    index_within(subject, wanted, 0)
}

fn index_from<'a>(
    _: &NativeContext<'a>,
    [subject, wanted, start]: [Value<'a>; 3],
) -> Option<NativeResult<'a>> {
    let Value::Integer(start) = start else { return None };
    index_within(subject, wanted, start)
}

/// The place of the first such item or character from `start` on, -1 when there is none. A negative
/// start counts from the end.
fn index_within<'a>(subject: Value<'a>, wanted: Value<'a>, start: i64) -> Option<NativeResult<'a>> {
    let place = match (subject, wanted) {
        (Value::Text(text), Value::Text(part)) => character_place(text, start, |rest| rest.find(part)),
        (Value::Text(text), Value::Character(part)) => character_place(text, start, |rest| rest.find(part)),
        (Value::List(list), _) => {
            let start = if start < 0 { from_end(list.len(), start) } else { from_start(start) };
            match place_in(list, wanted, start) {
                Ok(place) => place,
                Err(bail) => return Some(Err(bail)),
            }
        }
        _ => return None,
    };
    Some(place.map_or(Ok(-1), i64::try_from).map(Value::Integer).map_err(|_| Bail))
}

fn from_start(start: i64) -> usize {
    usize::try_from(start).unwrap_or(usize::MAX)
}

/// The place that a negative start means, at least 0.
fn from_end(length: usize, start: i64) -> usize {
    length.saturating_sub(usize::try_from(start.unsigned_abs()).unwrap_or(usize::MAX))
}

/// The place in characters of what `find` finds by bytes, from the character `start` on.
fn character_place(text: &str, start: i64, find: impl Fn(&str) -> Option<usize>) -> Option<usize> {
    if text.is_empty() {
        return None;
    }
    let start = if start < 0 { from_end(text.chars().count(), start) } else { from_start(start) };
    let offset = if start == 0 { 0 } else { text.char_indices().nth(start)?.0 };
    let rest = &text[offset..];
    Some(start + rest[..find(rest)?].chars().count())
}

/// The place of the first item that is the same, from `start` on.
fn place_in(list: List<'_>, wanted: Value<'_>, start: usize) -> Result<Option<usize>, Bail> {
    for (idx, item) in list.iter().enumerate().skip(start) {
        if same(item, wanted)? {
            return Ok(Some(idx));
        }
    }
    // A function of the script is wanted in another sense, even in an empty list.
    if matches!(wanted, Value::Other(_)) { Err(Bail) } else { Ok(None) }
}

fn keys<'a>(context: &NativeContext<'a>, [object]: [Value<'a>; 1]) -> Option<NativeResult<'a>> {
    let entries = object.as_object()?.sorted(context.arena);
    Some(Ok(context.arena.list(entries.iter().map(|entry| Value::Text(entry.name)))))
}

/// Of an object; of anything else it is a function of the product.
fn values<'a>(context: &NativeContext<'a>, [object]: [Value<'a>; 1]) -> Option<NativeResult<'a>> {
    let entries = object.as_object()?.sorted(context.arena);
    Some(Ok(context.arena.list(entries.iter().map(|entry| entry.value))))
}

/// The entry of an object in exactly this spelling, or the character of a text. Of a list rhai
/// refuses it when the list is a constant.
fn get<'a>(_: &NativeContext<'a>, [subject, place]: [Value<'a>; 2]) -> Option<NativeResult<'a>> {
    match (subject, place) {
        (Value::Object(object), Value::Text(name)) => Some(Ok(exactly(object, name))),
        (Value::Text(text), Value::Integer(idx)) => {
            let character = match usize::try_from(idx) {
                Ok(idx) => text.chars().nth(idx),
                Err(_) => {
                    usize::try_from(idx.unsigned_abs() - 1).ok().and_then(|idx| text.chars().rev().nth(idx))
                }
            };
            Some(Ok(character.map_or(Value::Nothing, Value::Character)))
        }
        _ => None,
    }
}

fn exactly<'a>(object: Object<'a>, name: &str) -> Value<'a> {
    object.get_exact(name)
}
