//! How a record of the account is found.

use std::collections::BTreeMap;

use scimwright::target::{Directory, Record, built_in_target};
use serde_json::{Value, json};

fn directory() -> Directory {
    let record = |fields: Value| serde_json::from_value::<Record>(fields).expect("a record");
    let people = vec![
        record(json!({ "name": "", "primary_email": "", "sourceID": "", "supportID": null })),
        record(
            json!({ "name": "Ann", "primary_email": "Ann@acme.example", "sourceID": "7", "supportID": "S1" }),
        ),
        record(
            json!({ "name": "Bob", "primary_email": "bob@acme.example", "sourceID": 8, "supportID": "7" }),
        ),
        record(json!({ "name": "ann@acme.example", "primary_email": "third@acme.example" })),
        record(json!({ "name": "Ann", "primary_email": "fourth@acme.example" })),
    ];
    let target = built_in_target("4me").expect("it is built in");
    Directory::new(target, &BTreeMap::from([("person".to_owned(), people), ("robot".to_owned(), Vec::new())]))
}

#[track_caller]
fn check(found: Option<&Record>, email: Option<&str>) {
    assert_eq!(found.and_then(|record| record.get("primary_email")).and_then(Value::as_str), email);
}

#[test]
fn lookup_fields_are_tried_in_turn_without_case() {
    let directory = directory();
    let find = |text: &str| directory.find("person", text);
    check(find("7"), Some("Ann@acme.example"));
    check(find("8"), Some("bob@acme.example"));
    check(find(" s1 "), Some("Ann@acme.example"));
    check(find("ANN@ACME.EXAMPLE"), Some("Ann@acme.example"));
    // Of two records with the same name the first one.
    check(find("ann"), Some("Ann@acme.example"));
    check(find("nobody"), None);
    check(directory.find("site", "Ann"), None);
    check(directory.find("robot", "Ann"), None);
}

#[test]
fn what_is_blank_finds_nothing() {
    let directory = directory();
    for blank in ["", " ", "\t"] {
        check(directory.find("person", blank), None);
        check(directory.linked_to("person", blank), None);
        check(directory.matching("person", blank), None);
    }
}

#[test]
fn a_record_that_changes_is_found_as_it_is_now() {
    let mut directory = directory();
    let bob = directory.find("person", "bob").cloned().expect("Bob");
    let mut robert = bob.clone();
    robert.fields.insert("name".to_owned(), json!("Robert"));
    directory.hold("person", Some(&bob), robert.clone());
    check(directory.find("person", "bob"), None);
    check(directory.find("person", "Robert"), Some("bob@acme.example"));
    check(directory.linked_to("person", "8"), Some("bob@acme.example"));
    // Known by its link, though it is another.
    robert.fields.insert("job_title".to_owned(), json!("Boss"));
    let given = robert.clone();
    robert.fields.insert("primary_email".to_owned(), json!("robert@acme.example"));
    directory.hold("person", Some(&given), robert);
    check(directory.find("person", "Robert"), Some("robert@acme.example"));
    // Of two with the same name the other one is left.
    let ann = directory.linked_to("person", "7").cloned().expect("Ann");
    let mut anna = ann.clone();
    anna.fields.insert("name".to_owned(), json!("Anna"));
    directory.hold("person", Some(&ann), anna.clone());
    check(directory.find("person", "ann"), Some("fourth@acme.example"));
    directory.hold("person", Some(&anna), ann);
    check(directory.find("person", "ann"), Some("Ann@acme.example"));
    let new: Record = serde_json::from_value(json!({ "name": "Eve", "primary_email": "eve@acme.example" }))
        .expect("a record");
    directory.hold("person", None, new.clone());
    check(directory.find("person", "eve"), Some("eve@acme.example"));
    assert_eq!(directory.records("person").len(), 6);
    // Where nothing is known, nothing can be checked afterwards either.
    directory.hold("robot", None, new.clone());
    directory.hold("site", None, new);
    assert!(!directory.knows("robot") && !directory.knows("site"));
}

#[test]
fn links_and_matches() {
    let directory = directory();
    check(directory.linked_to("person", "7"), Some("Ann@acme.example"));
    check(directory.linked_to("person", "S1"), None);
    check(directory.matching("person", "BOB@acme.example"), Some("bob@acme.example"));
    check(directory.matching("person", "Bob"), None);
    assert!(directory.knows("person") && !directory.knows("site"));
    assert_eq!(directory.records("person").len(), 5);
}
