//! One value.

use serde_json::{Map, Number, Value as JsonValue};

use crate::value::{Arena, Entry, List, Object};

/// How deep a value may be nested that is taken over as JSON.
pub(super) const MOST_LEVELS: usize = 64;

const NOT_FINITE: &str = "a number that is not finite";
const TOO_DEEP: &str = "a value that is nested too deeply";

/// A value while a mapping runs: of an attribute, of a part of a script, of a field.
#[derive(Clone, Copy, Debug, Default)]
pub enum Value<'a> {
    /// Missing: absent, null, `()`.
    #[default]
    Nothing,
    /// true or false.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A floating-point number; may be infinite or no number.
    Float(f64),
    /// A single character, which scripts tell from a text.
    Character(char),
    /// A text.
    Text(&'a str),
    /// A list.
    List(List<'a>),
    /// An object.
    Object(Object<'a>),
    /// What a script says to empty a field.
    Clear,
    /// What a script says to have no record written, and why.
    Reject(&'a str),
    /// A value of a script that has no form here, by the name of its type.
    Other(&'a str),
}

impl<'a> Value<'a> {
    /// A JSON value as scripts see it: null is `Nothing`; a whole number beyond 64 bits is a
    /// floating-point number.
    pub fn of_json(value: &'a JsonValue) -> Self {
        match value {
            JsonValue::Null => Self::Nothing,
            JsonValue::Bool(flag) => Self::Boolean(*flag),
            JsonValue::Number(number) => Self::of_number(number),
            JsonValue::String(text) => Self::Text(text),
            JsonValue::Array(items) => Self::List(List::Json(items)),
            JsonValue::Object(members) => Self::Object(Object::Json(members)),
        }
    }

    /// A JSON object, `Nothing` for `None`.
    pub fn of_members(members: Option<&'a Map<String, JsonValue>>) -> Self {
        members.map_or(Self::Nothing, |members| Self::Object(Object::Json(members)))
    }

    pub(super) fn of_number(number: &Number) -> Self {
        match number.as_i64() {
            Some(whole) => Self::Integer(whole),
            None => Self::Float(number.as_f64().unwrap_or(f64::NAN)),
        }
    }

    /// Whether the value is missing.
    pub fn is_nothing(self) -> bool {
        matches!(self, Self::Nothing)
    }

    /// The text, if it is one.
    pub fn as_text(self) -> Option<&'a str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The list, if it is one.
    pub fn as_list(self) -> Option<List<'a>> {
        if let Self::List(list) = self { Some(list) } else { None }
    }

    /// The object, if it is one.
    pub fn as_object(self) -> Option<Object<'a>> {
        if let Self::Object(object) = self { Some(object) } else { None }
    }

    /// The value as JSON; entries of objects that are nothing are left out, objects are sorted by
    /// name as scripts see them.
    ///
    /// # Errors
    /// What it is, in words, for a value that has no JSON form: a number that is not finite, `clear()`
    /// or `reject(…)` inside of a value, a value of another kind, one that is nested too deeply.
    pub fn to_json(self) -> Result<JsonValue, String> {
        self.to_json_within(MOST_LEVELS)
    }

    fn to_json_within(self, levels: usize) -> Result<JsonValue, String> {
        if levels == 0 {
            return Err(TOO_DEEP.to_owned());
        }
        Ok(match self {
            Self::Nothing => JsonValue::Null,
            Self::Boolean(flag) => JsonValue::Bool(flag),
            Self::Integer(whole) => JsonValue::from(whole),
            Self::Float(number) => {
                Number::from_f64(number).map(JsonValue::Number).ok_or_else(|| NOT_FINITE.to_owned())?
            }
            Self::Character(character) => JsonValue::String(character.to_string()),
            Self::Text(text) => JsonValue::String(text.to_owned()),
            Self::List(list) => {
                let items = list.iter().map(|item| item.to_json_within(levels - 1));
                JsonValue::Array(items.collect::<Result<_, _>>()?)
            }
            Self::Object(object) => JsonValue::Object(members_within(object, levels - 1)?),
            Self::Clear | Self::Reject(_) | Self::Other(_) => return Err(self.without_json_form()),
        })
    }

    /// What the value is, in words, when it has no JSON form of itself.
    pub(super) fn without_json_form(self) -> String {
        match self {
            Self::Clear | Self::Reject(_) => "`clear()` or `reject(…)` inside of a value".to_owned(),
            Self::Float(_) => NOT_FINITE.to_owned(),
            Self::Other("Fn") => "a function".to_owned(),
            Self::Other(name) if name.contains("Range") => "a range".to_owned(),
            Self::Other(name) => format!("a value of the type {name}"),
            _ => TOO_DEEP.to_owned(),
        }
    }

    /// The same value without borrowing from anything but the arena.
    pub fn copied_to(self, arena: &Arena) -> Value<'_> {
        match self {
            Self::Nothing => Value::Nothing,
            Self::Boolean(flag) => Value::Boolean(flag),
            Self::Integer(whole) => Value::Integer(whole),
            Self::Float(number) => Value::Float(number),
            Self::Character(character) => Value::Character(character),
            Self::Text(text) => Value::Text(arena.text(text)),
            Self::List(list) => arena.list(list.iter().map(|item| item.copied_to(arena))),
            Self::Object(object) => arena.object(
                object
                    .iter()
                    .map(|entry| Entry { name: arena.text(entry.name), value: entry.value.copied_to(arena) }),
            ),
            Self::Clear => Value::Clear,
            Self::Reject(why) => Value::Reject(arena.text(why)),
            Self::Other(name) => Value::Other(arena.text(name)),
        }
    }
}

fn members_within(object: Object<'_>, levels: usize) -> Result<Map<String, JsonValue>, String> {
    let mut entries: Vec<Entry<'_>> = object.iter().collect();
    entries.sort_unstable_by_key(|entry| entry.name);
    entries
        .into_iter()
        .map(|entry| Ok((entry.name.to_owned(), entry.value.to_json_within(levels)?)))
        .collect()
}
