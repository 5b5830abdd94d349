//! Functions for multi-valued attributes such as `emails`, whose entries are maps with `value`,
//! `type` and `primary`, or plain texts.
//!
//! Not what rhai's lists can do: `find`, `filter`, `map`, `some`. Names of sub-attributes are read
//! without regard to case.

use std::collections::BTreeSet;

use rhai::{Array, Dynamic};

use super::arguments::{described, text_of};
use super::conversion::to_boolean;
use super::registrar::Registrar;
use super::registry::{Category, Example, Function};
use super::text::same_text;

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

pub(super) fn register(registrar: &mut Registrar<'_>) {
    registrar.list("primary", primary);
    registrar.list("primary_value", |list| value_of(&primary(list)));
    registrar.list_text("of_type", of_type);
    registrar.list_text("value_of_type", |list, wanted| value_of(&of_type(list, wanted)));
    registrar.list_text("all_of_type", all_of_type);
    registrar.value("value_of", value_of);
    registrar.list("values", values);
    registrar.list_optional_text("without", without);
    registrar.list("first", |list| list.first().cloned());
    registrar.list("last", |list| list.last().cloned());
    registrar.value("list", list);
    registrar.list("unique", unique);
}

/// The sub-attribute of an entry, `()` when the entry is not a map or does not have it.
fn sub_attribute(entry: &Dynamic, name: &str) -> Dynamic {
    let Ok(map) = entry.as_map_ref() else {
        return Dynamic::UNIT;
    };
    let exact = map.get(name).filter(|value| !value.is_unit());
    let any_case = || {
        let mut entries = map.iter();
        entries.find(|(key, value)| key.eq_ignore_ascii_case(name) && !value.is_unit())
    };
    exact.or_else(|| any_case().map(|(_, value)| value)).cloned().unwrap_or_default()
}

/// The first entry whose `primary` is true, be it a boolean or a text.
pub fn primary(list: &[Dynamic]) -> Dynamic {
    let is_primary = |entry: &&Dynamic| {
        text_of(&sub_attribute(entry, "primary")).and_then(|text| to_boolean(&text)) == Some(true)
    };
    list.iter().find(is_primary).cloned().unwrap_or_default()
}

fn is_of_type(entry: &Dynamic, wanted: &str) -> bool {
    text_of(&sub_attribute(entry, "type")).is_some_and(|given| same_text(&given, wanted))
}

/// The first entry of the type.
pub fn of_type(list: &[Dynamic], wanted: &str) -> Dynamic {
    list.iter().find(|entry| is_of_type(entry, wanted)).cloned().unwrap_or_default()
}

/// All entries of the type, in order.
pub fn all_of_type(list: &[Dynamic], wanted: &str) -> Array {
    list.iter().filter(|entry| is_of_type(entry, wanted)).cloned().collect()
}

/// The value of an entry, `()` for a map without one.
///
/// # Errors
/// When the entry is a list.
pub fn value_of(entry: &Dynamic) -> Result<Dynamic, String> {
    if entry.is_array() {
        return Err(format!("value_of expects an entry, not {}", described(entry)));
    }
    Ok(if entry.is_map() { sub_attribute(entry, "value") } else { entry.clone() })
}

/// The value of every entry that has one.
pub fn values(list: &[Dynamic]) -> Result<Array, String> {
    let values = list.iter().map(value_of).filter(|value| !value.as_ref().is_ok_and(Dynamic::is_unit));
    values.collect()
}

/// The entries whose value is not this text.
pub fn without(list: &[Dynamic], unwanted: Option<&str>) -> Array {
    let is_unwanted = |entry: &&Dynamic| {
        let value = value_of(entry).ok().and_then(|value| text_of(&value));
        value.zip(unwanted).is_some_and(|(value, unwanted)| same_text(&value, unwanted))
    };
    list.iter().filter(|entry| !is_unwanted(entry)).cloned().collect()
}

/// A list in any case.
pub fn list(value: &Dynamic) -> Array {
    match value.as_array_ref() {
        Ok(array) => array.clone(),
        Err(_) if value.is_unit() => Array::new(),
        Err(_) => vec![value.clone()],
    }
}

/// The list without repetitions, in order.
pub fn unique(list: &[Dynamic]) -> Array {
    let mut seen = BTreeSet::new();
    list.iter().filter(|entry| seen.insert(identity(entry))).cloned().collect()
}

/// What two entries have in common when one repeats the other.
fn identity(entry: &Dynamic) -> (bool, String, String) {
    let folded = |value: &Dynamic| text_of(value).map(|text| text.to_lowercase());
    if let Some(value) = folded(&sub_attribute(entry, "value")) {
        return (true, value, folded(&sub_attribute(entry, "type")).unwrap_or_default());
    }
    let whole = if entry.is_string() { folded(entry) } else { None };
    let kind = entry.type_name().to_owned();
    (false, whole.unwrap_or_else(|| entry.to_string()), kind)
}

#[cfg(test)]
mod tests {
    use rhai::{Dynamic, Engine};

    use super::{primary, unique, values, without};

    fn list_of(script: &str) -> Vec<Dynamic> {
        Engine::new().eval(script).unwrap()
    }

    #[test]
    fn the_mark_may_be_a_text_and_names_in_any_case() {
        let entries = list_of(r#"[#{value: "a", primary: "False"}, #{Value: "b", Primary: "True"}]"#);
        assert_eq!(values(&[primary(&entries)]).unwrap()[0].to_string(), "b");
        assert!(primary(&list_of(r#"["a", (), 1]"#)).is_unit());
    }

    #[test]
    fn repetitions_are_told_by_kind_and_type() {
        let check = |script: &str, n_unique| {
            assert_eq!(unique(&list_of(script)).len(), n_unique, "{script}");
        };
        check(r#"[1, "1", 1.0, 1]"#, 3);
        check(r#"[#{value: "1", type: "work"}, #{value: "1", type: "fax"}]"#, 2);
        check(r#"[#{value: "1", type: "work"}, #{value: "1", type: "WORK"}]"#, 1);
        check(r#"["É", "é", ()]"#, 2);
        check("[#{a: 1}, #{a: 1}, [1], [1]]", 2);
    }

    #[test]
    fn nothing_is_taken_away_for_a_missing_value() {
        let entries = list_of(r#"["a", #{type: "work"}, ()]"#);
        assert_eq!(without(&entries, None).len(), 3);
        assert_eq!(without(&entries, Some("A ")).len(), 2);
    }
}
