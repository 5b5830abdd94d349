//! Follows an evaluation: keeps in mind of which parts it is in the middle, and where the values of
//! these came from.
//!
//! Not the steps that people read, which `writer` writes, nor what a single part makes of the values
//! of its parts, which is in `results`.

use crate::script::lower::{Branch, Kind, NodeId, Observer, Part, Parts, Seen, StepKind, TreeUse, What};
use crate::script::trace::flow::{Flow, SourceSet, Sources};
use crate::script::trace::frame::{Changes, Child, Frame, FunctionFrame};
use crate::script::trace::located::flow_of_call;
use crate::script::trace::writer::StepWriter;
use crate::value::Value;

/// How many parts are followed. Beyond them nothing is known of where values came from.
const MOST_PARTS: usize = 200_000;

/// Watches one evaluation.
pub(super) struct Recorder<'t, 'v> {
    pub parts: Parts<'t>,
    pub sources: Sources,
    /// What was read.
    pub read: SourceSet,
    pub writer: StepWriter<'t, 'v>,
    /// The parts that are being evaluated, the innermost last.
    pub(super) frames: Vec<Frame<'t>>,
    /// The functions that are at work, the script itself first.
    pub(super) functions: Vec<FunctionFrame>,
    /// Where the result came from, when the evaluation came to its end.
    pub result: Option<Flow>,
    pub used: Option<TreeUse>,
    /// How deep calls were.
    pub most_calls: usize,
    /// The evaluation was left to rhai.
    pub is_left: bool,
    n_left: usize,
}

impl<'t, 'v> Recorder<'t, 'v> {
    pub fn new(parts: Parts<'t>, writer: StepWriter<'t, 'v>) -> Self {
        Self {
            parts,
            sources: Sources::default(),
            read: SourceSet::default(),
            writer,
            frames: Vec::new(),
            functions: vec![FunctionFrame::default()],
            result: None,
            used: None,
            most_calls: 0,
            is_left: false,
            n_left: MOST_PARTS,
        }
    }

    /// Whether all of the evaluation was followed.
    pub fn has_followed(&self) -> bool {
        self.n_left > 0
    }

    /// What the script gave came from there, and what decided that it came to that.
    pub fn finish(&mut self) -> Flow {
        self.unwind(0);
        let exit = self.functions.first().map(|function| function.exit.clone()).unwrap_or_default();
        self.result.take().unwrap_or_default().decided_by(&exit)
    }

    /// The variables of the function at work.
    pub(super) fn slot(&mut self, slot: usize) -> Option<&mut Flow> {
        let slots = &mut self.functions.last_mut()?.slots;
        if slots.len() <= slot {
            slots.resize(slot + 1, Flow::default());
        }
        slots.get_mut(slot)
    }

    /// Gives a variable a value that came from there.
    pub(super) fn set_slot(&mut self, slot: usize, flow: Flow) {
        let flow = flow.bounded(&mut self.sources);
        if let Some(place) = self.slot(slot) {
            *place = flow;
        }
    }

    /// What decided that the evaluation is where it is in the function at work.
    pub(super) fn control(&self) -> SourceSet {
        let mut control = SourceSet::default();
        let from = self.functions.last().map_or(0, |function| function.n_frames);
        for frame in self.frames.get(from..).unwrap_or_default() {
            control.add(&frame.control);
        }
        if let Some(function) = self.functions.last() {
            control.add(&function.exit);
        }
        control
    }

    /// How many calls and rounds of loops are going on.
    pub(super) fn depth(&self) -> usize {
        let rounds = self.frames.iter().filter(|frame| frame.is_in_round).count();
        rounds + self.functions.len().saturating_sub(1)
    }

    /// Leaves the parts behind the first `n_frames`, which `return`, `break` or `continue` ended.
    pub(super) fn unwind(&mut self, n_frames: usize) {
        let mut carried = None;
        while self.frames.len() > n_frames {
            let Some(mut frame) = self.frames.pop() else { break };
            if let Kind::Return(_) | Kind::Break(_) = frame.node.kind
                && carried.is_none()
            {
                let mut child = frame.children.pop().unwrap_or_default();
                child.id = None;
                child.flow = child.flow.decided_by(&self.control());
                carried = Some(child);
            }
            self.leave_control(&frame);
            if frame.is_entered {
                let exit = self.functions.pop().map(|function| function.exit);
                carried = carried.map(|mut child| {
                    child.flow = child.flow.decided_by(&exit.unwrap_or_default());
                    child
                });
            }
            if let Some(function) = self.functions.last_mut() {
                function.exit.add(&frame.control);
            }
        }
        if let Some(child) = carried {
            self.deliver(child);
        }
    }

    /// What decided on the way through a part has a say in the variables that the ways not taken
    /// would have changed, and in going on behind it.
    pub(super) fn leave_control(&mut self, frame: &Frame<'_>) {
        if frame.control.iter().next().is_none() {
            return;
        }
        let mut changes = Changes::default();
        changes.look_at(frame.node);
        for slot in changes.slots {
            if let Some(flow) = self.slot(slot) {
                flow.decided.add(&frame.control);
            }
        }
        if changes.leaves
            && let Some(function) = self.functions.last_mut()
        {
            function.exit.add(&frame.control);
        }
    }

    /// Hands the value of a part to the part around it.
    pub(super) fn deliver(&mut self, child: Child) {
        match self.frames.last_mut() {
            Some(frame) => frame.take(child),
            None => self.result = Some(child.flow),
        }
    }

    /// Makes the frame of a part the innermost one; `false` when it is not among them.
    fn return_to(&mut self, id: NodeId) -> bool {
        if self.frames.last().is_some_and(|frame| frame.node.id == id) {
            return true;
        }
        let Some(idx) = self.frames.iter().rposition(|frame| frame.node.id == id) else { return false };
        self.unwind(idx + 1);
        true
    }

    /// The part of this number, when it is being followed; its own frame, or that of its chain, is the
    /// innermost one then.
    fn enter_part(&mut self, id: NodeId) -> Option<Part<'t>> {
        let part = self.parts.get(id).filter(|_| self.has_followed())?;
        let frame = match part.what {
            What::Node(node) => node.id,
            What::Step(_) => part.parent?,
        };
        self.return_to(frame).then_some(part)
    }
}

impl Observer for Recorder<'_, '_> {
    fn begins(&mut self, part: Seen) {
        self.n_left = self.n_left.saturating_sub(1);
        let Some(Part { what: What::Node(node), parent, function }) = self.parts.get(part.node) else {
            return;
        };
        if !self.has_followed() {
            return;
        }
        let depth = match parent {
            Some(parent) => self.frames.iter().rposition(|frame| frame.node.id == parent),
            None => self.frames.iter().rposition(|frame| frame.is_entered),
        };
        self.unwind(depth.map_or(0, |idx| idx + 1));
        self.frames.push(Frame::of(node, function.is_helper));
    }

    fn value(&mut self, part: Seen, value: Value<'_>) {
        let Some(Part { what, .. }) = self.enter_part(part.node) else { return };
        match what {
            What::Step(step) => self.step_value(step, value),
            What::Node(node) => self.node_value(node, value),
        }
    }

    fn branch(&mut self, part: Seen, branch: Branch) {
        let Some(Part { what, .. }) = self.enter_part(part.node) else { return };
        match branch {
            Branch::Entry(idx) => self.entry(what, idx),
            Branch::EndOfChain => self.end_of_chain(),
            Branch::Operand(idx) => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.operand = idx;
                }
            }
            way => self.way(way),
        }
    }

    fn call(&mut self, part: Seen, function: &str, arguments: &[Value<'_>], result: Value<'_>) {
        let Some(Part { what, .. }) = self.enter_part(part.node) else { return };
        self.tell_read();
        let Some(frame) = self.frames.last_mut() else { return };
        let mut flows = Vec::with_capacity(arguments.len());
        if let What::Step(_) = what {
            flows.push(frame.chain.current.clone());
        }
        flows.extend(frame.children.drain(..).map(|child| child.flow));
        let flow = flow_of_call(arguments, &flows, result, &mut self.sources).bounded(&mut self.sources);
        if let Some(frame) = self.frames.last_mut() {
            frame.called = Some(flow);
        }
        let depth = self.depth();
        if let Some(frame) = self.frames.last() {
            self.writer.call(depth, what, frame, (function, arguments), result);
        }
    }

    fn enters(&mut self, part: Seen, arguments: &[Value<'_>]) {
        let Some(Part { what: What::Node(_), .. }) = self.enter_part(part.node) else { return };
        let depth = self.depth();
        let n_frames = self.frames.len();
        let Some(frame) = self.frames.last_mut() else { return };
        self.writer.enters(depth, frame, &self.parts, arguments);
        frame.is_entered = true;
        let slots = frame.children.drain(..).map(|child| child.flow).collect();
        self.functions.push(FunctionFrame { slots, exit: SourceSet::default(), n_frames });
        self.most_calls = self.most_calls.max(self.functions.len() - 1);
    }

    fn ends(&mut self, used: TreeUse) {
        self.used = Some(used);
    }

    fn left_to_rhai(&mut self) {
        self.is_left = true;
    }
}

/// Whether a step goes through a list with a function.
pub(super) fn is_each(kind: &StepKind) -> bool {
    matches!(kind, StepKind::Each(_))
}
