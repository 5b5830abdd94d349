//! Walking the tree.
//!
//! What a node gives is what rhai gives for it, or the evaluation is left to rhai. Chains, loops and
//! changes of variables are in the files of these names.

use std::sync::Arc;

use crate::script::limits::TreeClock;
use crate::script::lower::bounds::{MOST_BYTES, MOST_BYTES_OF_ALL, MOST_CALLS, MOST_STEPS, may_take_long};
use crate::script::lower::observe::{Branch, Observer, Seen};
use crate::script::lower::tree::{Function, If, Kind, Node, Tree};
use crate::script::lower::workspace::{KnownResults, Workspace};
use crate::script::lower::{
    Bail, BinaryOperator, Native, NativeContext, binary, interpolated, negated, sized,
};
use crate::value::{Arena, Entry, List, Object, Value};

/// Why a node gives no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The evaluation is left to rhai.
    Bail,
    /// The loop ends with the value that is carried.
    Break,
    /// The loop goes on with its next entry.
    Continue,
    /// The function ends with the value that is carried.
    Return,
}

impl From<Bail> for Stop {
    fn from(_: Bail) -> Self {
        Self::Bail
    }
}

/// What a node gives.
pub(crate) type Evaluated<'a> = Result<Value<'a>, Stop>;

/// One evaluation of one tree.
pub(crate) struct Evaluator<'a, 'e, O> {
    pub inputs: &'a [Value<'a>],
    pub functions: &'a [Option<Arc<Function>>],
    pub context: NativeContext<'a>,
    /// The variables of all functions that are at work.
    pub stack: &'e mut Vec<Value<'a>>,
    /// What functions gave for the same inputs before.
    known: &'e mut KnownResults<'a>,
    /// Where those of the innermost function begin.
    base: usize,
    /// The value that a `break` or `return` gives.
    pub carried: Value<'a>,
    pub observer: &'e mut O,
    pub steps_left: u32,
    calls_left: u32,
    pub bytes_at_most: usize,
    pub clock: TreeClock,
}

impl<'a, 'e, O: Observer> Evaluator<'a, 'e, O> {
    /// Prepares an evaluation with these variables.
    pub fn new(
        tree: &'a Tree,
        inputs: &'a [Value<'a>],
        context: NativeContext<'a>,
        Workspace { stack, known, bytes_at_start }: &'e mut Workspace<'a>,
        observer: &'e mut O,
    ) -> Self {
        let bytes = context.arena.bytes();
        let start = *bytes_at_start.get_or_insert(bytes);
        Self {
            inputs,
            functions: &tree.functions,
            context,
            stack,
            known,
            base: 0,
            carried: Value::Nothing,
            observer,
            steps_left: MOST_STEPS,
            calls_left: MOST_CALLS,
            bytes_at_most: (bytes + MOST_BYTES).min(start + MOST_BYTES_OF_ALL),
            clock: TreeClock::new(O::WATCHES),
        }
    }

    /// The value of the whole tree.
    pub fn run(&mut self, tree: &'a Tree) -> Result<Value<'a>, Bail> {
        self.stack.clear();
        self.stack.resize(tree.body.n_slots, Value::Nothing);
        match self.evaluate(&tree.body.body) {
            Ok(value) => Ok(value),
            Err(Stop::Return) => Ok(self.carried),
            Err(Stop::Bail | Stop::Break | Stop::Continue) => Err(Bail),
        }
    }

    /// Where the values are made.
    pub fn arena(&self) -> &'a Arena {
        self.context.arena
    }

    /// The value of a node.
    #[inline]
    pub fn evaluate(&mut self, node: &'a Node) -> Evaluated<'a> {
        self.observer.begins(node.seen());
        let value = match &node.kind {
            Kind::Text(text) => Value::Text(text),
            Kind::Input(number) => self.inputs.get(*number).copied().unwrap_or_default(),
            Kind::Local(slot) => self.local(*slot),
            Kind::Chain(chain) => self.chain(chain)?,
            _ => self.evaluate_whole(node)?,
        };
        self.observer.value(node.seen(), value);
        Ok(value)
    }

    /// The value of a node that has parts, for the most part.
    fn evaluate_whole(&mut self, node: &'a Node) -> Evaluated<'a> {
        Ok(match &node.kind {
            Kind::Nothing => Value::Nothing,
            Kind::Boolean(flag) => Value::Boolean(*flag),
            Kind::Integer(whole) => Value::Integer(*whole),
            Kind::Float(number) => Value::Float(*number),
            Kind::Character(character) => Value::Character(*character),
            Kind::Call(native, arguments) => self.call_with(node.seen(), native, arguments)?,
            Kind::CallFunction(number, arguments) => self.call_function(node.seen(), *number, arguments)?,
            Kind::List(items) => self.list(items)?,
            Kind::Object(entries) => self.object(entries)?,
            Kind::Joined(parts) => self.joined(parts)?,
            Kind::Not(operand) => match self.evaluate(operand)? {
                Value::Boolean(flag) => Value::Boolean(!flag),
                _ => return Err(Stop::Bail),
            },
            Kind::Negative(operand) => negated(self.evaluate(operand)?)?,
            Kind::Binary(operator, operands) => self.binary(*operator, operands)?,
            Kind::And(parts) => Value::Boolean(self.all_are(node.seen(), parts, true)?),
            Kind::Or(parts) => Value::Boolean(!self.all_are(node.seen(), parts, false)?),
            Kind::Coalesce(parts) => self.coalesce(node.seen(), parts)?,
            Kind::Block(statements) => self.block(statements)?,
            Kind::Let(slot, value) => {
                let value = self.evaluate(value)?;
                self.set_local(*slot, value)
            }
            Kind::If(parts) => self.if_else(node.seen(), parts)?,
            Kind::Switch(parts) => self.switch(node.seen(), parts)?,
            _ => self.statement(node)?,
        })
    }

    #[inline(never)]
    fn binary(&mut self, operator: BinaryOperator, operands: &'a [Node; 2]) -> Evaluated<'a> {
        let [left, right] = operands;
        let (left, right) = (self.evaluate(left)?, self.evaluate(right)?);
        self.checked(binary(operator, left, right, self.arena())?)
    }

    /// The rarer statements.
    #[inline(never)]
    fn statement(&mut self, node: &'a Node) -> Evaluated<'a> {
        match &node.kind {
            Kind::Set(slot, operator, value) => {
                let value = self.evaluate(value)?;
                let value = match operator {
                    None => value,
                    Some(operator) => self.operated(*operator, self.local(*slot), value)?,
                };
                Ok(self.set_local(*slot, value))
            }
            Kind::Change(change) => self.change(change),
            Kind::While(parts) => self.while_loop(node.seen(), parts),
            Kind::DoWhile(parts) => self.do_loop(node.seen(), parts),
            Kind::For(parts) => self.for_loop(node.seen(), parts),
            Kind::Break(value) => self.stop(Stop::Break, value.as_deref()),
            Kind::Continue => Err(Stop::Continue),
            Kind::Return(value) => self.stop(Stop::Return, value.as_deref()),
            Kind::Throw(value) => self.stop(Stop::Bail, value.as_deref()),
            _ => Err(Stop::Bail),
        }
    }

    fn stop(&mut self, stop: Stop, value: Option<&'a Node>) -> Evaluated<'a> {
        self.carried = match value {
            Some(value) => self.evaluate(value)?,
            None => Value::Nothing,
        };
        Err(stop)
    }

    /// The value of a variable of the function at work.
    pub fn local(&self, slot: usize) -> Value<'a> {
        self.stack.get(self.base + slot).copied().unwrap_or_default()
    }

    /// Gives a variable a value; that is worth `()`.
    pub fn set_local(&mut self, slot: usize, value: Value<'a>) -> Value<'a> {
        if let Some(place) = self.stack.get_mut(self.base + slot) {
            *place = value;
        }
        Value::Nothing
    }

    /// A value that was made here, unless it is too large.
    #[expect(clippy::unused_self, reason = "reads as what the evaluation does")]
    pub fn checked(&self, value: Value<'a>) -> Evaluated<'a> {
        Ok(sized(value)?)
    }

    /// Takes the steps of one more round of a loop, or of a call.
    pub fn charge(&mut self, weight: u32) -> Result<(), Stop> {
        let before = self.steps_left;
        self.steps_left = before.checked_sub(weight).ok_or(Stop::Bail)?;
        self.within_bounds(before)
    }

    /// Takes the steps of going through the parts of a value. Looking for entries of the same name
    /// takes time by the square of their number.
    pub fn charge_parts(&mut self, value: Value<'a>) -> Result<(), Stop> {
        let weight = match value {
            Value::List(list) => list.len() / 8,
            Value::Object(Object::Entries(entries)) => entries.len().saturating_pow(2) / 32,
            Value::Object(Object::Json(members)) => members.len() / 4,
            _ => 0,
        };
        if weight == 0 { Ok(()) } else { self.charge(u32::try_from(weight).unwrap_or(u32::MAX)) }
    }

    /// Does something one call deeper.
    pub fn deeper<T>(&mut self, act: impl FnOnce(&mut Self) -> Result<T, Stop>) -> Result<T, Stop> {
        self.calls_left = self.calls_left.checked_sub(1).ok_or(Stop::Bail)?;
        let result = act(self);
        self.calls_left += 1;
        result
    }

    /// The value of a node that has to be true or false.
    pub fn condition(&mut self, node: &'a Node) -> Result<bool, Stop> {
        match self.evaluate(node)? {
            Value::Boolean(flag) => Ok(flag),
            _ => Err(Stop::Bail),
        }
    }

    /// Values of several nodes in order.
    pub fn values(&mut self, nodes: &'a [Node]) -> Result<&'a [Value<'a>], Stop> {
        let mut values = self.arena().buffer(nodes.len());
        for node in nodes {
            values.push(self.evaluate(node)?);
        }
        Ok(values.finish())
    }

    #[inline(never)]
    fn call_with(&mut self, seen: Seen, native: &'a Native, arguments: &'a [Node]) -> Evaluated<'a> {
        match arguments {
            [] => self.call_native(seen, native, &[]),
            [only] => {
                let arguments = [self.evaluate(only)?];
                self.call_native(seen, native, &arguments)
            }
            [first, second] => {
                let arguments = [self.evaluate(first)?, self.evaluate(second)?];
                self.call_native(seen, native, &arguments)
            }
            more => {
                let arguments = self.values(more)?;
                self.call_native(seen, native, arguments)
            }
        }
    }

    /// What a built-in function gives.
    pub fn call_native(&mut self, seen: Seen, native: &'a Native, arguments: &[Value<'a>]) -> Evaluated<'a> {
        match arguments.first() {
            Some(object @ Value::Object(_)) => self.charge_parts(*object)?,
            Some(Value::Text(text)) if may_take_long(native, text) => self.charge_text(text)?,
            _ => {}
        }
        let value = (native.call)(&self.context, arguments)?;
        self.observer.call(seen, native.name, arguments, value);
        Ok(value)
    }

    #[inline(never)]
    fn call_function(&mut self, seen: Seen, number: usize, arguments: &'a [Node]) -> Evaluated<'a> {
        let functions = self.functions;
        let Some(Some(function)) = functions.get(number) else { return Err(Stop::Bail) };
        let [Node { kind: Kind::Input(input), .. }] = arguments else {
            return self.call_anew(seen, function, arguments);
        };
        if O::WATCHES {
            return self.call_anew(seen, function, arguments);
        }
        if let Some(value) = self.known.get(function, *input) {
            return Ok(value);
        }
        let value = self.call_anew(seen, function, arguments)?;
        self.known.add(function, *input, value);
        Ok(value)
    }

    fn call_anew(&mut self, seen: Seen, function: &'a Function, arguments: &'a [Node]) -> Evaluated<'a> {
        let base = self.stack.len();
        for argument in arguments {
            // Calls inside of the arguments leave the stack as they found it.
            let value = self.evaluate(argument)?;
            self.stack.push(value);
        }
        self.charge(function.weight)?;
        self.observer.enters(seen, self.stack.get(base..).unwrap_or_default());
        self.stack.resize(base + function.n_slots.max(arguments.len()), Value::Nothing);
        let outer = std::mem::replace(&mut self.base, base);
        let result = self.deeper(|this| match this.evaluate(&function.body) {
            Err(Stop::Return) => Ok(this.carried),
            result => result,
        });
        self.base = outer;
        self.stack.truncate(base);
        result
    }

    #[inline(never)]
    fn list(&mut self, items: &'a [Node]) -> Evaluated<'a> {
        let items = self.values(items)?;
        self.checked(Value::List(List::Items(items)))
    }

    #[inline(never)]
    fn object(&mut self, entries: &'a [(Box<str>, Node)]) -> Evaluated<'a> {
        let mut made = self.arena().buffer(entries.len());
        for (name, value) in entries {
            made.push(Entry { name, value: self.evaluate(value)? });
        }
        self.checked(Value::Object(Object::Entries(made.finish())))
    }

    #[inline(never)]
    fn joined(&mut self, parts: &'a [Node]) -> Evaluated<'a> {
        let mut texts = self.arena().buffer(parts.len());
        for part in parts {
            let value = self.evaluate(part)?;
            texts.push(interpolated(value, self.arena())?);
        }
        self.checked(Value::Text(self.arena().joined(texts.finish())))
    }

    fn all_are(&mut self, seen: Seen, parts: &'a [Node], wanted: bool) -> Result<bool, Stop> {
        for (idx, part) in parts.iter().enumerate() {
            if self.condition(part)? != wanted {
                self.observer.branch(seen, Branch::Operand(idx));
                return Ok(false);
            }
        }
        self.observer.branch(seen, Branch::Operand(parts.len().saturating_sub(1)));
        Ok(true)
    }

    fn coalesce(&mut self, seen: Seen, parts: &'a [Node]) -> Evaluated<'a> {
        for (idx, part) in parts.iter().enumerate() {
            let value = self.evaluate(part)?;
            if !value.is_nothing() {
                self.observer.branch(seen, Branch::Operand(idx));
                return Ok(value);
            }
        }
        self.observer.branch(seen, Branch::Operand(parts.len().saturating_sub(1)));
        Ok(Value::Nothing)
    }

    fn block(&mut self, statements: &'a [Node]) -> Evaluated<'a> {
        let mut value = Value::Nothing;
        for statement in statements {
            value = self.evaluate(statement)?;
        }
        Ok(value)
    }

    fn if_else(&mut self, seen: Seen, parts: &'a If) -> Evaluated<'a> {
        if self.condition(&parts.condition)? {
            self.observer.branch(seen, Branch::Then);
            self.evaluate(&parts.then)
        } else {
            self.observer.branch(seen, Branch::Otherwise);
            self.evaluate(&parts.otherwise)
        }
    }
}
