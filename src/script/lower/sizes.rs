//! How large values may become, as the limits of rhai count it.
//!
//! Rhai looks at the size of every value that an expression or a function gives; a larger one is an
//! error there, and left to rhai here.

use crate::script::Limits;
use crate::script::lower::{Bail, NativeResult};
use crate::value::{List, Object, Value};

/// How deep a value may be nested that is counted here.
const MOST_LEVELS: usize = 64;

/// The value itself; bails when it is larger than a value may be.
#[inline]
pub(crate) fn sized(value: Value<'_>) -> NativeResult<'_> {
    let fits = match value {
        Value::Text(text) => text.len() <= Limits::RULE.string_bytes,
        Value::List(_) | Value::Object(_) => fits(value),
        _ => true,
    };
    if fits { Ok(value) } else { Err(Bail) }
}

/// Whether a value is not larger than a value may be.
fn fits(value: Value<'_>) -> bool {
    Room::default().take(value, MOST_LEVELS).is_some()
}

/// What may still come.
struct Room {
    items: usize,
    entries: usize,
    bytes: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            items: Limits::RULE.array_items,
            entries: Limits::RULE.map_entries,
            bytes: Limits::RULE.string_bytes,
        }
    }
}

impl Room {
    /// `None` when the value does not fit.
    fn take(&mut self, value: Value<'_>, levels: usize) -> Option<()> {
        match value {
            Value::Text(text) => self.bytes = self.bytes.checked_sub(text.len())?,
            Value::List(list) => self.take_items(list, levels.checked_sub(1)?)?,
            Value::Object(object) => self.take_entries(object, levels.checked_sub(1)?)?,
            _ => {}
        }
        Some(())
    }

    /// Most parts are texts, or smaller.
    #[inline]
    fn take_part(&mut self, value: Value<'_>, levels: usize) -> Option<()> {
        match value {
            Value::Text(text) => self.bytes = self.bytes.checked_sub(text.len())?,
            Value::List(_) | Value::Object(_) => self.take(value, levels)?,
            _ => {}
        }
        Some(())
    }

    fn take_items(&mut self, list: List<'_>, levels: usize) -> Option<()> {
        self.items = self.items.checked_sub(list.len())?;
        match list {
            List::Items(items) => items.iter().try_for_each(|item| self.take_part(*item, levels)),
            List::Json(items) => items.iter().try_for_each(|item| self.take(Value::of_json(item), levels)),
        }
    }

    /// Counts an entry that is missing, or that a later one replaces, as well: rather too many than
    /// too few.
    fn take_entries(&mut self, object: Object<'_>, levels: usize) -> Option<()> {
        match object {
            Object::Entries(entries) => {
                self.entries = self.entries.checked_sub(entries.len())?;
                entries.iter().try_for_each(|entry| self.take_part(entry.value, levels))
            }
            Object::Json(members) => {
                self.entries = self.entries.checked_sub(members.len())?;
                members.values().try_for_each(|value| self.take(Value::of_json(value), levels))
            }
        }
    }
}
