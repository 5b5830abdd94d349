//! How a script reads objects: names without regard to case, what is missing is `()`, and reading
//! below `()` is `()` again.
//!
//! Rhai asks the same hook before it reads and before it writes a missing property, so in a script
//! that writes properties the hook has to make a place for each. The functions on maps therefore
//! take an entry that is `()` for one that is not there.

use std::sync::Arc;

use rhai::{Array, Dynamic, Engine, EvalAltResult, FnPtr, INT, ImmutableString, Map};

use crate::script::access::Access;

/// Functions of arrays that give nothing when there is no array, as all functions do.
const GOING_THROUGH: [&str; 7] = ["all", "filter", "find", "find_map", "index_of", "map", "some"];

/// Registers the reading of maps, arrays and `()`.
pub(super) fn register(engine: &mut Engine, access: &Arc<Access>) {
    let access = Arc::clone(access);
    engine.on_map_missing_property(move |map, property, _| {
        let known = map.keys().find(|key| key.eq_ignore_ascii_case(property)).cloned();
        match known {
            None if !access.assigns_properties() => Ok(Dynamic::UNIT.into()),
            known => map.entry(known.unwrap_or_else(|| property.into())).or_default().try_into(),
        }
    });
    engine.on_invalid_array_index(|_, _, _| Ok(Dynamic::UNIT.into()));
    engine.register_indexer_get(|(): &mut (), _: ImmutableString| -> Result<Dynamic, Box<EvalAltResult>> {
        Ok(Dynamic::UNIT)
    });
    engine.register_indexer_get(|(): &mut (), _: INT| -> Result<Dynamic, Box<EvalAltResult>> {
        Ok(Dynamic::UNIT)
    });
    for name in GOING_THROUGH {
        engine.register_fn(name, |(): &mut (), _: FnPtr| Dynamic::UNIT);
    }
    engine.register_fn("contains", |map: &mut Map, key: ImmutableString| {
        present(map).any(|(name, _)| name.eq_ignore_ascii_case(&key))
    });
    engine.register_fn("len", |map: &mut Map| INT::try_from(present(map).count()).unwrap_or(INT::MAX));
    engine.register_fn("is_empty", |map: &mut Map| present(map).next().is_none());
    engine.register_fn("keys", |map: &mut Map| -> Array {
        present(map).map(|(name, _)| Dynamic::from(name.to_string())).collect()
    });
    engine.register_fn("values", |map: &mut Map| -> Array {
        present(map).map(|(_, value)| value.clone()).collect()
    });
}

fn present(map: &Map) -> impl Iterator<Item = (&str, &Dynamic)> {
    map.iter().filter(|(_, value)| !value.is_unit()).map(|(name, value)| (name.as_str(), value))
}
