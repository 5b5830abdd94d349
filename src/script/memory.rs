//! How much memory the values of an evaluation in rhai take, as its variables are read.
//!
//! Rhai holds each value to its limits, and nothing holds all of them together. What grows has to be
//! read again, from a variable: there it is counted. Not a measurement: sizes are estimates that are
//! rather too large.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use rhai::{Dynamic, EvalContext};

use crate::script::limits::Budget;

/// Texts from so many bytes on are counted each time that they are read: what is made of them is
/// about as long.
const LONG_TEXT: u64 = 1024;
/// Arrays and maps from so many bytes on, without their texts, are counted each time that they are
/// read: each read may copy them.
const LARGE_CONTAINER: u64 = 64 * 1024;
/// How many variables are read between two looks at all variables of a function.
const INTERVAL: u32 = 32;
/// What an item of an array takes, and a text, a map and an entry of a map besides their content.
const ITEM_BYTES: u64 = 16;
const TEXT_BYTES: u64 = 48;
const MAP_BYTES: u64 = 480;
const ENTRY_BYTES: u64 = 48;
/// How deep is looked into values; deeper than scripts can nest them without many steps for each.
const MOST_LEVELS: usize = 128;

/// Counts what the variables of scripts hold.
#[derive(Debug)]
pub(crate) struct Meter {
    budget: Arc<Budget>,
    n_reads: AtomicU32,
}

impl Meter {
    pub fn new(budget: &Arc<Budget>) -> Self {
        Self { budget: Arc::clone(budget), n_reads: AtomicU32::new(0) }
    }

    /// A variable is read: the one of this name, and this number from the end of the variables if
    /// that is known. The first `n_inputs` variables of a script are what it was given.
    pub fn read(
        &self,
        name: &str,
        number: usize,
        n_inputs: usize,
        context: &EvalContext<'_, '_, '_, '_, '_, '_>,
    ) {
        let scope = context.scope();
        let n_inputs = if context.call_level() == 0 { n_inputs } else { 0 };
        // The newest variable comes first.
        let n_own = scope.len().saturating_sub(n_inputs);
        let found = match number.checked_sub(1) {
            Some(idx) => scope.iter_raw().nth(idx).map(|(.., value)| (value, idx < n_own)),
            None => scope.get(name).map(|value| (value, true)),
        };
        if let Some((value, is_own)) = found {
            self.count(value, is_own);
        }
        if self.n_reads.fetch_add(1, Ordering::Relaxed).is_multiple_of(INTERVAL) {
            let held = scope.iter_raw().take(n_own).map(|(.., value)| Weight::of(value).bytes());
            self.budget.hold(context.call_level(), held.sum());
        }
    }

    /// What a script was given is not counted but for its long texts.
    fn count(&self, value: &Dynamic, is_own: bool) {
        if !(value.is_string() || value.is_array() || value.is_map()) {
            return;
        }
        let weight = Weight::of(value);
        let containers = if is_own && weight.containers >= LARGE_CONTAINER { weight.containers } else { 0 };
        self.make(weight.long_texts + containers);
    }

    /// A function was called, and its arguments and results take so many bytes. After one that may
    /// have taken long, the clock is looked at.
    pub fn called(&self, bytes: usize, is_long: bool) {
        self.make(bytes as u64);
        if is_long {
            self.budget.is_in_time();
        }
    }

    /// A function made a text of so many bytes.
    pub fn make_text(&self, bytes: usize) {
        let bytes = bytes as u64;
        self.make(if bytes < LONG_TEXT { 0 } else { bytes });
    }

    fn make(&self, bytes: u64) {
        if bytes > 0 {
            self.budget.make(bytes);
        }
    }
}

/// What a value takes, in bytes.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    /// Texts from `LONG_TEXT` on.
    long_texts: u64,
    short_texts: u64,
    /// Arrays and maps without what they hold.
    containers: u64,
}

impl Weight {
    fn of(value: &Dynamic) -> Self {
        let mut this = Self::default();
        this.add(value, MOST_LEVELS);
        this
    }

    fn bytes(self) -> u64 {
        self.long_texts + self.short_texts + self.containers
    }

    fn add(&mut self, value: &Dynamic, levels: usize) {
        let Some(levels) = levels.checked_sub(1) else { return };
        if let Ok(text) = value.as_immutable_string_ref() {
            let bytes = text.len() as u64;
            if bytes < LONG_TEXT {
                self.short_texts += bytes + TEXT_BYTES;
            } else {
                self.long_texts += bytes;
            }
        } else if let Ok(array) = value.as_array_ref() {
            self.containers += ITEM_BYTES * array.len() as u64;
            array.iter().for_each(|item| self.add(item, levels));
        } else if let Ok(map) = value.as_map_ref() {
            self.containers += MAP_BYTES + ENTRY_BYTES * map.len() as u64;
            map.values().for_each(|entry| self.add(entry, levels));
        }
    }
}
