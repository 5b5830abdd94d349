//! Writes the steps of a trace down, each with its place and its expression.
//!
//! Not where values came from, which `recorder` follows.

use indexmap::IndexMap;

use crate::script::lower::{
    Branch, Chain, Kind, Node, NodeId, Over, Parts, Place, Step, What, for_each_child, for_each_child_of_step,
};
use crate::script::trace::extents::Extents;
use crate::script::trace::flow::{RawPath, SourceId};
use crate::script::trace::frame::Frame;
use crate::script::trace::resolve::value_at;
use crate::script::world::plain_text;
use crate::script::{ScriptText, TraceEvent, TracePlace, TraceStep, TraceValue, TraceWay};
use crate::table::LookupTable;
use crate::value::Value;

/// How many steps are kept.
const MOST_STEPS: usize = 2_000;

/// Writes steps until there are too many.
pub(super) struct StepWriter<'t, 'v> {
    pub steps: Vec<TraceStep>,
    pub is_cut: bool,
    pub script: Extents<'t>,
    pub helpers: Extents<'t>,
    pub inputs: &'v [Value<'v>],
    pub tables: &'v IndexMap<String, LookupTable>,
}

/// Where a step is written.
struct Spot {
    text: ScriptText,
    places: Vec<Place>,
}

impl<'t> StepWriter<'t, '_> {
    /// A value as a trace keeps it; nothing once no more steps are kept.
    pub fn shown(&self, value: Value<'_>) -> TraceValue {
        if self.is_cut { TraceValue::default() } else { TraceValue::of(value) }
    }

    /// A variable was read as a whole.
    pub fn read(&mut self, depth: usize, source: SourceId, frame: &Frame<'t>, value: Value<'_>) {
        let value = self.shown(value);
        let event = TraceEvent::Read { source: source as usize };
        self.push(depth, &frame.spot(), event, value);
    }

    /// A chain has read a part of a variable, up to one of its steps.
    pub fn read_in_chain(
        &mut self,
        depth: usize,
        frame: &Frame<'t>,
        step: NodeId,
        source: SourceId,
        value: TraceValue,
    ) {
        let event = TraceEvent::Read { source: source as usize };
        self.push(depth, &frame.spot_up_to(step), event, value);
    }

    /// A part has a value that is worth a step.
    pub fn value(&mut self, depth: usize, frame: &Frame<'t>, parts: &Parts<'t>, value: Value<'_>) {
        let event = match &frame.node.kind {
            Kind::Not(_)
            | Kind::Negative(_)
            | Kind::Binary(..)
            | Kind::And(_)
            | Kind::Or(_)
            | Kind::Joined(_) => TraceEvent::Value,
            Kind::Coalesce(_) => TraceEvent::Branch(TraceWay::Operand(frame.operand)),
            Kind::Let(..) | Kind::Set(..) | Kind::Change(_) => {
                return self.push(depth, &frame.spot(), TraceEvent::Assigned, frame.shown.clone());
            }
            Kind::CallFunction(number, _) => {
                let function = parts.function(*number).map(|function| function.name.to_string());
                TraceEvent::Returned { function: function.unwrap_or_default() }
            }
            _ => return,
        };
        let value = self.shown(value);
        self.push(depth, &frame.spot(), event, value);
    }

    /// An `if` or a `switch` goes this way.
    pub fn way(&mut self, depth: usize, frame: &Frame<'t>, way: Branch) {
        let (condition, way, target) = match (&frame.node.kind, way) {
            (Kind::If(parts), Branch::Then) => (&parts.condition, TraceWay::Then, Some(&parts.then)),
            (Kind::If(parts), Branch::Otherwise) => {
                let is_there =
                    !matches!(parts.otherwise.kind, Kind::Nothing) || parts.otherwise.place.line > 0;
                (&parts.condition, TraceWay::Otherwise, is_there.then_some(&parts.otherwise))
            }
            (Kind::Switch(parts), Branch::Arm(idx)) => {
                (&parts.subject, TraceWay::Arm(idx), parts.arms.get(idx).map(|arm| &*arm.body))
            }
            (Kind::Switch(parts), _) => (&parts.subject, TraceWay::NoArm, parts.otherwise.as_ref()),
            _ => return,
        };
        let spot = Spot { text: frame.text(), places: places_of(condition) };
        let value = frame.shown.clone();
        let n_steps = self.steps.len();
        self.push(depth, &spot, TraceEvent::Branch(way), value);
        let target = target.and_then(|target| {
            let spot = Spot { text: frame.text(), places: places_of(target) };
            Some(self.written(&spot)?.0)
        });
        if let Some(step) = self.steps.get_mut(n_steps) {
            step.leads_to = target;
        }
    }

    /// A built-in function was called, by the part whose frame this is or by a step of its chain.
    pub fn call(
        &mut self,
        depth: usize,
        what: What<'t>,
        frame: &Frame<'t>,
        called: (&str, &[Value<'_>]),
        result: Value<'_>,
    ) {
        if self.is_cut {
            return;
        }
        let (function, arguments) = called;
        let (spot, place) = match what {
            What::Node(node) => (frame.spot(), node.place),
            What::Step(step) => (frame.spot_up_to(step.id), step.place),
        };
        let event = if let ("lookup" | "lookup_or", [Value::Text(table), key, ..]) = (function, arguments) {
            TraceEvent::LookedUp {
                table: (*table).to_owned(),
                key: TraceValue::of(*key),
                row: self.row(table, *key),
            }
        } else {
            let written = self.extents(spot.text).name_at(place);
            let function = if written.is_empty() { function } else { written };
            TraceEvent::Called {
                function: function.to_owned(),
                arguments: arguments.iter().copied().map(TraceValue::of).collect(),
            }
        };
        let value = self.shown(result);
        self.push(depth, &spot, event, value);
    }

    /// The row that has a key.
    fn row(&self, table: &str, key: Value<'_>) -> Option<usize> {
        let table = self.tables.get(table)?;
        match key {
            Value::Nothing | Value::Clear | Value::Reject(_) | Value::Other(_) => None,
            key => table.position(&plain_text(key)),
        }
    }

    /// A function of the script, or a helper function, begins.
    pub fn enters(&mut self, depth: usize, frame: &Frame<'t>, parts: &Parts<'t>, arguments: &[Value<'_>]) {
        let Kind::CallFunction(number, _) = &frame.node.kind else { return };
        if self.is_cut {
            return;
        }
        let function = parts.function(*number).map(|function| function.name.to_string()).unwrap_or_default();
        let arguments = arguments.iter().copied().map(TraceValue::of).collect();
        self.push(depth, &frame.spot(), TraceEvent::Entered { function, arguments }, TraceValue::default());
    }

    /// A round begins with an entry, which may be a part of a variable.
    pub fn entry(
        &mut self,
        depth: usize,
        step: Option<&Step>,
        frame: &Frame<'t>,
        idx: usize,
        source: Option<&RawPath>,
    ) {
        let value = source.map(|path| self.shown(value_at(self.inputs, path))).unwrap_or_default();
        let places = match step {
            Some(step) => vec![step.place],
            None => head_of_loop(frame.node),
        };
        let spot = Spot { text: frame.text(), places };
        self.push(depth, &spot, TraceEvent::Entry { number: idx }, value);
    }

    /// `?.` ends a chain.
    pub fn end_of_chain(&mut self, depth: usize, frame: &Frame<'t>) {
        let value = self.shown(Value::Nothing);
        self.push(depth, &frame.spot(), TraceEvent::ChainEnded, value);
    }

    fn push(&mut self, depth: usize, spot: &Spot, event: TraceEvent, value: TraceValue) {
        if self.steps.len() >= MOST_STEPS {
            self.is_cut = true;
        }
        if self.is_cut {
            return;
        }
        let (place, text) = self.written(spot).unwrap_or_else(|| {
            (TracePlace { text: spot.text, line: 0, column: 0, length: 0 }, String::new())
        });
        self.steps.push(TraceStep { depth, place, text, event, value, leads_to: None });
    }

    fn written(&self, spot: &Spot) -> Option<(TracePlace, String)> {
        let extents = self.extents(spot.text);
        let extent = extents.around(spot.places.iter().copied())?;
        Some((extents.place(&extent), extents.shown(&extent)))
    }

    fn extents(&self, text: ScriptText) -> &Extents<'t> {
        match text {
            ScriptText::Script => &self.script,
            ScriptText::Helpers => &self.helpers,
        }
    }
}

impl Frame<'_> {
    fn text(&self) -> ScriptText {
        if self.is_helper { ScriptText::Helpers } else { ScriptText::Script }
    }

    fn spot(&self) -> Spot {
        Spot { text: self.text(), places: places_of(self.node) }
    }

    /// The chain of the frame up to one of its steps.
    fn spot_up_to(&self, last: NodeId) -> Spot {
        let mut places = Vec::new();
        if let Kind::Chain(chain) = &self.node.kind {
            add_chain(chain, Some(last), &mut places);
        }
        Spot { text: self.text(), places }
    }
}

/// All places in what says how often a loop goes round.
pub(crate) fn head_of_loop(node: &Node) -> Vec<Place> {
    let mut places = vec![node.place];
    match &node.kind {
        Kind::For(parts) => match &parts.over {
            Over::List(list) => add_node(list, &mut places),
            Over::Range(from, to) | Over::RangeInclusive(from, to) => {
                add_node(from, &mut places);
                add_node(to, &mut places);
            }
        },
        Kind::While(parts) => parts.condition.iter().for_each(|condition| add_node(condition, &mut places)),
        _ => {}
    }
    places
}

/// All places in a part.
pub(crate) fn places_of(node: &Node) -> Vec<Place> {
    let mut places = Vec::new();
    add_node(node, &mut places);
    places
}

fn add_node(node: &Node, places: &mut Vec<Place>) {
    places.push(node.place);
    match &node.kind {
        Kind::Chain(chain) => add_chain(chain, None, places),
        _ => for_each_child(node, &mut |child| add_node(child, places)),
    }
}

fn add_chain(chain: &Chain, last: Option<NodeId>, places: &mut Vec<Place>) {
    add_node(&chain.base, places);
    for step in &chain.steps {
        places.push(step.place);
        for_each_child_of_step(step, &mut |child| add_node(child, places));
        if last == Some(step.id) {
            return;
        }
    }
}
