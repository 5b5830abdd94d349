//! Why a script does not compile, in the words of the person who wrote it: what was meant, where it
//! is, and what to write instead.
//!
//! The parser of the engine decides that a script does not compile, and where it gives up. What
//! stands there tells which mistake it is; a mistake that nobody knows keeps the parser's words.

mod brackets;
mod mistake;
mod names;
mod operators;
mod quotes;
mod scene;
mod statements;
mod words;

pub(super) use mistake::{Mistake, recognize};
pub(super) use scene::Scene;
