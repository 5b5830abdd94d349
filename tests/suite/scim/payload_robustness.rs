//! Payloads that are cut, changed at random, nested deeply or large: reading always ends, keeps what
//! is whole, and says what is not.

use std::time::{Duration, Instant};

use proptest::collection::vec;
use proptest::prelude::*;
use scimwright::diagnostic::{Diagnostic, Severity};
use scimwright::scim::{
    Payload, PayloadEntry, PayloadKind, PayloadLimits, PayloadSource, normalize, read_payload,
    read_payload_line,
};

const LIST: &str = r#"{
  "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
  "totalResults": 3,
  "Resources": [
    {"userName": "ada", "displayName": "Ada [\"{ Löveläce", "emails": [{"value": "a@x.example"}]},
    {"userName": "名前", "password": "hunter2", "active": "True", "title": null},
    {"displayName": "Sales", "members": [{"$ref": null, "value": "7103"}, {"value": "7104"}]}
  ],
  "itemsPerPage": 3
}
"#;

fn read(bytes: &[u8]) -> (Payload, Vec<Diagnostic>) {
    read_payload("payload.json", bytes, &PayloadLimits::default())
}

fn has_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// Cuts `text` at every byte: each of its resources that ends before the cut is there, whole, and
/// the cut is an error.
#[track_caller]
fn check_every_cut(text: &str, ends: &[usize], text_end: usize) {
    let (whole, _) = read(text.as_bytes());
    assert_eq!(whole.entries.len(), ends.len());
    for cut in 0..text_end {
        let (payload, diagnostics) = read(&text.as_bytes()[..cut]);
        let n_before = ends.iter().filter(|end| **end <= cut).count();
        assert_eq!(payload.entries, whole.entries[..n_before], "cut at {cut}");
        assert!(has_error(&diagnostics), "cut at {cut}");
    }
}

#[test]
fn a_list_that_is_cut_keeps_what_stands_before() {
    let ends: Vec<usize> = [r#""}]},"#, "null},", r#""7104"}]}"#]
        .iter()
        .map(|end| LIST.find(end).unwrap() + end.trim_end_matches(',').len())
        .collect();
    check_every_cut(LIST, &ends, LIST.trim_end().len());
    let compact: String = LIST.lines().map(str::trim).collect();
    let ends: Vec<usize> = [r#""}]},"#, "null},", r#""7104"}]}"#]
        .iter()
        .map(|end| compact.find(end).unwrap() + end.trim_end_matches(',').len())
        .collect();
    check_every_cut(&compact, &ends, compact.len());
}

#[test]
fn an_array_that_is_cut_keeps_what_stands_before() {
    let text = r#"[{"userName": "a"}, {"userName": "é"},{"userName": "c"}]"#;
    let ends: Vec<usize> = text.match_indices('}').map(|(at, _)| at + 1).collect();
    check_every_cut(text, &ends, text.len());
}

#[test]
fn deep_nesting_is_refused_at_once() {
    let depth = 100_000;
    let texts = [
        "[".repeat(depth),
        format!("{}{}", "[".repeat(depth), "]".repeat(depth)),
        r#"{"a":"#.repeat(depth),
        format!("{}1{}", r#"{"a":"#.repeat(depth), "}".repeat(depth)),
        format!(r#"{{"Resources": [{}, {{"userName": "a"}}]}}"#, r#"[{"a":"#.repeat(depth)),
        format!("{}{}", r#"{"origin":1,"payload":"#.repeat(depth), "}".repeat(depth)),
        format!("{}{}", "[".repeat(depth), "}".repeat(depth)),
    ];
    for text in texts {
        let start = Instant::now();
        let (_, diagnostics) = read(text.as_bytes());
        assert!(has_error(&diagnostics));
        assert!(start.elapsed() < Duration::from_secs(5), "{text:.60}");
    }
}

#[test]
fn a_deep_element_does_not_hide_the_others() {
    let deep = format!("{}{}", "[".repeat(70), "]".repeat(70));
    let text = format!(r#"[{{"userName": "a", "x": {deep}}}, {{"userName": "b"}}]"#);
    let (payload, diagnostics) = read(text.as_bytes());
    assert_eq!(payload.entries.len(), 1);
    let messages: Vec<_> = diagnostics.iter().map(|diagnostic| &diagnostic.message).collect();
    assert_eq!(messages, ["This is nested 71 levels deep, more than the 64 that are read"]);
}

#[test]
fn limits_are_told() {
    let limits = PayloadLimits { bytes: 60, resources: 2, ..PayloadLimits::default() };
    let messages = |text: &str| {
        let (payload, diagnostics) = read_payload("", text.as_bytes(), &limits);
        let messages: Vec<_> = diagnostics.into_iter().map(|found| found.message).collect();
        (payload.entries.len(), messages)
    };
    let three = r#"[{"userName":"a"},{"userName":"b"},{"userName":"c"}]"#;
    assert_eq!(messages(three), (2, vec!["Only the first 2 entries are loaded".to_owned()]));
    let long = " ".repeat(61);
    let expected = "The file has 61 bytes, more than the 60 that are read".to_owned();
    assert_eq!(messages(&long), (0, vec![expected]));
}

#[test]
fn many_problems_are_counted_and_errors_are_not_pushed_out_by_notes() {
    let mut text = r#"{"userName": "a", "password": 1}
"#
    .repeat(300);
    text.push_str("oops\n");
    let (payload, diagnostics) = read_payload("a.ndjson", text.as_bytes(), &PayloadLimits::default());
    assert_eq!(payload.entries.len(), 300);
    assert_eq!(diagnostics.len(), 101);
    assert_eq!(diagnostics[99].place.span.unwrap().line, 301);
    assert_eq!(diagnostics[100].message, "201 more remarks on this file are not listed");
}

#[test]
fn a_line_of_a_larger_file_keeps_its_number() {
    let limits = PayloadLimits::default();
    let line = |bytes: &'static [u8]| {
        let source = PayloadSource { file: "a.ndjson", bytes, first_line: 17, limits: &limits };
        let (entries, diagnostics) = read_payload_line(&source);
        let lines: Vec<_> = entries.iter().map(|entry| entry.line).collect();
        let places: Vec<_> = diagnostics.iter().map(|found| found.place.span.unwrap().line).collect();
        (lines, places)
    };
    assert_eq!(line(b"{\"userName\": \"a\"}\n"), (vec![17], vec![]));
    assert_eq!(line(b"{\"userName\": }"), (vec![], vec![17]));
    assert_eq!(line(b"  \n"), (vec![], vec![]));
}

/// A payload of every form.
const FORMS: [&str; 4] = [
    LIST,
    r#"{"userName": "a"}
{"userName": "b", "password": "hunter2"}
{"Resources": [{"userName": "c"}]}
"#,
    r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": [
        {"method": "POST", "path": "/Users", "data": {"userName": "a", "password": "hunter2"}},
        {"method": "PATCH", "path": "/Users/1", "data": {"Operations": [
            {"op": "Add", "path": "title", "value": "x"}]}}]}"#,
    r#"{"origin": {"a": [1, {"b": "c"}]}, "request": {"path": "/Users"}, "payload": {"Resources": [
        {"userName": "a", "emails": {"value": 1}, "roles": "{\"value\": 1}",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0User.manager": ["x"]},
        {"userName": "b"}], "schemas": []}}"#,
];

/// One of the forms with a few bytes replaced, inserted or removed.
fn mutated(form: usize, changes: &[(usize, u8, u8)]) -> Vec<u8> {
    let alphabet = br#"{}[]",:\ atn019"#;
    let mut bytes = FORMS[form].as_bytes().to_vec();
    for &(at, kind, byte) in changes {
        let at = at % bytes.len();
        let byte = alphabet[usize::from(byte) % alphabet.len()];
        match kind % 3 {
            0 => bytes[at] = byte,
            1 => bytes.insert(at, byte),
            _ => {
                bytes.remove(at);
            }
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_can_be_read(bytes in vec(any::<u8>(), 0..200)) {
        let (payload, diagnostics) = read(&bytes);
        prop_assert!(!payload.entries.is_empty() || !diagnostics.is_empty() || bytes.starts_with(b"["));
    }

    #[test]
    fn any_brackets_can_be_read(text in r#"[\[\]{}",:\\ a1\n]{0,80}"#) {
        check_agreement(text.as_bytes())?;
    }

    #[test]
    fn a_changed_payload_can_be_read(
        form in 0..FORMS.len(),
        changes in vec((0..2000usize, any::<u8>(), any::<u8>()), 1..5),
    ) {
        check_agreement(&mutated(form, &changes))?;
    }
}

/// A strict parser and this one agree on whether the text is JSON; what is read can be normalized,
/// and normalizing twice is normalizing once; a password is never shown.
fn check_agreement(bytes: &[u8]) -> Result<(), TestCaseError> {
    let (payload, diagnostics) = read(bytes);
    let text = String::from_utf8_lossy(bytes);
    let is_text = std::str::from_utf8(bytes).is_ok() && !text.trim_ascii().is_empty();
    if payload.kind != PayloadKind::NdJson && is_text {
        let is_json = serde_json::from_slice::<serde_json::Value>(bytes).is_ok();
        let is_broken = diagnostics.iter().any(|diagnostic| diagnostic.code.id() == "P101");
        prop_assert_eq!(is_json, !is_broken, "{} {:?}", text, diagnostics);
    }
    for resource in payload.entries.iter().filter_map(PayloadEntry::as_resource) {
        let (normalized, repairs) = normalize(resource);
        prop_assert_eq!(normalize(&normalized), (normalized, vec![]), "{} {:?}", text, repairs);
    }
    prop_assert!(!format!("{diagnostics:?}").contains("hunter2"), "{}", text);
    if text.contains(r#""password": "hunter2""#) {
        prop_assert!(!format!("{payload:?}").contains("hunter2"), "{}", text);
    }
    Ok(())
}
