//! Where the value of a part came from, by where the values of its own parts came from.

use std::collections::BTreeMap;

use crate::script::lower::{
    Branch, Change, Each, EachKind, How, Kind, Method, Node, Over, PathStep, Step, StepKind, What,
};
use crate::script::trace::TraceValue;
use crate::script::trace::flow::{Flow, FlowParts, SourceSet};
use crate::script::trace::frame::{Child, Frame};
use crate::script::trace::recorder::{Recorder, is_each};
use crate::script::trace::resolve::value_at;
use crate::value::Value;

impl<'t, 'v> Recorder<'t, 'v> {
    /// A part has this value; its frame is the innermost one.
    pub(super) fn node_value(&mut self, node: &'t Node, value: Value<'_>) {
        if let Kind::Chain(_) = node.kind {
            self.tell_read();
        }
        let Some(mut frame) = self.frames.pop() else { return };
        let flow = self.flow_of(&mut frame, value).bounded(&mut self.sources);
        self.leave_control(&frame);
        if frame.is_entered {
            self.functions.pop();
        }
        let depth = self.depth();
        if let (Kind::Input(_), Some(source)) = (&node.kind, flow.source)
            && self.is_read_as_a_whole(node, value)
        {
            self.read.add(&SourceSet::one(source));
            self.writer.read(depth, source, &frame, value);
        }
        self.writer.value(depth, &frame, &self.parts, value);
        let shown = self.writer.shown(value);
        let is_true = matches!(value, Value::Boolean(true));
        self.deliver(Child { id: Some(node.id), flow, shown, is_true });
    }

    /// Objects are read part by part.
    fn is_read_as_a_whole(&self, node: &Node, value: Value<'_>) -> bool {
        let is_base = self.frames.last().is_some_and(|around| match &around.node.kind {
            Kind::Chain(chain) => chain.base.id == node.id,
            _ => false,
        });
        !is_base && !matches!(value, Value::Object(_))
    }

    fn flow_of(&mut self, frame: &mut Frame<'t>, value: Value<'_>) -> Flow {
        let node = frame.node;
        let last = |frame: &mut Frame<'_>| frame.children.pop().map(|child| child.flow).unwrap_or_default();
        match &node.kind {
            Kind::Input(number) => Flow::of_source(self.sources.root(*number)),
            Kind::Local(slot) => self.slot(*slot).cloned().unwrap_or_default(),
            Kind::List(_) => Flow::list(frame.children.drain(..).map(|child| child.flow).collect()),
            Kind::Object(entries) => {
                let names = entries.iter().map(|(name, _)| name.to_string());
                let flows = frame.children.drain(..).map(|child| child.flow);
                Flow::object(names.zip(flows).collect::<BTreeMap<_, _>>())
            }
            Kind::Chain(_) if frame.chain.has_ended => {
                Flow { decided: frame.chain.current.all(), ..Flow::default() }
            }
            Kind::Chain(_) => std::mem::take(&mut frame.chain.current),
            Kind::Call(..) => frame.called.take().unwrap_or_default(),
            Kind::CallFunction(..) => {
                let exit = self.functions.last().map(|function| function.exit.clone());
                let flow = last(frame).decided_by(&exit.unwrap_or_default());
                if value.is_nothing() { Flow { source: None, ..flow } } else { flow }
            }
            Kind::Block(_) => last(frame),
            Kind::If(_) | Kind::Switch(_) | Kind::Coalesce(_) => chosen(frame),
            Kind::Let(slot, _) => {
                let flow = last(frame).decided_by(&self.control());
                self.set_slot(*slot, flow);
                Flow::default()
            }
            Kind::Set(slot, operator, _) => {
                let mut flow = last(frame).decided_by(&self.control());
                if operator.is_some() {
                    let old = self.slot(*slot).cloned().unwrap_or_default();
                    flow = Flow::made_of([&old, &flow]);
                }
                self.set_slot(*slot, flow);
                Flow::default()
            }
            Kind::Change(change) => self.changed(change, frame),
            Kind::While(_) | Kind::DoWhile(_) | Kind::For(_) => match frame.children.pop() {
                Some(child) if child.id.is_none() => child.flow.decided_by(&frame.control),
                _ => Flow { decided: frame.control.clone(), ..Flow::default() },
            },
            _ => Flow::made_of(frame.children.iter().map(|child| &child.flow)),
        }
    }

    fn changed(&mut self, change: &Change, frame: &mut Frame<'t>) -> Flow {
        let control = self.control();
        let given = Flow::made_of(frame.children.iter().map(|child| &child.flow)).decided_by(&control);
        let old = self.slot(change.slot).cloned().unwrap_or_default();
        let mut new = Flow::made_of([&old, &given]);
        if let (How::Call(Method::Push, _), [], FlowParts::List(items)) =
            (&change.how, &*change.path, &old.parts)
        {
            let pushed = frame.children.pop().map(|child| child.flow).unwrap_or_default();
            let items = items.iter().cloned().chain([pushed.decided_by(&control)]);
            let listed = Flow::list(items.collect());
            new.parts = listed.parts;
        } else if let (How::Assign(None, _), [PathStep::Name(name)], FlowParts::Object(entries)) =
            (&change.how, &*change.path, &old.parts)
        {
            let mut entries = BTreeMap::clone(entries);
            entries.insert(name.to_string(), given.clone());
            new.parts = Flow::object(entries).parts;
        }
        self.set_slot(change.slot, new);
        // What `pop` and the like give was a part of it.
        old.derived().decided_by(&given.all())
    }

    /// A step of a chain has this value; the frame of the chain is the innermost one.
    pub(super) fn step_value(&mut self, step: &'t Step, value: Value<'_>) {
        if is_each(&step.kind) {
            self.tell_read();
        }
        let Some(mut frame) = self.frames.pop() else { return };
        let current = std::mem::take(&mut frame.chain.current);
        frame.chain.current = match &step.kind {
            StepKind::Property(name) => self.named(&current, name),
            StepKind::Index(_) => {
                let index = frame.children.pop().unwrap_or_default();
                let found = self.at_index(&current, &index.shown);
                let decided = index.flow.all();
                found.decided_by(&decided)
            }
            // What only rhai has never gives a value on the tree.
            StepKind::Call(..) | StepKind::Foreign(_) => frame.called.take().unwrap_or_default(),
            StepKind::Each(each) => {
                take_result(&mut frame);
                let flow = self.gone_through(each, &current, &frame, value);
                frame.control = SourceSet::default();
                frame.chain.results.clear();
                frame.is_in_round = false;
                flow
            }
        };
        frame.children.clear();
        let is_part = matches!(step.kind, StepKind::Property(_) | StepKind::Index(_));
        if is_part && frame.chain.current.source.is_some() {
            frame.chain.untold = Some(step.id);
            frame.chain.untold_value = self.writer.shown(value);
        }
        self.frames.push(frame);
    }

    fn at_index(&mut self, current: &Flow, index: &TraceValue) -> Flow {
        match &index.json {
            serde_json::Value::String(name) => self.named(current, name),
            serde_json::Value::Number(number) => {
                let idx = number.as_u64().and_then(|idx| usize::try_from(idx).ok());
                match idx {
                    Some(idx) if !self.is_single(current) => current.entry(idx, &mut self.sources),
                    _ => current.derived(),
                }
            }
            _ => current.derived(),
        }
    }

    fn named(&mut self, current: &Flow, name: &str) -> Flow {
        // `len` of a list is no part of it.
        if self.is_single(current) || matches!(self.value_of(current), Some(Value::List(_))) {
            current.derived()
        } else {
            current.name(name, &mut self.sources)
        }
    }

    /// Whether it is a part of a variable that has no parts of its own.
    fn is_single(&self, flow: &Flow) -> bool {
        let value = self.value_of(flow);
        value.is_some_and(|value| !matches!(value, Value::Object(_) | Value::List(_) | Value::Nothing))
    }

    /// The value of a part of a variable.
    fn value_of(&self, flow: &Flow) -> Option<Value<'v>> {
        self.sources.get(flow.source?).map(|path| value_at(self.writer.inputs, path))
    }

    /// Where the result of going through a list came from.
    fn gone_through(&mut self, each: &Each, list: &Flow, frame: &Frame<'_>, value: Value<'_>) -> Flow {
        let results = &frame.chain.results;
        let mut all = SourceSet::default();
        for result in results {
            all.add(&result.flow.all());
        }
        // How many entries there are has a say, too.
        all.add(&list.all());
        let flow = match each.kind {
            EachKind::Map => Flow::list(results.iter().map(|result| result.flow.clone()).collect()),
            EachKind::Filter => {
                let kept = results.iter().enumerate().filter(|(_, result)| result.is_true);
                let kept: Vec<Flow> = kept.map(|(idx, _)| list.entry(idx, &mut self.sources)).collect();
                Flow::list(kept)
            }
            EachKind::Find if !value.is_nothing() => {
                let found = results.iter().rposition(|result| result.is_true);
                found.map(|idx| list.entry(idx, &mut self.sources)).unwrap_or_default()
            }
            EachKind::FindMap | EachKind::Reduce => {
                results.last().map(|result| result.flow.clone()).unwrap_or_default()
            }
            _ => Flow::default(),
        };
        flow.decided_by(&all)
    }

    /// A loop, or a function that goes through a list, begins with an entry.
    pub(super) fn entry(&mut self, what: What<'t>, idx: usize) {
        self.tell_read();
        let Some(mut frame) = self.frames.pop() else { return };
        match what {
            What::Node(node) => {
                if let Kind::For(parts) = &node.kind {
                    let list = frame.children.first().map(|child| child.flow.clone()).unwrap_or_default();
                    let entry = match parts.over {
                        Over::List(_) => list.entry(idx, &mut self.sources),
                        _ => Flow::made_of(frame.children.iter().map(|child| &child.flow)),
                    };
                    self.set_slot(parts.entry, entry);
                    if let Some(counter) = parts.counter {
                        self.set_slot(counter, Flow { decided: list.all(), ..Flow::default() });
                    }
                }
            }
            What::Step(step) => {
                if let StepKind::Each(each) = &step.kind {
                    self.entry_of_each(each, &mut frame, idx);
                }
            }
        }
        let source = self.entry_source(what, &frame, idx);
        let depth = self.depth();
        frame.is_in_round = true;
        self.frames.push(frame);
        let value = source.and_then(|source| self.sources.get(source)).cloned();
        let step = match what {
            What::Node(_) => None,
            What::Step(step) => Some(step),
        };
        if let Some(frame) = self.frames.last() {
            self.writer.entry(depth, step, frame, idx, value.as_ref());
        }
    }

    fn entry_of_each(&mut self, each: &Each, frame: &mut Frame<'t>, idx: usize) {
        let initial = each.initial.as_ref().and_then(|initial| {
            let at = frame.children.iter().position(|child| child.id == Some(initial.id))?;
            Some(frame.children.remove(at).flow)
        });
        take_result(frame);
        let gathered = frame.chain.results.last().map(|result| result.flow.clone()).or(initial);
        let list = frame.chain.current.clone();
        if let Some(slot) = each.gathered {
            self.set_slot(slot, gathered.unwrap_or_default());
        }
        if let Some(slot) = each.entry {
            let entry = list.entry(idx, &mut self.sources);
            self.set_slot(slot, entry);
        }
        if let Some(slot) = each.index {
            self.set_slot(slot, Flow { decided: list.all(), ..Flow::default() });
        }
    }

    /// The part of a variable that an entry is.
    fn entry_source(&mut self, what: What<'t>, frame: &Frame<'t>, idx: usize) -> Option<u32> {
        let list = match what {
            What::Node(_) => &frame.children.first()?.flow,
            What::Step(_) => &frame.chain.current,
        };
        list.source?;
        list.entry(idx, &mut self.sources).source
    }

    /// `?.` ends the chain.
    pub(super) fn end_of_chain(&mut self) {
        self.tell_read();
        let depth = self.depth();
        let Some(frame) = self.frames.last_mut() else { return };
        frame.chain.has_ended = true;
        self.writer.end_of_chain(depth, frame);
    }

    /// An `if` or a `switch` goes this way.
    pub(super) fn way(&mut self, way: Branch) {
        let depth = self.depth();
        if let Some(frame) = self.frames.last() {
            self.writer.way(depth, frame, way);
        }
    }

    /// Tells the part of a variable that the chain at work has read.
    pub(super) fn tell_read(&mut self) {
        let depth = self.depth();
        let Some(frame) = self.frames.last_mut() else { return };
        let Some(step) = frame.chain.untold.take() else { return };
        let Some(source) = frame.chain.current.source else { return };
        let value = std::mem::take(&mut frame.chain.untold_value);
        self.read.add(&SourceSet::one(source));
        self.writer.read_in_chain(depth, frame, step, source, value);
    }
}

/// Moves what the function of a chain's step gave for an entry to the results.
fn take_result(frame: &mut Frame<'_>) {
    if let Some(result) = frame.children.pop() {
        let all = result.flow.all();
        frame.control.add(&all);
        frame.chain.results.push(result);
    }
    frame.children.clear();
}

/// One of several parts gives the value; those before it decided.
fn chosen(frame: &mut Frame<'_>) -> Flow {
    let is_a_value = |child: &Child| match &frame.node.kind {
        Kind::If(parts) => child.id != Some(parts.condition.id),
        Kind::Switch(parts) => {
            child.id != Some(parts.subject.id)
                && !parts.arms.iter().filter_map(|arm| arm.condition.as_ref()).any(|c| child.id == Some(c.id))
        }
        _ => true,
    };
    let value = frame.children.pop().filter(is_a_value).map(|child| child.flow).unwrap_or_default();
    let mut control = SourceSet::default();
    for child in &frame.children {
        control.add(&child.flow.all());
    }
    control.add(&frame.control);
    value.decided_by(&control)
}
