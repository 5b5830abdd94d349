//! What one evaluation may use: operations, depth, sizes and time.
//!
//! The limits are the same in every build. The deadline is the only place below the project that
//! reads a clock; it can end an evaluation, it can never change the value of one that ends by itself.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How much one evaluation of one rule may use.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Steps, counted through callbacks of native functions too.
    pub operations: u64,
    /// Wall-clock time.
    pub time: Duration,
    /// Bytes of script text; parsing is quadratic in some scripts and cannot be interrupted.
    pub script_bytes: usize,
    /// Nested function calls.
    pub call_levels: usize,
    /// Nesting of expressions in the script, outside and inside of functions.
    pub expression_depth: usize,
    /// Bytes of a string, or of all strings in a container together.
    pub string_bytes: usize,
    /// Elements of an array with all that it contains. Also bounds nesting, which is dropped and
    /// compared recursively.
    pub array_items: usize,
    /// Entries of an object map with all that it contains.
    pub map_entries: usize,
    /// Variables alive at once.
    pub variables: usize,
    /// Functions defined by the script and the helper functions together.
    pub functions: usize,
}

impl Limits {
    /// The limits of every rule in the window and on the command line.
    pub const RULE: Self = Self {
        operations: 1_000_000,
        time: Duration::from_millis(250),
        script_bytes: 16 * 1024,
        call_levels: 24,
        expression_depth: 48,
        string_bytes: 1024 * 1024,
        array_items: 1_000,
        map_entries: 1_000,
        variables: 200,
        functions: 200,
    };
}

/// Watches one evaluation at a time. Once exhausted it stays so until the next `restart`: native
/// functions such as `sort` swallow the error that a callback ends with.
#[derive(Debug)]
pub(super) struct Budget {
    operations_limit: u64,
    time_limit: Duration,
    created: Instant,
    operations: AtomicU64,
    deadline_micros: AtomicU64,
    exhausted: AtomicBool,
}

/// How many operations pass between two looks at the clock. One operation on a text of the largest
/// size takes milliseconds.
const CLOCK_INTERVAL: u64 = 16;

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            operations_limit: limits.operations,
            time_limit: limits.time,
            created: Instant::now(),
            operations: AtomicU64::new(0),
            deadline_micros: AtomicU64::new(0),
            exhausted: AtomicBool::new(false),
        }
    }

    /// Begins a new evaluation.
    pub(super) fn restart(&self) {
        let deadline = self.created.elapsed() + self.time_limit;
        self.operations.store(0, Ordering::Relaxed);
        self.deadline_micros.store(micros(deadline), Ordering::Relaxed);
        self.exhausted.store(false, Ordering::Relaxed);
    }

    /// Counts one operation; `false` when the evaluation has to end.
    pub(super) fn spend(&self) -> bool {
        if self.exhausted.load(Ordering::Relaxed) {
            return false;
        }
        let operations = self.operations.fetch_add(1, Ordering::Relaxed) + 1;
        let late = operations.is_multiple_of(CLOCK_INTERVAL)
            && micros(self.created.elapsed()) > self.deadline_micros.load(Ordering::Relaxed);
        if operations > self.operations_limit || late {
            self.exhausted.store(true, Ordering::Relaxed);
            return false;
        }
        true
    }

    /// The operations so far.
    pub(super) fn operations(&self) -> u64 {
        self.operations.load(Ordering::Relaxed)
    }

    /// Why the evaluation had to end, `None` if it had not.
    pub(super) fn verdict(&self) -> Option<String> {
        if !self.exhausted.load(Ordering::Relaxed) {
            return None;
        }
        if self.operations.load(Ordering::Relaxed) > self.operations_limit {
            return Some(format!(
                "The script takes more than {} steps; is there an endless loop?",
                with_separators(self.operations_limit)
            ));
        }
        let milliseconds = self.time_limit.as_millis();
        Some(format!("The script takes longer than {milliseconds} ms; is there an endless loop?"))
    }
}

/// A number as people read it: `1,000,000`.
fn with_separators(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    groups.join(",")
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}
