//! Values of a run into rhai values and back.
//!
//! Not what a script means by them.

use std::cell::RefCell;

use rhai::{Array, Dynamic, ImmutableString, Map};

use crate::script::nesting::MOST_LEVELS;
use crate::script::world::Signal;
use crate::value::{Arena, Entry, Object, Value};

/// The rhai value of a value. Entries of objects that are nothing are left out: for a script an
/// attribute that is absent and one that is null both read as `()`.
pub(super) fn to_dynamic(value: Value<'_>) -> Dynamic {
    match value {
        Value::Nothing | Value::Other(_) => Dynamic::UNIT,
        Value::Boolean(flag) => Dynamic::from_bool(flag),
        Value::Integer(whole) => Dynamic::from_int(whole),
        Value::Float(number) => Dynamic::from_float(number),
        Value::Character(character) => Dynamic::from_char(character),
        Value::Text(text) => Dynamic::from(ImmutableString::from(text)),
        Value::List(list) => Dynamic::from_array(list.iter().map(to_dynamic).collect::<Array>()),
        Value::Object(object) => {
            let entries = object.iter().map(|entry| (entry.name.into(), to_dynamic(entry.value)));
            Dynamic::from_map(entries.collect::<Map>())
        }
        Value::Clear => Dynamic::from(Signal::Clear),
        Value::Reject(why) => Dynamic::from(Signal::Reject(why.to_owned())),
    }
}

/// The value of a rhai value, in an arena. What is nested too deeply or has no form is `Other`.
pub(super) fn of_dynamic<'a>(value: &Dynamic, arena: &'a Arena) -> Value<'a> {
    of_nested(value, arena, MOST_LEVELS, &|value| !value.is_unit(), &|value| of_signal(value, arena))
}

/// Carries the arguments of one call from rhai to a function, and its result back.
///
/// In contrast to `of_dynamic` and back, nothing gets lost: what has no form as a value, or is
/// nested too deeply, is an `Other` that comes back as what it was, and entries of objects that are
/// `()` stay.
pub(super) struct Exchange<'a> {
    arena: &'a Arena,
    /// What is `Other`, with the address of its name.
    kept: RefCell<Vec<(*const u8, Dynamic)>>,
}

impl<'a> Exchange<'a> {
    /// For one call, whose values are in this arena.
    pub fn new(arena: &'a Arena) -> Self {
        Self { arena, kept: RefCell::new(Vec::new()) }
    }

    /// The value of an argument.
    pub fn to_value(&self, argument: &Dynamic) -> Value<'a> {
        of_nested(argument, self.arena, MOST_LEVELS, &|_| true, &|value| self.keep(value))
    }

    /// The rhai value of a result.
    pub fn to_dynamic(&self, result: Value<'_>) -> Dynamic {
        match result {
            Value::Other(name) => {
                let kept = self.kept.borrow();
                let found = kept.iter().find(|(address, _)| *address == name.as_ptr());
                found.map_or(Dynamic::UNIT, |(_, value)| value.clone())
            }
            Value::List(list) => {
                Dynamic::from_array(list.iter().map(|item| self.to_dynamic(item)).collect::<Array>())
            }
            Value::Object(Object::Entries(entries)) => {
                let entries = entries.iter().map(|entry| (entry.name.into(), self.to_dynamic(entry.value)));
                Dynamic::from_map(entries.collect::<Map>())
            }
            other => to_dynamic(other),
        }
    }

    fn keep(&self, value: &Dynamic) -> Value<'a> {
        let name = match of_signal(value, self.arena) {
            Value::Other(_) if value.is_array() => "array",
            Value::Other(_) if value.is_map() => "map",
            Value::Other(name) => name,
            signal => return signal,
        };
        // Each has a name of its own, by which it is found again.
        let name = self.arena.text(name);
        self.kept.borrow_mut().push((name.as_ptr(), value.clone()));
        Value::Other(name)
    }
}

/// The value of a rhai value; of maps those entries that `stays` says, and what has no form or is
/// nested too deeply as `otherwise` says.
fn of_nested<'a>(
    value: &Dynamic,
    arena: &'a Arena,
    levels: usize,
    stays: &dyn Fn(&Dynamic) -> bool,
    otherwise: &dyn Fn(&Dynamic) -> Value<'a>,
) -> Value<'a> {
    if let Some(single) = of_single(value, arena) {
        return single;
    }
    let Some(levels) = levels.checked_sub(1) else { return otherwise(value) };
    if let Ok(items) = value.as_array_ref() {
        return arena.list(items.iter().map(|item| of_nested(item, arena, levels, stays, otherwise)));
    }
    if let Ok(map) = value.as_map_ref() {
        let entries = map.iter().filter(|(_, value)| stays(value));
        return arena.object(entries.map(|(name, value)| Entry {
            name: arena.text(name),
            value: of_nested(value, arena, levels, stays, otherwise),
        }));
    }
    otherwise(value)
}

/// The value of what is neither an array nor a map.
fn of_single<'a>(value: &Dynamic, arena: &'a Arena) -> Option<Value<'a>> {
    if value.is_unit() {
        return Some(Value::Nothing);
    }
    if let Ok(text) = value.as_immutable_string_ref() {
        return Some(Value::Text(arena.text(&text)));
    }
    if let Ok(flag) = value.as_bool() {
        return Some(Value::Boolean(flag));
    }
    if let Ok(whole) = value.as_int() {
        return Some(Value::Integer(whole));
    }
    if let Ok(number) = value.as_float() {
        return Some(Value::Float(number));
    }
    value.as_char().ok().map(Value::Character)
}

fn of_signal<'a>(value: &Dynamic, arena: &'a Arena) -> Value<'a> {
    match value.read_lock::<Signal>().as_deref() {
        Some(Signal::Clear) => Value::Clear,
        Some(Signal::Reject(why)) => Value::Reject(arena.text(why)),
        None => Value::Other(arena.text(value.type_name())),
    }
}

#[cfg(test)]
mod tests {
    use super::{of_dynamic, to_dynamic};
    use crate::value::{Arena, Value};
    use serde_json::json;

    #[test]
    fn values_come_back_without_nulls_in_objects() {
        let value = json!({"a": [1, 2.5, "x", true, null], "b": null, "c": {"d": {}}});
        let arena = Arena::new();
        let back = of_dynamic(&to_dynamic(Value::of_json(&value)), &arena).to_json().unwrap();
        assert_eq!(back, json!({"a": [1, 2.5, "x", true, null], "c": {"d": {}}}));
    }
}
