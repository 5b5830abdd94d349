//! `scimwright impact`.

use serde_json::json;

use crate::bench::Bench;
use crate::folder::{Folder, scimwright, scimwright_with};

const NOW: &str = "2026-11-21T08:00:00Z";
const USERS: &str = concat!(
    "{\"userName\":\"ann@acme.example\",\"id\":\"1\",\"displayName\":\"Ann\",\"title\":\"Cook\"}\n",
    "{\"userName\":\"bob@acme.example\",\"id\":\"2\",\"displayName\":\"Bob\"}\n",
);

/// Two projects of which the second one has another rule for `job_title`.
fn projects() -> (Folder, Folder) {
    let of = |job_title: &str| {
        Bench::new()
            .rule("primary_email", "user.userName")
            .rule("name", "user.displayName")
            .rule("job_title", job_title)
            .variable("place", json!("Bonn"))
            .rule("location", "vars.place")
            .save()
    };
    (of("user.title"), of("user.title ??\n  \"Guest\""))
}

#[test]
fn json_has_the_groups_with_their_persons() {
    let (old, new) = projects();
    new.write("users.ndjson", USERS);
    let mut json = scimwright(&[
        "impact",
        &old.arg(""),
        &new.arg(""),
        "--input",
        &new.arg("users.ndjson"),
        "--now",
        NOW,
        "--format",
        "json",
    ])
    .exits(0)
    .json();
    let mut taken = |key: &str| json.as_object_mut().expect("an object").remove(key).expect("a key");
    for digest in [taken("old_digest"), taken("new_digest"), taken("input")["sha256"].take()] {
        assert!(digest.as_str().expect("a text").starts_with("sha256:"));
    }
    let groups = taken("groups");
    let expected = json!({
        "persons": 2, "changed": 1, "kinds": { "filled": 1 }, "bad": 0, "blocked": [], "bad_inputs": [],
    });
    assert_eq!(json, expected);
    let id = groups.pointer("/0").expect("a group").clone();
    let group_id = id.get("id").expect("an id").as_str().expect("a text");
    assert!(group_id.starts_with("filled/person/job_title/"), "{group_id}");
    assert_eq!(
        id,
        json!({
            "id": group_id, "kind": "filled", "record_type": "person", "field": "job_title",
            "cause": "rule job_title, line 1", "subjects": ["User → person / job_title"], "count": 1,
            "persons": [
                { "source": { "line": 2 }, "id": "2", "name": "Bob", "before": null, "after": "Guest" },
            ],
        })
    );
}

#[test]
fn text_and_rows_tell_the_same() {
    let (old, new) = projects();
    let args = [
        "impact",
        &old.arg(""),
        &new.arg(""),
        "--input",
        "-",
        "--csv",
        &new.arg("who.csv"),
        "--format",
        "text",
    ];
    let told = scimwright_with(&args, USERS.as_bytes()).exits(0);
    assert_eq!(
        told.stdout,
        "1 of 2 persons changes\n\n+ job_title is filled: 1 person\n  because of rule job_title, line 1\n  Bob (line 2): nothing → Guest\n"
    );
    assert_eq!(
        new.read("who.csv"),
        "source,id,name,record_type,kind,field,before,after,cause\nline 2,2,Bob,person,filled,job_title,,Guest,\"rule job_title, line 1\"\n"
    );
}

#[test]
fn broken_thresholds_and_bad_lines_end_with_1() {
    let (old, new) = projects();
    new.write("users.ndjson", USERS);
    let run = |more: &[&str]| {
        let (old, new_arg, users) = (old.arg(""), new.arg(""), new.arg("users.ndjson"));
        let mut args =
            vec!["impact", &old, &new_arg, "--input", &users, "--format", "text", "--persons", "0"];
        args.extend(more);
        scimwright(&args)
    };
    run(&["--fail-if", "filled job_title > 1"]).exits(0);
    let blocked = run(&["--fail-if", "filled job_title > 0", "--fail-if", "cleared > 0"]).exits(1);
    assert_eq!(blocked.stderr, "blocked: 1 person gets job_title, at most 0\n");
    run(&["--fail-if", "emptied > 0"]).exits(2);

    let text = new.read("project.json").replacen('{', "{ \"thresholds\": [\"any >= 1\"],", 1);
    new.write("project.json", &text);
    let blocked = run(&[]).exits(1);
    assert_eq!(blocked.stderr, "blocked: 1 person differs, at most 0\n");

    let (old, new) = projects();
    new.write("users.ndjson", "{\"userName\":\"ann@acme.example\"}\nnonsense\n");
    let bad =
        scimwright(&["impact", &old.arg(""), &new.arg(""), "--input", &new.arg("users.ndjson")]).exits(1);
    assert!(bad.stderr.starts_with("line 2: "), "{}", bad.stderr);
}

#[test]
fn a_mapping_file_is_compared_for_its_environment() {
    let (old, new) = projects();
    new.write("users.ndjson", USERS);
    scimwright(&["export", &old.arg(""), "--environment", "qa", "-o", &new.arg("old.scimmap.json")]).exits(0);
    let users = new.arg("users.ndjson");
    let json = scimwright(&["impact", &new.arg("old.scimmap.json"), &new.arg(""), "--input", &users])
        .exits(0)
        .json();
    assert_eq!(json.pointer("/groups/0/cause"), Some(&json!("rule job_title, line 1")));
    assert_eq!(json.pointer("/groups/1"), None);

    scimwright(&["impact", &new.arg(""), "--against-last", "--input", &users]).exits(1);
    scimwright(&["export", &new.arg(""), "--environment", "qa", "-o", &new.arg("new.scimmap.json")]).exits(0);
    let json = scimwright(&["impact", &new.arg(""), "--against-last", "--input", &users]).exits(0).json();
    assert_eq!((&json["persons"], &json["changed"]), (&json!(2), &json!(0)));
}

#[test]
fn wrong_use_ends_with_2() {
    let (old, new) = projects();
    let (old, new) = (old.arg(""), new.arg(""));
    scimwright(&["impact", &old]).exits(2);
    scimwright(&["impact", &old, &new]).exits(2);
    scimwright(&["impact", &old, &new, "--against-last"]).exits(2);
    scimwright(&["impact", "-", &new, "--input", "-"]).exits(2);
    scimwright(&["impact", &old, &new, "--environment", "nowhere", "--input", "-"]).exits(2);
}
