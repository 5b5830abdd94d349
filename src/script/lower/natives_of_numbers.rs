//! Functions on numbers, as rhai has them.

use crate::script::lower::natives::Natives;
use crate::script::lower::{Bail, NativeContext, NativeResult};
use crate::value::Value;

/// Adds them to the functions of the tree.
pub(super) fn add_to(natives: &mut Natives) {
    natives.add_of_rhai("to_int", to_int);
    natives.add_of_rhai("to_float", to_float);
    natives.add_of_rhai("parse_int", parse_int);
    natives.add_of_rhai("parse_float", parse_float);
    natives.add_of_rhai("abs", abs);
    natives.add_of_rhai("min", min);
    natives.add_of_rhai("max", max);
    natives.add_of_rhai("floor", |_, [value]| rounded(value, f64::floor));
    natives.add_of_rhai("ceiling", |_, [value]| rounded(value, f64::ceil));
    natives.add_of_rhai("round", |_, [value]| rounded(value, f64::round));
}

fn to_int<'a>(_: &NativeContext<'a>, [value]: [Value<'a>; 1]) -> Option<NativeResult<'a>> {
    match value {
        Value::Integer(_) => Some(Ok(value)),
        Value::Float(number) => Some(whole_part(number)),
        _ => None,
    }
}

/// Rhai refuses numbers beyond 64 bits, and takes what is no number for 0.
fn whole_part<'a>(number: f64) -> NativeResult<'a> {
    let most = i64::MAX as f64;
    if number >= most || number < i64::MIN as f64 {
        return Err(Bail);
    }
    Ok(Value::Integer(number.trunc() as i64))
}

fn to_float<'a>(_: &NativeContext<'a>, [value]: [Value<'a>; 1]) -> Option<NativeResult<'a>> {
    match value {
        Value::Integer(whole) => Some(Ok(Value::Float(whole as f64))),
        Value::Float(_) => Some(Ok(value)),
        _ => None,
    }
}

fn parse_int<'a>(_: &NativeContext<'a>, [text]: [Value<'a>; 1]) -> Option<NativeResult<'a>> {
    Some(text.as_text()?.trim().parse().map(Value::Integer).map_err(|_| Bail))
}

fn parse_float<'a>(_: &NativeContext<'a>, [text]: [Value<'a>; 1]) -> Option<NativeResult<'a>> {
    Some(text.as_text()?.trim().parse().map(Value::Float).map_err(|_| Bail))
}

fn abs<'a>(_: &NativeContext<'a>, [value]: [Value<'a>; 1]) -> Option<NativeResult<'a>> {
    match value {
        Value::Integer(whole) => Some(whole.checked_abs().map(Value::Integer).ok_or(Bail)),
        Value::Float(number) => Some(Ok(Value::Float(number.abs()))),
        _ => None,
    }
}

fn min<'a>(_: &NativeContext<'a>, [left, right]: [Value<'a>; 2]) -> Option<NativeResult<'a>> {
    let left_counts = match (left, right) {
        (Value::Integer(left), Value::Integer(right)) => left <= right,
        (Value::Text(left), Value::Text(right)) => left <= right,
        (Value::Character(left), Value::Character(right)) => left <= right,
        _ => return None,
    };
    Some(Ok(if left_counts { left } else { right }))
}

fn max<'a>(_: &NativeContext<'a>, [left, right]: [Value<'a>; 2]) -> Option<NativeResult<'a>> {
    let left_counts = match (left, right) {
        (Value::Integer(left), Value::Integer(right)) => left >= right,
        (Value::Text(left), Value::Text(right)) => left >= right,
        (Value::Character(left), Value::Character(right)) => left >= right,
        _ => return None,
    };
    Some(Ok(if left_counts { left } else { right }))
}

/// Of a floating-point number; rhai has none of these for whole numbers.
fn rounded(value: Value<'_>, round: fn(f64) -> f64) -> Option<NativeResult<'_>> {
    let Value::Float(number) = value else { return None };
    Some(Ok(Value::Float(round(number))))
}
