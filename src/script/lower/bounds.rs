//! How long an evaluation on the tree may go on before it is left to rhai, whose limits tell why it
//! has to end.
//!
//! Not the sizes of values (`sizes`), and not those of functions: each holds its own to limits.

use crate::script::lower::evaluate::{Evaluator, Stop};
use crate::script::lower::observe::TreeUse;
use crate::script::lower::{Native, Observer};

/// How many steps an evaluation may take, far less than rhai allows: a step here is several there.
pub(super) const MOST_STEPS: u32 = 100_000;
/// How deep calls may nest; each counts up to three times in rhai, which allows 24.
pub(super) const MOST_CALLS: u32 = 7;
/// How much an evaluation may put into the arena, in bytes.
pub(super) const MOST_BYTES: usize = 4 * 1024 * 1024;
/// How much all evaluations of one set of inputs may put into it.
pub(super) const MOST_BYTES_OF_ALL: usize = 32 * 1024 * 1024;

/// From so many bytes on, what a function does with a text may take long.
const LONG_TEXT: usize = 1024;

/// How many steps pass between two looks at the clock.
const CLOCK_STEPS: u32 = 1024;

/// Whether a call on this text may take long.
#[inline]
pub(crate) fn may_take_long(native: &Native, text: &str) -> bool {
    native.is_search || text.len() >= LONG_TEXT
}

impl<O: Observer> Evaluator<'_, '_, O> {
    /// What was used so far.
    pub fn used(&self) -> TreeUse {
        let bytes_left = self.bytes_at_most.saturating_sub(self.arena().bytes());
        TreeUse {
            steps: (MOST_STEPS.saturating_sub(self.steps_left), MOST_STEPS),
            bytes: (MOST_BYTES.saturating_sub(bytes_left), MOST_BYTES),
            most_calls: MOST_CALLS,
        }
    }

    /// Whether the evaluation may go on, which had so many steps left before the last ones.
    #[inline]
    pub fn within_bounds(&mut self, steps_before: u32) -> Result<(), Stop> {
        let looks_at_clock = steps_before / CLOCK_STEPS != self.steps_left / CLOCK_STEPS;
        if self.arena().bytes() > self.bytes_at_most || looks_at_clock && self.clock.is_late() {
            return Err(Stop::Bail);
        }
        Ok(())
    }

    /// Takes the steps of going through a text, and looks at the clock.
    #[inline(never)]
    pub fn charge_text(&mut self, text: &str) -> Result<(), Stop> {
        self.charge(u32::try_from(text.len() / 64).unwrap_or(u32::MAX))?;
        if self.clock.is_late() { Err(Stop::Bail) } else { Ok(()) }
    }
}
