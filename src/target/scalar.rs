//! Whether a single value fits a field: texts, numbers, dates, e-mail addresses, lists of texts.
//!
//! Not enumerations, references and lists of objects, which need the target around them.

use serde_json::Number;

use crate::diagnostic::{Code, Diagnostic};
use crate::target::email::is_email;
use crate::target::finding::shown;
use crate::target::{Finding, TargetField};
use crate::value::{Arena, List, Value};

/// A field, and what is found about a value of it.
pub(super) struct FieldCheck<'a, 'f> {
    pub field: &'a TargetField,
    pub arena: &'a Arena,
    pub found: &'f mut Vec<Finding<'a>>,
}

impl<'a> FieldCheck<'a, '_> {
    #[inline]
    pub fn text(&mut self, value: Value<'a>) -> Value<'a> {
        match value {
            // A text never has more characters than bytes.
            Value::Text(text) if self.field.max_length.is_none_or(|most| text.len() <= most) => value,
            _ => self.other_text(value),
        }
    }

    fn other_text(&mut self, value: Value<'a>) -> Value<'a> {
        let text = match value {
            Value::Text(text) => text,
            Value::Boolean(flag) => {
                if flag {
                    "true"
                } else {
                    "false"
                }
            }
            Value::Integer(whole) => self.arena.text(&Number::from(whole).to_string()),
            Value::Float(number) => match Number::from_f64(number) {
                Some(number) => self.arena.text(&number.to_string()),
                None => return self.wrong_type(value, "a text"),
            },
            _ => return self.wrong_type(value, "a text"),
        };
        if let Some(most) = self.field.max_length.filter(|most| text.len() > *most) {
            self.check_length(text, most);
        }
        Value::Text(text)
    }

    fn check_length(&mut self, text: &str, most: usize) {
        let length = text.chars().count();
        if length > most {
            let message = format!("{} has {length} characters, at most {most} are allowed", self.field.title);
            self.say(
                Diagnostic::error(Code::ValueTooLong, message)
                    .with_help(format!("shorten it, for example with `truncated(…, {most})`")),
            );
        }
    }

    pub fn email(&mut self, value: Value<'a>) -> Value<'a> {
        let text = self.text(value);
        if let Some(word) = text.as_text()
            && !is_email(word)
        {
            let message = format!("`{}` is not an e-mail address", shown(word));
            self.say(Diagnostic::error(Code::ValueNotEmail, message));
        }
        text
    }

    pub fn boolean(&mut self, value: Value<'a>) -> Value<'a> {
        match value {
            Value::Boolean(_) => value,
            Value::Text(text) if text.eq_ignore_ascii_case("true") => Value::Boolean(true),
            Value::Text(text) if text.eq_ignore_ascii_case("false") => Value::Boolean(false),
            _ => self.wrong_type(value, "true or false"),
        }
    }

    pub fn integer(&mut self, value: Value<'a>) -> Value<'a> {
        let whole = match value {
            Value::Integer(whole) => Some(whole),
            Value::Text(text) => text.trim().parse().ok(),
            _ => None,
        };
        match whole {
            Some(whole) => Value::Integer(whole),
            None => self.wrong_type(value, "a whole number"),
        }
    }

    pub fn decimal(&mut self, value: Value<'a>) -> Value<'a> {
        let text = match value {
            Value::Integer(whole) => self.arena.text(&Number::from(whole).to_string()),
            Value::Float(number) => match Number::from_f64(number) {
                Some(number) => self.arena.text(&number.to_string()),
                None => "",
            },
            Value::Text(text) => text.trim(),
            _ => "",
        };
        if is_decimal(text) {
            return Value::Text(text);
        }
        self.wrong_type(value, "a number with a decimal point")
    }

    pub fn date_time(&mut self, value: Value<'a>) -> Value<'a> {
        let text = value.as_text().unwrap_or_default();
        // A date is also read from a time without an offset, which says no moment.
        let is_date = text.len() == "YYYY-MM-DD".len() && text.parse::<jiff::civil::Date>().is_ok();
        if is_date || text.parse::<jiff::Timestamp>().is_ok() {
            return value;
        }
        self.wrong_type(value, "a date such as 2026-11-21 or 2026-11-21T08:00:00Z")
    }

    pub fn string_list(&mut self, value: Value<'a>) -> Value<'a> {
        let Value::List(items) = value else { return self.wrong_type(value, "an array of texts") };
        let arena = self.arena;
        arena.list(items.iter().map(|item| self.text(characters_as_text(item, arena))))
    }

    /// Says that the value is of the wrong type.
    pub fn wrong_type(&mut self, value: Value<'_>, wanted: &str) -> Value<'a> {
        let given = match value {
            Value::Boolean(_) => "true or false",
            Value::Integer(_) | Value::Float(_) => "a number",
            Value::Character(_) | Value::Text(_) => "a text",
            Value::List(List::Items(_) | List::Json(_)) => "an array",
            Value::Object(_) => "an object",
            Value::Nothing | Value::Clear | Value::Reject(_) | Value::Other(_) => "nothing",
        };
        let message = format!("{} wants {wanted}, the script gives {given}", self.field.title);
        self.say(Diagnostic::error(Code::ValueWrongType, message));
        Value::Nothing
    }

    pub fn say(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic.into());
    }
}

/// A single character of a script as the text that it is for a field.
#[inline]
pub(super) fn characters_as_text<'a>(value: Value<'a>, arena: &'a Arena) -> Value<'a> {
    match value {
        Value::Character(character) => Value::Text(arena.text(character.encode_utf8(&mut [0; 4]))),
        value => value,
    }
}

/// Digits with an optional sign in front and an optional dot among them.
fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, fraction].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}
