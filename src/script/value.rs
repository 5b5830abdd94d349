//! JSON values into rhai values and back.
//!
//! `null` in an object is left out: for a script an attribute that is absent and one that is null
//! both read as `()`.

use rhai::{Array, Dynamic, ImmutableString, Map};
use serde_json::{Map as JsonMap, Number, Value};

use crate::script::nesting::MOST_LEVELS;
use crate::script::world::Signal;

/// The rhai value of a JSON value. Whole numbers beyond 64 bits become floating-point numbers.
pub(super) fn to_dynamic(value: &Value) -> Dynamic {
    match value {
        Value::Null => Dynamic::UNIT,
        Value::Bool(flag) => Dynamic::from_bool(*flag),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => Dynamic::from_int(whole),
            None => Dynamic::from_float(number.as_f64().unwrap_or(f64::NAN)),
        },
        Value::String(text) => Dynamic::from(ImmutableString::from(text.as_str())),
        Value::Array(items) => Dynamic::from_array(items.iter().map(to_dynamic).collect::<Array>()),
        Value::Object(object) => Dynamic::from_map(to_map(object)),
    }
}

/// The rhai map of a JSON object, without entries that are null.
pub(super) fn to_map(object: &JsonMap<String, Value>) -> Map {
    object
        .iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(key, value)| (key.as_str().into(), to_dynamic(value)))
        .collect()
}

/// The JSON value of a script's result. Entries of maps that are `()` are left out.
///
/// # Errors
/// The name of the type, for a value that has no JSON form: a function pointer, a range, NaN, arrays
/// nested too deeply.
pub(super) fn from_dynamic(value: &Dynamic) -> Result<Value, String> {
    from_nested(value, MOST_LEVELS)
}

fn from_nested(value: &Dynamic, levels: usize) -> Result<Value, String> {
    if levels == 0 {
        return Err("a value that is nested too deeply".to_owned());
    }
    if value.is_unit() {
        return Ok(Value::Null);
    }
    if let Ok(flag) = value.as_bool() {
        return Ok(Value::Bool(flag));
    }
    if let Ok(whole) = value.as_int() {
        return Ok(Value::from(whole));
    }
    if let Ok(number) = value.as_float() {
        return Number::from_f64(number)
            .map(Value::Number)
            .ok_or_else(|| "a number that is not finite".to_owned());
    }
    if let Ok(text) = value.as_immutable_string_ref() {
        return Ok(Value::String(text.to_string()));
    }
    if let Ok(character) = value.as_char() {
        return Ok(Value::String(character.to_string()));
    }
    if let Ok(items) = value.as_array_ref() {
        let items = items.iter().map(|item| from_nested(item, levels - 1));
        return items.collect::<Result<_, _>>().map(Value::Array);
    }
    if let Ok(map) = value.as_map_ref() {
        return from_map(&map, levels - 1);
    }
    Err(kind_of(value))
}

/// The kind of a value that has no JSON form, in words.
fn kind_of(value: &Dynamic) -> String {
    match value.type_name() {
        "Fn" => "a function".to_owned(),
        name if name.contains("Range") => "a range".to_owned(),
        _ if value.read_lock::<Signal>().is_some() => "`clear()` or `reject(…)` inside of a value".to_owned(),
        name => format!("a value of the type {name}"),
    }
}

fn from_map(map: &Map, levels: usize) -> Result<Value, String> {
    let mut object = JsonMap::new();
    for (key, value) in map.iter().filter(|(_, value)| !value.is_unit()) {
        object.insert(key.to_string(), from_nested(value, levels)?);
    }
    Ok(Value::Object(object))
}

#[cfg(test)]
mod tests {
    use super::{from_dynamic, to_dynamic};
    use serde_json::json;

    #[test]
    fn values_come_back_without_nulls_in_objects() {
        let value = json!({"a": [1, 2.5, "x", true, null], "b": null, "c": {"d": {}}});
        let back = from_dynamic(&to_dynamic(&value)).unwrap();
        assert_eq!(back, json!({"a": [1, 2.5, "x", true, null], "c": {"d": {}}}));
    }
}
