//! Functions that tell missing and blank values from others, and choose among several.
//!
//! Missing is `()`. A text of nothing but blanks is a text, and blank.

use super::registrar::Registrar;
use super::registry::{Category, Example, Function};
use super::text::trimmed;
use crate::value::Value;

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "present",
        category: Category::Text,
        signature: "present(value) -> boolean",
        summary: "Whether there is a value: not missing, not a blank text, not an empty list or map",
        examples: &[
            Example::new("present(\"Ann\")", "true"),
            Example::new("present(\" \")", "false"),
            Example::new("present(())", "false"),
        ],
    },
    Function {
        name: "blank",
        category: Category::Text,
        signature: "blank(value) -> boolean",
        summary: "Whether there is no value: missing, a blank text, an empty list or map",
        examples: &[
            Example::new("blank(\" \")", "true"),
            Example::new("().blank()", "true"),
            Example::new("blank(0)", "false"),
        ],
    },
    Function {
        name: "is_blank",
        category: Category::Text,
        signature: "is_blank(value) -> boolean",
        summary: "The same as `blank`",
        examples: &[Example::new("\"\".is_blank()", "true")],
    },
    Function {
        name: "first_present",
        category: Category::Text,
        signature: "first_present(list) -> value",
        summary: "The first value that is neither missing nor a blank text, `()` when there is none. \
                  Takes a list, or two to six values.",
        examples: &[
            Example::new("first_present([(), \" \", \"Ann\", \"Bob\"])", "\"Ann\""),
            Example::new("first_present(\"\", \"Bob\")", "\"Bob\""),
            Example::new("first_present([])", "null"),
        ],
    },
    Function {
        name: "coalesce",
        category: Category::Text,
        signature: "coalesce(list) -> value",
        summary: "The first value that is not missing, be it blank; `()` when there is none. Takes a \
                  list, or two to six values.",
        examples: &[
            Example::new("coalesce([(), \"\", \"Ann\"])", "\"\""),
            Example::new("coalesce((), \"Bob\")", "\"Bob\""),
        ],
    },
];

pub(super) fn register(registrar: &mut Registrar) {
    registrar.value("present", |value: Value<'_>| !blank(value));
    registrar.value("blank", blank);
    registrar.value("is_blank", blank);
    registrar.first_that("first_present", is_present);
    registrar.first_that("coalesce", |value| !value.is_nothing());
}

/// Whether the value is missing, a blank text, or a list or object without anything in it. An entry
/// of an object that is missing counts as not there.
pub fn blank(value: Value<'_>) -> bool {
    match value {
        Value::Nothing => true,
        Value::Text(text) => trimmed(text).is_empty(),
        Value::List(list) => list.is_empty(),
        Value::Object(object) => object.is_empty(),
        _ => false,
    }
}

/// Whether the value is neither missing nor a blank text. An empty list is a value.
fn is_present(value: Value<'_>) -> bool {
    match value {
        Value::Nothing => false,
        Value::Text(text) => !trimmed(text).is_empty(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as JsonValue, json};

    use super::blank;
    use crate::value::Value;

    #[test]
    fn blank_looks_into_texts_lists_and_maps() {
        let check = |value: JsonValue, expected| {
            assert_eq!(blank(Value::of_json(&value)), expected, "{value}");
        };
        check(json!(null), true);
        check(json!("\u{a0}\u{200b}\t"), true);
        check(json!("x"), false);
        check(json!(false), false);
        check(json!([]), true);
        check(json!([null]), false);
        check(json!({"title": null}), true);
        check(json!({"title": 1}), false);
    }
}
