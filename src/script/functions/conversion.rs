//! Functions that make one kind of value from another.
//!
//! What cannot be read gives a missing value, never a guess.

use rhai::Dynamic;

use super::arguments::{Argument, Failure};
use super::registrar::Registrar;
use super::registry::{Category, Example, Function};
use super::text::trimmed;

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

pub(super) fn register(registrar: &mut Registrar<'_>) {
    registrar.text("to_text", str::to_owned);
    registrar.value("to_number", |value| {
        if value.is_int() || value.is_float() {
            return Ok(Some(value.clone()));
        }
        let text = Argument { function: "to_number", index: 0, value }.optional_text()?;
        Ok::<_, Failure>(text.and_then(|text| to_number(&text)))
    });
    registrar.text("to_boolean", to_boolean);
}

/// The number that the text writes: digits with an optional sign and an optional decimal point, and
/// blanks around them. A whole number beyond 64 bits is none.
pub fn to_number(text: &str) -> Option<Dynamic> {
    let number = trimmed(text);
    let digits = number.strip_prefix(['-', '+']).unwrap_or(number);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    if digits.contains('.') {
        number.parse::<f64>().ok().filter(|number| number.is_finite()).map(Dynamic::from)
    } else {
        number.parse::<i64>().ok().map(Dynamic::from)
    }
}

/// The boolean that the text names.
pub fn to_boolean(text: &str) -> Option<bool> {
    match trimmed(text).to_lowercase().as_str() {
        "1" | "t" | "y" | "true" | "yes" | "on" => Some(true),
        "0" | "f" | "n" | "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::to_number;

    #[test]
    fn only_plain_numbers_are_numbers() {
        let check = |text: &str, number: Option<&str>| {
            let printed = to_number(text).map(|number| number.to_string());
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
