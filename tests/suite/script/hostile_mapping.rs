//! A whole mapping of hostile rules, and hostile mapping files: each can be opened, checked, run and
//! closed, and every rule that harms fails alone.

use std::time::{Duration, Instant};

use scimwright::script::{Evaluation, ScriptInputs};
use scimwright::value::Arena;
use serde_json::{Value, json};

use super::bed::Bed;
use super::hostile_corpus::{SCRIPTS, written_out};
use crate::bench::Bench;
use crate::folder::{Folder, scimwright};

/// For a mapping of 200 rules, each of which would take as long as it may.
const SOON: Duration = Duration::from_secs(30);

/// Fields that take a text.
const FIELDS: [&str; 10] = [
    "job_title",
    "location",
    "employeeID",
    "supportID",
    "authenticationID",
    "information",
    "picture_uri",
    "sourceID",
    "source",
    "locale",
];

fn of_rules(rules: &[Value]) -> Folder {
    let folder = Bench::new()
        .rule("primary_email", "\"ann@acme.example\"")
        .rule("name", "user.userName")
        .sample("01-ann", "7001", json!({ "userName": "ann" }))
        .save();
    let mut mapping: Value = serde_json::from_str(&folder.read("mapping.json")).expect("JSON");
    mapping["rule_sets"][0]["rules"].as_array_mut().expect("rules").extend(rules.iter().cloned());
    folder.write("mapping.json", mapping.to_string());
    folder
        .write("user.json", json!({ "userName": "ann", "emails": [{ "value": "a@b.example" }] }).to_string());
    folder
}

/// What the program prints as JSON, soon.
#[track_caller]
fn printed(arguments: &[&str]) -> Value {
    let begin = Instant::now();
    let called = scimwright(arguments);
    assert!(begin.elapsed() < SOON, "{arguments:?} took {:?}", begin.elapsed());
    called.exits(1).json()
}

#[test]
fn rules_that_never_end_fail_alone() {
    let rules: Vec<Value> =
        FIELDS.iter().map(|field| json!({ "field": field, "script": "loop { user.x }" })).collect();
    let folder = of_rules(&rules);
    let (root, user) = (folder.arg(""), folder.arg("user.json"));
    let runs = printed(&["run", &root, &user, "--format", "json"]);
    assert_eq!(runs[0]["record"], json!({ "primary_email": "ann@acme.example", "name": "ann" }));
    let outcomes = runs[0]["outcomes"].as_array().unwrap();
    let reasons: Vec<&str> = outcomes.iter().filter_map(|outcome| outcome["reason"].as_str()).collect();
    let endless = |reason: &&&str| reason.starts_with("The script takes ");
    assert_eq!(reasons.iter().filter(endless).count(), FIELDS.len(), "{reasons:?}");
    // The first few have all their time; those after them a tenth.
    assert!(reasons[9].ends_with("(other rules of the record used up the rest)"), "{reasons:?}");
    let rules: Vec<Value> = FIELDS
        .iter()
        .zip(
            ["\"x\".padded(200000, \"x\")", "fn f() { f() } f()", "upper(1, 2, 3)", "(", "sleep(9)"]
                .iter()
                .cycle(),
        )
        .map(|(field, script)| json!({ "field": field, "script": script }))
        .collect();
    let folder = of_rules(&rules);
    let runs = printed(&["run", &folder.arg(""), &folder.arg("user.json"), "--format", "json"]);
    assert_eq!(runs[0]["record"]["name"], "ann");
}

#[test]
fn two_hundred_rules_of_one_resource() {
    let bed = Bed::with_helpers("");
    let inputs = bed.inputs(&json!({ "userName": "ann" }));
    let values: Vec<_> = inputs.iter().map(scimwright::value::Value::of_json).collect();
    let programs: Vec<_> = (0..200)
        .map(|n| bed.compile(&format!("let n = {n}; loop {{ n += user.x ?? 1; }}")).unwrap())
        .collect();
    let mut given = ScriptInputs::new(bed.names(), &values);
    let arena = Arena::new();
    let begin = Instant::now();
    for program in &programs {
        let Evaluation::Failed(error) = bed.host().evaluate(program, &mut given, &arena) else {
            panic!("an endless loop ended");
        };
        assert_eq!(error.code.id(), "R303");
    }
    assert!(begin.elapsed() < SOON, "took {:?}", begin.elapsed());
}

#[test]
fn two_hundred_rules_are_checked() {
    let rules: Vec<Value> = SCRIPTS
        .iter()
        .enumerate()
        .map(|(idx, (_, script))| json!({ "field": format!("field_{idx}"), "script": written_out(script) }))
        .collect();
    let folder = of_rules(&rules);
    let checked = printed(&["check", &folder.arg(""), "--format", "json"]);
    assert!(checked["diagnostics"].as_array().unwrap().len() >= SCRIPTS.len());
    scimwright(&["test", &folder.arg(""), "--format", "json"]).exits(0);
}

#[test]
fn mapping_files_that_are_no_mapping() {
    let folder = Folder::new();
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let rule = |script: &str| json!({ "field": "name", "script": script });
    let set = |rules: Value| {
        json!({ "format": "scimwright mapping file", "version": 1, "rule_sets": [
            { "resource_type": "User", "record_type": "person", "rules": rules },
        ], "tables": { "": { "": 1 }, "../../etc/passwd": { "a\u{0}b": "c" }, "x\ny": [] } })
    };
    let files = [
        ("deep.scimmap.json", deep),
        ("empty.scimmap.json", String::new()),
        ("null.scimmap.json", "null".to_owned()),
        (
            "types.scimmap.json",
            json!({ "rule_sets": { "a": 1 }, "tables": 7, "functions": [[]] }).to_string(),
        ),
        ("long.scimmap.json", set(json!([rule(&"x".repeat(10_000_000))])).to_string()),
        ("many.scimmap.json", set((0..3_000).map(|_| rule("user.userName")).collect()).to_string()),
        ("lines.scimmap.json", set(json!([{ "field": "name", "script": vec![""; 100_000] }])).to_string()),
    ];
    for (name, text) in files {
        folder.write(name, text);
        for format in ["text", "json"] {
            let begin = Instant::now();
            let called = scimwright(&["check", &folder.arg(name), "--format", format]);
            assert!(begin.elapsed() < SOON, "{name} took {:?}", begin.elapsed());
            assert!([0, 1].contains(&called.status), "{name} ends with {}: {}", called.status, called.stderr);
            assert!(called.stdout.len() + called.stderr.len() < 4_000_000, "{name} is told at length");
        }
    }
}
