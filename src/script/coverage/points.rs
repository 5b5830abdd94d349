//! All ways that a script can take, found without running it.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value as JsonValue;

use crate::script::lower::{Branch, Function, Kind, Node, NodeId, Parts, Pattern, StepKind, What};
use crate::script::trace::{Extents, head_of_loop, places_of};
use crate::script::{Program, ScriptHost, ScriptText, TracePlace};

/// The ways of one script and of the functions that it can call.
#[derive(Clone, Debug, Default)]
pub struct ScriptPoints {
    /// In the order in which they are written, those of functions behind those of the script.
    pub ways: Vec<ScriptWay>,
    /// The lines with something to evaluate, in order.
    pub lines: Vec<(ScriptText, usize)>,
    pub(super) of_node: HashMap<NodeId, NodePoints>,
}

/// What belongs to one part.
#[derive(Clone, Debug, Default)]
pub(super) struct NodePoints {
    /// The place of its line among the lines.
    pub line: Option<usize>,
    /// Places among the ways.
    pub ways: Vec<(WayKind, usize)>,
}

/// A way that a script can take.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ScriptWay {
    /// What it is.
    pub kind: WayKind,
    /// What is decided there: the condition, the subject of a `switch`, the whole expression.
    pub place: TracePlace,
    /// The same as it is written, in one line and shortened when it is long.
    pub text: String,
    /// Where the way leads to, `None` when nothing is written there.
    pub leads_to: Option<TracePlace>,
}

/// What a way is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WayKind {
    /// The condition of an `if` is true.
    Then,
    /// The condition of an `if` is false.
    Otherwise,
    /// This arm of a `switch`, from 0, as the tree counts them.
    Arm(usize),
    /// The last arm of a `switch`, or none.
    NoArm,
    /// `??`: this value, from 0, of so many is taken.
    Alternative(usize, usize),
    /// `&&`, `||`: decided by this operand, from 0, of so many.
    Operand(usize, usize),
    /// A loop, or a function that goes through a list, has an entry.
    Entry,
    /// `?.` ends a chain.
    ChainEnd,
}

impl WayKind {
    /// The way of an event, for a part whose ways these are.
    pub(super) fn matches(self, branch: Branch) -> bool {
        match (self, branch) {
            (Self::Then, Branch::Then)
            | (Self::Otherwise, Branch::Otherwise)
            | (Self::NoArm, Branch::NoArm)
            | (Self::Entry, Branch::Entry(_))
            | (Self::ChainEnd, Branch::EndOfChain) => true,
            (Self::Arm(arm), Branch::Arm(taken)) => arm == taken,
            (Self::Alternative(idx, _) | Self::Operand(idx, _), Branch::Operand(taken)) => idx == taken,
            _ => false,
        }
    }
}

impl Program {
    /// Constants of the script and of the functions that it calls, each once, in the order in which
    /// they are written; at most so many. None for a program that runs in rhai.
    pub fn constants(&self, most: usize) -> Vec<JsonValue> {
        let Some(tree) = self.tree() else { return Vec::new() };
        let parts = Parts::of(tree);
        let called = called_functions(&parts);
        let mut constants: Vec<JsonValue> = Vec::new();
        let mut add = |constant: Option<JsonValue>| {
            if let Some(constant) = constant
                && constants.len() < most
                && !constants.contains(&constant)
            {
                constants.push(constant);
            }
        };
        for part in parts.iter() {
            let What::Node(node) = part.what else { continue };
            if !part.function.name.is_empty() && !called.contains(&std::ptr::from_ref(part.function)) {
                continue;
            }
            add(constant_of(&node.kind));
            if let Kind::Switch(switch) = &node.kind {
                switch.arms.iter().for_each(|arm| add(constant_in(&arm.pattern)));
            }
        }
        constants
    }
}

fn constant_of(kind: &Kind) -> Option<JsonValue> {
    Some(match kind {
        Kind::Boolean(flag) => JsonValue::from(*flag),
        Kind::Integer(whole) => JsonValue::from(*whole),
        Kind::Float(number) => JsonValue::from(*number),
        Kind::Character(character) => JsonValue::from(character.to_string()),
        Kind::Text(text) => JsonValue::from(text.as_ref()),
        _ => return None,
    })
}

fn constant_in(pattern: &Pattern) -> Option<JsonValue> {
    Some(match pattern {
        Pattern::Nothing => return None,
        Pattern::Boolean(flag) => JsonValue::from(*flag),
        Pattern::Integer(whole) | Pattern::Range(whole, _) | Pattern::RangeInclusive(whole, _) => {
            JsonValue::from(*whole)
        }
        Pattern::Character(character) => JsonValue::from(character.to_string()),
        Pattern::Text(text) => JsonValue::from(text.as_ref()),
    })
}

impl ScriptHost {
    /// The ways of a program; none for one that runs in rhai.
    pub fn points(&self, program: &Program) -> ScriptPoints {
        let Some(tree) = program.tree() else { return ScriptPoints::default() };
        let parts = Parts::of(tree);
        let mut finder = Finder {
            script: Extents::new(program.script(), ScriptText::Script),
            helpers: Extents::new(self.helper_script(), ScriptText::Helpers),
            points: ScriptPoints::default(),
            lines: BTreeMap::new(),
        };
        let called = called_functions(&parts);
        for part in parts.iter() {
            if !part.function.name.is_empty() && !called.contains(&std::ptr::from_ref(part.function)) {
                continue;
            }
            let text = if part.function.is_helper { ScriptText::Helpers } else { ScriptText::Script };
            match part.what {
                What::Node(node) => finder.node(node, text),
                What::Step(step) => {
                    let chain = part.parent.and_then(|parent| parts.get(parent));
                    if let Some(What::Node(chain)) = chain.map(|part| part.what) {
                        let each = matches!(step.kind, StepKind::Each(_)).then_some(WayKind::Entry);
                        let end = step.is_optional.then_some(WayKind::ChainEnd);
                        for kind in each.into_iter().chain(end) {
                            finder.way(step.id, text, kind, chain, None);
                        }
                    }
                }
            }
        }
        finder.finish()
    }
}

/// The functions that the script calls, directly or through others.
fn called_functions(parts: &Parts<'_>) -> Vec<*const Function> {
    let mut called: Vec<*const Function> = Vec::new();
    loop {
        let n_called = called.len();
        for part in parts.iter() {
            let is_reached =
                part.function.name.is_empty() || called.contains(&std::ptr::from_ref(part.function));
            if let (true, What::Node(Node { kind: Kind::CallFunction(number, _), .. })) =
                (is_reached, part.what)
                && let Some(function) = parts.function(*number)
                && !called.contains(&std::ptr::from_ref(function))
            {
                called.push(std::ptr::from_ref(function));
            }
        }
        if called.len() == n_called {
            return called;
        }
    }
}

struct Finder<'t> {
    script: Extents<'t>,
    helpers: Extents<'t>,
    points: ScriptPoints,
    lines: BTreeMap<(ScriptText, usize), Vec<NodeId>>,
}

impl Finder<'_> {
    fn node(&mut self, node: &Node, text: ScriptText) {
        if node.place.line > 0 {
            self.lines.entry((text, usize::from(node.place.line))).or_default().push(node.id);
        }
        match &node.kind {
            Kind::If(parts) => {
                self.way(node.id, text, WayKind::Then, &parts.condition, Some(&parts.then));
                self.way(node.id, text, WayKind::Otherwise, &parts.condition, Some(&parts.otherwise));
            }
            Kind::Switch(parts) => {
                for (idx, arm) in parts.arms.iter().enumerate() {
                    self.way(node.id, text, WayKind::Arm(idx), &parts.subject, Some(&arm.body));
                }
                self.way(node.id, text, WayKind::NoArm, &parts.subject, parts.otherwise.as_ref());
            }
            Kind::Coalesce(operands) => {
                for (idx, operand) in operands.iter().enumerate() {
                    let kind = WayKind::Alternative(idx, operands.len());
                    self.way(node.id, text, kind, node, Some(operand));
                }
            }
            Kind::And(operands) | Kind::Or(operands) => {
                for (idx, operand) in operands.iter().enumerate() {
                    let kind = WayKind::Operand(idx, operands.len());
                    self.way(node.id, text, kind, node, Some(operand));
                }
            }
            Kind::For(parts) => self.way(node.id, text, WayKind::Entry, node, Some(&parts.body)),
            Kind::While(parts) => self.way(node.id, text, WayKind::Entry, node, Some(&parts.body)),
            _ => {}
        }
    }

    fn way(&mut self, id: NodeId, text: ScriptText, kind: WayKind, decided: &Node, target: Option<&Node>) {
        let extents = match text {
            ScriptText::Script => &self.script,
            ScriptText::Helpers => &self.helpers,
        };
        let places = match (&decided.kind, kind) {
            (Kind::For(_) | Kind::While(_), WayKind::Entry) => head_of_loop(decided),
            _ => places_of(decided),
        };
        let Some(extent) = extents.around(places) else { return };
        let target = target.and_then(|target| extents.around(places_of(target)));
        let way = ScriptWay {
            kind,
            place: extents.place(&extent),
            text: extents.shown(&extent),
            leads_to: target.map(|target| extents.place(&target)),
        };
        let place = self.points.ways.len();
        self.points.ways.push(way);
        self.points.of_node.entry(id).or_default().ways.push((kind, place));
    }

    fn finish(mut self) -> ScriptPoints {
        for (idx, (line, nodes)) in self.lines.into_iter().enumerate() {
            self.points.lines.push(line);
            for node in nodes {
                self.points.of_node.entry(node).or_default().line = Some(idx);
            }
        }
        self.points
    }
}
