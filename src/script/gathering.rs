//! Going through arrays and maps with a function, and keeping what it gives: `map`.
//!
//! What it does is as in rhai, within the limits. Rhai looks at the size of the whole only after the
//! last item, when hundreds of results of the largest size are there already.

use rhai::{
    Array, Dynamic, Engine, EvalAltResult, FnPtr, FuncRegistration, INT, Map, NativeCallContext, Position,
};

/// Replaces `map` of arrays and maps.
pub(super) fn register(engine: &mut Engine) {
    let pure = || FuncRegistration::new("map").with_purity(true);
    pure().register_into_engine(engine, |context: NativeCallContext, array: &mut Array, function: FnPtr| {
        map_array(&context, array, &function)
    });
    pure().register_into_engine(engine, |context: NativeCallContext, map: &mut Map, function: FnPtr| {
        map_entries(&context, map, &function)
    });
}

type Fallible<T> = Result<T, Box<EvalAltResult>>;

fn map_array(context: &NativeCallContext<'_>, array: &mut Array, function: &FnPtr) -> Fallible<Array> {
    let mut results = Array::with_capacity(array.len());
    let mut size = Size { items: array.len(), ..Size::default() };
    for (idx, item) in array.iter_mut().enumerate() {
        let extras = [INT::try_from(idx).unwrap_or(INT::MAX).into()];
        let result = function.call_raw_with_extra_args("map", context, Some(item), [], extras, Some(0))?;
        size.add(&result);
        size.ensure_fits(context.engine())?;
        results.push(result);
    }
    Ok(results)
}

fn map_entries(context: &NativeCallContext<'_>, map: &mut Map, function: &FnPtr) -> Fallible<Map> {
    let mut results = Map::new();
    let mut size = Size { entries: map.len(), ..Size::default() };
    for (key, item) in map.iter_mut() {
        let arguments = [key.into()];
        let result = function.call_raw_with_extra_args("map", context, Some(item), arguments, [], Some(1))?;
        size.add(&result);
        size.ensure_fits(context.engine())?;
        results.insert(key.clone(), result);
    }
    Ok(results)
}

/// The size of values as rhai counts it.
#[derive(Clone, Copy, Debug, Default)]
struct Size {
    items: usize,
    entries: usize,
    bytes: usize,
}

impl Size {
    /// Each value is within the limits, which bounds how deep it is nested.
    fn add(&mut self, value: &Dynamic) {
        if let Ok(text) = value.as_immutable_string_ref() {
            self.bytes += text.len();
        } else if let Ok(array) = value.as_array_ref() {
            self.items += array.len();
            array.iter().for_each(|item| self.add(item));
        } else if let Ok(map) = value.as_map_ref() {
            self.entries += map.len();
            map.values().for_each(|entry| self.add(entry));
        }
    }

    /// The error of rhai for a value that is larger.
    fn ensure_fits(self, engine: &Engine) -> Fallible<()> {
        let is_beyond = |size: usize, most: usize| most > 0 && size > most;
        let what = if is_beyond(self.bytes, engine.max_string_size()) {
            "Length of string"
        } else if is_beyond(self.items, engine.max_array_size()) {
            "Size of array/BLOB"
        } else if is_beyond(self.entries, engine.max_map_size()) {
            "Size of object map"
        } else {
            return Ok(());
        };
        Err(EvalAltResult::ErrorDataTooLarge(what.to_owned(), Position::NONE).into())
    }
}
