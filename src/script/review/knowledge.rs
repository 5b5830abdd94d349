//! The functions that scripts can call, those of the engine with them.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use rhai::Engine;

use crate::script::types::Type;
use crate::table::LookupTable;

/// The names of all functions, with the numbers of arguments with which they can be called. Of a
/// call in the style of a method the subject is the first argument.
#[derive(Clone, Debug, Default)]
pub(in crate::script) struct KnownFunctions {
    functions: BTreeMap<String, BTreeSet<usize>>,
    /// By table, what it can give.
    table_values: BTreeMap<String, Type>,
}

/// The values of a longer table are not told apart.
const MOST_ROWS: usize = 2_000;

/// Functions that the engine has without having registered them.
const OF_THE_LANGUAGE: [&str; 9] =
    ["type_of", "print", "debug", "call", "Fn", "is_def_var", "is_def_fn", "is_shared", "tag"];

impl KnownFunctions {
    /// The functions of an engine, and what lookups in these tables give.
    pub fn of(engine: &Engine, tables: &IndexMap<String, LookupTable>) -> Self {
        let collected = engine.collect_fn_metadata(
            None,
            |info| Some((info.metadata.name.to_string(), info.metadata.num_params)),
            true,
        );
        let mut functions: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (name, n_arguments) in collected {
            functions.entry(name).or_default().insert(n_arguments);
        }
        let small = tables.iter().filter(|(_, table)| table.rows().len() <= MOST_ROWS);
        let table_values = small.map(|(name, table)| {
            (name.clone(), Type::one_of(table.rows().iter().map(|row| row.value.as_str())))
        });
        Self { functions, table_values: table_values.collect() }
    }

    /// What a lookup in this table can give; `None` when that is not known.
    pub fn table_values(&self, table: &str) -> Option<&Type> {
        self.table_values.get(table)
    }

    /// Whether any function has this name.
    pub fn has(&self, name: &str) -> bool {
        self.functions.contains_key(name) || OF_THE_LANGUAGE.contains(&name)
    }

    /// The numbers of arguments with which a function can be called; empty when nothing is known.
    pub fn numbers_of_arguments(&self, name: &str) -> impl Iterator<Item = usize> {
        self.functions.get(name).into_iter().flatten().copied()
    }

    /// The names that people write, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.functions
            .keys()
            .map(String::as_str)
            .filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
    }
}
