//! Functions that make one kind of value from another.
//!
//! What cannot be read gives a missing value, never a guess.

use super::arguments::{described, text_of};
use super::registrar::Registrar;
use super::registry::{Category, Example, Function};
use super::text::trimmed;
use crate::value::Value;

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "to_text",
        category: Category::Text,
        signature: "to_text(value) -> text",
        summary: "A number or a boolean as a text; a text stays as it is",
        examples: &[Example::new("to_text(42)", "\"42\""), Example::new("to_text(true)", "\"true\"")],
    },
    Function {
        name: "to_number",
        category: Category::Text,
        signature: "to_number(value) -> number",
        summary: "The number that a text writes, with a decimal point if any; `()` when it is not \
                  just a number",
        examples: &[
            Example::new("to_number(\" 0042 \")", "42"),
            Example::new("to_number(\"-1.5\")", "-1.5"),
            Example::new("to_number(\"42 b\")", "null"),
        ],
    },
    Function {
        name: "to_boolean",
        category: Category::Text,
        signature: "to_boolean(value) -> boolean",
        summary: "`1`, `t`, `y`, `true`, `yes` and `on` are true, `0`, `f`, `n`, `false`, `no` and \
                  `off` are false, without regard to case; anything else gives `()`",
        examples: &[
            Example::new("to_boolean(\"True\")", "true"),
            Example::new("to_boolean(0)", "false"),
            Example::new("to_boolean(\"perhaps\")", "null"),
        ],
    },
];

pub(super) fn register(registrar: &mut Registrar) {
    registrar.text("to_text", text_itself);
    registrar.value("to_number", number_of);
    registrar.text("to_boolean", to_boolean);
}

/// Which arguments are already.
fn text_itself(text: &str) -> &str {
    text
}

fn number_of(value: Value<'_>) -> Result<Value<'_>, String> {
    match value {
        Value::Nothing | Value::Integer(_) | Value::Float(_) => Ok(value),
        value => match text_of(value) {
            Some(text) => Ok(to_number(&text).unwrap_or_default()),
            None => Err(format!("to_number expects a text, not {}", described(value))),
        },
    }
}

/// The number that the text writes: digits with an optional sign and an optional decimal point, and
/// blanks around them. A whole number beyond 64 bits is none.
pub fn to_number(text: &str) -> Option<Value<'static>> {
    let number = trimmed(text);
    let digits = number.strip_prefix(['-', '+']).unwrap_or(number);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    if digits.contains('.') {
        number.parse::<f64>().ok().filter(|number| number.is_finite()).map(Value::Float)
    } else {
        number.parse::<i64>().ok().map(Value::Integer)
    }
}

/// The boolean that the text names.
pub fn to_boolean(text: &str) -> Option<bool> {
    const TRUE: [&str; 6] = ["true", "1", "t", "y", "yes", "on"];
    const FALSE: [&str; 6] = ["false", "0", "f", "n", "no", "off"];
    let text = trimmed(text);
    let is_one_of = |words: [&str; 6]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    if is_one_of(TRUE) { Some(true) } else { is_one_of(FALSE).then_some(false) }
}

#[cfg(test)]
mod tests {
    use super::to_number;
    use crate::script::printed::printed;

    #[test]
    fn only_plain_numbers_are_numbers() {
        let check = |text: &str, number: Option<&str>| {
            let printed = to_number(text).and_then(printed);
            assert_eq!(printed.as_deref(), number, "{text}");
        };
        check("+5", Some("5"));
        check("5.0", Some("5.0"));
        check("-0", Some("0"));
        check("9223372036854775808", None);
        check("1e5", None);
        check("1,5", None);
        check(".5", None);
        check("5.", None);
        check("- 5", None);
        check("NaN", None);
        check("", None);
    }
}
