//! What differs between two mappings, by meaning: rules, table rows, variables, functions, cases.

mod change_set;
mod diff;

pub use change_set::{Change, ChangeKind, ChangeSet};
pub use diff::diff;
