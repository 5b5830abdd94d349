//! Goes through the tree of a script once, in the order of its evaluation, and finds what every part
//! of it can be.
//!
//! Not what is remarked on the way: that is `remarks`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::script::World;
use crate::script::lower::tree::{Function, Kind, Node, Tree};
use crate::script::review::findings::{At, Findings};
use crate::script::review::source::Source;
use crate::script::review::state::{State, Subject};
use crate::script::review::{KnownFunctions, ScriptResult};
use crate::script::types::{Kinds, Shape, ShapeKind, Type};

/// How many nodes are looked at in one script with the functions that it calls. What comes behind
/// them can be anything.
const MOST_NODES: usize = 20_000;
/// How deep calls of functions are followed.
const MOST_CALLS: usize = 6;

/// What does not change while a script is looked at.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'w> {
    pub tree: &'w Tree,
    /// The variables that the script is given, and what they can be.
    pub names: &'w [String],
    pub inputs: &'w [Type],
    /// What the records of each type are.
    pub records: &'w BTreeMap<String, Type>,
    pub world: &'w World,
    pub functions: &'w KnownFunctions,
    pub helper_names: &'w BTreeSet<String>,
    pub script: &'w Source,
    pub helpers: &'w Source,
}

/// What becomes of the value of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Something else is made of it.
    Value,
    /// It is what the script or function gives.
    Result,
}

/// A variable that the script declared.
#[derive(Clone, Debug)]
pub(super) struct Declared {
    /// Its name in the text, with what declares it.
    pub name: Range<usize>,
    /// The whole statement.
    pub statement: Range<usize>,
    pub is_read: bool,
    /// What it was given has no effect beside its value.
    pub is_plain: bool,
}

pub(super) struct Walker<'w> {
    pub around: Surroundings<'w>,
    pub state: State,
    pub findings: Findings,
    pub results: Vec<ScriptResult>,
    /// What the function at work gives by `return`.
    pub returned: Type,
    /// The variables of the function at work, by slot.
    pub declared: BTreeMap<usize, Declared>,
    /// The function at work is a helper function.
    pub is_in_helper: bool,
    /// A function is looked at for one of its calls; what is true of that call need not be true of
    /// others.
    pub is_in_call: bool,
    pub is_in_closure: bool,
    n_calls: usize,
    n_nodes: usize,
}

impl<'w> Walker<'w> {
    pub fn new(around: Surroundings<'w>) -> Self {
        Self {
            around,
            state: State::default(),
            findings: Findings::default(),
            results: Vec::new(),
            returned: Type::never(),
            declared: BTreeMap::new(),
            is_in_helper: false,
            is_in_call: false,
            is_in_closure: false,
            n_calls: 0,
            n_nodes: 0,
        }
    }

    /// The script as a whole.
    pub fn script(&mut self) {
        let body = &self.around.tree.body.body;
        self.walk(body, Use::Result);
        self.end_of_function();
    }

    /// A function by itself, whatever it is called with.
    pub fn function_alone(&mut self, function: &'w Function) {
        self.is_in_helper = function.is_helper;
        for slot in 0..function.n_parameters {
            self.state.set_local(slot, Type::any());
        }
        self.walk(&function.body, Use::Value);
        self.end_of_function();
        self.is_in_helper = false;
        self.state = State::default();
    }

    /// The text in which the function at work stands.
    pub fn source(&self) -> &'w Source {
        if self.is_in_helper { self.around.helpers } else { self.around.script }
    }

    /// Adds a remark that holds for every call of the function at work.
    pub fn remark(&mut self, range: &Range<usize>, diagnostic: Diagnostic) {
        if !self.is_in_call {
            self.remark_on_call(range, diagnostic);
        }
    }

    /// Adds a remark that may hold only for the call at work.
    pub fn remark_on_call(&mut self, range: &Range<usize>, diagnostic: Diagnostic) {
        let at = At { source: self.source(), is_in_helpers: self.is_in_helper };
        self.findings.add(at, range, diagnostic);
    }

    /// What a node can be, whatever is done with it.
    pub fn value(&mut self, node: &'w Node) -> Type {
        self.walk(node, Use::Value)
    }

    /// What some nodes can be.
    pub fn values(&mut self, nodes: &'w [Node]) -> Vec<Type> {
        nodes.iter().map(|node| self.value(node)).collect()
    }

    /// What a node can be.
    pub fn walk(&mut self, node: &'w Node, used: Use) -> Type {
        self.n_nodes += 1;
        if self.n_nodes > MOST_NODES {
            return Type::any();
        }
        let type_ = match &node.kind {
            Kind::Block(statements) => return self.block(statements, used),
            Kind::If(parts) => return self.if_else(node, parts, used),
            Kind::Switch(parts) => return self.switch(node, parts, used),
            Kind::Return(value) => return self.leave(value.as_deref()),
            _ => self.plain(node),
        };
        if used == Use::Result && !type_.is_never() {
            self.result(node, type_.clone());
        }
        type_
    }

    /// Notes a value that the script gives.
    pub fn result(&mut self, node: &'w Node, type_: Type) {
        if self.is_in_call || self.is_in_closure {
            return;
        }
        let range = self.source().extent(node);
        let is_declaration = matches!(node.kind, Kind::Let(..) | Kind::Set(..) | Kind::Change(_));
        let is_choice = match &node.kind {
            Kind::Coalesce(_) => true,
            Kind::Call(native, _) => matches!(native.name, "first_present" | "coalesce"),
            _ => false,
        };
        self.results.push(ScriptResult { type_, range, is_declaration, is_choice });
    }

    fn plain(&mut self, node: &'w Node) -> Type {
        match &node.kind {
            Kind::Nothing => Type::of(Kinds::NOTHING),
            Kind::Boolean(flag) => Type::boolean(*flag),
            Kind::Integer(_) => Type::of(Kinds::INTEGER),
            Kind::Float(_) => Type::of(Kinds::FLOAT),
            Kind::Character(_) => Type::of(Kinds::CHARACTER),
            Kind::Text(text) => {
                self.remark_text(node, text);
                Type::constant(text)
            }
            Kind::Joined(parts) => self.joined(parts),
            Kind::List(items) => self.list(items),
            Kind::Object(entries) => self.object(entries),
            Kind::Input(number) => {
                let type_ = self.around.inputs.get(*number).cloned().unwrap_or_else(Type::any);
                self.narrowed(node, type_)
            }
            Kind::Local(slot) => {
                if let Some(declared) = self.declared.get_mut(slot) {
                    declared.is_read = true;
                }
                let type_ = self.state.local(*slot);
                self.narrowed(node, type_)
            }
            Kind::Chain(chain) => {
                let type_ = self.chain(chain);
                self.narrowed(node, type_)
            }
            Kind::Call(native, arguments) => self.call(node, native.name, arguments),
            Kind::CallFunction(number, arguments) => self.call_function(*number, arguments),
            Kind::Foreign(foreign) => self.foreign(node, foreign),
            Kind::Not(_)
            | Kind::Negative(_)
            | Kind::Binary(..)
            | Kind::And(_)
            | Kind::Or(_)
            | Kind::Coalesce(_) => self.operator(node),
            _ => self.statement(node),
        }
    }

    fn narrowed(&self, node: &Node, type_: Type) -> Type {
        match Subject::of(node) {
            Some(subject) => self.state.narrowed(&subject, type_),
            None => type_,
        }
    }

    fn joined(&mut self, parts: &'w [Node]) -> Type {
        let types = self.values(parts);
        let mut text = Type::text();
        text.text.shortest = types.iter().map(shortest).sum();
        text
    }

    fn list(&mut self, items: &'w [Node]) -> Type {
        let types = self.values(items);
        let has_certain_item = types.iter().any(is_certain);
        let item = types.into_iter().fold(Type::never(), Type::or);
        let mut list = if items.is_empty() { Type::of(Kinds::LIST) } else { Type::list(item) };
        list.n_items = Some(items.len());
        list.has_certain_item = has_certain_item;
        list
    }

    fn object(&mut self, entries: &'w [(Box<str>, Node)]) -> Type {
        let mut shape = Shape::new(ShapeKind::Made, "");
        shape.is_open = true;
        for (name, value) in entries {
            let type_ = self.value(value);
            shape.add(name, type_, "");
        }
        Type::object(shape)
    }

    /// A call of a function of the script or a helper function, which is looked at with these
    /// arguments.
    fn call_function(&mut self, number: usize, arguments: &'w [Node]) -> Type {
        let types = self.values(arguments);
        let Some(function) = self.around.tree.functions.get(number).and_then(Option::as_ref) else {
            return Type::any();
        };
        if self.n_calls >= MOST_CALLS {
            return Type::any();
        }
        let function: &'w Arc<Function> = function;
        let state = std::mem::take(&mut self.state);
        let returned = std::mem::take(&mut self.returned);
        let declared = std::mem::take(&mut self.declared);
        let before = (self.is_in_helper, self.is_in_call, self.is_in_closure);
        (self.is_in_helper, self.is_in_call, self.is_in_closure) = (function.is_helper, true, false);
        self.n_calls += 1;
        for (slot, type_) in types.into_iter().enumerate() {
            self.state.set_local(slot, type_);
        }
        let given = self.walk(&function.body, Use::Value);
        self.n_calls -= 1;
        let result = given.or(std::mem::replace(&mut self.returned, returned));
        (self.is_in_helper, self.is_in_call, self.is_in_closure) = before;
        self.state = state;
        self.declared = declared;
        result
    }

    /// What is known of a record of this type.
    pub fn record(&self, record_type: &str) -> Type {
        self.around.records.get(record_type).cloned().unwrap_or_else(|| Type::of(Kinds::OBJECT))
    }
}

/// Whether a value is surely there, and not blank as far as that is known.
pub(super) fn is_certain(type_: &Type) -> bool {
    let is_blank = type_.known_texts().any(|text| text.trim().is_empty());
    !type_.may_be_nothing() && !type_.is_any() && !type_.is_never() && !is_blank
}

/// The fewest characters that a value has in a text.
pub(super) fn shortest(type_: &Type) -> usize {
    if type_.kinds == Kinds::TEXT { type_.text.shortest } else { 0 }
}
