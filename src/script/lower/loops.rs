//! Loops.

use crate::script::lower::evaluate::{Evaluated, Evaluator, Stop};
use crate::script::lower::observe::{Branch, Observer, Seen};
use crate::script::lower::steps::whole;
use crate::script::lower::tree::{DoWhile, For, Node, Over, While};
use crate::value::Value;

/// How one round of a loop ended.
enum Round<'a> {
    /// At its end, or by `continue`.
    Done { was_cut_short: bool },
    /// By `break`, with the value of the loop.
    Last(Value<'a>),
}

impl<'a, O: Observer> Evaluator<'a, '_, O> {
    pub fn while_loop(&mut self, seen: Seen, parts: &'a While) -> Evaluated<'a> {
        for idx in 0.. {
            self.charge(parts.weight)?;
            if let Some(condition) = &parts.condition
                && !self.condition(condition)?
            {
                break;
            }
            self.observer.branch(seen, Branch::Entry(idx));
            if let Round::Last(value) = self.round(&parts.body)? {
                return Ok(value);
            }
        }
        Ok(Value::Nothing)
    }

    /// After a `continue` the condition is not looked at.
    pub fn do_loop(&mut self, seen: Seen, parts: &'a DoWhile) -> Evaluated<'a> {
        for idx in 0.. {
            self.charge(parts.weight)?;
            self.observer.branch(seen, Branch::Entry(idx));
            match self.round(&parts.body)? {
                Round::Last(value) => return Ok(value),
                Round::Done { was_cut_short: true } => {}
                Round::Done { was_cut_short: false } => {
                    if self.condition(&parts.condition)? != parts.goes_on {
                        break;
                    }
                }
            }
        }
        Ok(Value::Nothing)
    }

    pub fn for_loop(&mut self, seen: Seen, parts: &'a For) -> Evaluated<'a> {
        match &parts.over {
            Over::List(list) => {
                let Value::List(list) = self.evaluate(list)? else { return Err(Stop::Bail) };
                self.rounds(seen, parts, list.iter())
            }
            Over::Range(from, to) => {
                let (from, to) = self.bounds(from, to)?;
                self.rounds(seen, parts, (from..to).map(Value::Integer))
            }
            Over::RangeInclusive(from, to) => {
                let (from, to) = self.bounds(from, to)?;
                self.rounds(seen, parts, (from..=to).map(Value::Integer))
            }
        }
    }

    fn bounds(&mut self, from: &'a Node, to: &'a Node) -> Result<(i64, i64), Stop> {
        match (self.evaluate(from)?, self.evaluate(to)?) {
            (Value::Integer(from), Value::Integer(to)) => Ok((from, to)),
            _ => Err(Stop::Bail),
        }
    }

    fn rounds(&mut self, seen: Seen, parts: &'a For, over: impl Iterator<Item = Value<'a>>) -> Evaluated<'a> {
        for (idx, entry) in over.enumerate() {
            self.charge(parts.weight)?;
            self.observer.branch(seen, Branch::Entry(idx));
            self.set_local(parts.entry, entry);
            if let Some(counter) = parts.counter {
                self.set_local(counter, whole(idx));
            }
            if let Round::Last(value) = self.round(&parts.body)? {
                return Ok(value);
            }
        }
        Ok(Value::Nothing)
    }

    fn round(&mut self, body: &'a Node) -> Result<Round<'a>, Stop> {
        match self.evaluate(body) {
            Ok(_) => Ok(Round::Done { was_cut_short: false }),
            Err(Stop::Continue) => Ok(Round::Done { was_cut_short: true }),
            Err(Stop::Break) => Ok(Round::Last(self.carried)),
            Err(stop) => Err(stop),
        }
    }
}
