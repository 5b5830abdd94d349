//! The directory on its way to a file.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use super::person::person;

/// How an attribute without a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gaps {
    /// Left out.
    Absent,
    /// As `null`.
    Null,
}

/// What directory is made.
#[derive(Clone, Copy, Debug)]
pub struct DirectoryPlan {
    pub seed: u64,
    pub n_persons: u64,
    pub gaps: Gaps,
}

/// Writes the directory as NDJSON, a person at a time, and says how many bytes that took.
///
/// # Errors
/// When the file cannot be written.
pub fn write_directory(plan: DirectoryPlan, path: &Path) -> std::io::Result<u64> {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let mut n_bytes = 0;
    for idx in 0..plan.n_persons {
        let mut line = serde_json::to_vec(&person(plan.seed, idx, plan.gaps))?;
        line.push(b'\n');
        file.write_all(&line)?;
        n_bytes += line.len() as u64;
    }
    file.flush()?;
    Ok(n_bytes)
}
