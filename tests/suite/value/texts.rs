//! Texts that are JSON, nearly JSON, or look like it, for the tests of reading and writing.

use proptest::prelude::*;
use serde_json::{Map, Number, Value};

/// Any JSON value, with awkward texts, names and numbers.
pub fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| Number::from_f64(number).map_or(Value::Null, Value::Number)),
        text().prop_map(Value::String),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
            prop::collection::vec((name(), inner), 0..5)
                .prop_map(|members| Value::Object(Map::from_iter(members))),
        ]
    })
}

/// Texts with quotes, backslashes, control characters and characters of every length.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9 .@-]{0,24}",
        "[\\x00-\\x7f]{0,12}",
        "(é|ß|漢|😀|\"|\\\\|\n|\u{0}|\u{7f}|\u{2028}|[a-z]){0,20}"
    ]
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof!["(a|A|b|value|Value|type)", text()]
}

/// A JSON text with something replaced, left out or put in.
pub fn broken() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "",
        "\"",
        "\\",
        "\\u",
        "\\ud83d",
        "\\ude00",
        "\\u00e9",
        "\\x",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        " ",
        "\n",
        "\t",
        "\r",
        "\u{0}",
        "\u{1f}",
        "\u{a0}",
        "\u{feff}",
        "0",
        "-",
        "-0",
        "01",
        "1.",
        ".5",
        "1e",
        "1e5",
        "1E+2",
        "1e999",
        "-1e-999",
        "18446744073709551615",
        "18446744073709551616",
        "9223372036854775808",
        "-9223372036854775809",
        "123456789012345678901234567890",
        "0.1",
        "true",
        "tru",
        "null",
        "nul",
        "NaN",
        "Infinity",
        "/",
        "//",
        "'",
        "\"a\":1,",
        "\"a\":",
        "{}",
        "[]",
        "[,]",
    ]);
    (json(), prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize, pieces), 0..4)).prop_map(
        |(value, edits)| {
            let mut text: Vec<char> = value.to_string().chars().collect();
            for (place, n_removed, piece) in edits {
                let at = place.index(text.len() + 1);
                let end = (at + n_removed).min(text.len());
                text.splice(at..end, piece.chars());
            }
            text.into_iter().collect()
        },
    )
}
