//! What a script function receives and gives: which values count as a text, and what the error
//! says of the others.
//!
//! Not what any function does with them.

use rhai::{Array, Dynamic, EvalAltResult, ImmutableString};

/// Why a call failed; rhai adds the place.
pub type Failure = Box<EvalAltResult>;

/// One argument of a call, with what an error has to name.
#[derive(Clone, Copy)]
pub struct Argument<'a> {
    /// The function that was called.
    pub function: &'static str,
    /// 0 for the first argument.
    pub index: usize,
    /// What was passed.
    pub value: &'a Dynamic,
}

impl Argument<'_> {
    /// The argument as a text; numbers and booleans become the text that rhai prints for them.
    pub fn text(self) -> Result<ImmutableString, Failure> {
        text_of(self.value).ok_or_else(|| self.unexpected("a text"))
    }

    /// The argument as a text, `None` when it is missing.
    pub fn optional_text(self) -> Result<Option<ImmutableString>, Failure> {
        if self.value.is_unit() { Ok(None) } else { self.text().map(Some) }
    }

    /// The argument as a whole number.
    pub fn whole_number(self) -> Result<i64, Failure> {
        self.value.as_int().map_err(|_| self.unexpected("a whole number"))
    }

    #[expect(clippy::unnecessary_box_returns, reason = "rhai's errors are boxed everywhere")]
    fn unexpected(self, expected: &str) -> Failure {
        let place = match self.index {
            0 => "",
            1 => " as second argument",
            2 => " as third argument",
            _ => " as fourth argument",
        };
        let given = described(self.value);
        format!("{} expects {expected}{place}, not {given}", self.function).into()
    }
}

/// The value as a text: a text itself, or a number, boolean or character as rhai prints it.
pub fn text_of(value: &Dynamic) -> Option<ImmutableString> {
    if let Ok(text) = value.as_immutable_string_ref() {
        return Some(text.clone());
    }
    let printable = value.is_int() || value.is_float() || value.is_bool() || value.is_char();
    printable.then(|| value.to_string().into())
}

/// Calls `read` with the entries of a list; a single value counts as a list of one.
pub fn with_list<R>(value: &Dynamic, read: impl FnOnce(&[Dynamic]) -> R) -> R {
    match value.as_array_ref() {
        Ok(array) => read(&array),
        Err(_) => read(std::slice::from_ref(value)),
    }
}

/// What kind of value it is, in the words of the function reference.
pub fn described(value: &Dynamic) -> &'static str {
    match value {
        value if value.is_unit() => "a missing value",
        value if value.is_string() || value.is_char() => "a text",
        value if value.is_int() || value.is_float() => "a number",
        value if value.is_bool() => "a boolean",
        value if value.is_array() => "an array",
        value if value.is_map() => "a map",
        value if value.is_fnptr() => "a function",
        _ => "a value of another kind",
    }
}

/// What a function may give; `None` becomes the missing value `()`.
pub trait IntoValue {
    /// The value for the script, or why the call failed.
    fn into_value(self) -> Result<Dynamic, Failure>;
}

impl IntoValue for Dynamic {
    fn into_value(self) -> Result<Dynamic, Failure> {
        Ok(self)
    }
}

impl IntoValue for bool {
    fn into_value(self) -> Result<Dynamic, Failure> {
        Ok(self.into())
    }
}

impl IntoValue for i64 {
    fn into_value(self) -> Result<Dynamic, Failure> {
        Ok(self.into())
    }
}

impl IntoValue for String {
    fn into_value(self) -> Result<Dynamic, Failure> {
        Ok(self.into())
    }
}

impl IntoValue for ImmutableString {
    fn into_value(self) -> Result<Dynamic, Failure> {
        Ok(self.into())
    }
}

impl IntoValue for Array {
    fn into_value(self) -> Result<Dynamic, Failure> {
        Ok(self.into())
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self) -> Result<Dynamic, Failure> {
        self.map_or(Ok(Dynamic::UNIT), T::into_value)
    }
}

impl<T: IntoValue, E: Into<Failure>> IntoValue for Result<T, E> {
    fn into_value(self) -> Result<Dynamic, Failure> {
        self.map_err(Into::into)?.into_value()
    }
}

#[cfg(test)]
mod tests {
    use rhai::{Array, Dynamic, Map};

    use super::{Argument, text_of};

    #[test]
    fn numbers_and_booleans_are_texts_as_rhai_prints_them() {
        let check = |value: Dynamic, text: &str| assert_eq!(text_of(&value).unwrap(), text);
        check(Dynamic::from_int(12), "12");
        check(Dynamic::from(5.0), "5.0");
        check(Dynamic::from(true), "true");
        check(Dynamic::from('x'), "x");
        check(Dynamic::from("x"), "x");
    }

    #[test]
    fn errors_name_the_function_the_argument_and_what_was_given() {
        let check = |index, value: Dynamic, message: &str| {
            let argument = Argument { function: "left", index, value: &value };
            assert_eq!(argument.text().unwrap_err().to_string(), message);
        };
        check(0, Array::new().into(), "Runtime error: left expects a text, not an array");
        check(0, Map::new().into(), "Runtime error: left expects a text, not a map");
        let second = "Runtime error: left expects a text as second argument, not a missing value";
        check(1, Dynamic::UNIT, second);
    }
}
