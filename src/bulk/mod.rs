//! A mapping on a whole directory: a stream of users and groups to a stream of records, in order, on
//! all cores, in memory that does not grow with the input.
//!
//! Neither files nor clock: streams come in, batches of text and numbers go out.

mod chunk_reader;
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

pub use chunk_reader::{ChunkReader, ChunkVisitor, FoundResource, Reading};
pub use input::{Chunk, ChunkContent, CutOptions, Cutter, Element, ElementFault, InputFault, Pace, unpacked};
pub use output::{Batch, BulkFormat};
pub use plan::{BulkPlan, CurrentChoice, SourceKey};
pub use record_line::Origin;
pub use report::render_summary;
pub use runner::{BulkError, BulkOptions, BulkSink, Checkpoint, run_bulk};
pub use shared::{ChunkStream, InOrder, StreamEnd, run_in_order};
pub use summary::{BadLine, BulkSummary, FieldCounts, Finding, Reason, RuleSetCounts};
pub use worker::Worker;
