//! A text that borrows from the line where the line has it without escapes.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// serde borrows a `Cow` only where it is the type of a field, not inside of an `Option`.
#[derive(Clone, Debug)]
pub struct Text<'a>(pub Cow<'a, str>);

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a text")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Text(Cow::Owned(text)))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor)
    }
}

/// The text unless it is missing or blank.
pub fn present<'t>(text: &'t Option<Text<'_>>) -> Option<&'t str> {
    text.as_deref().filter(|text| !text.trim().is_empty())
}

/// In small letters; borrowed when it has no capitals.
pub fn lowered(text: &str) -> Cow<'_, str> {
    let is_lower = text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) }
}

/// Whether the texts are equal apart from case and blanks around them.
pub fn same_text(text: &str, other: &str) -> bool {
    let (text, other) = (text.trim(), other.trim());
    text == other
        || (text.len() == other.len() && text.eq_ignore_ascii_case(other))
        || lowered(text) == lowered(other)
}

/// With one blank for every run of blanks, and none at the ends.
pub fn collapsed(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if !text.contains("  ") {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What is there of two texts, with a separator between them.
pub fn joined<'a>(first: Option<&'a str>, separator: &str, second: Option<&'a str>) -> Option<Cow<'a, str>> {
    match (first.map(str::trim), second.map(str::trim)) {
        (Some(first), Some(second)) => Some(Cow::Owned([first, separator, second].concat())),
        (Some(one), None) | (None, Some(one)) => Some(Cow::Borrowed(one)),
        (None, None) => None,
    }
}
