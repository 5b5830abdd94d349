//! What the window shows of a run, for any number of samples: every value in a few tens of bytes,
//! and the whole run of the samples that are looked at.
//!
//! Not how it is brought up to date.

mod block;
mod case_index;
mod cells;
mod details;
#[allow(clippy::module_inception, reason = "the module is named after its main type")]
mod preview;
mod reasons;

pub(super) use block::{BLOCK, Block, RowKind, RuleSetBlock, RunRow};
pub(super) use case_index::CaseIndex;
pub(super) use cells::{CellWriter, Cells};
pub use details::SampleRun;
pub(super) use preview::{BlockSlot, RuleSetHead, cell_state};
pub use preview::{Preview, StateCounts};
pub(super) use reasons::ReasonWriter;
