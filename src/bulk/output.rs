//! The forms of the output, and a worker's part of it.

use std::io;

use crate::bulk::BulkSummary;
use crate::bulk::import_rows::header;
use crate::target::ImportFile;

/// What is written of each record.
#[derive(Clone, Debug, PartialEq)]
pub enum BulkFormat {
    /// An object on each line.
    NdJson,
    /// One array with such objects.
    Json,
    /// Rows of an import file; records that are not written have none.
    Csv(Box<ImportFile>),
}

/// What came of one chunk.
#[derive(Debug, Default)]
pub struct Batch {
    /// Which chunk it came of.
    pub seq: u64,
    /// The output, in order, without what stands before and after all of it.
    pub output: Vec<u8>,
    /// What went wrong: an object on each line.
    pub errors: Vec<u8>,
    /// The numbers of this part.
    pub summary: BulkSummary,
}

impl Batch {
    /// Makes it the batch of another chunk, with nothing in it.
    pub(super) fn begin(&mut self, seq: u64) {
        self.seq = seq;
        self.output.clear();
        self.errors.clear();
        self.summary = BulkSummary::default();
    }
}

impl BulkFormat {
    /// What stands before everything.
    pub(super) fn head(&self) -> Vec<u8> {
        match self {
            Self::NdJson => Vec::new(),
            Self::Json => b"[".to_vec(),
            Self::Csv(file) => header(file),
        }
    }

    /// What stands between what is there and the next batch.
    pub(super) fn separator(&self, has_some: bool) -> &'static [u8] {
        match (self, has_some) {
            (Self::Json, true) => b",\n",
            (Self::Json, false) => b"\n",
            _ => b"",
        }
    }

    /// What stands behind everything.
    pub(super) fn tail(&self) -> &'static [u8] {
        match self {
            Self::Json => b"\n]\n",
            Self::NdJson | Self::Csv(_) => b"",
        }
    }
}

/// Begins one more object, which `write` appends.
pub(super) fn add_object(format: &BulkFormat, out: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
    let is_json = *format == BulkFormat::Json;
    if is_json && !out.is_empty() {
        out.extend_from_slice(b",\n");
    }
    write(out);
    if !is_json {
        out.push(b'\n');
    }
}

/// What a writer into memory gives, which cannot fail.
pub(super) fn in_memory<T>(result: io::Result<T>) -> T {
    result.unwrap_or_else(|error| unreachable!("memory is always written: {error}"))
}
