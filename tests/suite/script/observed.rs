//! What an observer of an evaluation is told.

use scimwright::script::{Branch, Observer, Seen};
use scimwright::value::Value;
use serde_json::json;

use super::bed::Bed;

/// Writes down what it is told.
#[derive(Default)]
struct Notes(Vec<String>);

impl Observer for Notes {
    fn value(&mut self, part: Seen, value: Value<'_>) {
        let value = value.to_json().map_or_else(|what| what, |json| json.to_string());
        self.0.push(format!("{}:{} {value}", part.place.line, part.place.column));
    }

    fn branch(&mut self, part: Seen, branch: Branch) {
        self.0.push(format!("{}:{} {branch:?}", part.place.line, part.place.column));
    }

    fn call(&mut self, _: Seen, function: &str, arguments: &[Value<'_>], result: Value<'_>) {
        let json = |value: &Value<'_>| value.to_json().unwrap_or_default().to_string();
        let arguments: Vec<_> = arguments.iter().map(json).collect();
        self.0.push(format!("{function}({}) = {}", arguments.join(", "), json(&result)));
    }

    fn enters(&mut self, part: Seen, arguments: &[Value<'_>]) {
        self.0.push(format!("{}:{} enters with {}", part.place.line, part.place.column, arguments.len()));
    }

    fn left_to_rhai(&mut self) {
        self.0.push("left to rhai".to_owned());
    }
}

#[track_caller]
fn check(script: &str, expected: &[&str]) {
    let bed = Bed::with_helpers("fn twice(x) { x + x }");
    let resource =
        json!({ "userName": "ann", "locale": "nl", "emails": [{ "value": "a" }, { "value": "b" }] });
    let mut notes = Notes::default();
    bed.observe(script, &resource, &mut notes);
    assert_eq!(notes.0, expected, "{script}");
}

#[test]
fn every_part_and_every_branch_is_told() {
    check("1 + 2", &["1:1 1", "1:5 2", "1:3 3"]);
    check("if is_new { \"a\" } else { \"b\" }", &["1:4 true", "1:1 Then", "1:13 \"a\"", "1:1 \"a\""]);
    check(
        "let x = lookup(\"languages\", user.locale);\nx",
        &[
            "1:16 \"languages\"",
            "1:29 {\"emails\":[{\"value\":\"a\"},{\"value\":\"b\"}],\"locale\":\"nl\",\"userName\":\"ann\"}",
            "1:34 \"nl\"",
            "1:29 \"nl\"",
            "lookup(\"languages\", \"nl\") = \"nl\"",
            "1:9 \"nl\"",
            "1:1 null",
            "2:1 \"nl\"",
            "0:0 \"nl\"",
        ],
    );
    check(
        "switch 2 { 1 => 5, 2 => twice(4), _ => 6 }",
        &[
            "1:8 2",
            "1:1 Arm(1)",
            "1:31 4",
            "1:25 enters with 1",
            "1:15 4",
            "1:19 4",
            "1:17 8",
            "1:25 8",
            "1:1 8",
        ],
    );
    check("[1].map(|n| n)", &["1:2 1", "1:1 [1]", "1:5 Entry(0)", "1:13 1", "1:5 [1]", "1:1 [1]"]);
    check(
        "().x?.y ?? 3",
        &["1:1 null", "1:4 null", "1:7 EndOfChain", "1:1 null", "1:12 3", "1:9 Operand(1)", "1:9 3"],
    );
    check("1 + true", &["1:1 1", "1:5 true", "left to rhai"]);
}
