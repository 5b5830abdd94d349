//! The parts that an evaluation is in the middle of, with the values of their own parts so far.
//!
//! Not what becomes of these, which is in `results`.

use std::collections::BTreeSet;

use crate::script::TraceValue;
use crate::script::lower::{Kind, Node, NodeId, for_each_child};
use crate::script::trace::flow::{Flow, SourceSet};

/// A part that is being evaluated.
pub(super) struct Frame<'t> {
    pub node: &'t Node,
    /// It is written in the helper functions.
    pub is_helper: bool,
    /// The value of the part of it that was evaluated last.
    pub shown: TraceValue,
    /// The values of its parts so far, as far as they count.
    pub children: Vec<Child>,
    /// What decided which of its parts are evaluated.
    pub control: SourceSet,
    /// Of a call, where its result came from.
    pub called: Option<Flow>,
    /// Of a call of a function of the script: it has begun.
    pub is_entered: bool,
    pub chain: ChainState,
    /// It is a loop, or goes through a list, and a round has begun.
    pub is_in_round: bool,
    /// Which operand decided.
    pub operand: usize,
}

/// How far a chain is.
#[derive(Default)]
pub(super) struct ChainState {
    /// Where the value so far came from.
    pub current: Flow,
    /// The last step of a part of a variable that was not told yet.
    pub untold: Option<NodeId>,
    pub untold_value: TraceValue,
    /// What the function gave for the entries so far.
    pub results: Vec<Child>,
    /// It ended at `()`.
    pub has_ended: bool,
}

/// A part that was evaluated.
#[derive(Clone, Default)]
pub(super) struct Child {
    /// `None` for what `return` or `break` carried.
    pub id: Option<NodeId>,
    pub flow: Flow,
    pub shown: TraceValue,
    pub is_true: bool,
}

/// A function that is at work.
#[derive(Default)]
pub(super) struct FunctionFrame {
    /// Where the values of its variables came from.
    pub slots: Vec<Flow>,
    /// What decided that it was not left earlier.
    pub exit: SourceSet,
    /// Where its parts begin among the frames.
    pub n_frames: usize,
}

impl<'t> Frame<'t> {
    pub fn of(node: &'t Node, is_helper: bool) -> Self {
        Self {
            node,
            is_helper,
            shown: TraceValue::default(),
            children: Vec::new(),
            control: SourceSet::default(),
            called: None,
            is_entered: false,
            chain: ChainState::default(),
            is_in_round: false,
            operand: 0,
        }
    }

    /// Takes the value of one of its parts.
    pub fn take(&mut self, child: Child) {
        let is = |node: &Node| child.id == Some(node.id);
        self.shown.clone_from(&child.shown);
        match &self.node.kind {
            Kind::Chain(chain) if is(&chain.base) => {
                self.chain.current = child.flow;
                return;
            }
            Kind::If(parts) if is(&parts.condition) => self.control.add(&child.flow.all()),
            Kind::Switch(parts) => {
                let mut conditions = parts.arms.iter().filter_map(|arm| arm.condition.as_ref());
                if is(&parts.subject) || conditions.any(is) {
                    self.control.add(&child.flow.all());
                }
            }
            Kind::While(parts) => {
                if parts.condition.as_ref().is_some_and(is) {
                    self.control.add(&child.flow.all());
                }
                self.children.clear();
            }
            Kind::DoWhile(parts) => {
                if is(&parts.condition) {
                    self.control.add(&child.flow.all());
                }
                self.children.clear();
            }
            Kind::For(parts) => {
                if is(&parts.body) {
                    return;
                }
                self.control.add(&child.flow.all());
            }
            Kind::And(_) | Kind::Or(_) | Kind::Coalesce(_) => self.control.add(&child.flow.all()),
            Kind::Block(_) => self.children.clear(),
            _ => {}
        }
        self.children.push(child);
    }
}

/// What a part can change, whichever way is taken.
#[derive(Default)]
pub(super) struct Changes {
    pub slots: BTreeSet<usize>,
    /// It can leave the parts around it.
    pub leaves: bool,
}

impl Changes {
    pub fn look_at(&mut self, node: &Node) {
        match &node.kind {
            Kind::Let(slot, _) | Kind::Set(slot, ..) => {
                self.slots.insert(*slot);
            }
            Kind::Change(change) => {
                self.slots.insert(change.slot);
            }
            Kind::Return(_) | Kind::Break(_) | Kind::Continue | Kind::Throw(_) => self.leaves = true,
            _ => {}
        }
        for_each_child(node, &mut |child| self.look_at(child));
    }
}
