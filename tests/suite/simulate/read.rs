//! Requests in every form in which one has them.

use scimwright::simulate::read_requests;
use serde_json::{Value, json};

use crate::bench::said;

/// The requests, a line each, and what was said.
#[track_caller]
fn check(text: &str, has_stored: bool, expected: &[&str], remarks: &[&str]) {
    let (requests, diagnostics) = read_requests("r.json", text.as_bytes(), has_stored);
    let lines: Vec<String> = requests
        .iter()
        .map(|request| {
            let title =
                if request.title.is_empty() { String::new() } else { format!(" “{}”", request.title) };
            let kind = request.resource_type.name();
            format!("{} {kind} {} {}{title}", request.method.word(), request.path, request.body)
        })
        .collect();
    assert_eq!(lines, expected, "{text}");
    assert_eq!(said(&diagnostics), remarks, "{text}");
}

#[test]
fn bodies_tell_their_method() {
    check(
        r#"{"Operations": [{"op": "add", "path": "title", "value": "T"}]}"#,
        true,
        &[r#"PATCH User  {"Operations":[{"op":"add","path":"title","value":"T"}]}"#],
        &[],
    );
    check(
        r#"{"Operations": [{"op": "Add", "path": "members", "value": []}]}"#,
        true,
        &[r#"PATCH Group  {"Operations":[{"op":"Add","path":"members","value":[]}]}"#],
        &[],
    );
    check(
        r#"{"operations": [{"op": "remove", "path": "members[value eq \"a:b\"]"}]}"#,
        true,
        &[r#"PATCH Group  {"operations":[{"op":"remove","path":"members[value eq \"a:b\"]"}]}"#],
        &[],
    );
    check(r#"{"userName": "a"}"#, false, &[r#"POST User  {"userName":"a"}"#], &[]);
    check(r#"{"userName": "a"}"#, true, &[r#"PUT User  {"userName":"a"}"#], &[]);
    check(
        r#"[{"userName": "a"}, {"userName": "b"}]"#,
        false,
        &[r#"POST User  {"userName":"a"}"#, r#"PUT User  {"userName":"b"}"#],
        &[],
    );
}

#[test]
fn envelopes_tell_method_and_path() {
    check(
        r#"{"method": "delete", "path": "/scim/v2/Groups/5"}"#,
        true,
        &["DELETE Group /scim/v2/Groups/5 null"],
        &[],
    );
    check(
        r#"{"method": "PUT", "url": "/Users/5", "body": "{\"userName\": \"a\"}"}"#,
        false,
        &[r#"PUT User /Users/5 {"userName":"a"}"#],
        &[],
    );
    check(
        r#"{"name": "Leaver", "request": {"method": "PATCH", "path": "/Users/7"}, "origin": {"client": "x"},
            "payload": {"Operations": []}}"#,
        true,
        &[r#"PATCH User /Users/7 {"Operations":[]} “Leaver”"#],
        &[],
    );
    check(
        r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": [
            {"method": "POST", "path": "/Groups", "bulkId": "q", "data": {"displayName": "Sales"}},
            {"method": "DELETE", "path": "/Users/9"}]}"#,
        false,
        &[r#"POST Group /Groups {"displayName":"Sales"}"#, "DELETE User /Users/9 null"],
        &[],
    );
}

#[test]
fn what_cannot_be_used_is_told_and_the_rest_is_read() {
    check(
        "{\"userName\": \"a\"}\n{\"userName\": \n{\"method\": \"DELETE\", \"path\": \"/Users/1\"}\n",
        false,
        &[r#"POST User  {"userName":"a"}"#, "DELETE User /Users/1 null"],
        &["error[P101] r.json 2:13: The text ends too early"],
    );
    check(
        r#"[{"userName": "a"}, 7, {"method": "GET", "path": "/Users"}, {"a": }, {"method": "PUT", "path": "/Users/1"}]"#,
        true,
        &[r#"PUT User  {"userName":"a"}"#],
        &[
            "error[P105] r.json 1:21: This is neither a user nor a group, nor a request about one",
            "error[P105] r.json 1:24: GET changes nothing and is passed over",
            "error[P101] r.json 1:67: The text is not JSON here: expected value",
            "error[P105] r.json 1:70: The PUT has no body",
        ],
    );
    check("", true, &[], &["error[P107] r.json 1:1: There is no request"]);
    check(
        "[[[[[[{\"userName\": \"a\"}]]]]]]",
        true,
        &[],
        &["error[P105] r.json 1:2: The lists stand too deep in each other"],
    );
}

#[test]
fn passwords_are_taken_out() {
    let text =
        r#"{"method": "POST", "path": "/Users", "body": "{\"userName\": \"a\", \"password\": \"secret\"}"}"#;
    for text in [text.to_owned(), json!({ "userName": "a", "password": "secret" }).to_string()] {
        let (requests, _) = read_requests("r.json", text.as_bytes(), false);
        assert_eq!(requests[0].body["password"], Value::from("[redacted]"));
    }
}

#[test]
fn any_bytes_are_read_without_a_panic() {
    proptest::proptest!(|(bytes in proptest::collection::vec(0_u8..=255, 0..200))| {
        let _ = read_requests("r.json", &bytes, true);
    });
    proptest::proptest!(|(text in r#"[\[\]{}:",a-e \n]{0,120}"#)| {
        let _ = read_requests("r.json", text.as_bytes(), false);
    });
}
