//! Which contestants run in this program, and running one of them.

use std::path::PathBuf;

use crate::contestants::jaq::run_jaq;
use crate::contestants::lines::map_lines;
use crate::contestants::rust::{OnSerde, OnSonic, ReadOnly};
use crate::contestants::threads::map_lines_on_threads;
use crate::hand_written::World;

/// A contestant with what it works on.
#[derive(Clone, Debug)]
pub struct InProcess {
    /// `sonic`, `serde`, `jaq`, `lines`, `sonic-typed`, `sonic-value`, `serde-value`.
    pub name: String,
    /// NDJSON.
    pub input: PathBuf,
    /// NDJSON; empty after those that only read.
    pub output: PathBuf,
    /// The tables, as [`crate::tables::WorldFile`].
    pub world: PathBuf,
    /// Counts for `sonic`; the others take one.
    pub n_threads: usize,
}

/// Runs the contestant to its end.
///
/// # Errors
/// When a file cannot be read or written, a line cannot be mapped, or there is no such contestant.
pub fn run(plan: &InProcess) -> Result<(), String> {
    let InProcess { input, output, .. } = plan;
    match plan.name.as_str() {
        "sonic" => {
            let world = World::read(&plan.world)?;
            if plan.n_threads > 1 {
                map_lines_on_threads(|| OnSonic(&world), plan.n_threads, input, output)
            } else {
                map_lines(&mut OnSonic(&world), input, output)
            }
        }
        "serde" => map_lines(&mut OnSerde(&World::read(&plan.world)?), input, output),
        "lines" => map_lines(&mut ReadOnly::Lines, input, output),
        "sonic-typed" => map_lines(&mut ReadOnly::SonicTyped, input, output),
        "sonic-value" => map_lines(&mut ReadOnly::SonicValue, input, output),
        "serde-value" => map_lines(&mut ReadOnly::SerdeValue, input, output),
        "jaq" => run_jaq(plan),
        other => Err(format!("there is no contestant `{other}`")),
    }
}
