//! The bytes of the input, read ahead as far as is needed.

use std::io::{self, Read};

use memchr::memchr_iter;

use crate::bulk::input::Pace;

/// How much a pipe gives at once at most.
const PIPE_BYTES: usize = 64 << 10;

/// A window on the input. What is consumed never comes back.
pub(super) struct Source<R> {
    reader: R,
    pace: Pace,
    buffer: Vec<u8>,
    /// Where in the buffer the bytes begin that are not consumed yet.
    start: usize,
    /// How many bytes were consumed.
    offset: u64,
    /// The line of the first byte that is not consumed, from 1.
    line: usize,
    /// How many blanks stand before it on its line, when nothing else does.
    indentation: Option<usize>,
    is_at_end: bool,
    error: Option<io::Error>,
}

impl<R: Read> Source<R> {
    pub fn new(reader: R, pace: Pace) -> Self {
        Self {
            reader,
            pace,
            buffer: Vec::new(),
            start: 0,
            offset: 0,
            line: 1,
            indentation: Some(0),
            is_at_end: false,
            error: None,
        }
    }

    /// What was read and not consumed.
    pub fn available(&self) -> &[u8] {
        self.buffer.get(self.start..).unwrap_or_default()
    }

    pub fn offset(&self) -> u64 {
        self.offset
    }

    pub fn line(&self) -> usize {
        self.line
    }

    pub fn indentation(&self) -> Option<usize> {
        self.indentation
    }

    /// Whether nothing more can be read.
    pub fn is_at_end(&self) -> bool {
        self.is_at_end
    }

    /// Whether reading ended with an error, so that the last bytes may be cut.
    pub fn has_failed(&self) -> bool {
        self.error.is_some()
    }

    pub fn take_error(&mut self) -> Option<io::Error> {
        self.error.take()
    }

    /// Whether what is there is handed on rather than waiting for more.
    pub fn is_eager(&self) -> bool {
        self.pace == Pace::Eager
    }

    /// Reads up to this many bytes more; an eager source takes what comes at once. Whether there was
    /// anything.
    pub fn fill(&mut self, most: usize) -> bool {
        if self.is_at_end {
            return false;
        }
        if self.start > 0 {
            self.buffer.drain(..self.start);
            self.start = 0;
        }
        let before = self.buffer.len();
        let result = match self.pace {
            Pace::Whole => {
                (&mut self.reader).take(most as u64).read_to_end(&mut self.buffer).map(|n_read| n_read < most)
            }
            Pace::Eager => self.read_once(most.min(PIPE_BYTES)),
        };
        match result {
            Ok(is_at_end) => self.is_at_end = is_at_end,
            Err(error) => {
                self.is_at_end = true;
                self.error = Some(error);
            }
        }
        self.buffer.len() > before
    }

    /// One read; whether it was the last.
    fn read_once(&mut self, most: usize) -> io::Result<bool> {
        let before = self.buffer.len();
        self.buffer.resize(before + most, 0);
        let result = loop {
            match self.reader.read(self.buffer.get_mut(before..).unwrap_or_default()) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result,
            }
        };
        self.buffer.truncate(before + result.as_ref().copied().unwrap_or_default());
        result.map(|n_read| n_read == 0)
    }

    /// Passes over the next bytes.
    pub fn consume(&mut self, n_bytes: usize) {
        let passed = self.buffer.get(self.start..self.start + n_bytes).unwrap_or_default();
        self.line += memchr_iter(b'\n', passed).count();
        self.indentation = None;
        self.pass(n_bytes);
    }

    /// Passes over the next bytes, of which this many are ends of lines, and puts them into `bytes`,
    /// in place of what that holds.
    pub fn take_lines(&mut self, n_bytes: usize, n_line_ends: usize, bytes: &mut Vec<u8>) {
        bytes.clear();
        if self.start == 0 {
            std::mem::swap(bytes, &mut self.buffer);
            self.buffer.extend_from_slice(bytes.get(n_bytes..).unwrap_or_default());
            bytes.truncate(n_bytes);
            self.offset += n_bytes as u64;
        } else {
            bytes.extend_from_slice(self.available().get(..n_bytes).unwrap_or_default());
            self.pass(n_bytes);
        }
        self.line += n_line_ends;
    }

    fn pass(&mut self, n_bytes: usize) {
        let n_bytes = n_bytes.min(self.buffer.len() - self.start);
        self.start += n_bytes;
        self.offset += n_bytes as u64;
    }

    /// The next byte that is not blank, after passing over the blanks before it.
    pub fn peek(&mut self, fill_bytes: usize) -> Option<u8> {
        loop {
            while let Some(&byte) = self.buffer.get(self.start) {
                match byte {
                    b'\n' => {
                        self.line += 1;
                        self.indentation = Some(0);
                    }
                    b' ' | b'\t' | b'\r' => {
                        self.indentation = self.indentation.map(|blanks| blanks + 1);
                    }
                    _ => return Some(byte),
                }
                self.pass(1);
            }
            if !self.fill(fill_bytes) {
                return None;
            }
        }
    }
}
