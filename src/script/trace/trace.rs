//! The record of one evaluation, as plain data.

use serde::Serialize;

use crate::script::{SourcePath, TraceValue};

/// What one evaluation did. Bounded: of an evaluation of many steps the first ones are kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// What happened, in the order of the evaluation: operands before what is made of them. Empty
    /// when the evaluation was left to rhai, of which only sources and result are known.
    pub steps: Vec<TraceStep>,
    /// Whether there were more steps than are kept. Sources are known of the kept steps alone then,
    /// and those that the script can read otherwise are listed as having reached the result.
    pub is_cut: bool,
    /// The parts of variables that were read, in the order in which they were first read.
    pub sources: Vec<TraceSource>,
    /// What the script gave.
    pub result: TraceResult,
    /// Why the evaluation was left to rhai, `None` when it ran on the tree.
    pub left_to_rhai: Option<String>,
    /// What was used of each limit; empty when that is not known.
    pub limits: Vec<LimitUse>,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct TraceStep {
    /// How many calls of functions and rounds of loops it is inside of.
    pub depth: usize,
    /// Where it is written.
    pub place: TracePlace,
    /// The expression as it is written, in one line and shortened when it is long.
    pub text: String,
    /// What happened.
    pub event: TraceEvent,
    /// The value that came of it; of a branch that of the condition, of an entry of a loop that of the
    /// entry as far as it is known.
    pub value: TraceValue,
    /// Where a way leads to that was taken, `None` for other events and ways without a text.
    pub leads_to: Option<TracePlace>,
}

/// The text that a place is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ScriptText {
    /// The script itself.
    Script,
    /// The helper functions.
    Helpers,
}

/// An extent in a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct TracePlace {
    /// In which text.
    pub text: ScriptText,
    /// The line, from 1; 0 when it is not known.
    pub line: usize,
    /// The character in the line, from 1; 0 when it is not known.
    pub column: usize,
    /// How many characters, line breaks among them; 0 when it is not known.
    pub length: usize,
}

/// What happened in one step.
#[derive(Clone, Debug, PartialEq)]
pub enum TraceEvent {
    /// A part of a variable was read.
    Read {
        /// Its place in [`Trace::sources`].
        source: usize,
    },
    /// An expression was evaluated.
    Value,
    /// A variable of the script was given a value, or a part of it was changed.
    Assigned,
    /// One of several ways was taken.
    Branch(TraceWay),
    /// A built-in function was called.
    Called {
        /// Its name.
        function: String,
        /// What it was given.
        arguments: Vec<TraceValue>,
    },
    /// A lookup table was asked.
    LookedUp {
        /// Its name.
        table: String,
        /// What was looked up.
        key: TraceValue,
        /// The row that was hit, from 0; `None` when no row has the key.
        row: Option<usize>,
    },
    /// A function of the script, or a helper function, begins.
    Entered {
        /// Its name.
        function: String,
        /// What it was given.
        arguments: Vec<TraceValue>,
    },
    /// A function of the script, or a helper function, gave a value.
    Returned {
        /// Its name.
        function: String,
    },
    /// A loop, or a function that goes through a list, begins with an entry.
    Entry {
        /// Which one, from 0.
        number: usize,
    },
    /// `?.` ended a chain, as what is before it is missing.
    ChainEnded,
}

/// Which way was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TraceWay {
    /// The condition of an `if` is true.
    Then,
    /// The condition of an `if` is false.
    Otherwise,
    /// This arm of a `switch`, from 0, as the tree counts them.
    Arm(usize),
    /// The last arm of a `switch`, or none.
    NoArm,
    /// `??`: this operand, from 0, gives the value.
    Operand(usize),
}

/// What a script gave.
#[derive(Clone, Debug, PartialEq)]
pub enum TraceResult {
    /// A value.
    Value(TraceValue),
    /// `()`
    Nothing,
    /// `clear()`
    Clear,
    /// `reject("why")`
    Reject(String),
    /// It stopped, for this reason.
    Failed(String),
}

/// A part of a variable that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct TraceSource {
    /// Which part.
    pub path: SourcePath,
    /// What it holds.
    pub value: TraceValue,
    /// What it has to do with the result.
    pub role: SourceRole,
}

/// What a part of a variable has to do with the result of a script.
///
/// A part that has neither reached nor decided the result does not influence it: with anything else in
/// it the script gives the same, or fails. The other way round nothing is promised: what is listed may
/// have had no say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceRole {
    /// Its value is in the result, as it is or after functions and operators worked on it.
    Reached,
    /// It decided which way was taken, or which of several values was chosen.
    Decided,
    /// It was read, and what came of it was not used.
    Unused,
}

/// Something that an evaluation may use only so much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LimitKind {
    /// Steps of loops and calls.
    Steps,
    /// Calls inside of each other.
    Calls,
    /// Bytes of values that are made.
    Memory,
}

/// What was used of one limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LimitUse {
    /// Of what.
    pub kind: LimitKind,
    /// How much.
    pub used: u64,
    /// How much there is.
    pub most: u64,
}

impl LimitKind {
    /// What is limited, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Steps => "the steps",
            Self::Calls => "the calls inside of each other",
            Self::Memory => "the memory",
        }
    }
}

impl LimitUse {
    /// What was used in per cent, rounded up.
    pub fn percent(&self) -> u64 {
        if self.most == 0 { 0 } else { self.used.saturating_mul(100).div_ceil(self.most) }
    }
}
