//! Whether a value fits a field: type, length, enumeration, e-mail, reference, list items.
//!
//! Not whether a record is complete: that needs all its fields.

use email_address::{EmailAddress, Options};
use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic};
use crate::target::{Directory, FieldType, ListType, TargetField, TargetSchema};

/// A value that was held against its field.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// The value as the target takes it, when there was no error.
    pub value: Value,
    /// What was found.
    pub diagnostics: Vec<Diagnostic>,
}

/// Holds a value against a field. Numbers and booleans become text where text is wanted, text
/// becomes a number or boolean where it clearly is one, a record becomes a reference to it.
pub fn check_value(
    target: &TargetSchema,
    directory: &Directory,
    field: &TargetField,
    value: &Value,
) -> Checked {
    let checker = Checker { target, directory };
    let mut diagnostics = Vec::new();
    let value = checker.check(field, value, &mut diagnostics);
    Checked { value, diagnostics }
}

struct Checker<'a> {
    target: &'a TargetSchema,
    directory: &'a Directory,
}

impl Checker<'_> {
    fn check(&self, field: &TargetField, value: &Value, said: &mut Vec<Diagnostic>) -> Value {
        match &field.field_type {
            FieldType::String | FieldType::Text | FieldType::Uri => check_text(field, value, said),
            FieldType::Email => check_email(field, value, said),
            FieldType::Boolean => check_boolean(field, value, said),
            FieldType::Integer => check_integer(field, value, said),
            FieldType::Decimal => check_decimal(field, value, said),
            FieldType::DateTime => check_date_time(field, value, said),
            FieldType::Enumeration { enumeration } => self.check_enumeration(field, enumeration, value, said),
            FieldType::Reference { record_type, external } => {
                if *external {
                    return check_text(field, value, said);
                }
                self.check_reference(field, record_type, value, said)
            }
            FieldType::List(list) => self.check_list(field, list, value, said),
            FieldType::StringList => check_string_list(field, value, said),
        }
    }

    fn check_enumeration(
        &self,
        field: &TargetField,
        name: &str,
        value: &Value,
        said: &mut Vec<Diagnostic>,
    ) -> Value {
        let text = check_text(field, value, said);
        let Some(enumeration) = self.target.enumerations.get(name) else { return text };
        let Some(word) = text.as_str() else { return text };
        if enumeration.values.iter().any(|allowed| allowed == word) {
            return text;
        }
        let mut diagnostic = Diagnostic::error(
            Code::ValueNotInEnumeration,
            format!("{} does not know `{}`", field.title, shown(word)),
        );
        let near = enumeration.values.iter().find(|allowed| allowed.eq_ignore_ascii_case(word));
        diagnostic.help = Some(match near {
            Some(near) => format!("write it `{near}`"),
            None => format!("use one of its {} values, or a lookup table", enumeration.values.len()),
        });
        said.push(diagnostic);
        text
    }

    fn check_reference(
        &self,
        field: &TargetField,
        record_type: &str,
        value: &Value,
        said: &mut Vec<Diagnostic>,
    ) -> Value {
        let Some(described) = self.target.record_type(record_type) else { return value.clone() };
        if let Value::Object(record) = value {
            return record.get(&described.reference_by).cloned().unwrap_or_else(|| {
                said.push(wrong_type(field, value, "a record, or the text that identifies one"));
                Value::Null
            });
        }
        let text = check_text(field, value, said);
        let Some(word) = text.as_str() else { return text };
        if let Some(found) = self.directory.find(record_type, word) {
            return found.get(&described.reference_by).cloned().unwrap_or(text);
        }
        let message = format!("No {record_type} `{}` is known", shown(word));
        said.push(if self.directory.knows(record_type) {
            Diagnostic::error(Code::ReferenceNotFound, message)
                .with_help(format!("only existing records of the type {record_type} can be referred to"))
        } else {
            Diagnostic::note(Code::ReferenceNotFound, message).with_help(format!(
                "no records of the type {record_type} are loaded, so it cannot be checked"
            ))
        });
        text
    }

    fn check_list(
        &self,
        field: &TargetField,
        list: &ListType,
        value: &Value,
        said: &mut Vec<Diagnostic>,
    ) -> Value {
        let Value::Array(items) = value else {
            said.push(wrong_type(field, value, "an array of objects"));
            return Value::Null;
        };
        let checked = items.iter().enumerate().map(|(idx, item)| {
            let Value::Object(object) = item else {
                said.push(wrong_type(field, item, "an object as each item"));
                return Value::Null;
            };
            let start = said.len();
            let object = self.check_item(list, object, said);
            for diagnostic in &mut said[start..] {
                diagnostic.message = format!("Item {}: {}", idx + 1, diagnostic.message);
            }
            Value::Object(object)
        });
        Value::Array(checked.collect())
    }

    fn check_item(
        &self,
        list: &ListType,
        item: &Map<String, Value>,
        said: &mut Vec<Diagnostic>,
    ) -> Map<String, Value> {
        let is_known = |name: &str| list.items.iter().any(|field| field.name == name);
        let unknown = item.iter().filter(|(name, value)| !value.is_null() && !is_known(name));
        said.extend(unknown.map(|(name, _)| unknown_item_field(list, name)));
        // In the order of the target, whatever the order in which a script made the item.
        let mut checked = Map::new();
        for field in &list.items {
            if list.owned_by.as_ref() == Some(&field.name) {
                checked.insert(field.name.clone(), Value::Bool(true));
            } else if let Some(value) = item.get(&field.name).filter(|value| !value.is_null()) {
                if field.read_only {
                    said.push(read_only_item_field(field));
                }
                checked.insert(field.name.clone(), self.check(field, value, said));
            } else if field.required {
                said.push(Diagnostic::error(
                    Code::RequiredFieldEmpty,
                    format!("{} is required", field.title),
                ));
            }
        }
        check_exactly_one(list, &checked, said);
        checked
    }
}

fn check_exactly_one(list: &ListType, item: &Map<String, Value>, said: &mut Vec<Diagnostic>) {
    if list.exactly_one_of.is_empty() {
        return;
    }
    let given: Vec<_> = list.exactly_one_of.iter().filter(|name| item.contains_key(*name)).collect();
    let [kind] = given.as_slice() else {
        let choice = list.exactly_one_of.join(", ");
        said.push(Diagnostic::error(
            Code::RequiredFieldEmpty,
            format!("Exactly one of {choice} is wanted, {} are given", given.len()),
        ));
        return;
    };
    let Some(table) = &list.label_table else { return };
    let Some(label) = item.get(&table.field).and_then(Value::as_str) else { return };
    let allowed = table.allows.get(label);
    if !allowed.is_some_and(|kinds| kinds.contains(kind)) {
        let labels = table.allows.iter().filter(|(_, kinds)| kinds.contains(kind));
        let labels: Vec<_> = labels.map(|(label, _)| label.as_str()).collect();
        said.push(
            Diagnostic::error(Code::LabelNotAllowed, format!("`{label}` is no label for {kind}"))
                .with_help(format!("use {}", labels.join(", "))),
        );
    }
}

fn check_text(field: &TargetField, value: &Value, said: &mut Vec<Diagnostic>) -> Value {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(_) | Value::Bool(_) => value.to_string(),
        _ => {
            said.push(wrong_type(field, value, "a text"));
            return Value::Null;
        }
    };
    let length = text.chars().count();
    if let Some(most) = field.max_length.filter(|most| length > *most) {
        said.push(
            Diagnostic::error(
                Code::ValueTooLong,
                format!("{} has {length} characters, at most {most} are allowed", field.title),
            )
            .with_help(format!("shorten it, for example with `truncated(…, {most})`")),
        );
    }
    Value::String(text)
}

fn check_email(field: &TargetField, value: &Value, said: &mut Vec<Diagnostic>) -> Value {
    let text = check_text(field, value, said);
    let options = Options::default().with_required_tld().without_display_text().without_domain_literal();
    if let Some(word) = text.as_str()
        && EmailAddress::parse_with_options(word, options).is_err()
    {
        said.push(Diagnostic::error(
            Code::ValueNotEmail,
            format!("`{}` is not an e-mail address", shown(word)),
        ));
    }
    text
}

fn check_boolean(field: &TargetField, value: &Value, said: &mut Vec<Diagnostic>) -> Value {
    match value {
        Value::Bool(_) => value.clone(),
        Value::String(text) if text.eq_ignore_ascii_case("true") => Value::Bool(true),
        Value::String(text) if text.eq_ignore_ascii_case("false") => Value::Bool(false),
        _ => {
            said.push(wrong_type(field, value, "true or false"));
            Value::Null
        }
    }
}

fn check_integer(field: &TargetField, value: &Value, said: &mut Vec<Diagnostic>) -> Value {
    let whole = match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    whole.map_or_else(
        || {
            said.push(wrong_type(field, value, "a whole number"));
            Value::Null
        },
        Value::from,
    )
}

fn check_decimal(field: &TargetField, value: &Value, said: &mut Vec<Diagnostic>) -> Value {
    let text = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_owned(),
        _ => String::new(),
    };
    if is_decimal(&text) {
        return Value::String(text);
    }
    said.push(wrong_type(field, value, "a number with a decimal point"));
    Value::Null
}

/// Digits with an optional sign in front and an optional dot among them.
fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, fraction].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn check_date_time(field: &TargetField, value: &Value, said: &mut Vec<Diagnostic>) -> Value {
    let text = value.as_str().unwrap_or_default();
    // A date is also read from a time without an offset, which says no moment.
    let is_date = text.len() == "YYYY-MM-DD".len() && text.parse::<jiff::civil::Date>().is_ok();
    if is_date || text.parse::<jiff::Timestamp>().is_ok() {
        return value.clone();
    }
    said.push(wrong_type(field, value, "a date such as 2026-11-21 or 2026-11-21T08:00:00Z"));
    Value::Null
}

fn check_string_list(field: &TargetField, value: &Value, said: &mut Vec<Diagnostic>) -> Value {
    let Value::Array(items) = value else {
        said.push(wrong_type(field, value, "an array of texts"));
        return Value::Null;
    };
    Value::Array(items.iter().map(|item| check_text(field, item, said)).collect())
}

fn unknown_item_field(list: &ListType, name: &str) -> Diagnostic {
    let known: Vec<_> = list.items.iter().map(|field| field.name.as_str()).collect();
    Diagnostic::error(Code::UnknownItemField, format!("There is no `{name}` in an item"))
        .with_help(format!("an item has {}", known.join(", ")))
}

fn read_only_item_field(field: &TargetField) -> Diagnostic {
    let message = format!("{} is written by the target alone", field.title);
    Diagnostic::error(Code::FieldNotWritable, message).with_help("leave it out")
}

fn wrong_type(field: &TargetField, value: &Value, wanted: &str) -> Diagnostic {
    let given = match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    };
    Diagnostic::error(
        Code::ValueWrongType,
        format!("{} wants {wanted}, the script gives {given}", field.title),
    )
}

/// The text as it is quoted in a message: at most 60 characters.
fn shown(text: &str) -> String {
    if text.chars().count() <= 60 {
        return text.to_owned();
    }
    text.chars().take(59).chain(std::iter::once('…')).collect()
}
