//! The background work behind the preview: only what an edit changes is run again, what is looked
//! at first, in slices that can be cancelled.
//!
//! Not what is shown of it, and not the thread it runs on.

mod cache;
mod case_runs;
mod engine;
mod lints;
mod problems;
#[allow(clippy::module_inception, reason = "the module is named after its main function")]
mod recompute;
mod rows;
mod run_problems;
mod value_problems;
mod writer;

pub use cache::RecomputeCache;
pub(super) use problems::add_load_problems;
pub use problems::{Problem, ProblemTarget};
pub use recompute::{LookedAt, RecomputeControl, RecomputeInput, recompute, recompute_in_slices};
pub(super) use rows::{Prepared, PreparedSamples};
