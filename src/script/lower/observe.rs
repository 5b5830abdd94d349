//! Watching an evaluation: what every part of a script gives, and which way it takes.
//!
//! Not what is made of it: traces, coverage and types are made elsewhere.

use crate::script::lower::tree::{Node, NodeId, Place};
use crate::value::Value;

/// A part of a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its number in the program.
    pub node: NodeId,
    /// Where it is written.
    pub place: Place,
}

/// Which way an evaluation takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Branch {
    /// The condition of an `if` is true.
    Then,
    /// The condition of an `if` is false.
    Otherwise,
    /// This arm of a `switch`, from 0; those with several values count as several.
    Arm(usize),
    /// The last arm of a `switch`, or none.
    NoArm,
    /// A loop, or a function that goes through a list, begins with this entry, from 0.
    Entry(usize),
    /// A chain ends at `()`, as `?.` says.
    EndOfChain,
    /// `??`, `&&` or `||` is decided by this operand, from 0; those behind it are not looked at.
    Operand(usize),
}

/// What an evaluation on the tree used of what it may use there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TreeUse {
    /// Steps of loops and calls, and how many there may be.
    pub steps: (u32, u32),
    /// Bytes of values that were made, and how many there may be.
    pub bytes: (usize, usize),
    /// How deep calls may nest; how deep they are, [`Observer::enters`] tells.
    pub most_calls: u32,
}

/// Is told of the parts of a script in the order in which they are evaluated. What is skipped is not
/// told. An evaluation that is left to rhai is told up to the part at which it was.
pub trait Observer {
    /// Whether it watches at all. If so, nothing is taken over from an earlier evaluation.
    const WATCHES: bool = true;

    /// A part is about to be evaluated; steps of chains are not told. A part that is left by `return`,
    /// `break` or `continue` has no value.
    fn begins(&mut self, part: Seen) {
        let _ = part;
    }

    /// A part, or a step of a chain, has this value.
    fn value(&mut self, part: Seen, value: Value<'_>) {
        let _ = (part, value);
    }

    /// The evaluation goes this way.
    fn branch(&mut self, part: Seen, branch: Branch) {
        let _ = (part, branch);
    }

    /// A built-in function is called with these arguments, and gives this: for `lookup` they tell
    /// the row of the table.
    fn call(&mut self, part: Seen, function: &str, arguments: &[Value<'_>], result: Value<'_>) {
        let _ = (part, function, arguments, result);
    }

    /// A function of the script or a helper function is called with these arguments.
    fn enters(&mut self, part: Seen, arguments: &[Value<'_>]) {
        let _ = (part, arguments);
    }

    /// The evaluation came to its end on the tree.
    fn ends(&mut self, used: TreeUse) {
        let _ = used;
    }

    /// The evaluation is run again from its beginning, in rhai.
    fn left_to_rhai(&mut self) {}
}

/// Watches nothing, at no cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unobserved;

impl Observer for Unobserved {
    const WATCHES: bool = false;
}

impl Node {
    /// The node as an observer knows it.
    pub fn seen(&self) -> Seen {
        Seen { node: self.id, place: self.place }
    }
}
