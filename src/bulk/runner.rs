//! The run: chunks to workers, batches back in order to where they are written.

use std::io::{self, Read};
use std::num::NonZeroUsize;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::bulk::shared::{ChunkStream, InOrder, StreamEnd, run_in_order};
use crate::bulk::{Batch, BulkFormat, BulkPlan, BulkSummary, Chunk, CutOptions, Cutter, InputFault, Worker};

/// How a run is carried out.
#[derive(Clone, Copy, Debug)]
pub struct BulkOptions {
    /// How many workers there are.
    pub threads: NonZeroUsize,
    /// How the input is cut.
    pub cut: CutOptions,
}

/// Where the output goes. Nothing is given twice; everything comes in the order of the input.
pub trait BulkSink {
    /// Takes the next part of the output and of what went wrong.
    ///
    /// # Errors
    /// They cannot be written; the run then ends.
    fn write(&mut self, output: &[u8], errors: &[u8]) -> io::Result<()>;

    /// Everything up to here was given.
    ///
    /// # Errors
    /// What was given cannot be kept; the run then ends.
    fn reached(&mut self, checkpoint: &Checkpoint) -> io::Result<()>;
}

/// How far a run has come; from here it can go on later.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// How many chunks of the input are done.
    pub chunks: u64,
    /// The length of the output.
    pub output_bytes: u64,
    /// The length of what went wrong.
    pub errors_bytes: u64,
    /// Whether the output holds a batch that is not empty.
    pub has_output: bool,
    /// The numbers up to here.
    pub summary: BulkSummary,
}

/// Why a run did not reach the end of its input.
#[derive(Debug, Error)]
pub enum BulkError {
    /// A gzip file that is cut; everything before was mapped.
    #[error("the input cannot be read beyond line {} ({} bytes): {}", .0.line, .0.offset, .0.error)]
    Input(InputFault),
    /// A full disk, or a pipe that was closed.
    #[error("the output cannot be written: {0}")]
    Output(io::Error),
    /// The input of a run that goes on ends before the place where it goes on.
    #[error("the input is shorter than what was already done of it")]
    TooShort,
}

/// Maps the whole input, and gives the numbers. `from` is where an earlier run of the same plan on
/// the same input came to, with the same cuts.
///
/// # Errors
/// The input cannot be read to its end, which is told after everything before was given to the sink;
/// or the sink refuses.
pub fn run_bulk<R: Read + Send>(
    plan: &BulkPlan,
    input: R,
    options: &BulkOptions,
    from: Option<&Checkpoint>,
    sink: &mut (dyn BulkSink + Send),
) -> Result<BulkSummary, BulkError> {
    let mut cutter = Cutter::new(input, options.cut);
    let reached = begin(plan, &mut cutter, from, sink)?;
    let mut writing = Writing { reached, sink, format: &plan.format };
    let n_done = writing.reached.chunks;
    let work = |stream: &ChunkStream<'_, R, Batch>| {
        let mut worker = Worker::new(plan, options.cut.resource_bytes);
        let mut chunk = Chunk::default();
        while stream.next_chunk(&mut chunk) {
            let mut batch = stream.spare();
            worker.work(&chunk, &mut batch);
            stream.hand_in(batch.seq, batch);
        }
    };
    let end = run_in_order(cutter, n_done, options.threads, &mut writing, work);
    finish(plan, writing, end)
}

/// Writes batches to the sink.
struct Writing<'s> {
    reached: Checkpoint,
    sink: &'s mut (dyn BulkSink + Send),
    format: &'s BulkFormat,
}

impl InOrder<Batch> for Writing<'_> {
    fn take(&mut self, batch: &mut Batch) -> io::Result<()> {
        if !batch.output.is_empty() {
            let separator = self.format.separator(self.reached.has_output);
            if !separator.is_empty() {
                self.sink.write(separator, &[])?;
                self.reached.output_bytes += separator.len() as u64;
            }
            self.reached.has_output = true;
        }
        self.sink.write(&batch.output, &batch.errors)?;
        self.reached.chunks += 1;
        self.reached.output_bytes += batch.output.len() as u64;
        self.reached.errors_bytes += batch.errors.len() as u64;
        self.reached.summary.add(std::mem::take(&mut batch.summary));
        self.sink.reached(&self.reached)
    }
}

/// Writes what stands before everything, or passes over what is done.
fn begin<R: Read>(
    plan: &BulkPlan,
    cutter: &mut Cutter<R>,
    from: Option<&Checkpoint>,
    sink: &mut (dyn BulkSink + Send),
) -> Result<Checkpoint, BulkError> {
    let Some(from) = from else {
        let head = plan.format.head();
        sink.write(&head, &[]).map_err(BulkError::Output)?;
        return Ok(Checkpoint { output_bytes: head.len() as u64, ..Checkpoint::default() });
    };
    let mut chunk = Chunk::default();
    for _ in 0..from.chunks {
        if !cutter.next_into(&mut chunk) {
            return Err(cutter.take_fault().map_or(BulkError::TooShort, BulkError::Input));
        }
    }
    Ok(from.clone())
}

fn finish(plan: &BulkPlan, writing: Writing<'_>, end: StreamEnd) -> Result<BulkSummary, BulkError> {
    if let Some(error) = end.refusal {
        return Err(BulkError::Output(error));
    }
    let tail = plan.format.tail();
    writing.sink.write(tail, &[]).map_err(BulkError::Output)?;
    match end.fault {
        Some(fault) => Err(BulkError::Input(fault)),
        None => Ok(writing.reached.summary),
    }
}
