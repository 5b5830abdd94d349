//! What one evaluation may use: operations, depth, sizes, memory and time.
//!
//! The limits are the same in every build. The deadline is the only place below the project that
//! reads a clock; it can end an evaluation, it can never change the value of one that ends by itself.

use std::sync::atomic::{AtomicU8, AtomicU32, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
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
    /// Bytes of the long texts that an evaluation reads and makes, all of them together, whether they
    /// are still there or not. Rhai looks at one value at a time, and never at all of them.
    pub made_bytes: u64,
    /// Bytes of the values that the variables of all functions at work hold at one time.
    pub held_bytes: u64,
}

impl Limits {
    /// The limits of every rule in the window and on the command line.
    pub const RULE: Self = Self {
        operations: 1_000_000,
        time: Duration::from_millis(250),
        script_bytes: 16 * 1024,
        call_levels: 24,
        expression_depth: 48,
        string_bytes: 256 * 1024,
        array_items: 1_000,
        map_entries: 1_000,
        variables: 200,
        functions: 200,
        made_bytes: 64 * 1024 * 1024,
        held_bytes: 32 * 1024 * 1024,
    };
}

/// How many evaluations of one resource may use up their limits before those that follow get a tenth
/// of them. A mapping whose rules all loop ends in seconds, and a rule that ends by itself has plenty.
const MOST_EXHAUSTED: u32 = 4;

/// The share of the limits that an evaluation has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    /// All of it.
    Whole,
    /// A tenth, after others have used theirs up.
    Tenth,
}

impl Share {
    /// The share after so many evaluations of the same resource ended at a limit.
    pub fn after(n_exhausted: u32) -> Self {
        if n_exhausted < MOST_EXHAUSTED { Self::Whole } else { Self::Tenth }
    }

    fn divisor(self) -> u32 {
        match self {
            Self::Whole => 1,
            Self::Tenth => 10,
        }
    }
}

/// What was used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Cause {
    Operations = 1,
    Time = 2,
    MadeBytes = 3,
    HeldBytes = 4,
}

/// Watches one evaluation at a time. Once exhausted it stays so until the next `restart`: native
/// functions such as `sort` swallow the error that a callback ends with.
#[derive(Debug)]
pub(crate) struct Budget {
    limits: Limits,
    created: Instant,
    divisor: AtomicU32,
    operations: AtomicU64,
    deadline_micros: AtomicU64,
    made_bytes: AtomicU64,
    /// What the variables of each function at work held when they were looked at, the outermost
    /// function first.
    held_bytes: Mutex<Vec<u64>>,
    /// 0, or the number of a `Cause`.
    exhausted: AtomicU8,
}

/// How many operations pass between two looks at the clock. One operation on a text of the largest
/// size takes milliseconds.
const CLOCK_INTERVAL: u64 = 16;

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            limits: *limits,
            created: Instant::now(),
            divisor: AtomicU32::new(1),
            operations: AtomicU64::new(0),
            deadline_micros: AtomicU64::new(0),
            made_bytes: AtomicU64::new(0),
            held_bytes: Mutex::default(),
            exhausted: AtomicU8::new(0),
        }
    }

    /// Begins a new evaluation with this share of the limits.
    pub(super) fn restart(&self, share: Share) {
        self.divisor.store(share.divisor(), Ordering::Relaxed);
        let deadline = self.created.elapsed() + self.limits.time / share.divisor();
        self.operations.store(0, Ordering::Relaxed);
        self.deadline_micros.store(micros(deadline), Ordering::Relaxed);
        self.made_bytes.store(0, Ordering::Relaxed);
        self.held_bytes.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.exhausted.store(0, Ordering::Relaxed);
    }

    /// Counts one operation; `false` when the evaluation has to end.
    pub(super) fn spend(&self) -> bool {
        if self.exhausted.load(Ordering::Relaxed) > 0 {
            return false;
        }
        let operations = self.operations.fetch_add(1, Ordering::Relaxed) + 1;
        if operations > self.operations_limit() {
            self.exhaust(Cause::Operations);
            return false;
        }
        !operations.is_multiple_of(CLOCK_INTERVAL) || self.is_in_time()
    }

    /// Looks at the clock; `false` when the evaluation has to end.
    pub(super) fn is_in_time(&self) -> bool {
        let is_late = micros(self.created.elapsed()) > self.deadline_micros.load(Ordering::Relaxed);
        if is_late {
            self.exhaust(Cause::Time);
        }
        !is_late
    }

    /// Counts the bytes of a long text that was read or made.
    pub(super) fn make(&self, bytes: u64) {
        if self.made_bytes.fetch_add(bytes, Ordering::Relaxed) + bytes > self.limits.made_bytes {
            self.exhaust(Cause::MadeBytes);
        }
    }

    /// Notes how many bytes the variables of the function at this level of calls hold. Deeper
    /// functions have ended.
    pub(super) fn hold(&self, level: usize, bytes: u64) {
        let mut held = self.held_bytes.lock().unwrap_or_else(PoisonError::into_inner);
        held.resize(level.min(self.limits.call_levels) + 1, 0);
        if let Some(of_level) = held.last_mut() {
            *of_level = bytes;
        }
        if held.iter().sum::<u64>() > self.limits.held_bytes {
            self.exhaust(Cause::HeldBytes);
        }
    }

    /// The first cause counts.
    fn exhaust(&self, cause: Cause) {
        let _ = self.exhausted.compare_exchange(0, cause as u8, Ordering::Relaxed, Ordering::Relaxed);
    }

    fn operations_limit(&self) -> u64 {
        self.limits.operations / u64::from(self.divisor.load(Ordering::Relaxed))
    }

    /// The operations so far.
    pub(super) fn operations(&self) -> u64 {
        self.operations.load(Ordering::Relaxed)
    }

    /// Why the evaluation had to end, `None` if it had not.
    pub(super) fn verdict(&self) -> Option<String> {
        let exhausted = self.exhausted.load(Ordering::Relaxed);
        let megabytes = |bytes: u64| bytes / (1024 * 1024);
        let divisor = self.divisor.load(Ordering::Relaxed);
        let others = if divisor == 1 { "" } else { " (other rules of the record used up the rest)" };
        if exhausted == Cause::Operations as u8 {
            let most = with_separators(self.operations_limit());
            Some(format!("The script takes more than {most} steps; is there an endless loop?{others}"))
        } else if exhausted == Cause::Time as u8 {
            let most = (self.limits.time / divisor).as_millis();
            Some(format!("The script takes longer than {most} ms; is there an endless loop?{others}"))
        } else if exhausted == Cause::MadeBytes as u8 {
            let most = megabytes(self.limits.made_bytes);
            Some(format!("The script reads and makes more than {most} MB of long texts and objects"))
        } else if exhausted == Cause::HeldBytes as u8 {
            let most = megabytes(self.limits.held_bytes);
            Some(format!("The variables of the script hold more than {most} MB"))
        } else {
            None
        }
    }
}

/// The end of an evaluation on the tree. The clock is looked at when something is done that may take
/// long, and not before: most evaluations end without.
#[derive(Debug)]
pub(super) struct TreeClock {
    time: Duration,
    deadline: Option<Instant>,
}

/// How long an evaluation on the tree may do what takes long before it is left to rhai.
const TREE_TIME: Duration = Duration::from_millis(100);
/// The same while somebody watches, which takes time of its own.
const WATCHED_TREE_TIME: Duration = Duration::from_millis(500);

impl TreeClock {
    /// The clock of an evaluation that begins.
    pub fn new(is_watched: bool) -> Self {
        Self { time: if is_watched { WATCHED_TREE_TIME } else { TREE_TIME }, deadline: None }
    }

    /// Whether there is no time left.
    pub fn is_late(&mut self) -> bool {
        let now = Instant::now();
        now > *self.deadline.get_or_insert(now + self.time)
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
