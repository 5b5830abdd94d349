//! `switch`: which arm is taken.

use crate::script::lower::evaluate::{Evaluated, Evaluator, Stop};
use crate::script::lower::observe::{Branch, Observer, Seen};
use crate::script::lower::tree::{Pattern, Switch};
use crate::value::Value;

impl<'a, O: Observer> Evaluator<'a, '_, O> {
    /// The value of the arm that fits.
    pub fn switch(&mut self, seen: Seen, parts: &'a Switch) -> Evaluated<'a> {
        let subject = self.evaluate(&parts.subject)?;
        for (idx, arm) in parts.arms.iter().enumerate() {
            if !arm.pattern.fits(subject)? {
                continue;
            }
            let is_chosen = match &arm.condition {
                Some(condition) => self.condition(condition)?,
                None => true,
            };
            if is_chosen {
                self.observer.branch(seen, Branch::Arm(idx));
                return self.evaluate(&arm.body);
            }
        }
        self.observer.branch(seen, Branch::NoArm);
        match &parts.otherwise {
            Some(otherwise) => self.evaluate(otherwise),
            None => Ok(Value::Nothing),
        }
    }
}

impl Pattern {
    /// Whether a value is the one, or one of those.
    fn fits(&self, value: Value<'_>) -> Result<bool, Stop> {
        Ok(match (self, value) {
            (Self::Nothing, Value::Nothing) => true,
            (Self::Boolean(wanted), Value::Boolean(flag)) => *wanted == flag,
            (Self::Integer(wanted), Value::Integer(whole)) => *wanted == whole,
            (Self::Character(wanted), Value::Character(character)) => *wanted == character,
            (Self::Text(wanted), Value::Text(text)) => **wanted == *text,
            (Self::Range(from, to), Value::Integer(whole)) => (*from..*to).contains(&whole),
            (Self::RangeInclusive(from, to), Value::Integer(whole)) => (*from..=*to).contains(&whole),
            (Self::Range(..) | Self::RangeInclusive(..), Value::Float(_)) => return Err(Stop::Bail),
            _ => false,
        })
    }
}
