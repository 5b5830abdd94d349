//! The parts of a tree by their numbers, for those who watch an evaluation.
//!
//! Not the evaluation: only what stands where, and what is inside of what.

use std::collections::HashMap;

use crate::script::lower::tree::{
    Change, Each, For, Function, How, Kind, Node, NodeId, Over, PathStep, Step, StepKind, Switch, Tree, While,
};

/// All parts of a tree.
pub(crate) struct Parts<'t> {
    by_id: HashMap<NodeId, Part<'t>>,
    /// The numbers in the order in which the parts are written, functions behind the script.
    order: Vec<NodeId>,
    /// The functions that are called, by their number.
    functions: &'t [Option<std::sync::Arc<Function>>],
}

/// One part.
#[derive(Clone, Copy)]
pub(crate) struct Part<'t> {
    pub what: What<'t>,
    /// The part that it is a direct part of, `None` for the body of a function or of the script. The
    /// parts of a step are parts of its chain.
    pub parent: Option<NodeId>,
    /// The function that it is in, the script itself when the name is empty.
    pub function: &'t Function,
}

/// What a part is.
#[derive(Clone, Copy)]
pub(crate) enum What<'t> {
    Node(&'t Node),
    /// A step of the chain that is the parent.
    Step(&'t Step),
}

impl<'t> Parts<'t> {
    /// The parts of a script and of the functions that it can call.
    pub fn of(tree: &'t Tree) -> Self {
        let mut this = Self { by_id: HashMap::new(), order: Vec::new(), functions: &tree.functions };
        this.add(&tree.body.body, None, &tree.body);
        for function in tree.functions.iter().flatten() {
            this.add(&function.body, None, function);
        }
        this
    }

    /// The part of this number.
    pub fn get(&self, id: NodeId) -> Option<Part<'t>> {
        self.by_id.get(&id).copied()
    }

    /// All parts, in the order in which they are written.
    pub fn iter(&self) -> impl Iterator<Item = Part<'t>> {
        self.order.iter().filter_map(|id| self.get(*id))
    }

    /// A function by its number.
    pub fn function(&self, number: usize) -> Option<&'t Function> {
        self.functions.get(number)?.as_deref()
    }

    fn add(&mut self, node: &'t Node, parent: Option<NodeId>, function: &'t Function) {
        // The arms of a `switch` share bodies.
        if self.by_id.insert(node.id, Part { what: What::Node(node), parent, function }).is_some() {
            return;
        }
        self.order.push(node.id);
        if let Kind::Chain(chain) = &node.kind {
            for step in &chain.steps {
                self.by_id.insert(step.id, Part { what: What::Step(step), parent: Some(node.id), function });
                self.order.push(step.id);
            }
        }
        for_each_child(node, &mut |child| self.add(child, Some(node.id), function));
    }
}

/// Does something with each direct part of a node, in the order in which they are evaluated.
pub(crate) fn for_each_child<'t>(node: &'t Node, act: &mut dyn FnMut(&'t Node)) {
    match &node.kind {
        Kind::Nothing
        | Kind::Boolean(_)
        | Kind::Integer(_)
        | Kind::Float(_)
        | Kind::Character(_)
        | Kind::Text(_)
        | Kind::Input(_)
        | Kind::Local(_)
        | Kind::Continue => {}
        Kind::Joined(nodes)
        | Kind::List(nodes)
        | Kind::And(nodes)
        | Kind::Or(nodes)
        | Kind::Coalesce(nodes)
        | Kind::Call(_, nodes)
        | Kind::CallFunction(_, nodes)
        | Kind::Block(nodes) => nodes.iter().for_each(act),
        Kind::Object(entries) => entries.iter().for_each(|(_, value)| act(value)),
        Kind::Chain(chain) => {
            act(&chain.base);
            chain.steps.iter().for_each(|step| for_each_child_of_step(step, act));
        }
        Kind::Not(node) | Kind::Negative(node) | Kind::Let(_, node) | Kind::Set(_, _, node) => act(node),
        Kind::Binary(_, nodes) => nodes.iter().for_each(act),
        Kind::Change(change) => for_each_child_of_change(change, act),
        Kind::If(parts) => [&parts.condition, &parts.then, &parts.otherwise].into_iter().for_each(act),
        Kind::Switch(parts) => for_each_child_of_switch(parts, act),
        Kind::While(parts) => {
            let While { condition, body, .. } = &**parts;
            condition.iter().chain([body]).for_each(act);
        }
        Kind::DoWhile(parts) => [&parts.body, &parts.condition].into_iter().for_each(act),
        Kind::For(parts) => for_each_child_of_for(parts, act),
        Kind::Break(value) | Kind::Return(value) | Kind::Throw(value) => {
            if let Some(value) = value {
                act(value);
            }
        }
        Kind::Foreign(foreign) => foreign.parts.iter().for_each(act),
    }
}

/// Does something with each direct part of a step.
pub(crate) fn for_each_child_of_step<'t>(step: &'t Step, act: &mut dyn FnMut(&'t Node)) {
    match &step.kind {
        StepKind::Property(_) => {}
        StepKind::Index(index) => act(index),
        StepKind::Call(_, arguments) => arguments.iter().for_each(act),
        StepKind::Foreign(foreign) => foreign.parts.iter().for_each(act),
        StepKind::Each(each) => {
            let Each { initial, body, .. } = &**each;
            initial.iter().chain([body]).for_each(act);
        }
    }
}

fn for_each_child_of_change<'t>(change: &'t Change, act: &mut dyn FnMut(&'t Node)) {
    match &change.how {
        How::Assign(_, value) => act(value),
        How::Call(_, arguments) => arguments.iter().for_each(&mut *act),
    }
    for step in &change.path {
        if let PathStep::Index(index) = step {
            act(index);
        }
    }
}

fn for_each_child_of_switch<'t>(parts: &'t Switch, act: &mut dyn FnMut(&'t Node)) {
    act(&parts.subject);
    for arm in &parts.arms {
        arm.condition.iter().for_each(&mut *act);
        act(&arm.body);
    }
    parts.otherwise.iter().for_each(act);
}

fn for_each_child_of_for<'t>(parts: &'t For, act: &mut dyn FnMut(&'t Node)) {
    match &parts.over {
        Over::List(list) => act(list),
        Over::Range(from, to) | Over::RangeInclusive(from, to) => [from, to].into_iter().for_each(&mut *act),
    }
    act(&parts.body);
}
