//! The tree of a script, gone through once with parts of variables in place of values.
//!
//! Helper functions are looked into. What has no plain form, such as a loop that ends early, makes
//! the whole script [`Meaning::Script`].

use std::collections::BTreeMap;

use crate::script::Program;
use crate::script::describe::calls::{equal, fits, greater, less, named, one_of};
use crate::script::describe::statements::{Done, Tail};
use crate::script::describe::{Condition, Meaning};
use crate::script::lower::{
    BinaryOperator, Chain, Each, EachKind, Kind, Node, Pattern, Step, StepKind, Switch, Tree,
};

/// The most parts that are looked at, of a script and of what it is put together of.
const MOST_PARTS: usize = 20_000;

/// How deep helper functions are looked into.
const MOST_DEPTH: usize = 6;

/// What has no plain form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unclear;

/// The values of the variables of a function, by their slots.
pub(super) type Variables = BTreeMap<usize, Meaning>;

impl Program {
    /// What the script does. `names` are the variables in the order in which it was compiled with
    /// them. Always ends, in time that grows with the script.
    pub fn describe(&self, names: &[String]) -> Meaning {
        let mut describer = Describer { tree: self.outline(), names, parts_left: MOST_PARTS, depth: 0 };
        let body = &self.outline().body.body;
        describer.function_body(body, Variables::new()).unwrap_or(Meaning::Script)
    }
}

pub(super) struct Describer<'d> {
    tree: &'d Tree,
    names: &'d [String],
    parts_left: usize,
    depth: usize,
}

impl Describer<'_> {
    /// A function's value, or that of the script.
    fn function_body(&mut self, body: &Node, mut variables: Variables) -> Result<Meaning, Unclear> {
        Ok(self.statement(body, &mut variables, Tail::Function)?.value)
    }

    /// Counts parts, so that a value that is used again and again does not grow without end.
    pub(super) fn spend(&mut self, parts: usize) -> Result<(), Unclear> {
        self.parts_left = self.parts_left.checked_sub(parts).ok_or(Unclear)?;
        Ok(())
    }

    pub(super) fn expression(&mut self, node: &Node, variables: &mut Variables) -> Result<Meaning, Unclear> {
        self.spend(1)?;
        Ok(match &node.kind {
            Kind::Nothing => Meaning::Nothing,
            Kind::Boolean(is_true) => Meaning::Boolean(*is_true),
            Kind::Integer(number) => Meaning::Number(number.to_string()),
            Kind::Float(number) => Meaning::Number(number.to_string()),
            Kind::Character(character) => Meaning::Text(character.to_string()),
            Kind::Text(text) => Meaning::Text(text.to_string()),
            Kind::Joined(nodes) => Meaning::joined(self.all(nodes, variables)?),
            Kind::List(nodes) => Meaning::list_of(self.all(nodes, variables)?),
            Kind::Object(entries) => {
                let mut object = Vec::new();
                for (name, value) in entries {
                    object.push((name.to_string(), self.expression(value, variables)?));
                }
                Meaning::Object(object)
            }
            Kind::Input(number) => self.input(*number)?,
            Kind::Local(slot) => self.local(*slot, variables)?,
            Kind::Chain(chain) => self.chain(chain, variables)?,
            Kind::Not(node) => {
                let value = self.expression(node, variables)?;
                Meaning::truth(value.into_condition().negated())
            }
            Kind::Negative(node) => match self.expression(node, variables)? {
                Meaning::Number(number) => Meaning::Number(format!("-{number}")),
                other => call("-", vec![other]),
            },
            Kind::Binary(operator, operands) => self.binary(*operator, operands, variables)?,
            Kind::And(nodes) => self.conditions(nodes, variables, Condition::and)?,
            Kind::Or(nodes) => self.conditions(nodes, variables, Condition::or)?,
            Kind::Coalesce(nodes) => Meaning::first_there(self.all(nodes, variables)?),
            Kind::Call(native, arguments) => named(native, self.all(arguments, variables)?),
            Kind::CallFunction(number, arguments) => {
                let arguments = self.all(arguments, variables)?;
                self.call_function(*number, arguments)?
            }
            Kind::Block(_) | Kind::If(_) => self.statement(node, variables, Tail::Expression)?.value,
            Kind::Switch(switch) => self.switch(switch, variables, Tail::Expression)?.value,
            _ => return Err(Unclear),
        })
    }

    fn all(&mut self, nodes: &[Node], variables: &mut Variables) -> Result<Vec<Meaning>, Unclear> {
        nodes.iter().map(|node| self.expression(node, variables)).collect()
    }

    fn input(&self, number: usize) -> Result<Meaning, Unclear> {
        let variable = self.names.get(number).ok_or(Unclear)?.clone();
        if variable == "is_new" {
            return Ok(Meaning::truth(Condition::IsNew));
        }
        Ok(Meaning::Part { variable, names: Vec::new() })
    }

    fn local(&mut self, slot: usize, variables: &Variables) -> Result<Meaning, Unclear> {
        let value = variables.get(&slot).ok_or(Unclear)?.clone();
        self.spend(value.size())?;
        Ok(value)
    }

    fn call_function(&mut self, number: usize, arguments: Vec<Meaning>) -> Result<Meaning, Unclear> {
        let function = self.tree.functions.get(number).and_then(Option::as_deref).ok_or(Unclear)?;
        if self.depth >= MOST_DEPTH {
            return Err(Unclear);
        }
        self.depth += 1;
        let given: Variables = arguments.iter().cloned().enumerate().collect();
        let value = self.function_body(&function.body, given);
        self.depth -= 1;
        // A function of which nothing plain can be said still has a name.
        Ok(value.unwrap_or_else(|Unclear| call(&function.name, arguments)))
    }

    fn conditions(
        &mut self,
        nodes: &[Node],
        variables: &mut Variables,
        joined: fn(Condition, Condition) -> Condition,
    ) -> Result<Meaning, Unclear> {
        let conditions = self.all(nodes, variables)?.into_iter().map(Meaning::into_condition);
        conditions.reduce(joined).map(Meaning::truth).ok_or(Unclear)
    }

    fn binary(
        &mut self,
        operator: BinaryOperator,
        operands: &[Node; 2],
        variables: &mut Variables,
    ) -> Result<Meaning, Unclear> {
        let [left, right] = operands;
        let (left, right) = (self.expression(left, variables)?, self.expression(right, variables)?);
        Ok(match operator {
            BinaryOperator::Equal => Meaning::truth(equal(left, right)),
            BinaryOperator::NotEqual => Meaning::truth(equal(left, right).negated()),
            BinaryOperator::Less => Meaning::truth(less(left, right)),
            BinaryOperator::GreaterOrEqual => Meaning::truth(less(left, right).negated()),
            BinaryOperator::Greater => Meaning::truth(greater(left, right)),
            BinaryOperator::LessOrEqual => Meaning::truth(greater(left, right).negated()),
            BinaryOperator::In => Meaning::truth(one_of(left, right)),
            BinaryOperator::Add if is_text(&left) || is_text(&right) => Meaning::joined(vec![left, right]),
            BinaryOperator::Add => call("+", vec![left, right]),
            BinaryOperator::Subtract => call("-", vec![left, right]),
            BinaryOperator::Multiply => call("*", vec![left, right]),
            BinaryOperator::Divide => call("/", vec![left, right]),
            BinaryOperator::Remainder => call("%", vec![left, right]),
        })
    }

    fn chain(&mut self, chain: &Chain, variables: &mut Variables) -> Result<Meaning, Unclear> {
        let mut value = self.expression(&chain.base, variables)?;
        for step in &chain.steps {
            value = self.step(value, step, variables)?;
        }
        Ok(value)
    }

    fn step(&mut self, value: Meaning, step: &Step, variables: &mut Variables) -> Result<Meaning, Unclear> {
        self.spend(1)?;
        Ok(match &step.kind {
            StepKind::Property(name) => property(value, name),
            StepKind::Index(index) => match self.expression(index, variables)? {
                Meaning::Text(name) => property(value, &name),
                index => call("[]", vec![value, index]),
            },
            StepKind::Call(native, arguments) => {
                let mut all = vec![value];
                all.extend(self.all(arguments, variables)?);
                named(native, all)
            }
            StepKind::Each(each) => self.each(value, each, variables)?,
            StepKind::Foreign(_) => return Err(Unclear),
        })
    }

    fn each(&mut self, list: Meaning, each: &Each, variables: &Variables) -> Result<Meaning, Unclear> {
        let mut inside = variables.clone();
        if let Some(slot) = each.entry {
            inside.insert(slot, Meaning::Entry);
        }
        if each.index.is_some() || each.gathered.is_some() {
            return Err(Unclear);
        }
        // The entry of an outer list and that of this one would not be told apart.
        if variables.values().any(|value| *value == Meaning::Entry) {
            return Err(Unclear);
        }
        let value = self.function_body(&each.body, inside)?;
        let list = Box::new(list);
        Ok(match each.kind {
            EachKind::Filter | EachKind::Find => {
                let condition = Box::new(value.into_condition());
                Meaning::Chosen { list, condition, all: each.kind == EachKind::Filter }
            }
            EachKind::Map => Meaning::Mapped { list, value: Box::new(value) },
            EachKind::Some => {
                let condition = Box::new(value.into_condition());
                let found = Meaning::Chosen { list, condition, all: false };
                Meaning::truth(Condition::Missing(found).negated())
            }
            EachKind::All | EachKind::FindMap | EachKind::IndexOf | EachKind::Reduce => return Err(Unclear),
        })
    }

    pub(super) fn switch(
        &mut self,
        switch: &Switch,
        variables: &mut Variables,
        tail: Tail,
    ) -> Result<Done, Unclear> {
        let subject = self.expression(&switch.subject, variables)?;
        let is_range =
            |pattern: &Pattern| matches!(pattern, Pattern::Range(..) | Pattern::RangeInclusive(..));
        let plain = switch.arms.iter().filter(|arm| !is_range(&arm.pattern));
        let mut ways = Vec::new();
        for arm in plain.chain(switch.arms.iter().filter(|arm| is_range(&arm.pattern))) {
            self.spend(subject.size())?;
            let mut condition = fits(&subject, &arm.pattern);
            if let Some(more) = &arm.condition {
                condition = condition.and(self.expression(more, variables)?.into_condition());
            }
            ways.push((condition, self.closed(&arm.body, variables, tail)?));
        }
        let otherwise = match &switch.otherwise {
            Some(node) => self.closed(node, variables, tail)?,
            None => Done::with(Meaning::Nothing),
        };
        let chosen = ways.into_iter().rev();
        Ok(chosen.fold(otherwise, |otherwise, (condition, then)| Done {
            ends: then.ends.or(otherwise.ends),
            value: Meaning::when(condition, then.value, otherwise.value),
        }))
    }

    /// The value of a block that changes no variable outside of it.
    fn closed(&mut self, node: &Node, variables: &Variables, tail: Tail) -> Result<Done, Unclear> {
        let mut inside = variables.clone();
        let done = self.statement(node, &mut inside, tail)?;
        let is_same = variables.iter().all(|(slot, value)| inside.get(slot) == Some(value));
        if is_same { Ok(done) } else { Err(Unclear) }
    }
}

fn is_text(value: &Meaning) -> bool {
    matches!(value, Meaning::Text(_) | Meaning::Joined(_))
}

pub(super) fn call(function: &str, arguments: Vec<Meaning>) -> Meaning {
    Meaning::Call { function: function.to_owned(), arguments }
}

fn property(value: Meaning, name: &str) -> Meaning {
    match value {
        Meaning::Part { variable, mut names } => {
            names.push(name.to_owned());
            Meaning::Part { variable, names }
        }
        Meaning::Of { base, mut names } => {
            names.push(name.to_owned());
            Meaning::Of { base, names }
        }
        Meaning::Object(entries) => {
            let found = entries.into_iter().find(|(known, _)| known == name);
            found.map_or(Meaning::Nothing, |(_, value)| value)
        }
        Meaning::Nothing => Meaning::Nothing,
        other => Meaning::Of { base: Box::new(other), names: vec![name.to_owned()] },
    }
}
