//! What a variable of the environments is: its declared type, what values fit it, and how a value is
//! typed in one line.
//!
//! Not its values, which belong to the environments.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

/// A variable as it is declared, once for all environments.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct VariableDeclaration {
    /// What its values are.
    #[serde(rename = "type")]
    pub type_: VariableType,
    /// What it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Keys of the file that this version does not know.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// What the values of a variable are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum VariableType {
    /// Any text, an empty one too.
    #[default]
    Text,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// Texts in order.
    Texts,
    /// A mail domain without `@`, such as `widget.com`.
    MailDomain,
    /// A web address that begins with `https://` or `http://`.
    WebAddress,
    /// A type that this version does not know; every value fits it.
    Unknown(String),
}

/// How the empty text is typed, since an empty line means no value.
const EMPTY_TEXT: &str = "\"\"";

impl VariableType {
    /// The types to choose from.
    pub const ALL: [Self; 6] =
        [Self::Text, Self::Number, Self::Boolean, Self::Texts, Self::MailDomain, Self::WebAddress];

    /// The type as it stands in `project.json`.
    pub fn id(&self) -> &str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Texts => "texts",
            Self::MailDomain => "mail_domain",
            Self::WebAddress => "web_address",
            Self::Unknown(id) => id,
        }
    }

    /// The type in a few words.
    pub fn words(&self) -> &str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Boolean => "true or false",
            Self::Texts => "list of texts",
            Self::MailDomain => "mail domain",
            Self::WebAddress => "web address",
            Self::Unknown(id) => id,
        }
    }

    /// The type that a value has by itself. A missing one says nothing, and lists and objects of
    /// other things fit no type of ours.
    pub fn of_value(value: &Value) -> Option<Self> {
        match value {
            Value::String(_) => Some(Self::Text),
            Value::Number(_) => Some(Self::Number),
            Value::Bool(_) => Some(Self::Boolean),
            Value::Array(items) => items.iter().all(Value::is_string).then_some(Self::Texts),
            Value::Null | Value::Object(_) => None,
        }
    }

    /// Whether a value is one of this type. `null` is no value and fits none but unknown types.
    pub fn accepts(&self, value: &Value) -> bool {
        match self {
            Self::Text => value.is_string(),
            Self::Number => value.is_number(),
            Self::Boolean => value.is_boolean(),
            Self::Texts => value.as_array().is_some_and(|items| items.iter().all(Value::is_string)),
            Self::MailDomain => value.as_str().is_some_and(is_mail_domain),
            Self::WebAddress => value.as_str().is_some_and(is_web_address),
            Self::Unknown(_) => true,
        }
    }

    /// The value that a line of text stands for; `None` when it is none of this type. A list is typed
    /// as texts between `;`, or as JSON.
    pub fn read(&self, typed: &str) -> Option<Value> {
        let plain = typed.trim();
        let value = match self {
            Self::Text if plain == EMPTY_TEXT => Value::from(""),
            Self::Text => Value::from(typed),
            Self::Number => serde_json::from_str(plain).ok()?,
            Self::Boolean => match plain.to_lowercase().as_str() {
                "true" | "yes" => Value::from(true),
                "false" | "no" => Value::from(false),
                _ => return None,
            },
            Self::Texts if plain.starts_with('[') => serde_json::from_str(plain).ok()?,
            Self::Texts if plain.is_empty() => Value::Array(Vec::new()),
            Self::Texts => plain.split(';').map(str::trim).collect(),
            Self::MailDomain => Value::from(plain.trim_start_matches('@')),
            Self::WebAddress => Value::from(plain),
            Self::Unknown(_) => serde_json::from_str(plain).unwrap_or_else(|_| Value::from(typed)),
        };
        self.accepts(&value).then_some(value)
    }

    /// A value as a line of text that [`VariableType::read`] gives back where the value is of this
    /// type; others as JSON.
    pub fn write(&self, value: &Value) -> String {
        match (self, value) {
            (_, Value::Null) => String::new(),
            (Self::Unknown(_), value) => value.to_string(),
            (Self::Text, Value::String(text)) if text.is_empty() => EMPTY_TEXT.to_owned(),
            (_, Value::String(text)) => text.clone(),
            (Self::Texts, Value::Array(items)) => {
                let texts: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
                let joined = texts.map(|texts| texts.join("; ")).unwrap_or_default();
                if self.read(&joined).as_ref() == Some(value) { joined } else { value.to_string() }
            }
            (_, value) => value.to_string(),
        }
    }
}

/// Whether a text is a mail domain: two names or more of letters, digits and `-` between dots.
pub fn is_mail_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|one| one.is_alphanumeric() || one == '-')
    };
    let top = text.rsplit('.').next().unwrap_or_default();
    text.len() <= 253
        && text.contains('.')
        && text.split('.').all(is_label)
        && top.chars().count() >= 2
        && top.chars().any(char::is_alphabetic)
}

/// Whether a text is the address of something on the web, with its host.
pub fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        !host.is_empty() && !rest.contains(char::is_whitespace)
    })
}

impl fmt::Display for VariableType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.words())
    }
}

impl Serialize for VariableType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl<'de> Deserialize<'de> for VariableType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = String::deserialize(deserializer)?;
        let known = Self::ALL.into_iter().find(|known| known.id() == id);
        Ok(known.unwrap_or(Self::Unknown(id)))
    }
}
