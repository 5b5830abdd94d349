//! From a stream to chunks.

use std::io::{self, Read};

use crate::bulk::input::Chunk;
use crate::bulk::input::elements::ListState;
use crate::bulk::input::form::Form;
use crate::bulk::input::source::Source;

/// How the input is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CutOptions {
    /// A chunk ends with the last resource that ends within so many bytes.
    pub chunk_bytes: usize,
    /// The most bytes of one resource; larger ones are passed over.
    pub resource_bytes: usize,
    /// Whether a chunk is filled before it is handed on.
    pub pace: Pace,
}

/// When a chunk is handed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pace {
    /// When it is full; the cuts then depend on the input alone.
    #[default]
    Whole,
    /// As soon as there is a whole resource, for a pipe whose other side waits for an answer.
    Eager,
}

impl Default for CutOptions {
    /// Chunks of 512 KiB, resources of at most 16 MiB.
    fn default() -> Self {
        Self { chunk_bytes: 512 << 10, resource_bytes: 16 << 20, pace: Pace::Whole }
    }
}

/// Why the input could not be read to its end.
#[derive(Debug)]
pub struct InputFault {
    /// The line on which that happened, from 1.
    pub line: usize,
    /// How many bytes, unpacked, were read before it.
    pub offset: u64,
    /// What the system or the unpacker says.
    pub error: io::Error,
}

/// Cuts a stream into chunks of whole resources.
pub struct Cutter<R> {
    pub(super) source: Source<R>,
    pub(super) options: CutOptions,
    pub(super) state: ListState,
    form: Option<Form>,
    n_chunks: u64,
    fault: Option<InputFault>,
}

impl<R: Read> Cutter<R> {
    /// Cuts what the reader gives, which is not packed any more.
    pub fn new(reader: R, options: CutOptions) -> Self {
        Self {
            source: Source::new(reader, options.pace),
            options: CutOptions { chunk_bytes: options.chunk_bytes.max(1), ..options },
            state: ListState::default(),
            form: None,
            n_chunks: 0,
            fault: None,
        }
    }

    /// Puts the next chunk into `chunk`, in place of what it holds; `false` at the end of the input.
    pub fn next_into(&mut self, chunk: &mut Chunk) -> bool {
        let form = match &self.form {
            Some(form) => *form,
            None => match self.recognise() {
                Ok(form) => *self.form.insert(form),
                Err(error) => {
                    self.set_fault(error);
                    return false;
                }
            },
        };
        chunk.begin(self.n_chunks, self.source.line());
        let is_one = match form {
            Form::Lines => self.next_lines(chunk),
            Form::Values => self.next_elements(chunk),
        };
        if is_one {
            self.n_chunks += 1;
        } else if let Some(error) = self.source.take_error() {
            self.set_fault(error);
        }
        is_one
    }

    /// How many chunks there were so far.
    pub fn n_chunks(&self) -> u64 {
        self.n_chunks
    }

    /// Why the input ended early, once it has ended.
    pub fn take_fault(&mut self) -> Option<InputFault> {
        self.fault.take()
    }

    fn set_fault(&mut self, error: io::Error) {
        let (line, offset) = (self.source.line(), self.source.offset());
        self.fault.get_or_insert(InputFault { line, offset, error });
    }
}
