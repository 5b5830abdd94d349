//! Values as rhai prints them: what `to_string`, `+` with a text, and `${…}` in a text make of them.
//!
//! Not JSON: `value` writes that.

use std::borrow::Cow;
use std::fmt::Write as _;

use rhai::Dynamic;

use crate::script::nesting::MOST_LEVELS;
use crate::value::{Entry, List, Object, Value};

/// The value as `to_string` gives it: of a missing value the empty text, of lists and objects
/// their source form, in which an entry that is missing is left out. `None` when it is nested too
/// deeply to be printed as a whole, or has parts without a form here.
pub(super) fn printed(value: Value<'_>) -> Option<Cow<'_, str>> {
    Some(match value {
        Value::Nothing => Cow::Borrowed(""),
        Value::Boolean(flag) => Cow::Borrowed(if flag { "true" } else { "false" }),
        Value::Integer(whole) => Cow::Owned(whole.to_string()),
        Value::Float(number) => Cow::Owned(float_text(number)),
        Value::Character(character) => Cow::Owned(character.to_string()),
        Value::Text(text) => Cow::Borrowed(text),
        Value::List(_) | Value::Object(_) => {
            let mut text = String::new();
            push_part(&mut text, value, MOST_LEVELS + 1)?;
            Cow::Owned(text)
        }
        Value::Clear | Value::Reject(_) | Value::Other(_) => return None,
    })
}

/// A floating-point number as rhai prints it, always with a decimal point or an exponent.
pub(super) fn float_text(number: f64) -> String {
    Dynamic::from_float(number).to_string()
}

/// Appends a part of a list or object.
fn push_part(text: &mut String, value: Value<'_>, levels: usize) -> Option<()> {
    let levels = levels.checked_sub(1)?;
    match value {
        Value::List(list) => push_items(text, list, levels)?,
        Value::Object(object) => push_entries(text, object, levels)?,
        Value::Text(part) => push_debug(text, &part),
        Value::Character(character) => push_debug(text, &character),
        Value::Float(number) => push_debug(text, &number),
        Value::Integer(whole) => push_debug(text, &whole),
        Value::Boolean(flag) => push_debug(text, &flag),
        Value::Nothing => text.push_str("()"),
        Value::Clear | Value::Reject(_) | Value::Other(_) => return None,
    }
    Some(())
}

fn push_items(text: &mut String, list: List<'_>, levels: usize) -> Option<()> {
    text.push('[');
    for (idx, value) in list.iter().enumerate() {
        text.push_str(if idx == 0 { "" } else { ", " });
        push_part(text, value, levels)?;
    }
    text.push(']');
    Some(())
}

fn push_entries(text: &mut String, object: Object<'_>, levels: usize) -> Option<()> {
    let mut entries: Vec<Entry<'_>> = object.iter().collect();
    entries.sort_unstable_by_key(|entry| entry.name);
    text.push_str("#{");
    for (idx, entry) in entries.into_iter().enumerate() {
        text.push_str(if idx == 0 { "" } else { ", " });
        push_debug(text, &entry.name);
        text.push_str(": ");
        push_part(text, entry.value, levels)?;
    }
    text.push('}');
    Some(())
}

fn push_debug(text: &mut String, part: &dyn std::fmt::Debug) {
    write!(text, "{part:?}").expect("a String takes everything");
}
