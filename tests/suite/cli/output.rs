//! What payloads and scripts say does not command the terminal, and places are valid for machines.

use crate::bench::Bench;
use crate::folder::{scimwright, scimwright_with};

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let folder = Bench::new()
        .rule("name", "user.displayName")
        .rule("primary_email", "user.userName")
        .rule("job_title", "throw user.displayName")
        .save();
    let payload = r#"{"userName": "a@b.example", "displayName": "\u001b[2J\u001b]0;x\u0007Eve\u009b"}"#;
    let called =
        scimwright_with(&["run", &folder.arg(""), "-", "--format", "text"], payload.as_bytes()).exits(1);
    for text in [&called.stdout, &called.stderr] {
        assert!(text.chars().all(|c| !c.is_control() || c == '\n' || c == '\t'), "{text:?}");
    }
    assert!(called.stdout.contains("\u{fffd}[2J\u{fffd}]0;x\u{fffd}Eve\u{fffd}"), "{}", called.stdout);
    let json = scimwright_with(&["run", &folder.arg(""), "-"], payload.as_bytes()).exits(1).json();
    assert_eq!(json[0]["record"]["name"], "\u{1b}[2J\u{1b}]0;x\u{7}Eve\u{9b}");
}

#[test]
fn places_in_sarif_are_valid_references() {
    let folder = Bench::new().rule("name", "1").save();
    folder.write("samples/01 é#%.json", "{");
    let sarif = scimwright(&["check", &folder.arg(""), "--format", "sarif"]).exits(1).json();
    let uri = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "samples/01%20%C3%A9%23%25.json");
}
