//! What a script does, in parts that can be put into words of any language.
//!
//! Not the words, which are in `report`; and what cannot be said honestly is not said.

mod calls;
mod condition;
#[allow(clippy::module_inception, reason = "the module is named after what it does")]
mod describe;
mod meaning;
mod simplify;
mod statements;

pub use condition::Condition;
pub use meaning::{ListPart, ListPartKind, Meaning};
