//! The page for people who know the expressions of Entra and Okta: each script on it gives what is
//! written beside it, on the tree and in rhai.

use serde_json::Value as JsonValue;

use scimwright::script::{Evaluation, ScriptInputs};
use scimwright::value::{Arena, Value};

use super::bed::Bed;

const PAGE: &str = include_str!("../../../assets/help/from-entra-and-okta.md");

/// Script and result of each row.
fn rows() -> Vec<(String, String)> {
    let rows = PAGE.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        // Inside of a table a bar is escaped.
        let row = row.replace("\\|", "\u{1}");
        let cells: Vec<_> =
            row.split('|').map(|cell| cell.trim().trim_matches('`').replace('\u{1}', "|")).collect();
        assert_eq!(cells.len(), 5, "{row}");
        (cells[2].clone(), cells[3].clone())
    })
    .collect()
}

#[test]
fn every_script_gives_what_is_written_beside_it() {
    let user = PAGE.split("```json").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let bed = Bed::with_helpers("");
    let inputs = bed.inputs(&serde_json::from_str(user).unwrap());
    let values: Vec<Value<'_>> = inputs.iter().map(Value::of_json).collect();
    let mut wrong = Vec::new();
    let rows = rows();
    for (script, expected) in &rows {
        let program = bed.compile(script).unwrap_or_else(|error| panic!("{script}: {error:?}"));
        bed.compare(script, &program, &inputs);
        let arena = Arena::new();
        let mut given = ScriptInputs::new(bed.names(), &values);
        let result = match bed.host().evaluate(&program, &mut given, &arena) {
            Evaluation::Value(value) => value.to_json().unwrap().to_string(),
            Evaluation::Nothing => JsonValue::Null.to_string(),
            other => format!("{other:?}"),
        };
        if result != *expected {
            wrong.push(format!("{script}\n  gives {result}\n  not   {expected}"));
        }
    }
    assert!(rows.len() > 100, "{}", rows.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
