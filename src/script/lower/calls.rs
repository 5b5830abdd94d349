//! Calls of functions and operators, and functions that stand where they are used.

use rhai::{Expr, FnCallExpr, FnPtr, Position, Stmt};

use crate::script::lower::BinaryOperator;
use crate::script::lower::frame::Declared;
use crate::script::lower::origins::Origins;
use crate::script::lower::sources::Source;
use crate::script::lower::translate::{Made, Translator};
use crate::script::lower::tree::{Each, EachKind, Foreign, Kind, Node};

/// The parts of entries that a function on lists looks at, and whether it gives the entries that it
/// was given or their values.
struct Passing {
    reads: &'static [&'static str],
    gives_value: bool,
}

impl Translator<'_> {
    /// A call in the style of a function.
    pub fn call(&mut self, call: &FnCallExpr, position: Position) -> Made {
        let name = call.name.as_str();
        if call.op_token.is_some() {
            return self.operator(name, call, position);
        }
        if call.capture_parent_scope {
            return self.refuse("a call with `!`", position);
        }
        if let Some(number) = self.function_of(name, call.args.len()) {
            return self.own_function(number, call, position);
        }
        if let Some(kind) = EachKind::of(name)
            && let [subject, function, ..] = &*call.args
            && self.is_closure(function)
        {
            self.findings.functions.insert(name.to_owned());
            return self.each_of(subject, kind, call, position);
        }
        let (nodes, origins) = self.arguments(&call.args, position);
        self.findings.functions.insert(name.to_owned());
        self.table(name, &nodes);
        let mut origins = origins.into_iter();
        let first = origins.next().unwrap_or_default();
        origins.for_each(|origins| self.findings.read(&origins));
        if let Some(native) = self.surroundings.natives.find(name, nodes.len()).cloned() {
            let origins = self.passed(name, first);
            return self.made_of(Kind::Call(native, nodes), position, origins);
        }
        self.findings.read(&first);
        let why = format!("a call of `{name}`, which the tree does not have");
        self.refuse_with(&why, Foreign { call: Some(name.into()), parts: nodes, is_change: false }, position)
    }

    /// Arguments in order, and where they come from. Rhai reads a first argument that is a variable
    /// after the others.
    fn arguments(&mut self, arguments: &[Expr], position: Position) -> (Box<[Node]>, Vec<Origins>) {
        let n_effects = self.n_effects;
        let mut nodes = Vec::with_capacity(arguments.len());
        let mut origins = Vec::with_capacity(arguments.len());
        for argument in arguments {
            let made = self.subject(argument);
            nodes.push(made.node);
            origins.push(made.origins);
        }
        if self.n_effects != n_effects && matches!(arguments.first(), Some(Expr::Variable(..))) {
            self.refuse("a change inside of an argument", position);
        }
        (nodes.into(), origins)
    }

    fn own_function(&mut self, number: usize, call: &FnCallExpr, position: Position) -> Made {
        let (nodes, origins) = self.arguments(&call.args, position);
        let origins = self.calls(call.name.as_str(), number, &origins, position);
        self.made_of(Kind::CallFunction(number, nodes), position, origins)
    }

    fn operator(&mut self, name: &str, call: &FnCallExpr, position: Position) -> Made {
        if self.has_function(name) {
            return self.refuse("an operator that a function of the script stands for", position);
        }
        match (name, &*call.args) {
            ("!", [operand]) => {
                let operand = self.value(operand);
                self.made(Kind::Not(Box::new(operand)), position)
            }
            ("-", [operand]) => {
                let operand = self.value(operand);
                self.made(Kind::Negative(Box::new(operand)), position)
            }
            ("contains", [container, item]) => {
                let (container, item) = (self.value(container), self.value(item));
                let operands = Box::new([item, container]);
                self.made(Kind::Binary(BinaryOperator::In, operands), position)
            }
            (_, [left, right]) => {
                let operands: Box<[Node; 2]> = Box::new([self.value(left), self.value(right)]);
                let Some(operator) = BinaryOperator::of(name) else {
                    let what = Foreign { call: Some(name.into()), parts: operands, is_change: false };
                    return self.refuse_with(&format!("the operator `{name}`"), what, position);
                };
                self.made(Kind::Binary(operator, operands), position)
            }
            (_, operands) => {
                self.values(operands);
                self.refuse(&format!("the operator `{name}`"), position)
            }
        }
    }

    fn table(&mut self, name: &str, arguments: &[Node]) {
        if name != "lookup" && name != "lookup_or" {
            return;
        }
        match arguments.first().map(|argument| &argument.kind) {
            Some(Kind::Text(table)) => {
                self.findings.tables.insert(table.to_string());
            }
            _ => self.findings.any_table = true,
        }
    }

    /// What a built-in function reads of its first argument, and where its result comes from.
    pub fn passed(&mut self, function: &str, origins: Origins) -> Origins {
        let Some(passing) = passing(function) else {
            self.findings.read(&origins);
            return Origins::default();
        };
        for name in passing.reads {
            self.findings.read(&origins.below(name));
        }
        if passing.gives_value { origins.below("value") } else { origins }
    }

    /// Whether an argument is a function that stands where it is used.
    pub fn is_closure(&self, argument: &Expr) -> bool {
        self.source_of(argument).is_some()
    }

    /// The function, with only those of its parameters that it does not capture.
    fn source_of(&self, argument: &Expr) -> Option<Source> {
        let (pointer, n_captured) = match argument {
            Expr::Stmt(block) => match block.statements() {
                [Stmt::Share(_), Stmt::Expr(curried)] => match &**curried {
                    Expr::FnCall(call, _) if call.name == "curry" => {
                        (call.args.first()?, call.args.len() - 1)
                    }
                    _ => return None,
                },
                _ => return None,
            },
            pointer => (pointer, 0),
        };
        let Expr::DynamicConstant(value, _) = pointer else { return None };
        let name = value.read_lock::<FnPtr>()?.fn_name().to_owned();
        let mut source = self.sources_of(&name).into_iter().next()?;
        source.parameters.drain(..n_captured.min(source.parameters.len()));
        Some(source)
    }

    /// A function that goes through a list. `origins` are those of the list, and then those of the
    /// result.
    pub fn closure(
        &mut self,
        kind: EachKind,
        function: &Expr,
        origins: &mut Origins,
        initial: Option<Node>,
        at: Position,
    ) -> Each {
        let mark = self.frame.begin_closure();
        let first_id = self.next_id();
        let source = self.source_of(function).unwrap_or(Source { parameters: Vec::new(), body: Vec::new() });
        let is_reduce = kind == EachKind::Reduce;
        let n_most = if is_reduce { 3 } else { 2 };
        if source.parameters.len() > n_most {
            self.refuse("a function with so many parameters", at);
        }
        if source.parameters.len() < 2 && is_reduce {
            self.refuse("`reduce` with a function of one parameter", at);
        }
        let mut parameters = source.parameters.iter();
        let gathered = if is_reduce { parameters.next() } else { None };
        let gathered = gathered.map(|name| self.frame.declare(name, Origins::default(), Declared::Given));
        let entry = parameters.next();
        let entry = entry.map(|name| self.frame.declare(name, origins.clone(), Declared::Given));
        let index = parameters.next();
        let index = index.map(|name| self.frame.declare(name, Origins::default(), Declared::Given));
        if entry.is_none() {
            self.findings.read(origins);
        }
        let (body, result) = self.closure_body(&source);
        self.end_block(mark);
        match kind {
            EachKind::Map | EachKind::FindMap => *origins = result,
            EachKind::Filter | EachKind::Find => self.findings.read(&result),
            EachKind::All | EachKind::IndexOf | EachKind::Reduce | EachKind::Some => {
                self.findings.read(&result);
                *origins = Origins::default();
            }
        }
        Each { kind, entry, index, gathered, initial, body, weight: self.weight_since(first_id) }
    }
}

/// Of functions that give entries of a list unchanged, or their values.
fn passing(function: &str) -> Option<Passing> {
    let (reads, gives_value): (&'static [&'static str], bool) = match function {
        "first" | "last" | "list" => (&[], false),
        "primary" => (&["primary"], false),
        "of_type" | "all_of_type" => (&["type"], false),
        "without" => (&["value"], false),
        "value_of" => (&[], true),
        "primary_value" => (&["primary"], true),
        "value_of_type" => (&["type"], true),
        _ => return None,
    };
    Some(Passing { reads, gives_value })
}
