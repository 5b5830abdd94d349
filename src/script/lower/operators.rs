//! Operators on values, as rhai has them.
//!
//! Not `&&`, `||` and `??`, which do not always evaluate both operands: the tree has them itself.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::script::lower::equality::{largest, same};
use crate::script::lower::natives::contains;
use crate::script::lower::sizes::sized;
use crate::script::lower::{Bail, NativeResult};
use crate::script::printed::printed;
use crate::value::{Arena, List, Object, Value};

/// An operator with two operands that are both evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BinaryOperator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Remainder,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `in`: rhai calls `contains` of the right operand.
    In,
}

impl BinaryOperator {
    /// The operator as it is written, `None` for one that the tree does not have.
    pub fn of(text: &str) -> Option<Self> {
        Some(match text {
            "+" => Self::Add,
            "-" => Self::Subtract,
            "*" => Self::Multiply,
            "/" => Self::Divide,
            "%" => Self::Remainder,
            "==" => Self::Equal,
            "!=" => Self::NotEqual,
            "<" => Self::Less,
            "<=" => Self::LessOrEqual,
            ">" => Self::Greater,
            ">=" => Self::GreaterOrEqual,
            "in" => Self::In,
            _ => return None,
        })
    }
}

/// Applies an operator; bails where rhai gives an error.
pub(crate) fn binary<'a>(
    operator: BinaryOperator,
    left: Value<'a>,
    right: Value<'a>,
    arena: &'a Arena,
) -> NativeResult<'a> {
    match operator {
        BinaryOperator::Equal => same(left, right).map(Value::Boolean),
        BinaryOperator::NotEqual => different(left, right).map(Value::Boolean),
        BinaryOperator::Add => sum(left, right, arena),
        BinaryOperator::Subtract
        | BinaryOperator::Multiply
        | BinaryOperator::Divide
        | BinaryOperator::Remainder => calculated(operator, left, right),
        BinaryOperator::Less
        | BinaryOperator::LessOrEqual
        | BinaryOperator::Greater
        | BinaryOperator::GreaterOrEqual => in_order(operator, left, right).map(Value::Boolean),
        BinaryOperator::In => contains(sized(right)?, left),
    }
}

/// `-value`.
pub(crate) fn negated(value: Value<'_>) -> NativeResult<'_> {
    match value {
        Value::Integer(whole) => whole.checked_neg().map(Value::Integer).ok_or(Bail),
        Value::Float(number) => Ok(Value::Float(-number)),
        _ => Err(Bail),
    }
}

/// The text of a value as it stands in a text with `${…}`.
pub(crate) fn interpolated<'a>(value: Value<'a>, arena: &'a Arena) -> Result<&'a str, Bail> {
    match printed(value).ok_or(Bail)? {
        Cow::Borrowed(text) => Ok(text),
        Cow::Owned(text) => Ok(arena.text(&text)),
    }
}

/// `left != right`. A number that is none is neither the same as another one nor different.
fn different(left: Value<'_>, right: Value<'_>) -> Result<bool, Bail> {
    if let (Some((left, right)), false) = (floats(left, right), both_whole(left, right)) {
        let largest = largest(left, right);
        return Ok(largest != 0.0 && (left - right).abs() / largest > f64::EPSILON);
    }
    same(left, right).map(|same| !same)
}

fn both_whole(left: Value<'_>, right: Value<'_>) -> bool {
    matches!((left, right), (Value::Integer(_), Value::Integer(_)))
}

/// `left + right`: of numbers the sum, of lists and of objects both together, of a text and anything
/// the text of both.
fn sum<'a>(left: Value<'a>, right: Value<'a>, arena: &'a Arena) -> NativeResult<'a> {
    match (left, right) {
        (Value::Nothing, Value::Text(_)) => Ok(right),
        (Value::Text(_), Value::Nothing) => Ok(left),
        (Value::Text(_), _) | (_, Value::Text(_)) | (Value::Character(_), Value::Character(_)) => {
            let (left, right) = (printed(left).ok_or(Bail)?, printed(right).ok_or(Bail)?);
            sized(Value::Text(arena.joined(&[&left, &right])))
        }
        (Value::List(left), Value::List(right)) => sized(concatenated(left, right, arena)),
        (Value::Object(left), Value::Object(right)) => merged(left, right, arena).and_then(sized),
        _ => calculated(BinaryOperator::Add, left, right),
    }
}

fn concatenated<'a>(left: List<'a>, right: List<'a>, arena: &'a Arena) -> Value<'a> {
    match (left.is_empty(), right.is_empty()) {
        (_, true) => Value::List(left),
        (true, false) => Value::List(right),
        _ => arena.list(left.iter().chain(right.iter())),
    }
}

/// The entries of both, those of the right one first. Bails when the right one has an entry that is
/// missing: such an entry replaces another one only if a script made it.
fn merged<'a>(left: Object<'a>, right: Object<'a>, arena: &'a Arena) -> NativeResult<'a> {
    let has_missing = match right {
        Object::Entries(entries) => entries.iter().any(|entry| entry.value.is_nothing()),
        Object::Json(_) => false,
    };
    if has_missing && !left.is_empty() {
        return Err(Bail);
    }
    Ok(arena.object(left.iter().chain(right.iter())))
}

fn calculated<'a>(operator: BinaryOperator, left: Value<'a>, right: Value<'a>) -> NativeResult<'a> {
    if let (Value::Integer(left), Value::Integer(right)) = (left, right) {
        let result = match operator {
            BinaryOperator::Add => left.checked_add(right),
            BinaryOperator::Subtract => left.checked_sub(right),
            BinaryOperator::Multiply => left.checked_mul(right),
            BinaryOperator::Divide => left.checked_div(right),
            BinaryOperator::Remainder => left.checked_rem(right),
            _ => None,
        };
        return result.map(Value::Integer).ok_or(Bail);
    }
    let (left, right) = floats(left, right).ok_or(Bail)?;
    Ok(Value::Float(match operator {
        BinaryOperator::Add => left + right,
        BinaryOperator::Subtract => left - right,
        BinaryOperator::Multiply => left * right,
        BinaryOperator::Divide => left / right,
        BinaryOperator::Remainder => left % right,
        _ => return Err(Bail),
    }))
}

/// Both as floating-point numbers, if they are numbers.
fn floats(left: Value<'_>, right: Value<'_>) -> Option<(f64, f64)> {
    let float = |value: Value<'_>| match value {
        Value::Integer(whole) => Some(whole as f64),
        Value::Float(number) => Some(number),
        _ => None,
    };
    Some((float(left)?, float(right)?))
}

/// `<`, `<=`, `>` and `>=`. Values of different kinds are in no order at all, and nothing is in no
/// order with itself.
fn in_order(operator: BinaryOperator, left: Value<'_>, right: Value<'_>) -> Result<bool, Bail> {
    let ordering = match (left, right) {
        (Value::Integer(left), Value::Integer(right)) => left.cmp(&right),
        (Value::Integer(_) | Value::Float(_), Value::Integer(_) | Value::Float(_)) => {
            let (left, right) = floats(left, right).ok_or(Bail)?;
            return Ok(floats_in_order(operator, left, right));
        }
        (Value::Text(left), Value::Text(right)) => left.cmp(right),
        (Value::Boolean(left), Value::Boolean(right)) => left.cmp(&right),
        (Value::Character(left), Value::Character(right)) => left.cmp(&right),
        (Value::Character(left), Value::Text(right)) => [Some(left), None].cmp(&first_two(right)),
        (Value::Text(left), Value::Character(right)) => first_two(left).cmp(&[Some(right), None]),
        (Value::List(_), Value::List(_))
        | (Value::Object(_), Value::Object(_))
        | (Value::Clear | Value::Reject(_) | Value::Other(_), _)
        | (_, Value::Clear | Value::Reject(_) | Value::Other(_)) => return Err(Bail),
        _ => return Ok(false),
    };
    Ok(match operator {
        BinaryOperator::Less => ordering == Ordering::Less,
        BinaryOperator::LessOrEqual => ordering != Ordering::Greater,
        BinaryOperator::Greater => ordering == Ordering::Greater,
        BinaryOperator::GreaterOrEqual => ordering != Ordering::Less,
        _ => return Err(Bail),
    })
}

fn first_two(text: &str) -> [Option<char>; 2] {
    let mut characters = text.chars();
    [characters.next(), characters.next()]
}

/// Rhai takes numbers that differ in their last digits alone for the same.
fn floats_in_order(operator: BinaryOperator, left: f64, right: f64) -> bool {
    let largest = largest(left, right);
    if largest == 0.0 {
        return matches!(operator, BinaryOperator::LessOrEqual | BinaryOperator::GreaterOrEqual);
    }
    match operator {
        BinaryOperator::Less => (right - left) / largest > f64::EPSILON,
        BinaryOperator::LessOrEqual => (right - left) / largest > -f64::EPSILON,
        BinaryOperator::Greater => (left - right) / largest > f64::EPSILON,
        _ => (left - right) / largest > -f64::EPSILON,
    }
}
