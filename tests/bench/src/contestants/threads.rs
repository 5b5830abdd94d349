//! The same over several threads: a reader cuts the file into blocks of whole lines, threads map
//! them, and the blocks are written in their order.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Write as _};
use std::path::Path;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use crate::contestants::lines::{BUFFER_BYTES, LineMapper};

/// Whole lines of the input.
struct Block {
    idx: usize,
    first_line: u64,
    bytes: Vec<u8>,
}

/// What came of a block.
struct Mapped {
    idx: usize,
    bytes: Vec<u8>,
}

/// As [`super::lines::map_lines`], with `n_threads` threads that map and one that reads.
///
/// # Errors
/// The first that occurs.
pub fn map_lines_on_threads<M: LineMapper>(
    make_mapper: impl Fn() -> M + Sync,
    n_threads: usize,
    input: &Path,
    output: &Path,
) -> Result<(), String> {
    let file = File::open(input).map_err(|error| error.to_string())?;
    let (block_sender, block_receiver) = sync_channel::<Block>(2 * n_threads);
    let (mapped_sender, mapped_receiver) = sync_channel::<Result<Mapped, String>>(2 * n_threads);
    let blocks = Mutex::new(block_receiver);
    thread::scope(|scope| {
        let reader = scope.spawn(move || send_blocks(file, &block_sender));
        for _ in 0..n_threads {
            let (blocks, sender, make_mapper) = (&blocks, mapped_sender.clone(), &make_mapper);
            scope.spawn(move || map_blocks(make_mapper(), blocks, &sender));
        }
        drop(mapped_sender);
        let written = write_in_order(&mapped_receiver, output);
        drop(mapped_receiver);
        let read = reader.join().map_err(|_| "the reader panicked".to_owned())?;
        written.and(read)
    })
}

fn send_blocks(mut file: File, sender: &SyncSender<Block>) -> Result<(), String> {
    let (mut rest, mut first_line) = (Vec::new(), 1);
    for idx in 0.. {
        let mut bytes = std::mem::take(&mut rest);
        let mut part = (&mut file).take(BUFFER_BYTES as u64);
        let n_read = part.read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        if n_read > 0 {
            let end = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            rest = bytes.split_off(end);
        }
        let n_lines = bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
        let is_closed = !bytes.is_empty() && sender.send(Block { idx, first_line, bytes }).is_err();
        if n_read == 0 || is_closed {
            break;
        }
        first_line += n_lines;
    }
    Ok(())
}

fn map_blocks<M: LineMapper>(
    mut mapper: M,
    blocks: &Mutex<Receiver<Block>>,
    sender: &SyncSender<Result<Mapped, String>>,
) {
    loop {
        let next = blocks.lock().map(|receiver| receiver.recv());
        let Ok(Ok(block)) = next else { return };
        let mut bytes = Vec::with_capacity(block.bytes.len());
        let lines = block.bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let mapped =
            lines.zip(block.first_line..).try_for_each(|(line, number)| mapper.map(line, number, &mut bytes));
        if sender.send(mapped.map(|()| Mapped { idx: block.idx, bytes })).is_err() {
            return;
        }
    }
}

fn write_in_order(receiver: &Receiver<Result<Mapped, String>>, output: &Path) -> Result<(), String> {
    let mut file = File::create(output).map_err(|error| error.to_string())?;
    let mut waiting = BTreeMap::new();
    let mut next_idx = 0;
    for mapped in receiver {
        let mapped = mapped?;
        waiting.insert(mapped.idx, mapped.bytes);
        while let Some(bytes) = waiting.remove(&next_idx) {
            file.write_all(&bytes).map_err(|error| error.to_string())?;
            next_idx += 1;
        }
    }
    Ok(())
}
