//! Which scripts use which tables and variables: all of them at once.
//!
//! Not the places in the scripts, which `where_used` finds for one of them.

use std::collections::BTreeMap;

use crate::workbench::{ScriptPlace, Workbench};

/// The scripts by what they use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UsesIndex {
    tables: BTreeMap<String, Vec<ScriptPlace>>,
    variables: BTreeMap<String, Vec<ScriptPlace>>,
    /// Scripts that may use more than can be seen, such as a table whose name is put together.
    pub n_open: usize,
}

impl UsesIndex {
    /// The scripts that look a table up.
    pub fn of_table(&self, name: &str) -> &[ScriptPlace] {
        self.tables.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// The scripts that read a variable.
    pub fn of_variable(&self, name: &str) -> &[ScriptPlace] {
        self.variables.get(&name.to_ascii_lowercase()).map(Vec::as_slice).unwrap_or_default()
    }
}

impl Workbench {
    /// Which scripts use which tables and variables. What is used through helper functions is known
    /// while the preview is up to date. Cheap then; else every script is read.
    pub fn uses_index(&self) -> UsesIndex {
        let mut index = UsesIndex::default();
        for place in self.all_scripts() {
            let uses = self.script_uses(place);
            for name in uses.tables {
                index.tables.entry(name).or_default().push(place);
            }
            for name in uses.variables {
                index.variables.entry(name.to_ascii_lowercase()).or_default().push(place);
            }
            index.n_open += usize::from(!uses.is_complete && self.is_preview_current());
        }
        index
    }
}
