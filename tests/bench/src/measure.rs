//! What a process takes: time of the processor, time on the clock, memory.
//!
//! Always of a whole process, from its start to its exit; nothing is subtracted.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4 as _;

/// What one process took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Usage {
    /// User and system time of all its threads.
    pub cpu: Duration,
    pub wall: Duration,
    /// The most memory it held at once.
    pub peak_bytes: u64,
}

/// Runs the command to its end. Its standard error goes to `log`, its standard output is dropped
/// unless the command says where it goes.
///
/// # Errors
/// When it cannot be started or fails; with the end of what it said.
pub fn measure(command: &mut Command, log: &Path) -> Result<Usage, String> {
    let shown = format!("{command:?}");
    let error_output = File::create(log).map_err(|error| format!("{}: {error}", log.display()))?;
    command.stdin(Stdio::null()).stderr(error_output);
    let start = Instant::now();
    let child = command.spawn().map_err(|error| format!("{shown}: {error}"))?;
    let used = child.wait4().map_err(|error| format!("{shown}: {error}"))?;
    let wall = start.elapsed();
    if !used.status.success() {
        let said = std::fs::read_to_string(log).unwrap_or_default();
        let start = said.char_indices().rev().nth(2_000).map_or(0, |(at, _)| at);
        return Err(format!("{shown}: {}\n{}", used.status, &said[start..]));
    }
    let cpu = used.rusage.utime + used.rusage.stime;
    Ok(Usage { cpu, wall, peak_bytes: used.rusage.maxrss })
}

/// The middle one, or the lower of the two in the middle; zero of none.
pub fn median<T: Copy + Default + PartialOrd>(values: impl IntoIterator<Item = T>) -> T {
    let mut values: Vec<T> = values.into_iter().collect();
    values.sort_by(|left, right| left.partial_cmp(right).unwrap_or(std::cmp::Ordering::Equal));
    let middle = values.len().saturating_sub(1) / 2;
    values.get(middle).copied().unwrap_or_default()
}

/// The median of each figure by itself.
pub fn median_usage(usages: &[Usage]) -> Usage {
    Usage {
        cpu: median(usages.iter().map(|usage| usage.cpu)),
        wall: median(usages.iter().map(|usage| usage.wall)),
        peak_bytes: median(usages.iter().map(|usage| usage.peak_bytes)),
    }
}
