//! Whether two values are the same, as `==` of rhai and of `script::nesting` has it.

use crate::script::lower::Bail;
use crate::value::{Entry, List, Object, Value};

/// How deep values are compared.
const MOST_LEVELS: usize = 64;

/// `left == right`. Values of different kinds are not the same, except for whole and floating-point
/// numbers, and for a character and a text of just that character. Of objects, an entry that is
/// missing is one that is not there.
pub(crate) fn same(left: Value<'_>, right: Value<'_>) -> Result<bool, Bail> {
    same_within(left, right, MOST_LEVELS)
}

/// `left == right` of floating-point numbers: rhai lets the last digits differ.
pub(super) fn same_floats(left: f64, right: f64) -> bool {
    let largest = largest(left, right);
    largest == 0.0 || (left - right).abs() / largest <= f64::EPSILON
}

/// What differences of the two are measured by. 0 for zero and what is no number, which rhai takes
/// for the same.
pub(super) fn largest(left: f64, right: f64) -> f64 {
    if left * right == 0.0 { 1.0 } else { left.abs().max(right.abs()) }
}

fn same_within(left: Value<'_>, right: Value<'_>, levels: usize) -> Result<bool, Bail> {
    Ok(match (left, right) {
        (Value::Text(left), Value::Text(right)) => left == right,
        (Value::Nothing, Value::Nothing) => true,
        (Value::Boolean(left), Value::Boolean(right)) => left == right,
        (Value::Integer(left), Value::Integer(right)) => left == right,
        (Value::Float(left), Value::Float(right)) => same_floats(left, right),
        (Value::Integer(whole), Value::Float(number)) | (Value::Float(number), Value::Integer(whole)) => {
            same_floats(whole as f64, number)
        }
        (Value::Character(left), Value::Character(right)) => left == right,
        (Value::Character(character), Value::Text(text))
        | (Value::Text(text), Value::Character(character)) => is_just(text, character),
        (Value::List(left), Value::List(right)) => same_items(left, right, next(levels)?)?,
        (Value::Object(left), Value::Object(right)) => same_entries(left, right, next(levels)?)?,
        (Value::Clear | Value::Reject(_) | Value::Other(_), _)
        | (_, Value::Clear | Value::Reject(_) | Value::Other(_)) => return Err(Bail),
        _ => false,
    })
}

fn next(levels: usize) -> Result<usize, Bail> {
    levels.checked_sub(1).ok_or(Bail)
}

fn is_just(text: &str, character: char) -> bool {
    let mut characters = text.chars();
    characters.next() == Some(character) && characters.next().is_none()
}

fn same_items(left: List<'_>, right: List<'_>, levels: usize) -> Result<bool, Bail> {
    if left.len() != right.len() {
        return Ok(false);
    }
    for (left, right) in left.iter().zip(right.iter()) {
        if !same_within(left, right, levels)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn same_entries(left: Object<'_>, right: Object<'_>, levels: usize) -> Result<bool, Bail> {
    let (left, right) = (in_order(left), in_order(right));
    if left.len() != right.len() {
        return Ok(false);
    }
    for (left, right) in left.iter().zip(right.iter()) {
        if left.name != right.name || !same_within(left.value, right.value, levels)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn in_order(object: Object<'_>) -> Vec<Entry<'_>> {
    let mut entries: Vec<_> = object.iter().collect();
    entries.sort_unstable_by_key(|entry| entry.name);
    entries
}
