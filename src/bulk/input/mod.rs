//! The input of a bulk run: a stream of bytes, cut into chunks of whole resources.
//!
//! Knows where one JSON value ends and the next begins; what a value is, the worker finds out.

mod chunk;
mod cutter;
mod elements;
mod form;
mod lines;
mod scanner;
mod source;
mod unpack;

pub use chunk::{Chunk, ChunkContent, Element, ElementFault};
pub use cutter::{CutOptions, Cutter, InputFault, Pace};
pub use unpack::unpacked;
