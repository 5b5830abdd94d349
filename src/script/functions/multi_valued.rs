//! Functions for multi-valued attributes such as `emails`, whose entries are maps with `value`,
//! `type` and `primary`, or plain texts.
//!
//! Not what rhai's lists can do: `find`, `filter`, `map`, `some`. Names of sub-attributes are read
//! without regard to case.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::arguments::{described, text_of};
use super::conversion::to_boolean;
use super::registrar::Registrar;
use super::registry::{Category, Example, Function};
use super::text::{lower, same_text};
use crate::script::printed::printed;
use crate::value::{List, Value};

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "primary",
        category: Category::MultiValued,
        signature: "primary(list) -> entry",
        summary: "The first entry that is marked as primary, `()` when none is",
        examples: &[
            Example::new("primary([#{value: \"a\"}, #{value: \"b\", primary: true}]).value", "\"b\""),
            Example::new("primary([#{value: \"a\"}])", "null"),
        ],
    },
    Function {
        name: "primary_value",
        category: Category::MultiValued,
        signature: "primary_value(list) -> value",
        summary: "The value of the entry that is marked as primary, `()` when none is",
        examples: &[Example::new("primary_value([#{value: \"b\", primary: true}])", "\"b\"")],
    },
    Function {
        name: "of_type",
        category: Category::MultiValued,
        signature: "of_type(list, type) -> entry",
        summary: "The first entry of that type, without regard to case; `()` when there is none",
        examples: &[Example::new(
            "of_type([#{type: \"Work\", value: \"a\"}, #{type: \"home\", value: \"b\"}], \"work\").value",
            "\"a\"",
        )],
    },
    Function {
        name: "value_of_type",
        category: Category::MultiValued,
        signature: "value_of_type(list, type) -> value",
        summary: "The value of the first entry of that type, `()` when there is none",
        examples: &[
            Example::new("value_of_type([#{type: \"mobile\", value: \"1\"}], \"mobile\")", "\"1\""),
            Example::new("value_of_type([#{type: \"mobile\", value: \"1\"}], \"fax\")", "null"),
        ],
    },
    Function {
        name: "all_of_type",
        category: Category::MultiValued,
        signature: "all_of_type(list, type) -> list",
        summary: "All entries of that type, without regard to case",
        examples: &[Example::new(
            "all_of_type([#{type: \"work\", value: \"a\"}, #{value: \"b\"}], \"work\").values()",
            "[\"a\"]",
        )],
    },
    Function {
        name: "value_of",
        category: Category::MultiValued,
        signature: "value_of(entry) -> value",
        summary: "The `value` of an entry; an entry that is not a map is its own value",
        examples: &[
            Example::new("value_of(#{value: \"a\", type: \"work\"})", "\"a\""),
            Example::new("value_of(\"a\")", "\"a\""),
            Example::new("value_of(#{type: \"work\"})", "null"),
        ],
    },
    Function {
        name: "values",
        category: Category::MultiValued,
        signature: "values(list) -> list",
        summary: "The value of every entry that has one. Of a map: what its entries hold.",
        examples: &[Example::new("values([#{value: \"a\"}, #{type: \"work\"}, \"b\"])", "[\"a\",\"b\"]")],
    },
    Function {
        name: "without",
        category: Category::MultiValued,
        signature: "without(list, value) -> list",
        summary: "The entries whose value is another one, without regard to case. A missing value \
                  takes none away.",
        examples: &[
            Example::new("without([\"Ann@x.example\", \"b\"], \"ann@x.example\")", "[\"b\"]"),
            Example::new("without([#{value: \"a\"}], \"a\")", "[]"),
        ],
    },
    Function {
        name: "first",
        category: Category::MultiValued,
        signature: "first(list) -> entry",
        summary: "The first entry, `()` of an empty list",
        examples: &[Example::new("first([1, 2])", "1"), Example::new("first([])", "null")],
    },
    Function {
        name: "last",
        category: Category::MultiValued,
        signature: "last(list) -> entry",
        summary: "The last entry, `()` of an empty list",
        examples: &[Example::new("last([1, 2])", "2")],
    },
    Function {
        name: "list",
        category: Category::MultiValued,
        signature: "list(value) -> list",
        summary: "A list in any case: a list itself, a single value as a list of one, what is \
                  missing as an empty list",
        examples: &[
            Example::new("list(\"a\")", "[\"a\"]"),
            Example::new("list(())", "[]"),
            Example::new("list([1, 2])", "[1,2]"),
        ],
    },
    Function {
        name: "unique",
        category: Category::MultiValued,
        signature: "unique(list) -> list",
        summary: "The list without repetitions; the first of each stays. Texts are compared without \
                  regard to case, entries with a `value` by their value and type.",
        examples: &[
            Example::new("unique([\"a\", \"B\", \"A\"])", "[\"a\",\"B\"]"),
            Example::new("unique([#{value: \"a\", primary: true}, #{value: \"A\"}]).values()", "[\"a\"]"),
        ],
    },
];

pub(super) fn register(registrar: &mut Registrar) {
    registrar.list("primary", primary);
    registrar.list("primary_value", primary_value);
    registrar.list_text("of_type", of_type);
    registrar.list_text("value_of_type", value_of_type);
    registrar.list_text("all_of_type", all_of_type);
    registrar.value("value_of", value_of);
    registrar.list("values", values);
    registrar.list_optional_text("without", without);
    registrar.list("first", first);
    registrar.list("last", last);
    registrar.any_list("list", list);
    registrar.list("unique", unique);
}

/// The sub-attribute of an entry, nothing when the entry is not an object or does not have it.
pub(super) fn sub_attribute<'a>(entry: Value<'a>, name: &str) -> Value<'a> {
    entry.as_object().map_or(Value::Nothing, |object| object.get(name))
}

/// The first entry whose `primary` is true, be it a boolean or a text.
pub fn primary(list: List<'_>) -> Value<'_> {
    let is_primary = |entry: &Value<'_>| match sub_attribute(*entry, "primary") {
        Value::Nothing => false,
        Value::Boolean(flag) => flag,
        mark => text_of(mark).and_then(|text| to_boolean(&text)) == Some(true),
    };
    list.iter().find(is_primary).unwrap_or_default()
}

fn primary_value(list: List<'_>) -> Result<Value<'_>, String> {
    value_of(primary(list))
}

fn is_of_type(entry: Value<'_>, wanted: &str) -> bool {
    text_of(sub_attribute(entry, "type")).is_some_and(|given| same_text(&given, wanted))
}

/// The first entry of the type.
pub fn of_type<'a>(list: List<'a>, wanted: &str) -> Value<'a> {
    list.iter().find(|entry| is_of_type(*entry, wanted)).unwrap_or_default()
}

fn value_of_type<'a>(list: List<'a>, wanted: &str) -> Result<Value<'a>, String> {
    value_of(of_type(list, wanted))
}

/// All entries of the type, in order.
pub fn all_of_type<'a>(list: List<'a>, wanted: &str) -> Vec<Value<'a>> {
    list.iter().filter(|entry| is_of_type(*entry, wanted)).collect()
}

/// The value of an entry, nothing for an object without one.
///
/// # Errors
/// When the entry is a list.
pub fn value_of(entry: Value<'_>) -> Result<Value<'_>, String> {
    match entry {
        Value::Object(object) => Ok(object.get("value")),
        Value::List(_) => Err(format!("value_of expects an entry, not {}", described(entry))),
        single => Ok(single),
    }
}

/// The value of every entry that has one.
pub fn values(list: List<'_>) -> Result<Vec<Value<'_>>, String> {
    let values = list.iter().map(value_of);
    values.filter(|value| !matches!(value, Ok(Value::Nothing))).collect()
}

/// The entries whose value is not this text.
pub fn without<'a>(list: List<'a>, unwanted: Option<&str>) -> Vec<Value<'a>> {
    let is_unwanted = |entry: &Value<'_>| {
        let value = value_of(*entry).ok().and_then(text_of);
        value.zip(unwanted).is_some_and(|(value, unwanted)| same_text(&value, unwanted))
    };
    list.iter().filter(|entry| !is_unwanted(entry)).collect()
}

fn first(list: List<'_>) -> Option<Value<'_>> {
    list.get(0)
}

fn last(list: List<'_>) -> Option<Value<'_>> {
    list.iter().next_back()
}

/// A list in any case, which arguments are already.
fn list(list: List<'_>) -> List<'_> {
    list
}

/// The list without repetitions, in order.
pub fn unique(list: List<'_>) -> Vec<Value<'_>> {
    let mut seen = BTreeSet::new();
    list.iter()
        .enumerate()
        .filter(|(idx, entry)| seen.insert(identity(*entry, *idx)))
        .map(|(_, entry)| entry)
        .collect()
}

/// What two entries have in common when one repeats the other.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Identity<'a> {
    /// Of an entry with a value: value and type in small letters.
    Valued(Cow<'a, str>, Cow<'a, str>),
    /// Of a text: the text in small letters.
    Text(Cow<'a, str>),
    /// Of another value: its kind and what is printed for it.
    Printed(&'static str, Cow<'a, str>),
    /// Of what cannot be printed: its place, which it shares with no other.
    Place(usize),
}

fn identity(entry: Value<'_>, idx: usize) -> Identity<'_> {
    if let Some(value) = folded(sub_attribute(entry, "value")) {
        return Identity::Valued(value, folded(sub_attribute(entry, "type")).unwrap_or_default());
    }
    if let Value::Text(text) = entry {
        return Identity::Text(lower(text));
    }
    printed(entry).map_or(Identity::Place(idx), |text| Identity::Printed(kind_of(entry), text))
}

fn folded(value: Value<'_>) -> Option<Cow<'_, str>> {
    text_of(value).map(|text| match text {
        Cow::Borrowed(text) => lower(text),
        Cow::Owned(text) => Cow::Owned(text.to_lowercase()),
    })
}

/// Numbers that are printed alike are of different kinds: 1 is whole.
fn kind_of(value: Value<'_>) -> &'static str {
    match value {
        Value::Integer(_) => "whole",
        Value::Float(_) => "float",
        Value::Character(_) => "character",
        other => described(other),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as JsonValue, json};

    use super::{primary, unique, values, without};
    use crate::value::{List, Value};

    fn list_of(list: &JsonValue) -> List<'_> {
        Value::of_json(list).as_list().expect("a list")
    }

    #[test]
    fn the_mark_may_be_a_text_and_names_in_any_case() {
        let entries = json!([{"value": "a", "primary": "False"}, {"Value": "b", "Primary": "True"}]);
        let first = [primary(list_of(&entries))];
        assert_eq!(values(List::Items(&first)).unwrap()[0].as_text(), Some("b"));
        assert!(primary(list_of(&json!(["a", null, 1]))).is_nothing());
    }

    #[test]
    fn repetitions_are_told_by_kind_and_type() {
        let check = |list: JsonValue, n_unique| {
            assert_eq!(unique(list_of(&list)).len(), n_unique, "{list}");
        };
        check(json!([1, "1", 1.0, 1]), 3);
        check(json!([{"value": "1", "type": "work"}, {"value": "1", "type": "fax"}]), 2);
        check(json!([{"value": "1", "type": "work"}, {"value": "1", "type": "WORK"}]), 1);
        check(json!(["É", "é", null]), 2);
        check(json!([{"a": 1}, {"a": 1}, [1], [1]]), 2);
    }

    #[test]
    fn nothing_is_taken_away_for_a_missing_value() {
        let entries = json!(["a", {"type": "work"}, null]);
        assert_eq!(without(list_of(&entries), None).len(), 3);
        assert_eq!(without(list_of(&entries), Some("A ")).len(), 2);
    }
}
