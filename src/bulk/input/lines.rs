//! Chunks of input that has one value on each line.

use std::io::Read;

use memchr::{memchr, memchr_iter, memrchr};

use crate::bulk::input::cutter::Cutter;
use crate::bulk::input::{Chunk, ChunkContent, Element, ElementFault};

impl<R: Read> Cutter<R> {
    /// The next whole lines; `false` when there are no more.
    pub(super) fn next_lines(&mut self, chunk: &mut Chunk) -> bool {
        loop {
            let most = self.options.chunk_bytes;
            let n_available = self.source.available().len();
            let can_wait = !self.source.is_eager() || memchr(b'\n', self.source.available()).is_none();
            if n_available < most && can_wait && !self.source.is_at_end() {
                self.source.fill(most - n_available);
            }
            if let Some(n_bytes) = self.whole_lines() {
                chunk.content = ChunkContent::Lines;
                self.take_lines(n_bytes, chunk);
                return true;
            }
            let n_available = self.source.available().len();
            if n_available > self.options.resource_bytes {
                return self.pass_over_line(chunk);
            }
            if self.source.is_at_end() {
                return self.last_line(chunk);
            }
            if n_available >= most {
                self.source.fill(n_available);
            }
        }
    }

    /// The length of the whole lines that fit into a chunk, or of the first line when it is longer.
    fn whole_lines(&self) -> Option<usize> {
        let available = self.source.available();
        let (within, beyond) = available.split_at(self.options.chunk_bytes.min(available.len()));
        memrchr(b'\n', within)
            .or_else(|| memchr(b'\n', beyond).map(|length| within.len() + length))
            .map(|at| at + 1)
            .filter(|n_bytes| *n_bytes <= self.options.resource_bytes.max(self.options.chunk_bytes))
    }

    fn take_lines(&mut self, n_bytes: usize, chunk: &mut Chunk) {
        let taken = self.source.available().get(..n_bytes).unwrap_or_default();
        let n_line_ends = memchr_iter(b'\n', taken).count();
        let is_cut = taken.last() != Some(&b'\n');
        chunk.n_lines = n_line_ends + usize::from(is_cut);
        self.source.take_lines(n_bytes, n_line_ends, &mut chunk.bytes);
    }

    /// The line without an end at the end of the input. Behind an error it is not whole.
    fn last_line(&mut self, chunk: &mut Chunk) -> bool {
        let n_bytes = self.source.available().len();
        if n_bytes == 0 || self.source.has_failed() {
            return false;
        }
        chunk.content = ChunkContent::Lines;
        self.take_lines(n_bytes, chunk);
        true
    }

    /// Passes over a line that is too long to be kept.
    fn pass_over_line(&mut self, chunk: &mut Chunk) -> bool {
        let mut bytes = 0;
        loop {
            let available = self.source.available();
            let end = memchr(b'\n', available);
            let length = end.unwrap_or(available.len());
            bytes += length;
            self.source.consume(end.map_or(length, |at| at + 1));
            if end.is_some() || !self.source.fill(self.options.chunk_bytes) {
                break;
            }
        }
        let fault = ElementFault::TooLarge { bytes, most: self.options.resource_bytes };
        let line = chunk.first_line;
        chunk.content =
            ChunkContent::Elements(vec![Element { line, fault: Some(fault), ..Element::default() }]);
        chunk.n_lines = 1;
        true
    }
}
