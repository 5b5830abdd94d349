//! What is known of a script without running it.

use std::collections::BTreeSet;

use crate::diagnostic::Span;
use crate::script::World;
use crate::script::lower::origins::{Findings, Root};

/// Where a script is evaluated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lowering {
    /// On the tree, which is fast.
    Tree,
    /// In rhai as a whole.
    Rhai {
        /// What the tree does not know, in a few words without a full stop.
        why: String,
        /// Where that is, when it is in the script and not in a helper function.
        span: Option<Span>,
    },
}

/// What a script can read, through helper functions too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reads {
    /// Whether everything is known. If not, the script may read more than is listed.
    pub is_complete: bool,
    /// The parts of its variables.
    pub paths: BTreeSet<ReadPath>,
    /// The lookup tables by name.
    pub tables: BTreeSet<String>,
    /// The helper functions that it calls, directly or through others.
    pub helpers: BTreeSet<String>,
    /// The built-in functions that it calls.
    pub functions: BTreeSet<String>,
    /// Whether it looks records up.
    pub finds_records: bool,
    /// Whether it can refuse the record.
    pub can_reject: bool,
}

/// A part of a variable, with all that is below it. Steps into the items of a list are left out:
/// `user.emails[0].value` is `user`, `emails`, `value`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReadPath {
    /// The variable, such as `user`.
    pub variable: String,
    /// The names below it as they are written in the script; empty for the whole variable.
    pub names: Vec<String>,
}

impl Reads {
    /// What was found, in the names of the script's variables.
    pub(crate) fn of(findings: &Findings, inputs: &[String], world: &World, is_complete: bool) -> Self {
        let finds = |name: &String| {
            name == "find_record"
                || name
                    .strip_prefix("find_")
                    .is_some_and(|found| world.record_types.iter().any(|t| t == found))
        };
        let mut tables = findings.tables.clone();
        if findings.any_table {
            tables.extend(world.tables.keys().cloned());
        }
        Self {
            is_complete,
            paths: paths_of(findings, inputs),
            tables,
            helpers: findings.helpers.clone(),
            functions: findings.functions.clone(),
            finds_records: findings.functions.iter().any(finds),
            can_reject: findings.functions.contains("reject"),
        }
    }
}

/// The paths that are read, without those below another one.
fn paths_of(findings: &Findings, inputs: &[String]) -> BTreeSet<ReadPath> {
    let mut paths: BTreeSet<ReadPath> = BTreeSet::new();
    // Sorted: a path comes before those below it.
    for path in &findings.paths {
        let Root::Input(number) = path.root else { continue };
        let Some(variable) = inputs.get(number) else { continue };
        let is_covered = (0..path.names.len()).any(|n_names| {
            let names = path.names.get(..n_names).unwrap_or_default().to_vec();
            paths.contains(&ReadPath { variable: variable.clone(), names })
        });
        if !is_covered {
            paths.insert(ReadPath { variable: variable.clone(), names: path.names.clone() });
        }
    }
    paths
}
