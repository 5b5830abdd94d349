//! What differs between two mappings, by meaning: rules, table rows, variables, functions, cases; and
//! what two sides made of the same mapping, brought together.

mod subject;
mod change_set;
mod diff;
pub mod impact;
mod apply;
mod merge;
mod merge_parts;
mod merge_items;
mod merge_texts;
mod dispute;
mod conflict;
pub mod page;
pub mod promotion;
mod script_diff;
mod difference;
mod functions;
mod item;
mod numbering;
mod order;
mod parts;
mod compose;
pub mod seal;

pub use apply::{ApplyError, apply};
pub use change_set::{Change, ChangeKind, ChangeSet, RulePart};
pub use conflict::{Conflict, SettleError, Settlement, Unsettled, value_text};
pub use diff::diff;
pub use merge::{Merge, merge};
pub use script_diff::{DiffLine, DiffLineKind, DiffPiece, script_diff};
pub use subject::Subject;
