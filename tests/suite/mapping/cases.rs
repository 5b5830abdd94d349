//! What a case compares, and what it says when it cannot.

use scimwright::mapping::{Case, CaseResult, Expected, MappingRun, Review, RunStatus, verify};
use scimwright::target::Record;
use serde_json::{Map, Value, json};

use crate::bench::Bench;

fn record(value: Value) -> Record {
    serde_json::from_value(value).expect("a record is an object")
}

/// The run of a small mapping on one user.
fn run() -> MappingRun {
    let bench = Bench::new()
        .rule("primary_email", "user.userName")
        .rule("name", "user.displayName")
        .rule("job_title", "user.title");
    let payload = json!({ "userName": "ann@acme.example", "displayName": "Ann", "title": "Baker" });
    first_run(&bench.payload(payload))
}

/// The run of a mapping that refuses the user.
fn rejected() -> MappingRun {
    first_run(&Bench::new().condition("reject(\"a guest\")").rule("name", "\"Ann\""))
}

fn first_run(bench: &Bench) -> MappingRun {
    bench.run().runs.remove(0)
}

fn case(expected: Expected, only: Option<&[&str]>) -> Case {
    let case = Case::new("Ann".to_owned(), "01-ann".to_owned(), "person".to_owned(), expected);
    Case { only: only.map(|only| only.iter().map(|field| (*field).to_owned()).collect()), ..case }
}

fn written(value: Value) -> Expected {
    Expected { status: RunStatus::Written, record: Some(record(value)) }
}

#[track_caller]
fn check(case: &Case, run: Option<&MappingRun>, expected: &[&str]) {
    let CaseResult { passed, differences, reason, .. } = verify(case, run);
    let told = differences.iter().map(|of| format!("{}: {} is {}", of.field, of.expected, of.actual));
    let told: Vec<String> = told.chain((!reason.is_empty()).then_some(reason)).collect();
    assert_eq!(told, expected);
    assert_eq!(passed, expected.is_empty());
}

#[test]
fn all_fields_are_compared_or_those_that_are_named() {
    let run = run();
    let all = json!({ "primary_email": "ann@acme.example", "name": "Ann", "job_title": "Baker" });
    check(&case(written(all), None), Some(&run), &[]);
    let other = || written(json!({ "primary_email": "ann@acme.example", "name": "Bob" }));
    let name = "name: \"Bob\" is \"Ann\"";
    check(&case(other(), None), Some(&run), &[name, "job_title: null is \"Baker\""]);
    check(&case(other(), Some(&["name"])), Some(&run), &[name]);
    check(&case(other(), Some(&["primary_email"])), Some(&run), &[]);
    // A field that is named and not expected to have a value is expected to be empty.
    check(&case(other(), Some(&["job_title"])), Some(&run), &["job_title: null is \"Baker\""]);
    check(&case(other(), Some(&["location"])), Some(&run), &[]);
    // With no field named it is compared whether the record is written.
    check(&case(other(), Some(&[])), Some(&run), &[]);
}

#[test]
fn whether_the_record_is_written_is_always_compared() {
    let run = rejected();
    let status = "status: \"written\" is \"rejected\"";
    check(
        &case(written(json!({ "name": "Ann" })), Some(&["name"])),
        Some(&run),
        &[status, "name: \"Ann\" is null", "a guest"],
    );
    check(&case(written(json!({})), Some(&["name"])), Some(&run), &[status, "a guest"]);
    let expects_rejection = Expected { status: RunStatus::Rejected, record: None };
    check(&case(expects_rejection.clone(), None), Some(&run), &[]);
    check(&case(expects_rejection, None), Some(&self::run()), &["status: \"rejected\" is \"written\""]);
}

#[test]
fn without_a_run_a_case_is_red_and_says_why() {
    let case = case(written(json!({})), Some(&[]));
    check(&case, None, &["status: \"written\" is null"]);
    let result = CaseResult::not_run(&case, "there is no sample `01-ann`".to_owned());
    assert!(!result.passed);
    assert_eq!(result.reason, "there is no sample `01-ann`");
}

#[test]
fn the_file_of_a_case_keeps_its_bytes() {
    let texts = [
        r#"{"name":"A","sample":"01","record_type":"person","expected":{"status":"rejected"}}"#,
        r#"{"name":"A","sample":"01","record_type":"person","current":null,"only":["name"],"expected":{"status":"written","record":{"name":"Ann"}},"review":{"by":"Kim","at":"2026-11-22","note":"as agreed","room":4},"later":{"x":1}}"#,
        r#"{"name":"A","sample":"01","record_type":"person","only":[],"expected":{"status":"written"},"review":{"by":""}}"#,
    ];
    for text in texts {
        let case: Case = serde_json::from_str(text).expect("a case");
        assert_eq!(serde_json::to_string(&case).expect("JSON"), text);
    }
    let case: Case = serde_json::from_str(texts[1]).expect("a case");
    assert!(case.compares("name") && !case.compares("job_title"));
    let review = Review {
        by: "Kim".to_owned(),
        at: "2026-11-22".to_owned(),
        note: "as agreed".to_owned(),
        other: Map::from_iter([("room".to_owned(), json!(4))]),
    };
    assert_eq!(case.review, Some(review));
}
