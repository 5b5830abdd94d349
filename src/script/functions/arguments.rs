//! What a script function receives and gives: which values count as a text, and what the error
//! says of the others.
//!
//! Not what any function does with them.

use std::borrow::Cow;

use crate::script::printed::float_text;
use crate::value::{Arena, List, Value};

/// What a call gives: a value, or in words why it failed.
pub type Answer<'a> = Result<Value<'a>, String>;

/// The arguments of one call.
#[derive(Clone, Copy)]
pub struct Arguments<'a, 'c> {
    /// The function that was called.
    pub function: &'static str,
    /// What was passed.
    pub values: &'c [Value<'a>],
    /// Where what the call makes is kept.
    pub arena: &'a Arena,
}

impl<'a> Arguments<'a, '_> {
    /// The argument with this index, from 0.
    pub fn value(self, idx: usize) -> Value<'a> {
        self.values.get(idx).copied().unwrap_or_default()
    }

    /// The argument as a text; numbers and booleans become the text that rhai prints for them.
    pub fn text(self, idx: usize) -> Result<&'a str, String> {
        let value = self.value(idx);
        if let Value::Text(text) = value {
            return Ok(text);
        }
        let text = text_of(value).ok_or_else(|| self.unexpected(idx, "a text"))?;
        Ok(self.arena.text(&text))
    }

    /// The argument as a text, `None` when it is missing.
    pub fn optional_text(self, idx: usize) -> Result<Option<&'a str>, String> {
        if self.value(idx).is_nothing() { Ok(None) } else { self.text(idx).map(Some) }
    }

    /// The argument as a whole number.
    pub fn whole_number(self, idx: usize) -> Result<i64, String> {
        match self.value(idx) {
            Value::Integer(whole) => Ok(whole),
            _ => Err(self.unexpected(idx, "a whole number")),
        }
    }

    /// The argument as a list; a single value counts as a list of one.
    pub fn list(self, idx: usize) -> List<'a> {
        match self.value(idx) {
            Value::List(list) => list,
            value => List::Items(self.arena.slice(&[value])),
        }
    }

    fn unexpected(self, idx: usize, expected: &str) -> String {
        let place = match idx {
            0 => "",
            1 => " as second argument",
            2 => " as third argument",
            _ => " as fourth argument",
        };
        format!("{} expects {expected}{place}, not {}", self.function, described(self.value(idx)))
    }
}

/// The value as a text: a text itself, or a number, boolean or character as rhai prints it.
pub fn text_of(value: Value<'_>) -> Option<Cow<'_, str>> {
    Some(match value {
        Value::Text(text) => Cow::Borrowed(text),
        Value::Integer(whole) => Cow::Owned(whole.to_string()),
        Value::Float(number) => Cow::Owned(float_text(number)),
        Value::Boolean(flag) => Cow::Borrowed(if flag { "true" } else { "false" }),
        Value::Character(character) => Cow::Owned(character.to_string()),
        _ => return None,
    })
}

/// What kind of value it is, in the words of the function reference.
pub fn described(value: Value<'_>) -> &'static str {
    match value {
        Value::Nothing => "a missing value",
        Value::Text(_) | Value::Character(_) => "a text",
        Value::Integer(_) | Value::Float(_) => "a number",
        Value::Boolean(_) => "a boolean",
        Value::List(_) | Value::Other("array") => "an array",
        Value::Object(_) | Value::Other("map") => "a map",
        Value::Other("Fn") => "a function",
        Value::Clear | Value::Reject(_) | Value::Other(_) => "a value of another kind",
    }
}

/// What a function may give; `None` becomes the missing value `()`.
pub trait IntoValue<'a> {
    /// The value for the script, or why the call failed.
    fn into_value(self, arena: &'a Arena) -> Answer<'a>;
}

impl<'a> IntoValue<'a> for Value<'a> {
    fn into_value(self, _: &'a Arena) -> Answer<'a> {
        Ok(self)
    }
}

impl<'a> IntoValue<'a> for bool {
    fn into_value(self, _: &'a Arena) -> Answer<'a> {
        Ok(Value::Boolean(self))
    }
}

impl<'a> IntoValue<'a> for i64 {
    fn into_value(self, _: &'a Arena) -> Answer<'a> {
        Ok(Value::Integer(self))
    }
}

impl<'a, 't: 'a> IntoValue<'a> for &'t str {
    fn into_value(self, _: &'a Arena) -> Answer<'a> {
        Ok(Value::Text(self))
    }
}

impl<'a> IntoValue<'a> for String {
    fn into_value(self, arena: &'a Arena) -> Answer<'a> {
        Ok(Value::Text(arena.text(&self)))
    }
}

impl<'a, 't: 'a> IntoValue<'a> for Cow<'t, str> {
    fn into_value(self, arena: &'a Arena) -> Answer<'a> {
        match self {
            Cow::Borrowed(text) => text.into_value(arena),
            Cow::Owned(text) => text.into_value(arena),
        }
    }
}

impl<'a> IntoValue<'a> for List<'a> {
    fn into_value(self, _: &'a Arena) -> Answer<'a> {
        Ok(Value::List(self))
    }
}

impl<'a> IntoValue<'a> for Vec<Value<'a>> {
    fn into_value(self, arena: &'a Arena) -> Answer<'a> {
        Ok(arena.list(self))
    }
}

impl<'a, T: IntoValue<'a>> IntoValue<'a> for Option<T> {
    fn into_value(self, arena: &'a Arena) -> Answer<'a> {
        self.map_or(Ok(Value::Nothing), |value| value.into_value(arena))
    }
}

impl<'a, T: IntoValue<'a>> IntoValue<'a> for Result<T, String> {
    fn into_value(self, arena: &'a Arena) -> Answer<'a> {
        self?.into_value(arena)
    }
}

#[cfg(test)]
mod tests {
    use super::{Arguments, text_of};
    use crate::value::{Arena, List, Object, Value};

    #[test]
    fn numbers_and_booleans_are_texts_as_rhai_prints_them() {
        let check = |value: Value<'_>, text: &str| assert_eq!(text_of(value).unwrap(), text);
        check(Value::Integer(12), "12");
        check(Value::Float(5.0), "5.0");
        check(Value::Float(1e20), "1e20");
        check(Value::Boolean(true), "true");
        check(Value::Character('x'), "x");
        check(Value::Text("x"), "x");
    }

    #[test]
    fn errors_name_the_function_the_argument_and_what_was_given() {
        let arena = Arena::new();
        let check = |idx, value: Value<'_>, message: &str| {
            let values = [value, value];
            let arguments = Arguments { function: "left", values: &values, arena: &arena };
            assert_eq!(arguments.text(idx).unwrap_err(), message);
        };
        check(0, Value::List(List::Items(&[])), "left expects a text, not an array");
        check(0, Value::Object(Object::Entries(&[])), "left expects a text, not a map");
        check(1, Value::Nothing, "left expects a text as second argument, not a missing value");
    }
}
