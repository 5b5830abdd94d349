//! A mapping on a whole directory: a stream of users and groups to a stream of records, in order, on
//! all cores, in memory that does not grow with the input.
//!
//! Neither files nor clock: streams come in, batches of text and numbers go out.

mod import_rows;
mod input;
mod output;
mod plan;
mod record_line;
mod report;
mod runner;
mod shared;
mod summary;
mod worker;

pub use input::{Chunk, ChunkContent, CutOptions, Cutter, Element, ElementFault, InputFault, Pace, unpacked};
pub use output::{Batch, BulkFormat};
pub use plan::{BulkPlan, CurrentChoice, SourceKey};
pub use report::render_summary;
pub use runner::{BulkError, BulkOptions, BulkSink, Checkpoint, run_bulk};
pub use summary::{BadLine, BulkSummary, FieldCounts, Finding, Reason, RuleSetCounts};
pub use worker::Worker;
