//! The run: chunks to workers, batches back in order.

use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::bulk::shared::{Order, Shared};
use crate::bulk::{BulkPlan, BulkSummary, Chunk, CutOptions, Cutter, InputFault};

/// The stack of a worker. Scripts and payloads nest deeper than the usual one holds.
const STACK_BYTES: usize = 16 << 20;

/// How many chunks may be under way or waiting for an earlier one, for each worker.
const CHUNKS_PER_WORKER: u64 = 4;

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
    let n_workers = options.threads.get();
    let shared = Shared {
        window: CHUNKS_PER_WORKER * n_workers as u64,
        cutter: Mutex::new(cutter),
        order: Mutex::new(Order::new(plan, reached, sink)),
        moved: Condvar::new(),
    };
    let work = || shared.work(plan, options);
    if n_workers == 1 {
        work();
    } else {
        thread::scope(|scope| {
            for _ in 0..n_workers {
                let worker = thread::Builder::new().stack_size(STACK_BYTES);
                if worker.spawn_scoped(scope, work).is_err() {
                    // Without another thread this one has to do.
                    work();
                }
            }
        });
    }
    let Shared { cutter, order, .. } = shared;
    let order = order.into_inner().unwrap_or_else(PoisonError::into_inner);
    let fault = cutter.into_inner().unwrap_or_else(PoisonError::into_inner).take_fault();
    finish(plan, order, fault)
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

fn finish(plan: &BulkPlan, order: Order<'_>, fault: Option<InputFault>) -> Result<BulkSummary, BulkError> {
    if let Some(error) = order.refusal {
        return Err(BulkError::Output(error));
    }
    let tail = plan.format.tail();
    order.sink.write(tail, &[]).map_err(BulkError::Output)?;
    match fault {
        Some(fault) => Err(BulkError::Input(fault)),
        None => Ok(order.reached.summary),
    }
}
