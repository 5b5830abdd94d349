//! One field of a record type and the type of its values.

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::Value;

/// A field of a record.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "the characteristics are independent of each other")]
pub struct TargetField {
    /// The name by which rules speak of it.
    pub name: String,
    /// Its name for people.
    pub title: String,
    /// What its values are.
    #[serde(flatten)]
    pub field_type: FieldType,
    /// Most characters of a text; `None` when there is no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<usize>,
    /// A record cannot be written without it.
    pub required: bool,
    /// Only the target writes it.
    pub read_only: bool,
    /// It is accepted and never shown.
    pub write_only: bool,
    /// It can be set on new records only.
    pub create_only: bool,
    /// What a new record has when no rule says otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// What else is to be known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The type of a field's values.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FieldType {
    /// One line of text.
    String,
    /// Text of many lines.
    Text,
    /// An e-mail address.
    Email,
    /// A URI.
    Uri,
    /// true or false.
    Boolean,
    /// A whole number.
    Integer,
    /// A decimal number, as text with a dot.
    Decimal,
    /// A date and time with offset (RFC 3339), or a date.
    DateTime,
    /// One of the values of an enumeration of the target.
    Enumeration {
        /// The enumeration's name.
        enumeration: String,
    },
    /// Another record.
    Reference {
        /// The record type it refers to.
        record_type: String,
        /// The target does not describe that record type; the value is not checked.
        external: bool,
    },
    /// A list of objects.
    List(ListType),
    /// A list of texts.
    StringList,
}

/// What the objects of a list field look like.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListType {
    /// The fields of an item.
    pub items: Vec<TargetField>,
    /// A boolean field of the items: what a rule gives has it true and replaces the items that have
    /// it true; the others stay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owned_by: Option<String>,
    /// Exactly one of these fields is filled.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exactly_one_of: Vec<String>,
    /// Which label goes with which of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label_table: Option<LabelTable>,
}

/// Which label goes with which field of an item.
#[derive(Clone, Debug, PartialEq, Serialize, serde::Deserialize)]
pub struct LabelTable {
    /// The field that holds the label.
    pub field: String,
    /// For each label the fields it can stand with.
    pub allows: IndexMap<String, Vec<String>>,
}

impl TargetField {
    /// The type in a few words, such as `text 80`, `e-mail`, `reference`.
    pub fn type_words(&self) -> String {
        let word = match &self.field_type {
            FieldType::String | FieldType::Text => "text",
            FieldType::Email => "e-mail",
            FieldType::Uri => "URI",
            FieldType::Boolean => "yes or no",
            FieldType::Integer => "whole number",
            FieldType::Decimal => "number",
            FieldType::DateTime => "date",
            FieldType::Enumeration { enumeration } => return enumeration.replace('_', " "),
            FieldType::Reference { record_type, .. } => return format!("→ {record_type}"),
            FieldType::List(_) => "list",
            FieldType::StringList => "texts",
        };
        match (&self.field_type, self.max_length) {
            (FieldType::String | FieldType::Text, Some(most)) => format!("{word} {most}"),
            _ => word.to_owned(),
        }
    }
}
