//! What a script can look things up in: lookup tables and the records of the account.
//!
//! Not the records themselves: whoever runs the mapping says how one is found.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use indexmap::IndexMap;
use rhai::{Dynamic, Engine, EvalAltResult, ImmutableString, Position};
use serde_json::{Map as JsonMap, Value as JsonValue};

use crate::script::lookups::LookupLog;
use crate::script::value::{of_dynamic, to_dynamic};
use crate::table::LookupTable;
use crate::value::{Arena, Value};

/// Finds the record of an account that a text speaks of.
pub trait RecordFinder: Send + Sync {
    /// The fields of the record of this type that `text` identifies (a name, an e-mail address, the
    /// id of a SCIM resource), `None` when there is none.
    fn find(&self, record_type: &str, text: &str) -> Option<&JsonMap<String, JsonValue>>;
}

/// Everything beside its arguments that a script can reach.
#[derive(Clone)]
pub struct World {
    /// The lookup tables by name.
    pub tables: Arc<IndexMap<String, LookupTable>>,
    /// The record types for which `find_…` functions exist.
    pub record_types: Vec<String>,
    /// How a record is found.
    pub records: Arc<dyn RecordFinder>,
}

/// The records of the moment, for the functions of an engine.
#[derive(Clone)]
pub(super) struct SharedRecords(Arc<RwLock<Arc<dyn RecordFinder>>>);

impl SharedRecords {
    fn new(records: &Arc<dyn RecordFinder>) -> Self {
        Self(Arc::new(RwLock::new(Arc::clone(records))))
    }

    /// Puts others in their place.
    pub fn replace(&self, records: Arc<dyn RecordFinder>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = records;
    }

    fn find(&self, record_type: &str, text: &str) -> Dynamic {
        let records = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let found = records.find(record_type, text);
        found.map_or(Dynamic::UNIT, |fields| to_dynamic(Value::of_members(Some(fields))))
    }
}

impl fmt::Debug for SharedRecords {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("SharedRecords").finish_non_exhaustive()
    }
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
pub(super) fn register(engine: &mut Engine, world: &World, log: &LookupLog) -> SharedRecords {
    engine.register_fn("clear", || Dynamic::from(Signal::Clear));
    engine.register_fn("reject", |why: ImmutableString| Dynamic::from(Signal::Reject(why.to_string())));
    register_lookups(engine, world, log);
    let shared = SharedRecords::new(&world.records);
    for record_type in &world.record_types {
        let records = shared.clone();
        let name = record_type.clone();
        engine.register_fn(format!("find_{record_type}"), move |wanted: Dynamic| {
            find(&records, &name, &wanted)
        });
    }
    let records = shared.clone();
    engine.register_fn("find_record", move |record_type: ImmutableString, wanted: Dynamic| {
        find(&records, &record_type, &wanted)
    });
    shared
}

fn register_lookups(engine: &mut Engine, world: &World, log: &LookupLog) {
    let (tables, noted) = (Arc::clone(&world.tables), log.clone());
    engine.register_fn("lookup", move |table: ImmutableString, key: Dynamic| -> Fallible {
        Ok(look_up(&tables, &noted, &table, &key)?.map_or(Dynamic::UNIT, Into::into))
    });
    let (tables, noted) = (Arc::clone(&world.tables), log.clone());
    engine.register_fn(
        "lookup_or",
        move |table: ImmutableString, key: Dynamic, otherwise: Dynamic| -> Fallible {
            Ok(look_up(&tables, &noted, &table, &key)?.map_or(otherwise, Into::into))
        },
    );
}

fn look_up(
    tables: &IndexMap<String, LookupTable>,
    log: &LookupLog,
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
    let arena = Arena::new();
    let key = plain_text(of_dynamic(key, &arena));
    log.note(name, &key);
    Ok(table.get(&key).map(str::to_owned))
}

fn find(records: &SharedRecords, record_type: &str, wanted: &Dynamic) -> Dynamic {
    if wanted.is_unit() || wanted.is_map() {
        return wanted.clone();
    }
    let arena = Arena::new();
    let text = plain_text(of_dynamic(wanted, &arena));
    if has_no_text(&text) {
        return Dynamic::UNIT;
    }
    records.find(record_type, &text)
}

/// The text that a value is looked up by: a text itself, of other values their JSON, of what has no
/// JSON form the empty text.
pub(super) fn plain_text(value: Value<'_>) -> Cow<'_, str> {
    match value {
        Value::Text(text) => Cow::Borrowed(text),
        Value::Character(character) => Cow::Owned(character.to_string()),
        value => Cow::Owned(value.to_json().map_or_else(|_| String::new(), |json| json.to_string())),
    }
}

/// Whether no record is looked up by this text.
pub(super) fn has_no_text(text: &str) -> bool {
    text.trim().is_empty()
}
