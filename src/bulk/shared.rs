//! What the workers on a stream share: the input and the order of what they make of it.
//!
//! Each worker takes the next chunk by itself, and whoever has made what is next hands it on, with
//! what waited for it. So there is nothing to pass around, and one worker alone waits for nobody.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::bulk::{Chunk, Cutter, InputFault};

/// The stack of a worker. Scripts and payloads nest deeper than the usual one holds.
const STACK_BYTES: usize = 16 << 20;

/// How many chunks may be under way or waiting for an earlier one, for each worker.
const CHUNKS_PER_WORKER: u64 = 4;

/// Takes what workers made of the chunks, in the order of the input.
pub trait InOrder<T> {
    /// Takes what was made of the next chunk; what is left of it is filled again.
    ///
    /// # Errors
    /// It cannot be kept, or no more is wanted; the run then ends.
    fn take(&mut self, made: &mut T) -> io::Result<()>;
}

/// A stream as its workers see it.
pub struct ChunkStream<'s, R, T> {
    /// How far the reading may be ahead of the handing on, in chunks.
    window: u64,
    cutter: Mutex<Cutter<R>>,
    order: Mutex<Order<'s, T>>,
    /// Something was handed on, or the run is over.
    moved: Condvar,
}

/// How a run over a stream came to its end.
#[derive(Debug)]
pub struct StreamEnd {
    /// Why the input was not read to its end.
    pub fault: Option<InputFault>,
    /// Why what was made was not taken.
    pub refusal: Option<io::Error>,
}

struct Order<'s, T> {
    /// How many chunks were handed on.
    n_taken: u64,
    taker: &'s mut (dyn InOrder<T> + Send),
    refusal: Option<io::Error>,
    /// What waits for something earlier.
    waiting: BTreeMap<u64, T>,
    /// What was handed on and can be filled again.
    spare: Vec<T>,
    /// Nothing more is read, since a worker panicked or what was made was refused.
    is_over: bool,
}

/// Lets several workers work on a stream of which `n_done` chunks were read already. `work` is called
/// once for each of them and goes on until [`ChunkStream::next_chunk`] has no more.
pub fn run_in_order<R: Read + Send, T: Default + Send>(
    cutter: Cutter<R>,
    n_done: u64,
    threads: NonZeroUsize,
    taker: &mut (dyn InOrder<T> + Send),
    work: impl Fn(&ChunkStream<'_, R, T>) + Sync,
) -> StreamEnd {
    let n_workers = threads.get();
    let stream = ChunkStream {
        window: CHUNKS_PER_WORKER * n_workers as u64,
        cutter: Mutex::new(cutter),
        order: Mutex::new(Order::new(n_done, taker)),
        moved: Condvar::new(),
    };
    let work = || {
        let over = OverOnPanic(&stream);
        work(&stream);
        drop(over);
    };
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
    let ChunkStream { cutter, order, .. } = stream;
    let order = order.into_inner().unwrap_or_else(PoisonError::into_inner);
    let fault = cutter.into_inner().unwrap_or_else(PoisonError::into_inner).take_fault();
    StreamEnd { fault, refusal: order.refusal }
}

impl<R: Read, T: Default> ChunkStream<'_, R, T> {
    /// The next chunk of the input; `false` when there is none, or no more is wanted. Waits until the
    /// handing on has come near enough; nobody else can read meanwhile, and need not.
    pub fn next_chunk(&self, chunk: &mut Chunk) -> bool {
        let mut cutter = self.cutter.lock().unwrap_or_else(PoisonError::into_inner);
        let is_too_far =
            |order: &mut Order<'_, T>| !order.is_over && cutter.n_chunks() >= order.n_taken + self.window;
        let order = self.moved.wait_while(self.order(), is_too_far).unwrap_or_else(PoisonError::into_inner);
        let is_over = order.is_over;
        drop(order);
        !is_over && cutter.next_into(chunk)
    }

    /// Something to be filled, with whatever is left in it.
    pub fn spare(&self) -> T {
        self.order().spare.pop().unwrap_or_default()
    }

    /// Hands in what was made of the chunk with this number.
    pub fn hand_in(&self, seq: u64, made: T) {
        let mut order = self.order();
        order.waiting.insert(seq, made);
        order.hand_on_what_is_next();
        drop(order);
        self.moved.notify_all();
    }
}

impl<'s, R, T> ChunkStream<'s, R, T> {
    fn order(&self) -> MutexGuard<'_, Order<'s, T>> {
        self.order.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<'s, T> Order<'s, T> {
    fn new(n_taken: u64, taker: &'s mut (dyn InOrder<T> + Send)) -> Self {
        let (waiting, spare) = (BTreeMap::new(), Vec::new());
        Self { n_taken, taker, refusal: None, waiting, spare, is_over: false }
    }

    fn hand_on_what_is_next(&mut self) {
        while let Some(mut made) = self.waiting.remove(&self.n_taken) {
            if self.is_over {
                return;
            }
            match self.taker.take(&mut made) {
                Ok(()) => self.n_taken += 1,
                Err(error) => {
                    self.refusal = Some(error);
                    self.is_over = true;
                }
            }
            self.spare.push(made);
        }
    }
}

/// Lets the other workers end when one of them panics.
struct OverOnPanic<'a, 's, R, T>(&'a ChunkStream<'s, R, T>);

impl<R, T> Drop for OverOnPanic<'_, '_, R, T> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.order().is_over = true;
            self.0.moved.notify_all();
        }
    }
}
