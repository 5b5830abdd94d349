//! Single values, with the repairs that need nothing but the value and its definition.
//!
//! The same as the functions of their names in `scim::quirks`, held to them by a test.

use crate::scim::{AttributeDefinition, AttributeType};
use crate::value::{Arena, Value};

/// What is known of the place of a single value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Single {
    pub definition: &'static AttributeDefinition,
    /// Whether a schema of the RFC describes it, so that numbers are read as text.
    pub is_of_the_rfc: bool,
    /// Whether it is a phone number.
    is_phone_number: bool,
    /// Whether every text stays as it is.
    keeps_texts: bool,
}

impl Single {
    /// The place that `definition` describes.
    pub fn new(definition: &'static AttributeDefinition, is_of_the_rfc: bool, is_phone_number: bool) -> Self {
        let may_change = definition.type_ == AttributeType::Boolean
            || is_phone_number
            || !(definition.case_exact || definition.canonical_values.is_empty());
        Self { definition, is_of_the_rfc, is_phone_number, keeps_texts: !may_change }
    }

    /// The value as it is after normalising; `None` when that is not certain.
    #[inline]
    pub fn repaired<'a>(self, value: Value<'a>, arena: &'a Arena) -> Option<Value<'a>> {
        if let (true, Value::Text(_)) = (self.keeps_texts, value) {
            return Some(value);
        }
        self.looked_at(value, arena)
    }

    fn looked_at<'a>(self, value: Value<'a>, arena: &'a Arena) -> Option<Value<'a>> {
        let is_text = self.definition.type_ == AttributeType::String && self.is_of_the_rfc;
        match value {
            Value::Text(text) => Some(self.repaired_text(text)),
            Value::Integer(whole) if self.is_boolean() => Some(match whole {
                1 => Value::Boolean(true),
                0 => Value::Boolean(false),
                _ => value,
            }),
            Value::Integer(whole) if is_text => Some(Value::Text(arena.text(&whole.to_string()))),
            // A whole number beyond 64 bits would become text as it is spelled.
            Value::Float(_) if is_text => None,
            value => Some(value),
        }
    }

    fn is_boolean(self) -> bool {
        self.definition.type_ == AttributeType::Boolean
    }

    fn repaired_text(self, text: &str) -> Value<'_> {
        if self.is_boolean() {
            return match text {
                "1" => Value::Boolean(true),
                "0" => Value::Boolean(false),
                _ if text.eq_ignore_ascii_case("true") => Value::Boolean(true),
                _ if text.eq_ignore_ascii_case("false") => Value::Boolean(false),
                _ => Value::Text(text),
            };
        }
        let canonical = self.definition.canonical_values.iter();
        let canonical = canonical.map(String::as_str).find(|canonical| canonical.eq_ignore_ascii_case(text));
        let text = canonical.filter(|_| !self.definition.case_exact).unwrap_or(text);
        Value::Text(if self.is_phone_number { without_scheme(text) } else { text })
    }
}

/// A phone number without `tel:` before it.
fn without_scheme(text: &str) -> &str {
    let number = text.trim_start();
    match number.split_at_checked("tel:".len()) {
        Some((scheme, number)) if scheme.eq_ignore_ascii_case("tel:") => number.trim_start(),
        _ => text,
    }
}
