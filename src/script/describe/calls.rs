//! Calls of built-in functions and comparisons, in the form that says most.

use crate::script::describe::describe::call;
use crate::script::describe::{Condition, Meaning};
use crate::script::lower::{Native, Pattern};

pub(super) fn equal(left: Meaning, right: Meaning) -> Condition {
    match (left, right) {
        (value, Meaning::Nothing) | (Meaning::Nothing, value) => missing(value),
        (value, Meaning::Boolean(true)) | (Meaning::Boolean(true), value) => value.into_condition(),
        (value, Meaning::Text(text)) | (Meaning::Text(text), value) if text.is_empty() => {
            Condition::Equal(value, Meaning::Text(text))
        }
        (left, right) => Condition::Equal(left, right),
    }
}

/// `x.len() > 0` asks whether there is anything in it.
pub(super) fn greater(left: Meaning, right: Meaning) -> Condition {
    if let (Meaning::Call { function, arguments }, Meaning::Number(number)) = (&left, &right)
        && matches!(function.as_str(), "len" | "count")
        && number == "0"
        && let [subject] = arguments.as_slice()
    {
        return Condition::Blank(subject.clone()).negated();
    }
    Condition::Greater(left, right)
}

pub(super) fn less(left: Meaning, right: Meaning) -> Condition {
    Condition::Less(left, right)
}

pub(super) fn one_of(value: Meaning, among: Meaning) -> Condition {
    match among.into_plain_entries() {
        Ok(entries) => Condition::OneOf(value, entries),
        Err(among) => Condition::Contains(among, value),
    }
}

pub(super) fn fits(subject: &Meaning, pattern: &Pattern) -> Condition {
    let number = |number: i64| Meaning::Number(number.to_string());
    match pattern {
        Pattern::Nothing => Condition::Missing(subject.clone()),
        Pattern::Boolean(is_true) => equal(subject.clone(), Meaning::Boolean(*is_true)),
        Pattern::Integer(value) => equal(subject.clone(), number(*value)),
        Pattern::Character(value) => equal(subject.clone(), Meaning::Text(value.to_string())),
        Pattern::Text(text) => equal(subject.clone(), Meaning::Text(text.to_string())),
        Pattern::Range(from, to) => {
            let not_below = less(subject.clone(), number(*from)).negated();
            not_below.and(less(subject.clone(), number(*to)))
        }
        Pattern::RangeInclusive(from, to) => {
            let not_below = less(subject.clone(), number(*from)).negated();
            not_below.and(Condition::Greater(subject.clone(), number(*to)).negated())
        }
    }
}

/// `email_or_unit(x) == ()` asks whether `x` is an e-mail address.
fn missing(value: Meaning) -> Condition {
    match value {
        Meaning::Call { function, arguments } if function == "email_or_unit" => {
            Condition::True(call("is_email", arguments)).negated()
        }
        value => Condition::Missing(value),
    }
}

/// What a built-in function gives, in the form that says most.
pub(super) fn named(native: &Native, mut arguments: Vec<Meaning>) -> Meaning {
    let name = native.name;
    let n_arguments = arguments.len();
    match (name, n_arguments) {
        ("clear", 0) => Meaning::Clear,
        ("present", 1) => Meaning::truth(Condition::Blank(arguments.remove(0)).negated()),
        ("blank" | "is_blank" | "is_empty", 1) => Meaning::truth(Condition::Blank(arguments.remove(0))),
        ("reject", 1) => Meaning::Reject(Box::new(arguments.remove(0))),
        ("first_present" | "coalesce", 1) => match arguments.remove(0).into_plain_entries() {
            Ok(values) if name == "coalesce" => Meaning::first_there(values),
            Ok(values) => Meaning::first_filled(values),
            Err(other) => call(name, vec![other]),
        },
        (_, 2) => named_of_two(name, arguments),
        ("lookup_or", 3) => {
            let default = arguments.pop().map(Box::new);
            lookup(name, arguments, default)
        }
        _ => match &native.finds {
            Some(record_type) if n_arguments == 1 => {
                Meaning::Record { record_type: record_type.to_string(), by: Box::new(arguments.remove(0)) }
            }
            _ => call(name, arguments),
        },
    }
}

fn named_of_two(name: &str, mut arguments: Vec<Meaning>) -> Meaning {
    let condition: fn(Meaning, Meaning) -> Condition = match name {
        "contains" => |among, value| one_of(value, among),
        "starts_with" => Condition::StartsWith,
        "ends_with" => Condition::EndsWith,
        "same_text" => Condition::SameText,
        "is_one_of" => one_of,
        "lookup" => return lookup(name, arguments, None),
        "find_record" => {
            return match arguments.as_slice() {
                [Meaning::Text(record_type), by] => {
                    Meaning::Record { record_type: record_type.clone(), by: Box::new(by.clone()) }
                }
                _ => call(name, arguments),
            };
        }
        _ => return call(name, arguments),
    };
    let right = arguments.pop().unwrap_or(Meaning::Nothing);
    let left = arguments.pop().unwrap_or(Meaning::Nothing);
    Meaning::truth(condition(left, right))
}

fn lookup(name: &str, mut arguments: Vec<Meaning>, default: Option<Box<Meaning>>) -> Meaning {
    let key = arguments.pop().map(Box::new);
    match (arguments.pop(), key) {
        (Some(Meaning::Text(table)), Some(key)) => Meaning::Lookup { table, key, default },
        (table, key) => {
            let all = table.into_iter().chain(key.map(|key| *key)).chain(default.map(|default| *default));
            call(name, all.collect())
        }
    }
}
