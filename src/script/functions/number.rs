//! Functions for numbers.
//!
//! Not for arithmetic, which scripts have; what reads a number from a text is `to_number`.

use super::arguments::{described, text_of};
use super::conversion::to_number;
use super::registrar::Registrar;
use super::registry::{Category, Example, Function};
use crate::value::Value;

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "to_whole_number",
        category: Category::Text,
        signature: "to_whole_number(value) -> number",
        summary: "The nearest whole number, halves away from zero; texts are read as by `to_number`. `()` \
                  when it is no number.",
        examples: &[
            Example::new("to_whole_number(\"1234.5\")", "1235"),
            Example::new("to_whole_number(-2.4)", "-2"),
            Example::new("to_whole_number(\"12 h\")", "null"),
        ],
    },
    Function {
        name: "number_text",
        category: Category::Text,
        signature: "number_text(value, decimals) -> text",
        summary: "The number as a text with so many digits behind the point, rounded; texts are read as \
                  by `to_number`. `()` when it is no number.",
        examples: &[
            Example::new("number_text(\"85.5\", 2)", "\"85.50\""),
            Example::new("number_text(2, 0)", "\"2\""),
        ],
    },
];

pub(super) fn register(registrar: &mut Registrar) {
    registrar.value("to_whole_number", |value: Value<'_>| {
        Ok::<_, String>(match number_of("to_whole_number", value)? {
            Some(Value::Integer(whole)) => Some(whole),
            Some(Value::Float(number)) => whole(number.round()),
            _ => None,
        })
    });
    registrar.value_number("number_text", number_text);
}

/// The number that a value is or writes.
fn number_of<'a>(function: &str, value: Value<'a>) -> Result<Option<Value<'a>>, String> {
    match value {
        Value::Nothing => Ok(None),
        Value::Integer(_) | Value::Float(_) => Ok(Some(value)),
        value => match text_of(value) {
            Some(text) => Ok(to_number(&text)),
            None => Err(format!("{function} expects a number, not {}", described(value))),
        },
    }
}

/// The number as a whole one, if it is in their range.
fn whole(number: f64) -> Option<i64> {
    // Both bounds are powers of two, which this type has exactly.
    let most = 2_f64.powi(63);
    let is_in_range = (-most..most).contains(&number);
    is_in_range.then_some(number as i64)
}

/// The most digits behind the point.
const MOST_DECIMALS: i64 = 20;

fn number_text(value: Value<'_>, decimals: i64) -> Result<Option<String>, String> {
    if !(0..=MOST_DECIMALS).contains(&decimals) {
        return Err(format!("number_text takes 0 to {MOST_DECIMALS} decimals, not {decimals}"));
    }
    let decimals = usize::try_from(decimals).unwrap_or_default();
    Ok(match number_of("number_text", value)? {
        Some(Value::Integer(number)) if decimals == 0 => Some(number.to_string()),
        Some(Value::Integer(number)) => Some(format!("{number}.{}", "0".repeat(decimals))),
        Some(Value::Float(number)) if number.is_finite() => {
            // Halves go away from zero, as people round.
            let step = 10_f64.powi(i32::try_from(decimals).unwrap_or_default());
            // Nothing is left of a sign in front of zero.
            let rounded = (number * step).round() / step + 0.0;
            Some(format!("{:.decimals$}", if rounded.is_finite() { rounded } else { number }))
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::{number_text, whole};
    use crate::value::Value;

    #[test]
    fn numbers_are_rounded_as_people_do() {
        let check = |value: Value<'_>, decimals, expected: &str| {
            assert_eq!(number_text(value, decimals).unwrap().as_deref(), Some(expected));
        };
        check(Value::Float(2.5), 0, "3");
        check(Value::Float(-2.5), 0, "-3");
        check(Value::Float(1.005), 1, "1.0");
        check(Value::Float(1e300), 20, &format!("{:.20}", 1e300));
        check(Value::Integer(i64::MIN), 1, "-9223372036854775808.0");
        check(Value::Text(" 7 "), 1, "7.0");
        assert_eq!(number_text(Value::Text("x"), 1), Ok(None));
        assert_eq!(number_text(Value::Float(f64::NAN), 1), Ok(None));
        assert!(number_text(Value::Integer(1), -1).is_err());
    }

    #[test]
    fn whole_numbers_have_a_range() {
        assert_eq!(whole(1e18), Some(1_000_000_000_000_000_000));
        for number in [1e19, -1e19, f64::NAN, f64::INFINITY] {
            assert_eq!(whole(number), None);
        }
    }
}
