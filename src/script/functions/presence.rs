//! Functions that tell missing and blank values from others, and choose among several.
//!
//! Missing is `()`. A text of nothing but blanks is a text, and blank.

use rhai::Dynamic;

use super::registrar::Registrar;
use super::registry::{Category, Example, Function};
use super::text::trimmed;

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

pub(super) fn register(registrar: &mut Registrar<'_>) {
    registrar.value("present", |value| !blank(value));
    registrar.value("blank", blank);
    registrar.value("is_blank", blank);
    registrar.any_of("first_present", first_present);
    registrar.any_of("coalesce", coalesce);
}

/// Whether the value is missing, a blank text, or a list or map without anything in it. An entry
/// of a map that is `()` counts as not there.
pub fn blank(value: &Dynamic) -> bool {
    if let Ok(text) = value.as_immutable_string_ref() {
        return trimmed(&text).is_empty();
    }
    if let Ok(array) = value.as_array_ref() {
        return array.is_empty();
    }
    if let Ok(map) = value.as_map_ref() {
        return map.values().all(Dynamic::is_unit);
    }
    value.is_unit()
}

/// The first value that is not missing and not a blank text. An empty list is a value.
pub fn first_present(values: &[Dynamic]) -> Dynamic {
    let absent = |value: &Dynamic| {
        let text = value.as_immutable_string_ref().is_ok_and(|text| trimmed(&text).is_empty());
        text || value.is_unit()
    };
    values.iter().find(|value| !absent(value)).cloned().unwrap_or_default()
}

/// The first value that is not missing.
pub fn coalesce(values: &[Dynamic]) -> Dynamic {
    values.iter().find(|value| !value.is_unit()).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use rhai::{Array, Dynamic, Map};

    use super::blank;

    #[test]
    fn blank_looks_into_texts_lists_and_maps() {
        let check = |value: Dynamic, expected| assert_eq!(blank(&value), expected, "{value}");
        check(Dynamic::UNIT, true);
        check("\u{a0}\u{200b}\t".into(), true);
        check("x".into(), false);
        check(false.into(), false);
        check(Array::new().into(), true);
        check(vec![Dynamic::UNIT].into(), false);
        check(Map::from([("title".into(), Dynamic::UNIT)]).into(), true);
        check(Map::from([("title".into(), Dynamic::from(1))]).into(), false);
    }
}
