//! Values of fields as people read and type them.
//!
//! Not whether a value fits its field, which the target decides when a text is read.

use serde_json::{Map, Value};

use crate::report::{Language, Words};
use crate::target::{FieldType, ListType, TargetField};

/// A value as it stands in a cell; empty for an empty one. Items of a list stand in a line each.
pub(super) fn value_text(words: &Words, field: Option<&TargetField>, value: &Value) -> String {
    match (value, field.map(|field| &field.field_type)) {
        (Value::Null, _) => String::new(),
        (Value::Bool(is_true), _) => words.boolean(*is_true).to_owned(),
        (Value::Number(number), _) => number.to_string(),
        (Value::String(text), _) => text.clone(),
        (Value::Array(items), Some(FieldType::List(list))) => {
            let lines = items.iter().map(|item| match item {
                Value::Object(item) => item_text(words, list, item),
                other => value_text(words, None, other),
            });
            lines.collect::<Vec<_>>().join("\n")
        }
        (Value::Array(items), _) => {
            items.iter().map(|item| value_text(words, None, item)).collect::<Vec<_>>().join("\n")
        }
        (Value::Object(_), _) => value.to_string(),
    }
}

/// The filled parts of an item with their titles, but for the mark that the integration keeps it.
fn item_text(words: &Words, list: &ListType, item: &Map<String, Value>) -> String {
    let known = list.items.iter().filter(|part| list.owned_by.as_ref() != Some(&part.name));
    let parts = known.filter_map(|part| {
        let value = item.get(&part.name).filter(|value| !value.is_null())?;
        Some(format!("{}: {}", part.title, value_text(words, Some(part), value)))
    });
    parts.collect::<Vec<_>>().join("; ")
}

/// What a text in a cell means for a field; `Null` for an empty one.
///
/// # Errors
/// What is wanted instead, in a sentence without a full stop.
pub(super) fn value_of_text(field: &TargetField, text: &str, original: &Value) -> Result<Value, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Value::Null);
    }
    match &field.field_type {
        FieldType::Boolean => boolean_of(text).map(Value::Bool).ok_or_else(|| "write yes or no".to_owned()),
        FieldType::Integer => {
            let digits: String = text.chars().filter(|character| !character.is_whitespace()).collect();
            digits.parse::<i64>().map(Value::from).map_err(|_| "write a whole number".to_owned())
        }
        FieldType::Decimal => Ok(Value::String(text.replace(',', "."))),
        FieldType::DateTime => Ok(Value::String(date_of(text))),
        FieldType::List(list) => items_of(list, text, original),
        FieldType::StringList => Ok(Value::Array(
            text.lines().map(str::trim).filter(|line| !line.is_empty()).map(Value::from).collect(),
        )),
        _ => Ok(Value::String(text.to_owned())),
    }
}

/// Yes or no in any of the languages, and as spreadsheets write it.
pub(super) fn boolean_of(text: &str) -> Option<bool> {
    const YES: [&str; 8] = ["true", "wahr", "vrai", "waar", "1", "y", "j", "o"];
    const NO: [&str; 6] = ["false", "falsch", "faux", "onwaar", "0", "n"];
    let text = text.trim().to_lowercase();
    let is_word =
        |is_true: bool| Language::ALL.iter().any(|language| language.words().boolean(is_true) == text);
    if YES.contains(&text.as_str()) || is_word(true) {
        Some(true)
    } else if NO.contains(&text.as_str()) || is_word(false) {
        Some(false)
    } else {
        None
    }
}

/// `24.12.2026`, `24-12-2026` and `24/12/2026` as `2026-12-24`; anything else as it is.
pub(super) fn date_of(text: &str) -> String {
    let parts: Vec<&str> = text.split(['.', '-', '/']).collect();
    let is_digits = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    match parts.as_slice() {
        [day, month, year]
            if is_digits(day, 2) && is_digits(month, 2) && year.len() == 4 && is_digits(year, 4) =>
        {
            format!("{year}-{month:0>2}-{day:0>2}")
        }
        _ => text.to_owned(),
    }
}

/// Items, a line each, as [`value_text`] writes them.
fn items_of(list: &ListType, text: &str, original: &Value) -> Result<Value, String> {
    let mut items: Vec<Map<String, Value>> = Vec::new();
    let mut open: Option<String> = None;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let mut is_first = true;
        for piece in line.split(';') {
            if let Some((part, value)) = part_of(list, piece) {
                if is_first {
                    items.push(Map::new());
                }
                let item = items.last_mut().ok_or_else(|| wanted_items(list))?;
                item.insert(part.name.clone(), value_of_text(part, value, &Value::Null)?);
                open = Some(part.name.clone());
            } else {
                // A value may have the separator or a line break in it.
                let between = if is_first { "\n" } else { ";" };
                let value = items.last_mut().zip(open.as_ref()).and_then(|(item, name)| item.get_mut(name));
                let Some(Value::String(value)) = value else { return Err(wanted_items(list)) };
                value.push_str(between);
                value.push_str(if is_first { piece.trim() } else { piece.trim_end() });
            }
            is_first = false;
        }
    }
    let items = items.into_iter().map(|item| Value::Object(marked(list, item, original)));
    Ok(Value::Array(items.collect()))
}

fn part_of<'l, 't>(list: &'l ListType, piece: &'t str) -> Option<(&'l TargetField, &'t str)> {
    let (name, value) = piece.split_once(':')?;
    let name = name.trim();
    let is_named =
        |part: &&TargetField| part.title.eq_ignore_ascii_case(name) || part.name.eq_ignore_ascii_case(name);
    list.items.iter().find(is_named).map(|part| (part, value.trim()))
}

/// The item with the mark of the item that was there, or as one that the integration keeps.
fn marked(list: &ListType, mut item: Map<String, Value>, original: &Value) -> Map<String, Value> {
    let Some(owned_by) = &list.owned_by else { return item };
    let is_same = |known: &&Map<String, Value>| {
        let others = known.iter().filter(|(name, value)| *name != owned_by && !value.is_null());
        others.clone().count() == item.len()
            && others.clone().all(|(name, value)| item.get(name) == Some(value))
    };
    let known = original.as_array().into_iter().flatten().filter_map(Value::as_object).find(is_same);
    let mark = match known {
        Some(known) => known.get(owned_by).cloned(),
        None => Some(Value::Bool(true)),
    };
    if let Some(mark) = mark {
        item.insert(owned_by.clone(), mark);
    }
    item
}

fn wanted_items(list: &ListType) -> String {
    let parts = list.items.iter().filter(|part| list.owned_by.as_ref() != Some(&part.name)).take(2);
    let parts: Vec<String> = parts.map(|part| format!("{}: …", part.title)).collect();
    format!("write each item in a line of its own, as {}", parts.join("; "))
}
