//! What the workers of a run share: the input and the order of the output.
//!
//! Each worker takes the next chunk by itself, and whoever has the batch that is next writes it and
//! those that waited for it. So there is nothing to hand over, and one worker alone waits for nobody.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::bulk::{Batch, BulkFormat, BulkOptions, BulkPlan, BulkSink, Checkpoint, Chunk, Cutter, Worker};

pub(super) struct Shared<'s, R> {
    /// How far the reading may be ahead of the writing, in chunks.
    pub window: u64,
    pub cutter: Mutex<Cutter<R>>,
    pub order: Mutex<Order<'s>>,
    /// Something was written, or the run is over.
    pub moved: Condvar,
}

/// The output, in order.
pub(super) struct Order<'s> {
    pub reached: Checkpoint,
    pub sink: &'s mut (dyn BulkSink + Send),
    /// Why the sink did not take what it was given.
    pub refusal: Option<io::Error>,
    format: &'s BulkFormat,
    /// Batches that wait for an earlier one.
    waiting: BTreeMap<u64, Batch>,
    /// Batches that were written and can be filled again.
    spare: Vec<Batch>,
    /// Nothing more is read, since a worker panicked or the sink refused.
    is_over: bool,
}

impl<'s, R: Read> Shared<'s, R> {
    /// Maps chunks until there are no more.
    pub fn work(&self, plan: &BulkPlan, options: &BulkOptions) {
        let over = OverOnPanic(self);
        let mut worker = Worker::new(plan, options.cut.resource_bytes);
        let mut chunk = Chunk::default();
        while self.next_chunk(&mut chunk) {
            let mut batch = self.order().spare.pop().unwrap_or_default();
            worker.work(&chunk, &mut batch);
            self.hand_in(batch);
        }
        drop(over);
    }

    fn order(&self) -> MutexGuard<'_, Order<'s>> {
        self.order.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until the writing has come near enough; nobody else can read meanwhile, and need not.
    fn next_chunk(&self, chunk: &mut Chunk) -> bool {
        let mut cutter = self.cutter.lock().unwrap_or_else(PoisonError::into_inner);
        let is_too_far =
            |order: &mut Order<'_>| !order.is_over && cutter.n_chunks() >= order.reached.chunks + self.window;
        let order = self.moved.wait_while(self.order(), is_too_far).unwrap_or_else(PoisonError::into_inner);
        let is_over = order.is_over;
        drop(order);
        !is_over && cutter.next_into(chunk)
    }

    fn hand_in(&self, batch: Batch) {
        let mut order = self.order();
        order.waiting.insert(batch.seq, batch);
        order.write_what_is_next();
        drop(order);
        self.moved.notify_all();
    }
}

impl<'s> Order<'s> {
    pub fn new(plan: &'s BulkPlan, reached: Checkpoint, sink: &'s mut (dyn BulkSink + Send)) -> Self {
        Self {
            reached,
            sink,
            refusal: None,
            format: &plan.format,
            waiting: BTreeMap::new(),
            spare: Vec::new(),
            is_over: false,
        }
    }

    fn write_what_is_next(&mut self) {
        while let Some(mut batch) = self.waiting.remove(&self.reached.chunks) {
            if self.is_over {
                return;
            }
            if let Err(error) = self.write(&mut batch) {
                self.refusal = Some(error);
                self.is_over = true;
            }
            self.spare.push(batch);
        }
    }

    fn write(&mut self, batch: &mut Batch) -> io::Result<()> {
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

/// Lets the other workers end when one of them panics.
struct OverOnPanic<'a, 's, R>(&'a Shared<'s, R>);

impl<R> Drop for OverOnPanic<'_, '_, R> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.order.lock().unwrap_or_else(PoisonError::into_inner).is_over = true;
            self.0.moved.notify_all();
        }
    }
}
