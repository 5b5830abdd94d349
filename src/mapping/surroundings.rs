//! What scripts read beside the resource and the record, and in what two states of it differ.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use indexmap::IndexMap;

use crate::mapping::compiled_script::CompiledScript;
use crate::mapping::{CompiledMapping, RunContext};
use crate::script::Reads;
use crate::table::LookupTable;
use crate::target::{Directory, TargetSchema};

/// One state of everything that is the same for all resources of a run, but the rules.
#[derive(Clone, Debug)]
pub(super) struct Surroundings {
    target: Arc<TargetSchema>,
    tables: Arc<IndexMap<String, LookupTable>>,
    directory: Arc<Directory>,
    helpers: BTreeMap<String, String>,
    context: RunContext,
}

/// In what two states differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "they are independent of each other")]
pub(super) struct Differences {
    /// Fields and how values are held against them may differ.
    pub target: bool,
    /// Records that are found may differ.
    pub records: bool,
    pub helpers: BTreeSet<String>,
    pub tables: BTreeSet<String>,
    /// Tables were added or taken away; what is said of a missing one lists all of them.
    table_names: bool,
    pub variables: BTreeSet<String>,
    now: bool,
}

impl Surroundings {
    pub fn of(mapping: &CompiledMapping, context: &RunContext) -> Self {
        Self {
            target: Arc::clone(&mapping.target),
            tables: Arc::clone(&mapping.tables),
            directory: Arc::clone(&mapping.directory),
            helpers: mapping.host.helper_texts().clone(),
            context: context.clone(),
        }
    }

    /// In what `other` differs. Directories are the same when they are the same object.
    pub fn differences(&self, other: &Self) -> Differences {
        Differences {
            target: !Arc::ptr_eq(&self.target, &other.target) && self.target != other.target,
            records: !Arc::ptr_eq(&self.directory, &other.directory),
            helpers: differing(&self.helpers, &other.helpers),
            tables: self.differing_tables(other),
            table_names: !self.tables.keys().eq(other.tables.keys()),
            variables: differing(&self.context.variables, &other.context.variables),
            now: self.context.now != other.context.now,
        }
    }

    fn differing_tables(&self, other: &Self) -> BTreeSet<String> {
        if Arc::ptr_eq(&self.tables, &other.tables) {
            return BTreeSet::new();
        }
        differing(&*self.tables, &*other.tables)
    }
}

/// The names of which two maps have different values, or of which only one has any.
fn differing<'m, V: PartialEq + 'm, M>(left: &'m M, right: &'m M) -> BTreeSet<String>
where
    &'m M: IntoIterator<Item = (&'m String, &'m V)>,
{
    let left: BTreeMap<&String, &V> = left.into_iter().collect();
    let right: BTreeMap<&String, &V> = right.into_iter().collect();
    let names = left.keys().chain(right.keys());
    let names = names.filter(|name| left.get(*name) != right.get(*name));
    names.map(|name| (*name).clone()).collect()
}

impl Differences {
    /// Whether a script, in either of its states, may give something else.
    pub fn touch(&self, script: &CompiledScript) -> bool {
        *self != Self::default() && script.program().is_some_and(|program| self.touch_reads(program.reads()))
    }

    fn touch_reads(&self, reads: &Reads) -> bool {
        !reads.is_complete
            || self.target
            || (self.records && reads.finds_records)
            || !self.helpers.is_disjoint(&reads.helpers)
            || self.touch_tables(reads)
            || reads.paths.iter().any(|path| match path.variable.as_str() {
                "now" => self.now,
                "vars" => path.names.first().map_or(!self.variables.is_empty(), |name| {
                    self.variables.iter().any(|variable| variable.eq_ignore_ascii_case(name))
                }),
                _ => false,
            })
    }

    fn touch_tables(&self, reads: &Reads) -> bool {
        let looks_up = ["lookup", "lookup_or"].iter().any(|name| reads.functions.contains(*name));
        !self.tables.is_disjoint(&reads.tables) || (self.table_names && looks_up)
    }
}
