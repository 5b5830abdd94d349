//! Chains: reading parts of values, calls in the style of methods, and going through lists.

use crate::script::lower::evaluate::{Evaluated, Evaluator, Stop};
use crate::script::lower::observe::{Branch, Observer, Seen};
use crate::script::lower::tree::{Chain, Each, EachKind, Node, Step, StepKind};
use crate::value::{List, Value};

impl<'a, O: Observer> Evaluator<'a, '_, O> {
    /// The value that a chain leads to.
    #[inline(never)]
    pub fn chain(&mut self, chain: &'a Chain) -> Evaluated<'a> {
        let mut value = self.evaluate(&chain.base)?;
        for (idx, step) in chain.steps.iter().enumerate() {
            if step.is_optional && value.is_nothing() {
                self.observer.branch(step.seen(), Branch::EndOfChain);
                self.skip(chain.steps.get(idx..).unwrap_or_default())?;
                return Ok(Value::Nothing);
            }
            value = match (&step.kind, value) {
                (StepKind::Property(name), Value::Object(object)) => object.get(name),
                _ => self.step(value, step)?,
            };
            self.observer.value(step.seen(), value);
        }
        Ok(value)
    }

    /// Rhai evaluates the arguments of all steps before the chain, and fails where they fail.
    fn skip(&mut self, steps: &'a [Step]) -> Result<(), Stop> {
        for step in steps {
            match &step.kind {
                StepKind::Property(_) | StepKind::Foreign(_) => {}
                StepKind::Index(index) => {
                    self.evaluate(index)?;
                }
                StepKind::Call(_, arguments) => {
                    for argument in arguments {
                        self.evaluate(argument)?;
                    }
                }
                StepKind::Each(each) => {
                    if let Some(initial) = &each.initial {
                        self.evaluate(initial)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn step(&mut self, value: Value<'a>, step: &'a Step) -> Evaluated<'a> {
        match &step.kind {
            StepKind::Property(name) => property(value, name),
            StepKind::Index(index) => {
                let index = self.evaluate(index)?;
                item(value, index)
            }
            StepKind::Call(native, arguments) => match &**arguments {
                [] => self.call_native(step.seen(), native, &[value]),
                [only] => {
                    let arguments = [value, self.evaluate(only)?];
                    self.call_native(step.seen(), native, &arguments)
                }
                more => self.call_with_more(value, step, more),
            },
            StepKind::Each(each) => self.each(step.seen(), value, each),
            StepKind::Foreign(_) => Err(Stop::Bail),
        }
    }

    fn call_with_more(&mut self, subject: Value<'a>, step: &'a Step, arguments: &'a [Node]) -> Evaluated<'a> {
        let StepKind::Call(native, _) = &step.kind else { return Err(Stop::Bail) };
        let mut values = self.arena().buffer(arguments.len() + 1);
        values.push(subject);
        for argument in arguments {
            values.push(self.evaluate(argument)?);
        }
        self.call_native(step.seen(), native, values.finish())
    }

    #[inline(never)]
    fn each(&mut self, seen: Seen, subject: Value<'a>, each: &'a Each) -> Evaluated<'a> {
        let mut gathered = match &each.initial {
            Some(initial) => self.evaluate(initial)?,
            None => Value::Nothing,
        };
        let list = match subject {
            Value::List(list) => list,
            Value::Nothing if each.kind != EachKind::Reduce => return Ok(Value::Nothing),
            _ => return Err(Stop::Bail),
        };
        self.deeper(|this| {
            let n_taken = match each.kind {
                EachKind::Filter | EachKind::Map => list.len(),
                _ => 0,
            };
            let mut taken = this.arena().buffer(n_taken);
            for (idx, entry) in list.iter().enumerate() {
                this.charge(each.weight)?;
                this.observer.branch(seen, Branch::Entry(idx));
                let result = this.result_of(each, gathered, entry, idx)?;
                let holds = matches!(result, Value::Boolean(true));
                match each.kind {
                    EachKind::All if !holds => return Ok(Value::Boolean(false)),
                    EachKind::Some if holds => return Ok(Value::Boolean(true)),
                    EachKind::Find if holds => return this.checked(entry),
                    EachKind::IndexOf if holds => return Ok(whole(idx)),
                    EachKind::FindMap if !result.is_nothing() => return this.checked(result),
                    EachKind::Filter if holds => taken.push(entry),
                    EachKind::Map => taken.push(result),
                    EachKind::Reduce => gathered = result,
                    _ => {}
                }
            }
            match each.kind {
                EachKind::All => Ok(Value::Boolean(true)),
                EachKind::Some => Ok(Value::Boolean(false)),
                EachKind::IndexOf => Ok(Value::Integer(-1)),
                EachKind::Find | EachKind::FindMap => Ok(Value::Nothing),
                EachKind::Filter | EachKind::Map => this.checked(Value::List(List::Items(taken.finish()))),
                EachKind::Reduce => this.checked(gathered),
            }
        })
    }

    /// What the function gives for one entry.
    fn result_of(
        &mut self,
        each: &'a Each,
        gathered: Value<'a>,
        entry: Value<'a>,
        idx: usize,
    ) -> Evaluated<'a> {
        if let Some(slot) = each.gathered {
            self.set_local(slot, gathered);
        }
        if let Some(slot) = each.entry {
            self.set_local(slot, entry);
        }
        if let Some(slot) = each.index {
            self.set_local(slot, whole(idx));
        }
        match self.evaluate(&each.body) {
            Err(Stop::Return) => Ok(self.carried),
            result => result,
        }
    }
}

impl Step {
    /// The step as an observer knows it.
    fn seen(&self) -> Seen {
        Seen { node: self.id, place: self.place }
    }
}

/// `value.name`
pub(crate) fn property<'a>(value: Value<'a>, name: &str) -> Evaluated<'a> {
    match value {
        Value::Object(object) => Ok(object.get(name)),
        // Rhai has a property of this name for every value but objects.
        Value::Nothing if name != "tag" => Ok(Value::Nothing),
        Value::List(list) => match name {
            "len" => Ok(whole(list.len())),
            "is_empty" => Ok(Value::Boolean(list.is_empty())),
            _ => Err(Stop::Bail),
        },
        Value::Text(text) => match name {
            "len" => Ok(whole(text.chars().count())),
            "is_empty" => Ok(Value::Boolean(text.is_empty())),
            _ => Err(Stop::Bail),
        },
        _ => Err(Stop::Bail),
    }
}

/// `value[index]`
fn item<'a>(value: Value<'a>, index: Value<'a>) -> Evaluated<'a> {
    match (value, index) {
        (Value::Object(object), Value::Text(name)) => Ok(object.get(name)),
        (Value::Nothing, Value::Text(_) | Value::Integer(_)) => Ok(Value::Nothing),
        (Value::List(list), Value::Integer(index)) => {
            Ok(place_in(list, index).and_then(|idx| list.get(idx)).unwrap_or_default())
        }
        (Value::Text(text), Value::Integer(index)) => {
            let character = match usize::try_from(index) {
                Ok(idx) => text.chars().nth(idx),
                Err(_) => usize::try_from(index.unsigned_abs() - 1)
                    .ok()
                    .and_then(|from_end| text.chars().rev().nth(from_end)),
            };
            character.map(Value::Character).ok_or(Stop::Bail)
        }
        _ => Err(Stop::Bail),
    }
}

/// The place of an index that may count from the end, `None` outside of the list.
pub(crate) fn place_in(list: List<'_>, index: i64) -> Option<usize> {
    let idx = match usize::try_from(index) {
        Ok(idx) => idx,
        Err(_) => list.len().checked_sub(usize::try_from(index.unsigned_abs()).ok()?)?,
    };
    (idx < list.len()).then_some(idx)
}

/// A count as scripts have it.
pub(crate) fn whole<'a>(count: usize) -> Value<'a> {
    Value::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}
