//! Comparing and printing arrays and maps, which goes down into their parts: only so deep that the
//! stack of any thread holds it. Rhai's own functions of these names have no such limit.

use std::fmt::Write as _;

use rhai::{Array, Dynamic, Engine, EvalAltResult, Map, NativeCallContext};

/// How many levels of arrays and maps are compared, printed and given as the result of a script.
pub(super) const MOST_LEVELS: usize = 64;

type Fallible<T> = Result<T, Box<EvalAltResult>>;

/// Replaces `==`, `!=`, `to_string`, `to_debug`, `print` and `debug` of arrays and maps.
pub(super) fn register(engine: &mut Engine) {
    engine.register_fn("==", |context: NativeCallContext<'_>, left: &mut Array, right: Array| {
        same_items(&context, left, &right, MOST_LEVELS)
    });
    engine.register_fn("!=", |context: NativeCallContext<'_>, left: &mut Array, right: Array| {
        same_items(&context, left, &right, MOST_LEVELS).map(|same| !same)
    });
    engine.register_fn("==", |context: NativeCallContext<'_>, left: &mut Map, right: Map| {
        same_entries(&context, left, &right, MOST_LEVELS)
    });
    engine.register_fn("!=", |context: NativeCallContext<'_>, left: &mut Map, right: Map| {
        same_entries(&context, left, &right, MOST_LEVELS).map(|same| !same)
    });
    for name in ["to_string", "to_debug", "print", "debug"] {
        engine.register_fn(name, |array: &mut Array| {
            let mut text = String::new();
            print_items(&mut text, array, MOST_LEVELS);
            text
        });
        engine.register_fn(name, |map: &mut Map| {
            let mut text = String::new();
            print_entries(&mut text, map, MOST_LEVELS);
            text
        });
    }
}

fn same(context: &NativeCallContext<'_>, left: &Dynamic, right: &Dynamic, levels: usize) -> Fallible<bool> {
    if levels == 0 {
        return Err(format!("A value is nested more than {MOST_LEVELS} levels deep").into());
    }
    if let (Ok(left), Ok(right)) = (left.as_array_ref(), right.as_array_ref()) {
        return same_items(context, &left, &right, levels);
    }
    if let (Ok(left), Ok(right)) = (left.as_map_ref(), right.as_map_ref()) {
        return same_entries(context, &left, &right, levels);
    }
    let (mut left, mut right) = (left.clone(), right.clone());
    match context.call_native_fn_raw("==", true, &mut [&mut left, &mut right]) {
        Ok(same) => Ok(same.as_bool().unwrap_or(false)),
        // Values of different kinds are not the same.
        Err(error) if matches!(*error, EvalAltResult::ErrorFunctionNotFound(..)) => Ok(false),
        Err(error) => Err(error),
    }
}

fn same_items(
    context: &NativeCallContext<'_>,
    left: &[Dynamic],
    right: &[Dynamic],
    levels: usize,
) -> Fallible<bool> {
    if left.len() != right.len() {
        return Ok(false);
    }
    for (left, right) in left.iter().zip(right) {
        if !same(context, left, right, levels - 1)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// An entry that is `()` is one that is not there.
fn same_entries(context: &NativeCallContext<'_>, left: &Map, right: &Map, levels: usize) -> Fallible<bool> {
    let present = |map: &Map| map.values().filter(|value| !value.is_unit()).count();
    if present(left) != present(right) {
        return Ok(false);
    }
    for (name, left) in left.iter().filter(|(_, value)| !value.is_unit()) {
        let Some(right) = right.get(name) else { return Ok(false) };
        if !same(context, left, right, levels - 1)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn print(text: &mut String, value: &Dynamic, levels: usize) {
    if levels == 0 {
        text.push('…');
    } else if let Ok(array) = value.as_array_ref() {
        print_items(text, &array, levels);
    } else if let Ok(map) = value.as_map_ref() {
        print_entries(text, &map, levels);
    } else {
        let _ = write!(text, "{value:?}");
    }
}

fn print_items(text: &mut String, array: &[Dynamic], levels: usize) {
    text.push('[');
    for (idx, value) in array.iter().enumerate() {
        text.push_str(if idx == 0 { "" } else { ", " });
        print(text, value, levels - 1);
    }
    text.push(']');
}

fn print_entries(text: &mut String, map: &Map, levels: usize) {
    text.push_str("#{");
    for (idx, (name, value)) in map.iter().filter(|(_, value)| !value.is_unit()).enumerate() {
        text.push_str(if idx == 0 { "" } else { ", " });
        let _ = write!(text, "{name:?}: ");
        print(text, value, levels - 1);
    }
    text.push('}');
}
