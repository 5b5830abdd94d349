//! Functions that count, pick, flatten and sort lists, and ask for membership of groups.
//!
//! Not those for `primary`, `type` and `value` of entries (`multi_valued`).

use std::cmp::Ordering;

use super::arguments::text_of;
use super::multi_valued::sub_attribute;
use super::registrar::Registrar;
use super::registry::{Category, Example, Function};
use super::text::{lower, same_text, trimmed};
use crate::value::{List, Value};

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "count",
        category: Category::MultiValued,
        signature: "count(list) -> number",
        summary: "How many entries the list has; 0 for a missing one, 1 for a single value",
        examples: &[Example::new("count([\"a\", \"b\"])", "2"), Example::new("count(())", "0")],
    },
    Function {
        name: "item",
        category: Category::MultiValued,
        signature: "item(list, number) -> entry",
        summary: "The entry of that number; the first is 1, the last -1. `()` when there is none.",
        examples: &[
            Example::new("item([\"a\", \"b\"], 2)", "\"b\""),
            Example::new("item([\"a\", \"b\"], -1)", "\"b\""),
            Example::new("item([\"a\"], 2)", "null"),
        ],
    },
    Function {
        name: "pluck",
        category: Category::MultiValued,
        signature: "pluck(list, name) -> list",
        summary: "What every entry has under that name, which is read without regard to case; entries \
                  without it are left out",
        examples: &[Example::new(
            "pluck([#{display: \"Sales\"}, #{value: \"g2\"}, #{Display: \"IT\"}], \"display\")",
            "[\"Sales\",\"IT\"]",
        )],
    },
    Function {
        name: "all_present",
        category: Category::MultiValued,
        signature: "all_present(list) -> list",
        summary: "The entries that are neither missing nor blank texts",
        examples: &[Example::new("all_present([\"a\", (), \" \", 0])", "[\"a\",0]")],
    },
    Function {
        name: "flattened",
        category: Category::MultiValued,
        signature: "flattened(list) -> list",
        summary: "The list with the entries of the lists in it in their place, at any depth",
        examples: &[Example::new("flattened([10, [20, [30]], 40])", "[10,20,30,40]")],
    },
    Function {
        name: "sorted",
        category: Category::MultiValued,
        signature: "sorted(list) -> list",
        summary: "The list in order: numbers by size, then texts by the alphabet without regard to case, \
                  then everything else as it stood",
        examples: &[Example::new("sorted([\"b\", \"A\", 10, 9])", "[9,10,\"A\",\"b\"]")],
    },
    Function {
        name: "is_member_of",
        category: Category::MultiValued,
        signature: "is_member_of(groups, names) -> boolean",
        summary: "Whether one of the groups has one of the names as its `display`, or as its `value`, \
                  without regard to case",
        examples: &[
            Example::new("is_member_of([#{value: \"g1\", display: \"IT Staff\"}], \"it staff\")", "true"),
            Example::new("is_member_of([#{value: \"g1\", display: \"IT Staff\"}], [\"HR\", \"g1\"])", "true"),
            Example::new("is_member_of([], \"HR\")", "false"),
        ],
    },
];

pub(super) fn register(registrar: &mut Registrar) {
    registrar.any_list("count", |list: List<'_>| i64::try_from(list.len()).unwrap_or(i64::MAX));
    registrar.list_number("item", item);
    registrar.list_text("pluck", pluck);
    registrar.list("all_present", all_present);
    registrar.list("flattened", flattened);
    registrar.list("sorted", sorted);
    registrar.list_list("is_member_of", is_member_of);
}

/// The entry of this number, from 1 or from -1 at the end.
fn item(list: List<'_>, number: i64) -> Option<Value<'_>> {
    let from_end = usize::try_from(number.unsigned_abs()).ok()?;
    let idx = if number < 0 { list.len().checked_sub(from_end)? } else { from_end.checked_sub(1)? };
    list.get(idx)
}

fn pluck<'a>(list: List<'a>, name: &str) -> Vec<Value<'a>> {
    list.iter().map(|entry| sub_attribute(entry, name)).filter(|value| !value.is_nothing()).collect()
}

fn all_present(list: List<'_>) -> Vec<Value<'_>> {
    let is_blank = |value: &Value<'_>| match value {
        Value::Nothing => true,
        Value::Text(text) => trimmed(text).is_empty(),
        _ => false,
    };
    list.iter().filter(|value| !is_blank(value)).collect()
}

/// How deep lists are taken out of lists.
const MOST_LEVELS: usize = 64;

fn flattened(list: List<'_>) -> Vec<Value<'_>> {
    let mut flat = Vec::with_capacity(list.len());
    add_flat(list, MOST_LEVELS, &mut flat);
    flat
}

fn add_flat<'a>(list: List<'a>, levels: usize, flat: &mut Vec<Value<'a>>) {
    for value in list.iter() {
        match value {
            Value::List(inner) if levels > 0 => add_flat(inner, levels - 1, flat),
            single => flat.push(single),
        }
    }
}

/// What a value is sorted by.
#[derive(PartialEq, PartialOrd)]
enum Rank {
    Number(f64),
    Text(String),
    Other,
}

fn sorted(list: List<'_>) -> Vec<Value<'_>> {
    let rank = |value: Value<'_>| match value {
        Value::Integer(whole) => Rank::Number(whole as f64),
        Value::Float(number) => Rank::Number(number),
        Value::Text(text) => Rank::Text(lower(text).into_owned()),
        _ => Rank::Other,
    };
    let mut ranked: Vec<_> = list.iter().map(|value| (rank(value), value)).collect();
    ranked.sort_by(|(left, _), (right, _)| left.partial_cmp(right).unwrap_or(Ordering::Equal));
    ranked.into_iter().map(|(_, value)| value).collect()
}

fn is_member_of(groups: List<'_>, names: List<'_>) -> bool {
    let is_named = |value: Value<'_>| {
        text_of(value)
            .is_some_and(|text| names.iter().filter_map(text_of).any(|name| same_text(&text, &name)))
    };
    groups.iter().any(|group| match group {
        Value::Object(object) => is_named(object.get("display")) || is_named(object.get("value")),
        single => is_named(single),
    })
}

#[cfg(test)]
mod tests {
    use super::{item, sorted};
    use crate::value::{List, Value};

    #[test]
    fn numbers_count_from_either_end() {
        let items = [Value::Integer(1), Value::Integer(2)];
        let check = |number, expected: Option<i64>| {
            let found = item(List::Items(&items), number);
            assert_eq!(
                found.map(|value| matches!(value, Value::Integer(n) if Some(n) == expected)),
                expected.map(|_| true)
            );
        };
        check(1, Some(1));
        check(-2, Some(1));
        check(0, None);
        check(3, None);
        check(-3, None);
        check(i64::MIN, None);
    }

    #[test]
    fn what_has_no_order_stays_where_it_stood() {
        let items = [Value::Boolean(true), Value::Float(f64::NAN), Value::Text("a"), Value::Nothing];
        assert_eq!(sorted(List::Items(&items)).len(), 4);
    }
}
