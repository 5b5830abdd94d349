//! Changes of variables: lists and objects are rebuilt along the path that leads to the change, so
//! that whoever holds the old value keeps it.

use crate::script::Limits;
use crate::script::lower::evaluate::{Evaluated, Evaluator, Stop};
use crate::script::lower::observe::Observer;
use crate::script::lower::steps::place_in;
use crate::script::lower::tree::{Change, How, Method, PathStep};
use crate::script::lower::{BinaryOperator, binary};
use crate::value::{Entry, List, Object, Value};

/// A step of a path whose index is known.
enum Resolved<'a> {
    Name(&'a str),
    Index(i64),
}

/// What is done at the end of a path.
enum Act<'a> {
    Assign(Option<BinaryOperator>, Value<'a>),
    Call(Method, &'a [Value<'a>]),
}

/// The new value, and what the change gives.
type Changed<'a> = Result<(Value<'a>, Value<'a>), Stop>;

impl<'a, O: Observer> Evaluator<'a, '_, O> {
    /// Changes a part of a variable.
    pub fn change(&mut self, change: &'a Change) -> Evaluated<'a> {
        let act = match &change.how {
            How::Assign(operator, value) => Act::Assign(*operator, self.evaluate(value)?),
            How::Call(method, arguments) => Act::Call(*method, self.values(arguments)?),
        };
        let mut path = Vec::with_capacity(change.path.len());
        for step in &change.path {
            path.push(match step {
                PathStep::Name(name) => Resolved::Name(name),
                PathStep::Index(index) => match self.evaluate(index)? {
                    Value::Text(name) => Resolved::Name(name),
                    Value::Integer(index) => Resolved::Index(index),
                    _ => return Err(Stop::Bail),
                },
            });
        }
        let (changed, result) = self.changed(self.local(change.slot), &path, &act)?;
        let changed = self.checked(changed)?;
        self.set_local(change.slot, changed);
        self.checked(result)
    }

    fn changed(&mut self, value: Value<'a>, path: &[Resolved<'a>], act: &Act<'a>) -> Changed<'a> {
        self.charge_parts(value)?;
        match path.split_first() {
            None => self.acted(value, act),
            Some((Resolved::Name(name), rest)) => {
                let Value::Object(object) = value else { return Err(Stop::Bail) };
                let (name, inner) = place_of(object, name)?;
                let is_new = inner.is_nothing();
                if is_new && !(rest.is_empty() && matches!(act, Act::Assign(None, _))) {
                    return Err(Stop::Bail);
                }
                let (inner, result) = self.changed(inner, rest, act)?;
                Ok((self.with_entry(object, name, inner), result))
            }
            Some((Resolved::Index(index), rest)) => {
                let Value::List(list) = value else { return Err(Stop::Bail) };
                let idx = place_in(list, *index).ok_or(Stop::Bail)?;
                let (inner, result) = self.changed(list.get(idx).unwrap_or_default(), rest, act)?;
                let items = list.iter().enumerate();
                let items = items.map(|(other, item)| if other == idx { inner } else { item });
                Ok((self.arena().list(items), result))
            }
        }
    }

    fn acted(&self, value: Value<'a>, act: &Act<'a>) -> Changed<'a> {
        match act {
            Act::Assign(None, new) => Ok((*new, Value::Nothing)),
            Act::Assign(Some(operator), operand) => {
                Ok((self.operated(*operator, value, *operand)?, Value::Nothing))
            }
            Act::Call(method, arguments) => match value {
                Value::List(list) => self.changed_list(list, *method, arguments),
                Value::Object(object) => self.changed_object(object, *method, arguments),
                Value::Text(text) => self.changed_text(text, *method, arguments),
                _ => Err(Stop::Bail),
            },
        }
    }

    /// `value += operand`
    pub fn operated(&self, operator: BinaryOperator, value: Value<'a>, operand: Value<'a>) -> Evaluated<'a> {
        let is_known = match (value, operand) {
            (Value::Integer(_), Value::Integer(_))
            | (Value::Float(_), Value::Float(_) | Value::Integer(_)) => true,
            (Value::Text(_), Value::Text(_) | Value::Character(_)) => operator == BinaryOperator::Add,
            _ => false,
        };
        if is_known {
            return self.checked(binary(operator, value, operand, self.arena())?);
        }
        let (Value::List(list), BinaryOperator::Add) = (value, operator) else { return Err(Stop::Bail) };
        self.checked(match operand {
            Value::List(more) => self.arena().list(list.iter().chain(more.iter())),
            item => self.arena().list(list.iter().chain([item])),
        })
    }

    fn changed_list(&self, list: List<'a>, method: Method, arguments: &[Value<'a>]) -> Changed<'a> {
        let arena = self.arena();
        let n_items = list.len();
        let without = |idx: usize| {
            let kept = list.iter().enumerate().filter(move |(other, _)| *other != idx);
            arena.list(kept.map(|(_, item)| item))
        };
        Ok(match (method, arguments) {
            (Method::Push, [item]) => (arena.list(list.iter().chain([*item])), Value::Nothing),
            (Method::Append, [Value::List(more)]) => {
                (arena.list(list.iter().chain(more.iter())), Value::Nothing)
            }
            (Method::Clear, []) => (arena.list([]), Value::Nothing),
            (Method::Reverse, []) => (arena.list(list.iter().rev()), Value::Nothing),
            (Method::Pop | Method::Shift, []) if n_items == 0 => (Value::List(list), Value::Nothing),
            (Method::Pop, []) => (without(n_items - 1), list.get(n_items - 1).unwrap_or_default()),
            (Method::Shift, []) => (without(0), list.get(0).unwrap_or_default()),
            (Method::Remove, [Value::Integer(index)]) => match place_in(list, *index) {
                Some(idx) => (without(idx), list.get(idx).unwrap_or_default()),
                None => (Value::List(list), Value::Nothing),
            },
            (Method::Insert, [Value::Integer(index), item]) => {
                // Before the beginning is at the beginning, behind the end is at the end.
                let idx = match usize::try_from(*index) {
                    Ok(idx) => idx.min(n_items),
                    Err(_) => {
                        n_items.saturating_sub(usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX))
                    }
                };
                let items = list.iter().take(idx).chain([*item]).chain(list.iter().skip(idx));
                (arena.list(items), Value::Nothing)
            }
            _ => return Err(Stop::Bail),
        })
    }

    fn changed_object(&self, object: Object<'a>, method: Method, arguments: &[Value<'a>]) -> Changed<'a> {
        Ok(match (method, arguments) {
            (Method::Clear, []) => (self.arena().object([]), Value::Nothing),
            (Method::Remove, [Value::Text(name)]) => {
                let kept = object.iter().filter(|entry| entry.name != *name);
                (self.arena().object(kept), object.get_exact(name))
            }
            (Method::Set, [Value::Text(name), value]) => {
                (self.with_entry(object, name, *value), Value::Nothing)
            }
            _ => return Err(Stop::Bail),
        })
    }

    fn changed_text(&self, text: &'a str, method: Method, arguments: &[Value<'a>]) -> Changed<'a> {
        let arena = self.arena();
        let changed = match (method, arguments) {
            (Method::Clear, []) => "",
            (Method::Trim, []) => text.trim(),
            (Method::MakeUpper, []) => arena.text(&text.to_uppercase()),
            (Method::MakeLower, []) => arena.text(&text.to_lowercase()),
            (Method::Replace, [old, new]) => {
                let (mut old_bytes, mut new_bytes) = ([0; 4], [0; 4]);
                let old = text_of(*old, &mut old_bytes).ok_or(Stop::Bail)?;
                let new = text_of(*new, &mut new_bytes).ok_or(Stop::Bail)?;
                let n_bytes = text.matches(old).count().saturating_mul(new.len()).saturating_add(text.len());
                if text.is_empty() {
                    text
                } else if n_bytes <= Limits::RULE.string_bytes {
                    arena.text(&text.replace(old, new))
                } else {
                    return Err(Stop::Bail);
                }
            }
            _ => return Err(Stop::Bail),
        };
        Ok((Value::Text(changed), Value::Nothing))
    }

    /// An object with this entry beside or instead of those that it has.
    fn with_entry(&self, object: Object<'a>, name: &'a str, value: Value<'a>) -> Value<'a> {
        let is_there = object.iter().any(|entry| entry.name == name);
        let changed = Entry { name, value };
        let entries = object.iter().map(move |entry| if entry.name == name { changed } else { entry });
        self.arena().object(entries.chain((!is_there).then_some(changed)))
    }
}

/// The entry that is written by this name, and what it holds: the one in this spelling, otherwise
/// the one that differs only in case, otherwise a new one.
fn place_of<'a>(object: Object<'a>, name: &'a str) -> Result<(&'a str, Value<'a>), Stop> {
    // Entries that are there without a value have a place in rhai, or none if they came from JSON.
    if let Object::Entries(entries) = object
        && entries.iter().any(|entry| {
            entry.value.is_nothing() && entry.name != name && entry.name.eq_ignore_ascii_case(name)
        })
    {
        return Err(Stop::Bail);
    }
    let mut alike = object.iter().filter(|entry| entry.name.eq_ignore_ascii_case(name));
    match (alike.next(), alike.next()) {
        (None, _) => Ok((name, Value::Nothing)),
        (Some(entry), None) => Ok((entry.name, entry.value)),
        (Some(_), Some(_)) => match object.get_exact(name) {
            Value::Nothing => Err(Stop::Bail),
            value => Ok((name, value)),
        },
    }
}

fn text_of<'v>(value: Value<'v>, bytes: &'v mut [u8; 4]) -> Option<&'v str> {
    match value {
        Value::Text(text) => Some(text),
        Value::Character(character) => Some(character.encode_utf8(bytes)),
        _ => None,
    }
}
