//! `scimwright simulate`.

use serde_json::{Value, json};

use crate::bench::Bench;
use crate::folder::{Folder, preset_folder, scimwright, scimwright_with};

/// A project with a person, what the service provider holds of it, and requests.
fn project() -> Folder {
    let folder = Bench::new()
        .rule("primary_email", "user.userName")
        .rule("name", "user.displayName")
        .rule("job_title", "user.title")
        .rule("disabled", "if user.active == () { () } else { !user.active }")
        .record("people", json!({ "primary_email": "ann@acme.example", "name": "Ann", "supportID": "7" }))
        .save();
    let stored = json!({ "id": "7103", "userName": "ann@acme.example", "displayName": "Ann", "title": "Lead", "active": true });
    folder.write("stored.json", stored.to_string());
    let patch = |operations: Value| {
        json!({ "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": operations })
            .to_string()
    };
    folder.write("mover.json", patch(json!([{ "op": "Replace", "path": "title", "value": "Boss" }])));
    folder.write("leaver.json", patch(json!([{ "op": "Replace", "path": "active", "value": "False" }])));
    folder.write("wrong.json", patch(json!([{ "op": "replace", "path": "nonsense[", "value": "x" }])));
    folder
}

fn simulate(folder: &Folder, arguments: &[&str], format: &str) -> crate::folder::Called {
    let mut all = vec!["simulate".to_owned(), folder.arg("")];
    for argument in arguments {
        let is_file = folder.path(argument).exists();
        all.push(if is_file { folder.arg(argument) } else { (*argument).to_owned() });
    }
    all.extend(["--format".to_owned(), format.to_owned()]);
    scimwright(&all.iter().map(String::as_str).collect::<Vec<_>>())
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn the_json_has_the_documented_shape() {
    let folder = project();
    let report =
        simulate(&folder, &["--resource", "stored.json", "--request", "mover.json"], "json").exits(0).json();
    assert_eq!(
        keys(&report),
        [
            "resource",
            "record",
            "fields",
            "error",
            "client",
            "request",
            "status",
            "record_type",
            "basis",
            "record_status",
            "reason",
            "record_before",
            "attributes",
            "repairs",
            "notes",
            "members"
        ]
    );
    assert_eq!(report["resource"]["title"], "Boss");
    assert_eq!(report["record"]["job_title"], "Boss");
    assert_eq!((&report["error"], &report["client"]), (&Value::Null, &json!("entra-default")));
    assert_eq!((&report["status"], &report["basis"]), (&json!(200), &json!("matched")));
    let title =
        report["fields"].as_array().unwrap().iter().find(|change| change["field"] == "job_title").unwrap();
    assert_eq!(
        *title,
        json!({
            "field": "job_title", "label": "set", "resend": false, "before": null, "after": "Boss",
            "reason": "`title` is now “Boss”"
        })
    );
    assert_eq!(keys(title), ["field", "label", "resend", "before", "after", "reason"]);
}

#[test]
fn several_requests_are_one_way_with_steps() {
    let folder = project();
    let arguments = ["--resource", "stored.json", "--request", "mover.json", "--request", "leaver.json"];
    let report = simulate(&folder, &arguments, "json").exits(0).json();
    assert_eq!(report["steps"].as_array().unwrap().len(), 2);
    let label = |field: &str| {
        let fields = report["fields"].as_array().unwrap();
        fields.iter().find(|change| change["field"] == field).map(|change| change["label"].clone())
    };
    assert_eq!(
        (label("job_title"), label("disabled"), label("name")),
        (Some(json!("set")), Some(json!("set")), Some(json!("kept")))
    );
    assert_eq!(report["record_before"].get("job_title"), None);
    assert_eq!(report["record"]["disabled"], true);
}

#[test]
fn a_refused_request_is_an_error_and_the_next_one_follows() {
    let folder = project();
    let arguments = ["--resource", "stored.json", "--request", "wrong.json", "--request", "mover.json"];
    let report = simulate(&folder, &arguments, "json").exits(1).json();
    assert_eq!(report["error"]["scimType"], "invalidPath");
    assert_eq!(report["record"]["job_title"], "Boss");
    assert_eq!(report["steps"][0]["attributes"][0]["label"], "rejected");
    assert_eq!(report["steps"][0]["attributes"][0]["resend"], true);
    // Nothing is stored that could be changed.
    let report = simulate(&folder, &["--request", "mover.json"], "json").exits(1).json();
    assert_eq!((&report["status"], &report["resource"]), (&json!(404), &Value::Null));
}

#[test]
fn the_page_is_readable() {
    let folder = project();
    let arguments = ["--resource", "stored.json", "--request", "mover.json", "--client", "entra-default"];
    let called = simulate(&folder, &arguments, "text").exits(0);
    assert_eq!(
        called.stdout,
        "Client entra-default

PATCH /Users/7103 → 200
  repaired: “op” in another case: Operations[0].op \"Replace\" → \"replace\"
  +  title  Lead → Boss
     It gets another value

  person, the record with the same value in the match field: written
  +  job_title      nothing → Boss
     `title` is now “Boss”
  +  disabled       nothing → no
     Follows `active`
  =  primary_email  ann@acme.example  (Follows `userName`; the rule gives the value it has already)
  =  name           Ann  (Follows `displayName`; the rule gives the value it has already)
  =  supportID      7  (No rule fills it)
"
    );
}

#[test]
fn requests_come_from_standard_input_and_records_from_a_file() {
    let folder = project();
    folder
        .write("person.json", r#"{"primary_email": "ann@acme.example", "name": "Ann", "job_title": "Old"}"#);
    let arguments = [
        "simulate",
        &folder.arg(""),
        "--resource",
        &folder.arg("stored.json"),
        "--request",
        "-",
        "--person",
        &folder.arg("person.json"),
    ];
    let request = br#"{"method": "PATCH", "path": "/Users/7103", "body": {"Operations": [{"op": "remove", "path": "title"}]}}"#;
    let report = scimwright_with(&arguments, request).exits(0).json();
    assert_eq!((&report["basis"], &report["record"]["job_title"]), (&json!("given"), &json!("Old")));
    assert_eq!(scimwright_with(&arguments, b"7").exits(1).stdout, "");
    let unknown = simulate(&folder, &["--request", "mover.json", "--client", "nobody"], "json").exits(2);
    assert!(unknown.stderr.contains("there is no client `nobody`"), "{}", unknown.stderr);
}

#[test]
fn the_samples_of_a_project_are_known() {
    let folder = Folder::copy_of(&preset_folder("entra-4me"));
    let sample = |name: &str| folder.arg(&format!("samples/{name}"));
    let report = scimwright(&[
        "simulate",
        &folder.arg(""),
        "--resource",
        &sample("03-name-in-japanese.json"),
        "--request",
        &sample("04-mover-request.json"),
    ])
    .exits(0)
    .json();
    assert_eq!(report["record"]["manager"], "renata.vasconcelos@widget-international.example");
    assert_eq!(report["record"]["sourceID"], "7103");
    let report = scimwright(&["simulate", &folder.arg(""), "--request", &sample("01-joiner-full.json")])
        .exits(0)
        .json();
    assert_eq!((&report["status"], &report["record"]["sourceID"]), (&json!(201), &json!("7101")));
}

#[test]
fn members_have_the_keys_of_the_report() {
    let folder = Folder::copy_of(&preset_folder("entra-4me"));
    let members =
        json!([{ "op": "Add", "path": "members", "value": [{ "value": "7101" }, { "value": "404" }] }]);
    folder.write("add.json", json!({ "Operations": members }).to_string());
    let report = scimwright(&[
        "simulate",
        &folder.arg(""),
        "--resource",
        &folder.arg("samples/14-group-organization.json"),
        "--request",
        &folder.arg("add.json"),
    ])
    .exits(0)
    .json();
    let expected = [
        "subject",
        "because",
        "record",
        "fields",
        "record_type",
        "basis",
        "record_status",
        "reason",
        "record_before",
    ];
    assert_eq!(keys(&report["members"][0]), expected);
    assert_eq!(report["members"][0]["record"]["sourceID"], "7101");
    assert_eq!(report["members"][1]["record"], Value::Null);
}
