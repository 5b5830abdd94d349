//! What a script can look things up in: lookup tables and the records of the account.
//!
//! Not the records themselves: whoever runs the mapping says how one is found.

use std::fmt;
use std::sync::Arc;

use indexmap::IndexMap;
use rhai::{Dynamic, Engine, EvalAltResult, ImmutableString, Map, Position};
use serde_json::{Map as JsonMap, Value};

use crate::script::value::{from_dynamic, to_map};
use crate::table::LookupTable;

/// Finds the record of an account that a text speaks of.
pub trait RecordFinder: Send + Sync {
    /// The record of this type that `text` identifies (a name, an e-mail address, the id of a SCIM
    /// resource), `None` when there is none.
    fn find(&self, record_type: &str, text: &str) -> Option<JsonMap<String, Value>>;
}

/// Everything beside its arguments that a script can reach.
#[derive(Clone)]
pub struct World {
    /// The lookup tables by name.
    pub tables: Arc<IndexMap<String, LookupTable>>,
    /// The record types for which `find_…` functions exist.
    pub record_types: Vec<String>,
    /// How a record is found.
    pub finder: Arc<dyn RecordFinder>,
}

impl fmt::Debug for World {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tables: Vec<_> = self.tables.keys().collect();
        formatter
            .debug_struct("World")
            .field("tables", &tables)
            .field("record_types", &self.record_types)
            .finish_non_exhaustive()
    }
}

/// What a script says instead of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Signal {
    /// `clear()`: the field is emptied.
    Clear,
    /// `reject("why")`: no record is written.
    Reject(String),
}

type Fallible = Result<Dynamic, Box<EvalAltResult>>;

/// Registers `lookup`, `find_…`, `clear` and `reject`.
pub(super) fn register(engine: &mut Engine, world: &World) {
    engine.register_fn("clear", || Dynamic::from(Signal::Clear));
    engine.register_fn("reject", |why: ImmutableString| Dynamic::from(Signal::Reject(why.to_string())));
    register_lookups(engine, world);
    for record_type in &world.record_types {
        let finder = Arc::clone(&world.finder);
        let name = record_type.clone();
        engine.register_fn(format!("find_{record_type}"), move |wanted: Dynamic| {
            find(finder.as_ref(), &name, &wanted)
        });
    }
    let finder = Arc::clone(&world.finder);
    engine.register_fn("find_record", move |record_type: ImmutableString, wanted: Dynamic| {
        find(finder.as_ref(), &record_type, &wanted)
    });
}

fn register_lookups(engine: &mut Engine, world: &World) {
    let tables = Arc::clone(&world.tables);
    engine.register_fn("lookup", move |table: ImmutableString, key: Dynamic| -> Fallible {
        Ok(look_up(&tables, &table, &key)?.map_or(Dynamic::UNIT, Into::into))
    });
    let tables = Arc::clone(&world.tables);
    engine.register_fn(
        "lookup_or",
        move |table: ImmutableString, key: Dynamic, otherwise: Dynamic| -> Fallible {
            Ok(look_up(&tables, &table, &key)?.map_or(otherwise, Into::into))
        },
    );
}

fn look_up(
    tables: &IndexMap<String, LookupTable>,
    name: &str,
    key: &Dynamic,
) -> Result<Option<String>, Box<EvalAltResult>> {
    let Some(table) = tables.get(name) else {
        let known: Vec<_> = tables.keys().map(String::as_str).collect();
        let known = if known.is_empty() { "the project has none".to_owned() } else { known.join(", ") };
        let message = format!("There is no lookup table `{name}` ({known})");
        return Err(EvalAltResult::ErrorRuntime(message.into(), Position::NONE).into());
    };
    if key.is_unit() {
        return Ok(None);
    }
    Ok(table.get(&plain_text(key)).map(str::to_owned))
}

fn find(finder: &dyn RecordFinder, record_type: &str, wanted: &Dynamic) -> Dynamic {
    if wanted.is_unit() || wanted.is_map() {
        return wanted.clone();
    }
    let text = plain_text(wanted);
    if text.trim().is_empty() {
        return Dynamic::UNIT;
    }
    finder.find(record_type, &text).map_or(Dynamic::UNIT, |record| Dynamic::from_map(to_map(&record) as Map))
}

fn plain_text(value: &Dynamic) -> String {
    match from_dynamic(value) {
        Ok(Value::String(text)) => text,
        Ok(other) => other.to_string(),
        Err(_) => String::new(),
    }
}
