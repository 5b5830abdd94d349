//! Payloads in every form, whole and broken: what is read of them, and what is said.

use scimwright::diagnostic::Diagnostic;
use scimwright::scim::{Payload, PayloadContent, PayloadLimits, read_payload};

/// The kind, a line for each entry, and a line for each diagnostic.
pub(super) fn shown(payload: &Payload, diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut lines = vec![format!("{:?}", payload.kind)];
    for entry in &payload.entries {
        let content = match &entry.content {
            PayloadContent::Resource(resource) => {
                format!("{} {}", resource.resource_type.name(), resource.label())
            }
            PayloadContent::Patch { operations } => format!("Patch {}", operations.len()),
            PayloadContent::Other => format!("Other {}", entry.value()),
        };
        lines.push(format!("{} on line {}: {content}", entry.index, entry.line));
    }
    for diagnostic in diagnostics {
        let place = diagnostic.place.span.map(|s| format!(" {}:{}", s.line, s.column));
        lines.push(format!(
            "{} {}{}: {}",
            diagnostic.severity.word(),
            diagnostic.code.id(),
            place.unwrap_or_default(),
            diagnostic.message
        ));
    }
    lines
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    check_bytes("payload.json", text.as_bytes(), expected);
}

#[track_caller]
fn check_bytes(file: &str, bytes: &[u8], expected: &[&str]) {
    let (payload, diagnostics) = read_payload(file, bytes, &PayloadLimits::default());
    assert_eq!(shown(&payload, &diagnostics), expected);
}

#[test]
fn single_resources() {
    check(r#"{"userName": "ada"}"#, &["Resource", "0 on line 1: User ada"]);
    check(
        "\u{feff}\r\n{\r\n\"displayName\": \"Ada\",\r\n\"userName\": \"a\"}\r\n \t\r\n",
        &["Resource", "0 on line 2: User Ada"],
    );
    check(
        r#"{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "Sales"}"#,
        &["Resource", "0 on line 1: Group Sales"],
    );
    check(
        r#"{"title": "Boss"}"#,
        &["Resource", "0 on line 1: User unnamed", "warning P111 1:1: This User has no “userName”"],
    );
    check(
        r#"{"urn:ietf:params:scim:schemas:core:2.0:User:userName": "ada"}"#,
        &["Resource", "0 on line 1: User unnamed"],
    );
}

#[test]
fn labels_are_what_a_person_recognises() {
    let label = |text: &str| {
        let (payload, _) = read_payload("", text.as_bytes(), &PayloadLimits::default());
        payload.entries[0].as_resource().unwrap().label()
    };
    assert_eq!(label(r#"{"displayName": " Ada ", "userName": "a"}"#), "Ada");
    assert_eq!(label(r#"{"displayName": " ", "name": {"Formatted": "A L"}}"#), "A L");
    assert_eq!(label(r#"{"name": {"givenName": "Ada", "familyName": "Lovelace"}}"#), "Ada Lovelace");
    assert_eq!(label(r#"{"name": {"familyName": "Lovelace"}}"#), "Lovelace");
    assert_eq!(label(r#"{"USERNAME": "a"}"#), "a");
    assert_eq!(label(r#"{"active": true}"#), "unnamed");
}

#[test]
fn lists_and_arrays() {
    check(
        "{\"Resources\": [{\"userName\": \"a\"},\n{\"displayName\": \"G\", \"members\": []}]}",
        &["ListResponse", "0 on line 1: User a", "1 on line 2: Group G"],
    );
    check(
        r#"[{"userName": "a"}, {"operations": [{"op": "add"}]}, {"Resources": [{"userName": "b"}]}]"#,
        &["Array", "0 on line 1: User a", "1 on line 1: Patch 1", "2 on line 1: User b"],
    );
    check("[]", &["Array"]);
    check(r#"{"Resources": []}"#, &["ListResponse", "note P107 1:1: The list has no resources"]);
    check(
        r#"{"schemas": ["URN:ietf:params:scim:api:messages:2.0:listresponse"], "totalResults": 0}"#,
        &["ListResponse", "note P107 1:1: The list has no resources"],
    );
}

#[test]
fn one_value_after_the_other() {
    check(
        "{\"userName\": \"a\"}\n\n  {\"userName\": \"b\"}\r\n",
        &["NdJson", "0 on line 1: User a", "1 on line 3: User b"],
    );
    check(
        "{\n \"userName\": \"a\"\n}\n{\n \"userName\": \"b\"\n}",
        &["NdJson", "0 on line 1: User a", "1 on line 4: User b"],
    );
    check_bytes("users.NDJSON", b"{\"userName\": \"a\"}", &["NdJson", "0 on line 1: User a"]);
    check_bytes(
        "users.ndjson",
        b"oops\n{\"userName\": \"a\"}",
        &["NdJson", "0 on line 2: User a", "error P101 1:1: The text is not JSON here: expected value"],
    );
    check(
        "{\"userName\": \"a\"}\n{\"userName\":\ngarbage\n{\"userName\": \"b\"},\n",
        &[
            "NdJson",
            "0 on line 1: User a",
            "1 on line 4: User b",
            "error P101 2:13: The text is not JSON here: a closing bracket or quote is missing",
            "error P101 3:1: The text is not JSON here: expected value",
            "error P101 4:18: The text is not JSON here: something follows behind the value on this line",
        ],
    );
}

#[test]
fn requests() {
    check(
        r#"{"Operations": [{"op": "Replace", "path": "title", "value": "x"}],
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"]}"#,
        &["Patch", "0 on line 1: Patch 1"],
    );
    check(
        r#"{"operations": []}"#,
        &["Patch", "0 on line 1: Patch 0", "warning P105 1:1: This PATCH request has no operations"],
    );
    let bulk = r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": [
{"method": "POST", "path": "/Users", "data": {"userName": "a", "password": "x"}},
{"method": "POST", "path": "/Groups", "data": {"displayName": "G"}},
{"method": "PATCH", "path": "/Users/1", "data": {"Operations": [{"op": "remove"}]}},
{"method": "PUT", "path": "/Users/3", "data": {"userName": }},
{"method": "DELETE", "path": "/Users/2"}]}"#;
    check(
        bulk,
        &[
            "Bulk",
            "0 on line 2: User a",
            "1 on line 3: Group G",
            "2 on line 4: Patch 1",
            r#"3 on line 6: Other {"method":"DELETE","path":"/Users/2"}"#,
            "note P108 2:76: A password was taken out of the payload",
            "error P101 5:60: The text is not JSON here: expected value",
            "note P105 6:1: The DELETE of this bulk request carries no resource",
        ],
    );
}

#[test]
fn sample_files_are_unwrapped() {
    check(
        "{\"origin\": {},\n\"request\": {\"path\": \"/Groups/5\"},\n\"payload\": {\"displayName\": \"G\"}}",
        &["Resource", "0 on line 3: Group G"],
    );
    check(
        r#"{"origin": {}, "payload": {"Resources": [{"userName": "a"}, {"userName": "b"}]}}"#,
        &["ListResponse", "0 on line 1: User a", "1 on line 1: User b"],
    );
    check(r#"{"origin": {}, "payload": [{"userName": "a"}]}"#, &["Array", "0 on line 1: User a"]);
    check(
        "{\"origin\": {}, \"payload\": {\"userName\": \"a\"}}\n{\"origin\": {}, \"payload\": {\"userName\": \"b\"}}",
        &["NdJson", "0 on line 1: User a", "1 on line 2: User b"],
    );
}

#[test]
fn json_that_is_no_resource_is_kept() {
    const NEITHER: &str = "This is neither a user nor a group, nor a request about one";
    check(
        "[1,\n\"a\"]",
        &[
            "Array",
            "0 on line 1: Other 1",
            r#"1 on line 2: Other "a""#,
            &format!("error P105 1:2: {NEITHER}"),
            &format!("error P105 2:1: {NEITHER}"),
        ],
    );
    check(
        r#"{"status": "404", "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"]}"#,
        &[
            "Resource",
            r#"0 on line 1: Other {"status":"404","schemas":["urn:ietf:params:scim:api:messages:2.0:Error"]}"#,
            &format!("error P105 1:1: {NEITHER}"),
        ],
    );
}

#[test]
fn one_broken_element_does_not_hide_the_others() {
    let expected = |place: &str, reason: &str| {
        vec![
            "ListResponse".to_owned(),
            "0 on line 2: User a".to_owned(),
            "1 on line 4: User c".to_owned(),
            format!("error P101 {place}: The text is not JSON here: {reason}"),
        ]
    };
    let cases = [
        (r#"{"userName": },"#, "3:14", "expected value"),
        (r#"{"userName": "b" "title": "x"},"#, "3:18", "expected `,` or `}`"),
        (r#"{"userName": "b, "title": "x"},"#, "3:19", "expected `,` or `}`"),
        (r#"{"userName": "b", "title": "x},"#, "3:32", "a closing quote is missing"),
        (r#"{"userName": "b","#, "3:18", "a closing bracket or quote is missing"),
        (r#"{"userName": "b", "emails": [{"value": "x"}},"#, "3:44", "expected `,` or `]`"),
        (r#"{"userName": "b", "emails": ["x"]]},"#, "3:34", "expected `,` or `}`"),
        (r#"{"userName": "b", "emails": [{"value": "x"}}]},"#, "3:44", "expected `,` or `]`"),
        (r#"{"userName": "b"]},"#, "3:17", "expected `,` or `}`"),
        (r#"{"userName": "b\q"},"#, "3:17", "invalid escape"),
        (r#"{userName: "b"},"#, "3:2", "key must be a string"),
        (r#"{"userName": "b",},"#, "3:18", "trailing comma"),
        (r#"{"userName": undefined},"#, "3:14", "expected value"),
        (r"oops,", "3:1", "expected value"),
    ];
    for (broken, place, reason) in cases {
        let text =
            format!("{{\"Resources\": [\n{{\"userName\": \"a\"}},\n{broken}\n{{\"userName\": \"c\"}}\n]}}");
        let (payload, diagnostics) = read_payload("", text.as_bytes(), &PayloadLimits::default());
        assert_eq!(shown(&payload, &diagnostics), expected(place, reason), "{broken}");
    }
}

#[test]
fn a_quote_missing_in_a_text_without_lines_costs_one_element() {
    check(
        r#"[{"userName": "a"}, {"userName": "b, "x": [{"v": 1}, {"v": 2}]}, {"userName": "c"}]"#,
        &[
            "Array",
            "0 on line 1: User a",
            "1 on line 1: User c",
            "error P101 1:39: The text is not JSON here: expected `,` or `}`",
        ],
    );
}

#[test]
fn faults_between_the_elements() {
    check(
        r#"[{"userName": "a"} {"userName": "b"},, {"userName": "c"}, ] x"#,
        &[
            "Array",
            "0 on line 1: User a",
            "1 on line 1: User b",
            "2 on line 1: User c",
            "error P101 1:20: The text is not JSON here: a comma is missing",
            "error P101 1:38: The text is not JSON here: a comma without a value before it",
            "error P101 1:59: The text is not JSON here: a comma before the end",
            "error P101 1:61: The text is not JSON here: something follows behind the end",
        ],
    );
    check(
        r#"{"totalResults": 1x, "Resources": [{"userName": "a"}], "itemsPerPage": 1"#,
        &[
            "ListResponse",
            "0 on line 1: User a",
            "error P101 1:19: The text is not JSON here: trailing characters",
            "error P101 1:73: The text ends too early",
        ],
    );
}

#[test]
fn keys_that_stand_twice() {
    check(
        "{\"userName\": \"a\",\n \"Title\": 1, \"title\": 2,\n \"userName\": \"b\"}",
        &[
            "Resource",
            "0 on line 1: User b",
            "warning P104 2:14: “title” stands twice, first on line 2; the last one counts",
            "warning P104 3:2: “userName” stands twice, first on line 1; the last one counts",
        ],
    );
    check(
        r#"{"Resources": [{"userName": "a"}], "resources": [{"userName": "b"}]}"#,
        &[
            "ListResponse",
            "0 on line 1: User b",
            "warning P104 1:36: “resources” stands twice; the last one counts",
        ],
    );
}

#[test]
fn passwords_never_get_in() {
    let texts = [
        r#"{"userName": "a", "password": "hunter2"}"#,
        r#"{"userName": "a", "PassWord": {"value": ["hunter2"]}}"#,
        r#"{"userName": "a", "password": "hunter2", "password": "hunter2"}"#,
        r#"{"Operations": [{"op": "replace", "value": {"Password": "hunter2"}}]}"#,
        r#"{"Operations": [{"op": "Add", "path": "password", "value": "hunter2"}]}"#,
        r#"[{"userName": "a", "urn:ietf:params:scim:schemas:core:2.0:User:password": "hunter2"}]"#,
        r#"{"origin": {}, "payload": {"userName": "a", "password": "hunter2"}}"#,
    ];
    for text in texts {
        let (payload, diagnostics) = read_payload("", text.as_bytes(), &PayloadLimits::default());
        assert_eq!(payload.entries.len(), 1, "{text}");
        assert!(payload.entries[0].value().to_string().contains("[redacted]"), "{text}");
        assert!(!format!("{payload:?} {diagnostics:?}").contains("hunter2"), "{text}");
        assert!(diagnostics.iter().any(|diagnostic| diagnostic.code.id() == "P108"), "{text}");
    }
    let broken = r#"{"userName": "a", "password": "hunter2, "active": true}"#;
    let (payload, diagnostics) = read_payload("", broken.as_bytes(), &PayloadLimits::default());
    assert!(!format!("{payload:?} {diagnostics:?}").contains("hunter2"));
}

#[test]
fn texts_that_are_not_utf_8() {
    check("", &["Resource", "error P107: The file is empty"]);
    check(" \n", &["Resource", "error P107: The file is empty"]);
    let utf_16 = ["Resource", "error P106: The file is UTF-16, not UTF-8"];
    check_bytes("", b"\xff\xfe{\0}\0", &utf_16);
    check_bytes("", b"\xfe\xff\0{\0}", &utf_16);
    check_bytes("", b"{\0}\0", &utf_16);
    check_bytes(
        "",
        b"[{\"userName\": \"a\"},\n{\"userName\": \"M\xfcller\"}, {\"userName\": \"b\"}]",
        &[
            "Array",
            "0 on line 1: User a",
            "1 on line 2: User b",
            "error P106 2:16: There are bytes here that are not UTF-8",
        ],
    );
    check("{\"userName\": \"\u{fffd}\"}", &["Resource", "0 on line 1: User \u{fffd}"]);
}

#[test]
fn every_shipped_sample_can_be_read() {
    let projects = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/sample_mappings"));
    for project in projects.unwrap() {
        for file in std::fs::read_dir(project.unwrap().path().join("samples")).unwrap() {
            let path = file.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            let (payload, diagnostics) = read_payload("", &bytes, &PayloadLimits::default());
            assert_eq!(payload.entries.len(), 1, "{}", path.display());
            assert!(diagnostics.is_empty(), "{}: {diagnostics:?}", path.display());
        }
    }
}
