//! One value of a resource compared with the value in a filter.
//!
//! Not which values are compared; that is in `operand`.

use std::borrow::Cow;
use std::cmp::Ordering;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::{Number, Value};

use crate::scim::CompareOperator::{Co, Eq, Ew, Ge, Gt, Le, Lt, Ne, Sw};
use crate::scim::{
    AttributeDefinition, AttributePath, AttributeType, CompareOperator, Mutability, ScimError, ScimType,
};

/// Whether an attribute can be compared so, by RFC 7644 §3.4.2.2.
///
/// # Errors
/// `invalidFilter`: an order of booleans or binary values, a part of anything but a text or time, a
/// value of another type than the attribute, or more than equality of an attribute that is never
/// shown.
pub(super) fn check_comparison(
    path: &AttributePath,
    definition: &AttributeDefinition,
    operator: CompareOperator,
    value: &Value,
) -> Result<(), ScimError> {
    let refused = |why: &str| {
        let detail = format!("`{path} {operator} {value}` cannot be compared: {why}");
        Err(ScimError::new(ScimType::InvalidFilter, detail))
    };
    let is_equality = matches!(operator, Eq | Ne);
    if definition.mutability == Mutability::WriteOnly && !is_equality {
        return refused("the attribute is never shown, and takes eq and ne alone");
    }
    let is_part = matches!(operator, Co | Sw | Ew);
    match definition.type_ {
        AttributeType::Boolean if !is_equality => {
            return refused("the attribute is true or false, and takes eq, ne and pr alone");
        }
        AttributeType::Binary if !is_equality => {
            return refused("the attribute is binary, and takes eq, ne and pr alone");
        }
        AttributeType::Integer | AttributeType::Decimal if is_part => {
            return refused("the attribute is a number, and does not take co, sw and ew");
        }
        _ => {}
    }
    match expected_type(definition.type_, operator, value) {
        Some(expected) => refused(&format!("{expected} is expected")),
        None => Ok(()),
    }
}

/// What the filter must have instead of the value; `None` when the value fits. Null fits everything.
fn expected_type(type_: AttributeType, operator: CompareOperator, value: &Value) -> Option<&'static str> {
    if value.is_null() {
        return None;
    }
    let (fits, expected) = match type_ {
        AttributeType::String | AttributeType::Reference | AttributeType::Binary => {
            (value.is_string(), "a text in double quotes")
        }
        AttributeType::Boolean => (boolean(value).is_some(), "true or false"),
        AttributeType::Integer | AttributeType::Decimal => (value.is_number(), "a number"),
        AttributeType::DateTime if matches!(operator, Co | Sw | Ew) => {
            (value.is_string(), "a text in double quotes")
        }
        AttributeType::DateTime => {
            (instant(value).is_some(), "a date and time such as \"2026-11-21T08:30:00Z\"")
        }
        AttributeType::Complex => (true, ""),
    };
    (!fits).then_some(expected)
}

/// Whether a stored value fulfils the comparison. Without a definition the types must be the same,
/// and texts are compared without case. Values that cannot be compared do not fulfil it; `ne` is the
/// contrary of `eq`.
pub(super) fn fulfils(
    definition: Option<&AttributeDefinition>,
    stored: &Value,
    operator: CompareOperator,
    value: &Value,
) -> bool {
    if operator == Ne {
        return !fulfils(definition, stored, Eq, value);
    }
    let Some(definition) = definition else {
        return match value {
            Value::String(_) if stored.is_string() => compare_texts(stored, operator, value, false),
            Value::Number(_) if stored.is_number() => holds(operator, compare_numbers(stored, value)),
            Value::Bool(_) => operator == Eq && stored == value,
            _ => false,
        };
    };
    match definition.type_ {
        AttributeType::String | AttributeType::Reference | AttributeType::Binary => {
            compare_texts(stored, operator, value, definition.compares_case())
        }
        AttributeType::Boolean => {
            operator == Eq && boolean(stored).is_some_and(|is| boolean(value) == Some(is))
        }
        AttributeType::Integer | AttributeType::Decimal => holds(operator, compare_numbers(stored, value)),
        AttributeType::DateTime => {
            holds(operator, instant(stored).zip(instant(value)).map(|(a, b)| a.cmp(&b)))
        }
        AttributeType::Complex => false,
    }
}

/// A boolean, also one that is written as a text in any case.
pub(super) fn boolean(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(is) => Some(*is),
        Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

fn holds(operator: CompareOperator, order: Option<Ordering>) -> bool {
    order.is_some_and(|order| match operator {
        Eq => order.is_eq(),
        Ne => order.is_ne(),
        Gt => order.is_gt(),
        Ge => order.is_ge(),
        Lt => order.is_lt(),
        Le => order.is_le(),
        Co | Sw | Ew => false,
    })
}

/// By code points, after folding unless case counts.
fn compare_texts(stored: &Value, operator: CompareOperator, value: &Value, compares_case: bool) -> bool {
    let folded = |value| {
        let text = text(value)?;
        Some(if compares_case { text } else { Cow::Owned(text.to_lowercase()) })
    };
    let Some((stored, value)) = folded(stored).zip(folded(value)) else {
        return false;
    };
    match operator {
        Co => stored.contains(&*value),
        Sw => stored.starts_with(&*value),
        Ew => stored.ends_with(&*value),
        _ => holds(operator, Some(stored.cmp(&value))),
    }
}

/// A text; a number where a text belongs counts as its digits.
fn text(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        _ => None,
    }
}

/// An `xsd:dateTime` (RFC 7643 §2.3.5). One without an offset counts as UTC.
fn instant(value: &Value) -> Option<Timestamp> {
    let text = value.as_str()?;
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Some(instant);
    }
    let has_time = text.contains(['T', 't']);
    let local = text.parse::<DateTime>().ok().filter(|_| has_time)?;
    TimeZone::UTC.to_timestamp(local).ok()
}

/// By their exact values, whole numbers and fractions alike.
fn compare_numbers(stored: &Value, value: &Value) -> Option<Ordering> {
    let (Value::Number(stored), Value::Number(value)) = (stored, value) else {
        return None;
    };
    match (whole(stored), whole(value)) {
        (Some(stored), Some(value)) => Some(stored.cmp(&value)),
        (Some(stored), None) => compare_whole(stored, value.as_f64()?),
        (None, Some(value)) => compare_whole(value, stored.as_f64()?).map(Ordering::reverse),
        (None, None) => stored.as_f64()?.partial_cmp(&value.as_f64()?),
    }
}

fn whole(number: &Number) -> Option<i128> {
    number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from))
}

/// A whole number of at most 64 bits against a fraction. The cast stops at the ends of `i128`, which
/// are further out than any such number.
fn compare_whole(whole: i128, fraction: f64) -> Option<Ordering> {
    let floor = fraction.floor();
    let is_whole = floor.partial_cmp(&fraction)?.is_eq();
    let order = whole.cmp(&(floor as i128));
    Some(if is_whole { order } else { order.then(Ordering::Less) })
}

#[cfg(test)]
mod tests {
    use super::{compare_numbers, instant};
    use serde_json::{Value, json};
    use std::cmp::Ordering::{self, Equal, Greater, Less};

    #[test]
    fn numbers_are_compared_exactly() {
        #[track_caller]
        fn check(a: &str, b: &str, expected: Ordering) {
            let [a, b]: [Value; 2] = [a, b].map(|text| serde_json::from_str(text).unwrap());
            assert_eq!(compare_numbers(&a, &b), Some(expected), "{a} {b}");
            assert_eq!(compare_numbers(&b, &a), Some(expected.reverse()), "{b} {a}");
        }
        check("5", "5.0", Equal);
        check("5", "5.5", Less);
        check("6", "5.5", Greater);
        check("-5", "-5.5", Greater);
        check("-6", "-5.5", Less);
        check("0", "-0.0", Equal);
        check("9007199254740993", "9007199254740992", Greater);
        check("9007199254740993", "9007199254740992.0", Greater);
        check("18446744073709551615", "-1", Greater);
        check("18446744073709551615", "1e300", Less);
        check("-9223372036854775808", "-1e300", Greater);
        check("1e2", "100", Equal);
        check("1.5", "1.25", Greater);
    }

    #[test]
    fn times_are_instants() {
        #[track_caller]
        fn check(text: &str, expected: Option<&str>) {
            assert_eq!(instant(&json!(text)).map(|instant| instant.to_string()).as_deref(), expected);
        }
        check("2011-05-13T04:42:34Z", Some("2011-05-13T04:42:34Z"));
        check("2011-05-13T06:42:34.50+02:00", Some("2011-05-13T04:42:34.5Z"));
        check("2011-05-13T04:42:34", Some("2011-05-13T04:42:34Z"));
        check("2011-05-13", None);
        check("tomorrow", None);
        check("", None);
    }
}
