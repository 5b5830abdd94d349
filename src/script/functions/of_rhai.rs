//! The functions of rhai itself that are worth knowing, as completion and help show them.
//!
//! Not all of them, and none for which the function reference has a better one.

use crate::script::functions::Example;

/// A function of rhai.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RhaiFunction {
    /// The name as scripts write it.
    pub name: &'static str,
    /// Arguments and result, such as `filter(list, |entry| condition) -> list`.
    pub signature: &'static str,
    /// What it gives, in one sentence.
    pub summary: &'static str,
    /// A script and what it gives.
    pub example: Example,
}

const fn function(
    signature: &'static str,
    summary: &'static str,
    script: &'static str,
    result: &'static str,
) -> RhaiFunction {
    RhaiFunction { name: name_in(signature), signature, summary, example: Example::new(script, result) }
}

/// What stands before the bracket of a signature.
const fn name_in(signature: &'static str) -> &'static str {
    let bytes = signature.as_bytes();
    let mut end = 0;
    while end < bytes.len() && bytes[end] != b'(' {
        end += 1;
    }
    signature.split_at(end).0
}

/// The functions of rhai that are worth knowing: those of lists first, then of texts, numbers and
/// maps.
pub const RHAI_FUNCTIONS: &[RhaiFunction] = &[
    function(
        "filter(list, |entry| condition) -> list",
        "The entries for which the condition holds.",
        "[1, 2, 3].filter(|entry| entry > 1)",
        "[2,3]",
    ),
    function(
        "map(list, |entry| value) -> list",
        "What becomes of each entry.",
        "[1, 2].map(|entry| entry * 10)",
        "[10,20]",
    ),
    function(
        "find(list, |entry| condition) -> entry",
        "The first entry for which the condition holds, `()` when there is none.",
        "[1, 2, 3].find(|entry| entry > 1)",
        "2",
    ),
    function(
        "find_map(list, |entry| value) -> value",
        "The first value that is not `()`.",
        "[1, 2].find_map(|entry| if entry > 1 { \"b\" })",
        "\"b\"",
    ),
    function(
        "some(list, |entry| condition) -> boolean",
        "Whether the condition holds for any entry.",
        "[1, 2].some(|entry| entry > 1)",
        "true",
    ),
    function(
        "all(list, |entry| condition) -> boolean",
        "Whether the condition holds for every entry.",
        "[1, 2].all(|entry| entry > 1)",
        "false",
    ),
    function(
        "reduce(list, |sum, entry| value) -> value",
        "One value made of all entries; `sum` is what was made so far, `()` at first.",
        "[\"a\", \"b\"].reduce(|sum, entry| (sum ?? \"\") + entry)",
        "\"ab\"",
    ),
    function("push(list, entry)", "Puts an entry at the end.", "let list = [1]; list.push(2); list", "[1,2]"),
    function("len(list) -> number", "How many entries or characters there are.", "[1, 2].len()", "2"),
    function(
        "index_of(list, entry) -> number",
        "The place of the first such entry from 0, -1 when there is none.",
        "[\"a\", \"b\"].index_of(\"b\")",
        "1",
    ),
    function(
        "split(text, separator) -> list",
        "The parts between the separators.",
        "\"a-b\".split(\"-\")",
        "[\"a\",\"b\"]",
    ),
    function(
        "sub_string(text, start, count) -> text",
        "Characters from a place on, which is counted from 0.",
        "\"abcd\".sub_string(1, 2)",
        "\"bc\"",
    ),
    function("abs(number) -> number", "The number without its sign.", "abs(-2)", "2"),
    function("max(number, other) -> number", "The greater one.", "max(1, 2)", "2"),
    function("min(number, other) -> number", "The smaller one.", "min(1, 2)", "1"),
    function("parse_int(text) -> number", "A whole number written as text.", "parse_int(\"12\")", "12"),
    function("to_string(value) -> text", "The value as text.", "12.to_string()", "\"12\""),
    function("type_of(value) -> text", "The name of the value's type.", "type_of(\"a\")", "\"string\""),
    function("keys(map) -> list", "The names of the parts.", "#{ a: 1 }.keys()", "[\"a\"]"),
];

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::RHAI_FUNCTIONS;
    use crate::script::{Evaluation, Limits, RecordFinder, ScriptHost, ScriptInputs, World};
    use crate::value::Arena;
    use indexmap::IndexMap;
    use serde_json::{Map, Value};

    struct NoRecords;

    impl RecordFinder for NoRecords {
        fn find(&self, _: &str, _: &str) -> Option<&Map<String, Value>> {
            None
        }
    }

    #[test]
    fn every_example_gives_its_result() {
        let world = World {
            tables: Arc::new(IndexMap::new()),
            record_types: Vec::new(),
            records: Arc::new(NoRecords),
        };
        let host = ScriptHost::new(&world, Limits::RULE);
        for function in RHAI_FUNCTIONS {
            let program = host.compile(function.example.script, &[]).expect(function.example.script);
            let arena = Arena::new();
            let evaluation = host.evaluate(&program, &mut ScriptInputs::new(&[], &[]), &arena);
            let Evaluation::Value(value) = evaluation else { panic!("{evaluation:?}") };
            let json = value.to_json().expect("it is plain").to_string();
            assert_eq!(json, function.example.result, "{}", function.example.script);
            assert!(function.signature.starts_with(&format!("{}(", function.name)));
        }
    }
}
