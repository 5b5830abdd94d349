//! The contestants that run in a process of this program: hand-written Rust, jaq, and the bounds that
//! only read.
//!
//! Not VRL, which is a program of its own, and not the scripts of other languages, which stand in `tests/bench/contestants`.

mod in_process;
mod jaq;
mod lines;
mod rust;
mod threads;

pub use in_process::{InProcess, run};
