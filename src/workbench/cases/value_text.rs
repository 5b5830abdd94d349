//! A value that is expected, as text to be typed and back.

use serde_json::Value;

use crate::target::FieldType;
use crate::workbench::Workbench;

/// How the value of a field is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueForm {
    /// One line; nothing for an empty field.
    Line,
    /// Several lines; nothing for an empty field.
    Lines,
    /// JSON; nothing for an empty field.
    Json,
}

impl Workbench {
    /// How the value of a field of a record type is typed, and the text of a value.
    pub fn value_as_text(&self, record_type: &str, field: &str, value: &Value) -> (ValueForm, String) {
        let form = match (self.type_of(record_type, field), value) {
            (Some(FieldType::List(_) | FieldType::StringList), _)
            | (_, Value::Array(_) | Value::Object(_)) => ValueForm::Json,
            (Some(FieldType::Text), _) => ValueForm::Lines,
            (_, Value::String(text)) if text.contains('\n') => ValueForm::Lines,
            _ => ValueForm::Line,
        };
        let text = match (form, value) {
            (_, Value::Null) => String::new(),
            (ValueForm::Json, value) => serde_json::to_string_pretty(value).unwrap_or_default(),
            (_, Value::Bool(is)) => (if *is { "yes" } else { "no" }).to_owned(),
            (_, Value::String(text)) => text.clone(),
            (_, other) => other.to_string(),
        };
        (form, text)
    }

    /// The value that a text stands for, `None` for an empty field.
    ///
    /// # Errors
    /// Why it stands for none, in one sentence.
    pub fn value_of_text(&self, record_type: &str, field: &str, text: &str) -> Result<Option<Value>, String> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        let value = match self.type_of(record_type, field) {
            Some(FieldType::Boolean) => match text.trim().to_lowercase().as_str() {
                "yes" | "true" => Value::Bool(true),
                "no" | "false" => Value::Bool(false),
                _ => return Err("Write `yes` or `no`, or nothing for an empty field".to_owned()),
            },
            Some(FieldType::Integer) => match text.trim().parse::<i64>() {
                Ok(number) => Value::from(number),
                Err(_) => return Err("Write a whole number, or nothing for an empty field".to_owned()),
            },
            Some(FieldType::List(_) | FieldType::StringList) => match serde_json::from_str(text) {
                Ok(list @ Value::Array(_)) => list,
                Ok(_) => return Err("Write a list in JSON, such as `[]`".to_owned()),
                Err(error) => return Err(format!("This is not JSON: {error}")),
            },
            Some(_) => Value::from(text),
            None => serde_json::from_str(text).unwrap_or_else(|_| Value::from(text)),
        };
        Ok(Some(value).filter(|value| !value.is_null()))
    }

    fn type_of(&self, record_type: &str, field: &str) -> Option<&FieldType> {
        Some(&self.target.record_type(record_type)?.field(field)?.field_type)
    }
}
