//! The functions that scripts can call, those of the engine with them.

use std::collections::{BTreeMap, BTreeSet};

use rhai::Engine;

/// The names of all functions, with the numbers of arguments with which they can be called. Of a
/// call in the style of a method the subject is the first argument.
#[derive(Clone, Debug, Default)]
pub(in crate::script) struct KnownFunctions {
    functions: BTreeMap<String, BTreeSet<usize>>,
}

/// Functions that the engine has without having registered them.
const OF_THE_LANGUAGE: [&str; 9] =
    ["type_of", "print", "debug", "call", "Fn", "is_def_var", "is_def_fn", "is_shared", "tag"];

impl KnownFunctions {
    /// The functions of an engine.
    pub fn of(engine: &Engine) -> Self {
        let collected = engine.collect_fn_metadata(
            None,
            |info| Some((info.metadata.name.to_string(), info.metadata.num_params)),
            true,
        );
        let mut functions: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (name, n_arguments) in collected {
            functions.entry(name).or_default().insert(n_arguments);
        }
        Self { functions }
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
