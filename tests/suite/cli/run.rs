//! `scimwright run`.

use serde_json::{Value, json};

use crate::bench::Bench;
use crate::folder::{Folder, preset_folder, scimwright, scimwright_with};

/// A project with a person in it, and a payload for that person.
fn project() -> Folder {
    let folder = Bench::new()
        .rule("primary_email", "user.userName")
        .rule("name", "user.displayName")
        .rule("job_title", "user.title")
        .rule("location", "vars.room")
        .condition("if record.name == \"Nobody\" { reject(\"nobody is no name\") } else { true }")
        .variable("room", json!("R1"))
        .record("people", json!({ "primary_email": "ann@acme.example", "name": "Old Ann", "supportID": "7" }))
        .save();
    folder.write("ann.json", r#"{"userName": "ann@acme.example", "displayName": "Ann"}"#);
    folder
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn the_json_has_the_documented_shape() {
    let folder = project();
    let called = scimwright(&["run", &folder.arg(""), &folder.arg("ann.json"), "--format", "json"]).exits(0);
    assert_eq!(called.stderr, "");
    let items = called.json();
    let item = &items[0];
    assert_eq!(
        keys(item),
        ["source", "resource_type", "record_type", "status", "reason", "record", "outcomes", "diagnostics"]
    );
    assert_eq!(item["source"], format!("{}#0", folder.arg("ann.json")));
    assert_eq!(
        (&item["resource_type"], &item["record_type"], &item["status"]),
        (&json!("User"), &json!("person"), &json!("written"))
    );
    assert_eq!(item["reason"], Value::Null);
    assert_eq!(
        item["record"],
        json!({ "primary_email": "ann@acme.example", "name": "Ann", "location": "R1", "supportID": "7" })
    );
    assert_eq!(keys(&item["outcomes"][0])[..2], ["field", "outcome"]);
    for key in ["field", "outcome", "value", "reason"] {
        assert!(item["outcomes"][0].get(key).is_some(), "{key}");
    }
    assert_eq!(item["outcomes"][2]["outcome"], "kept");
    // On a pipe JSON is the default.
    assert_eq!(scimwright(&["run", &folder.arg(""), &folder.arg("ann.json")]).exits(0).json(), items);
}

#[test]
fn the_text_shows_every_rule() {
    let folder = project();
    folder.write(
        "bad.json",
        format!(r#"{{"userName": "bob@acme.example", "displayName": "Bob", "title": "{}"}}"#, "x".repeat(81)),
    );
    let called = scimwright(&[
        "run",
        &folder.arg(""),
        &folder.arg("ann.json"),
        &folder.arg("bad.json"),
        "--format",
        "text",
    ])
    .exits(1);
    let expected = format!(
        "{}#0 → person: written
  + primary_email  set      ann@acme.example
  + name           set      Ann
  = job_title      kept
  + location       set      R1
{}#0 → person: written
  + primary_email  set      bob@acme.example
  + name           set      Bob
  ! job_title      failed   Job title has 81 characters, at most 80 are allowed
  + location       set      R1
  error[V501]: Job title has 81 characters, at most 80 are allowed
",
        folder.arg("ann.json"),
        folder.arg("bad.json")
    );
    let shown: Vec<_> = called.stdout.lines().filter(|line| !line.contains("note[")).collect();
    assert_eq!(shown.join("\n") + "\n", expected);
}

#[test]
fn standard_input_is_a_payload() {
    let folder = project();
    let run = |text: &str| scimwright_with(&["run", &folder.arg(""), "-"], text.as_bytes());
    let item = &run(r#"{"userName": "new@acme.example", "displayName": "New"}"#).exits(0).json()[0];
    assert_eq!((&item["source"], &item["status"]), (&json!("standard input#0"), &json!("written")));
    let two = run(
        "{\"userName\": \"a@b.example\", \"displayName\": \"A\"}\n{\"userName\": \"c@d.example\", \"displayName\": \"C\"}\n",
    );
    assert_eq!(two.exits(0).json().as_array().map(Vec::len), Some(2));
    let broken = run("{\"userName\": ").exits(1);
    assert!(broken.stderr.contains("error[P101]"), "{}", broken.stderr);
    assert_eq!(broken.json(), json!([]));
}

#[test]
fn the_current_record_is_found_given_or_new() {
    let folder = project();
    folder.write("person.json", r#"{"name": "Given", "job_title": "Given title"}"#);
    let run = |more: &[&str]| {
        let (project, payload) = (folder.arg(""), folder.arg("ann.json"));
        let arguments: Vec<&str> =
            ["run", &project, &payload].into_iter().chain(more.iter().copied()).collect();
        scimwright(&arguments).exits(0).json()[0]["record"].clone()
    };
    assert_eq!(run(&[])["supportID"], "7");
    assert_eq!(run(&["--new"]).get("supportID"), None);
    let given = run(&["--person", &folder.arg("person.json")]);
    assert_eq!((&given["job_title"], given.get("supportID")), (&json!("Given title"), None));
}

#[test]
fn a_mapping_file_does_as_well_as_a_project() {
    let folder = project();
    let file = folder.arg("m.scimmap.json");
    scimwright(&["export", &folder.arg(""), "--environment", "qa", "-o", &file]).exits(0);
    let item = &scimwright(&["run", &file, &folder.arg("ann.json")]).exits(0).json()[0];
    // It holds no records, so every record is new.
    assert_eq!(
        item["record"],
        json!({ "primary_email": "ann@acme.example", "name": "Ann", "location": "R1" })
    );
}

#[test]
fn what_is_not_written_is_told() {
    let folder = project();
    let run = |text: &str| scimwright_with(&["run", &folder.arg(""), "-"], text.as_bytes());
    let rejected = run(r#"{"userName": "n@acme.example", "displayName": "Nobody"}"#).exits(0);
    let item = &rejected.json()[0];
    assert_eq!(
        (&item["status"], &item["reason"], &item["record"]),
        (&json!("rejected"), &json!("nobody is no name"), &Value::Null)
    );
    let failed = run(r#"{"userName": "n@acme.example"}"#).exits(1);
    assert_eq!(failed.json()[0]["reason"], "Name is required and empty");
    let patch = run(
        r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [{"op": "replace", "path": "title", "value": "x"}]}"#,
    );
    let item = &patch.exits(1).json()[0];
    assert_eq!((&item["status"], &item["resource_type"]), (&json!("failed"), &Value::Null));
    let group =
        run(r#"{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "G"}"#).exits(1);
    assert_eq!(group.json()[0]["reason"], "The mapping has no rules for the resource type Group");
}

#[test]
fn samples_of_a_project_run_as_they_do_in_it() {
    let folder = preset_folder("okta-4me");
    let sample = folder.join("samples/03-mover.json").display().to_string();
    let case: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("cases/03-mover.json")).expect("a file"))
            .expect("JSON");
    let items = scimwright(&["run", &folder.display().to_string(), &sample]).exits(0).json();
    assert_eq!(items[0]["record"], case["expected"]["record"]);
}

#[test]
fn wrong_use_is_told_apart_from_wrong_input() {
    let folder = project();
    let check = |arguments: &[&str], status: i32, message: &str| {
        let called = scimwright(arguments).exits(status);
        assert!(called.stderr.contains(message), "{arguments:?}: {}", called.stderr);
        assert_eq!(called.stdout, "", "{arguments:?}");
    };
    let (root, payload) = (folder.arg(""), folder.arg("ann.json"));
    check(&["run", &root], 2, "required");
    check(&["run", &folder.arg("nowhere"), &payload], 2, "nowhere does not exist");
    check(&["run", &root, &folder.arg("nothing.json")], 2, "nothing.json does not exist");
    check(
        &["run", &root, &payload, "--environment", "staging"],
        2,
        "there is no environment `staging`; there is qa",
    );
    check(&["run", &root, &payload, "--person", &folder.arg("nobody.json")], 2, "nobody.json does not exist");
    check(&["run", &root, &payload, "--new", "--person", &payload], 2, "cannot be used with");
    check(&["run", &root, &payload, "--format", "yaml"], 2, "invalid value 'yaml'");
    check(&["run", &payload, &payload], 1, "is not used");
    folder.write("list.json", "[]");
    check(
        &["run", &root, &payload, "--person", &folder.arg("list.json")],
        1,
        "is no record; an object of fields is expected",
    );
    folder.write("cut.json", "{");
    check(&["run", &root, &payload, "--person", &folder.arg("cut.json")], 1, "cut.json is not used");
}

#[test]
fn a_trace_tells_how_each_value_came_about() {
    let folder = project();
    let (project, ann) = (folder.arg(""), folder.arg("ann.json"));
    let plain = scimwright(&["run", &project, &ann, "--format", "json"]).exits(0).json();
    let traced = scimwright(&["run", &project, &ann, "--trace", "--format", "json"]).exits(0).json();
    let outcome = &traced[0]["outcomes"][3];
    assert_eq!(outcome["because"], "`vars.room` is \"R1\"; the field becomes \"R1\".");
    let trace = &outcome["trace"];
    assert_eq!(keys(trace), ["steps", "cut", "sources", "result", "left_to_rhai", "limits"]);
    assert_eq!(
        trace["steps"],
        json!([{
            "depth": 0,
            "place": { "text": "script", "line": 1, "column": 1, "length": 9 },
            "text": "vars.room",
            "event": "read",
            "value": "R1",
            "source": 0,
            "missing": false,
        }])
    );
    assert_eq!(
        trace["sources"],
        json!([{
            "path": "vars.room",
            "kind": "variable",
            "attribute": "room",
            "place": "room",
            "value": "R1",
            "missing": false,
            "role": "reached",
        }])
    );
    assert_eq!(trace["result"], json!({ "kind": "value", "value": "R1" }));
    assert_eq!(traced[0]["condition"]["trace"]["result"]["value"], true);
    // Without what was added it is as it was.
    let mut without = traced;
    without[0].as_object_mut().expect("an object").shift_remove("condition");
    for outcome in without[0]["outcomes"].as_array_mut().expect("outcomes") {
        let outcome = outcome.as_object_mut().expect("an object");
        outcome.shift_remove("because");
        outcome.shift_remove("trace");
    }
    assert_eq!(without, plain);
}

#[test]
fn a_trace_of_some_fields_is_readable_text() {
    let folder = project();
    let called = scimwright(&[
        "run",
        &folder.arg(""),
        &folder.arg("ann.json"),
        "--trace",
        "--field",
        "location",
        "--field",
        "condition",
        "--format",
        "text",
    ]);
    let text = called.exits(0).stdout;
    let traces = text.split_once("\n\n").expect("traces").1;
    assert_eq!(
        traces,
        "  location set \"R1\"\n\
         \x20     1 | vars.room\n\
         \x20      |   vars.room  reads the variable room \"R1\"\n\
         \x20   came from\n\
         \x20     the variable room = \"R1\" (reached the value)\n\
         \x20   because: `vars.room` is \"R1\"; the field becomes \"R1\".\n\
         \n\
         \x20 User → person / condition\n\
         \x20     1 | if record.name == \"Nobody\" { reject(\"nobody is no name\") } else { true }\n\
         \x20      |   record.name              reads the new name \"Ann\"\n\
         \x20      |   record.name == \"Nobody\"  is false\n\
         \x20      |   record.name == \"Nobody\"  is false, on to line 1\n\
         \x20   came from\n\
         \x20     the new name = \"Ann\" (decided)\n\
         \x20   because: `record.name == \"Nobody\"` is false (`record.name` is \"Ann\"); the condition gives true.\n"
    );
    let called = scimwright(&["run", &folder.arg(""), &folder.arg("ann.json"), "--trace", "--field", "nope"]);
    assert!(called.exits(1).stderr.contains("no rule fills `nope`"));
    scimwright(&["run", &folder.arg(""), &folder.arg("ann.json"), "--field", "name"]).exits(2);
}
