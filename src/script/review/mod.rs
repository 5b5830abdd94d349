//! What can be said of a script without running it: what every part of it can be, and what is
//! probably not meant.
//!
//! A view of the tree that also runs the script. What a remark says, and whether it says anything,
//! is decided in `remarks`, a file for each family.

mod knowledge;
mod source;
mod findings;
mod state;
mod narrowing;
mod walker;
mod statements;
mod operators;
mod chains;
mod calls;
mod signatures;
mod remarks;
#[allow(clippy::module_inception, reason = "the module is named after its main function")]
mod review;

pub use findings::Finding;
pub(super) use knowledge::KnownFunctions;
pub use review::{Knowledge, Review, ScriptResult};
pub use source::Source;
