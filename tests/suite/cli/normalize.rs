//! `scimwright normalize`.

use serde_json::{Value, json};

use crate::folder::{Folder, scimwright, scimwright_with};

/// What is printed for a payload on standard input, and the exit status.
#[track_caller]
fn check(payload: &Value, arguments: &[&str], status: i32, expected: &Value) {
    let arguments: Vec<&str> =
        ["normalize", "-", "--format", "json"].iter().chain(arguments).copied().collect();
    let called = scimwright_with(&arguments, payload.to_string().as_bytes()).exits(status);
    assert_eq!(called.json(), *expected);
}

const CORE: &str = "urn:ietf:params:scim:schemas:core:2.0:User";

#[test]
fn a_resource_is_printed_with_its_repairs() {
    let sent = json!({"schemas": [CORE], "userName": "ada", "active": "True"});
    check(
        &sent,
        &[],
        0,
        &json!({"client": null, "resource": {"schemas": [CORE], "userName": "ada", "active": true},
            "repairs": [{"quirk": "Q02", "path": "active", "from": "True", "to": true}]}),
    );
    check(
        &sent,
        &["--client", "entra-legacy"],
        0,
        &json!({"client": "entra-legacy", "resource": {"schemas": [CORE], "userName": "ada", "active": true},
            "repairs": [{"quirk": "Q02", "path": "active", "from": "True", "to": true}]}),
    );
    check(
        &sent,
        &["--client", "generic-strict"],
        0,
        &json!({"client": "generic-strict", "resource": sent, "repairs": []}),
    );
}

#[test]
fn several_resources_are_printed_as_a_list() {
    let item = json!({"client": null, "resource": {"schemas": [CORE], "userName": "a"}, "repairs": []});
    let user = json!({"schemas": [CORE], "userName": "a"});
    check(&json!([user, user]), &[], 0, &json!([item, item]));
    check(&json!({"Resources": [user]}), &[], 0, &json!([item]));
    check(&json!([]), &[], 0, &json!([]));
    let sample = json!({"origin": {"client": "ping"}, "payload": user});
    let of_ping = json!({"client": "ping", "resource": user, "repairs": []});
    check(&sample, &[], 0, &of_ping);
}

#[test]
fn a_request_is_printed_as_the_rfc_writes_it() {
    check(
        &json!({"Operations": [{"op": "Remove", "path": "members", "value": [{"value": "7103"}]}]}),
        &[],
        0,
        &json!({"client": "entra-default",
            "request": {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                "Operations": [{"op": "remove", "path": "members[value eq \"7103\"]"}]},
            "repairs": [{"quirk": "Q01", "path": "Operations[0].op", "from": "Remove", "to": "remove"},
                {"quirk": "Q06", "path": "Operations[0].value", "from": [{"value": "7103"}],
                    "to": "members[value eq \"7103\"]"}]}),
    );
    let called = scimwright_with(
        &["normalize", "-", "--format", "json"],
        br#"{"Operations": [{"op": "move", "path": "title"}]}"#,
    );
    let printed = called.exits(1).json();
    assert_eq!(printed["error"]["scimType"], "invalidValue");
}

#[test]
fn what_cannot_be_read_is_an_error() {
    for (payload, detail) in [("{\"userName\":", "The text ends too early"), ("", "The file is empty")] {
        let called = scimwright_with(&["normalize", "-", "--format", "json"], payload.as_bytes()).exits(1);
        assert_eq!(
            called.json(),
            json!({"error": {"status": 400, "scimType": "invalidSyntax", "detail": detail}})
        );
    }
    let printed = scimwright_with(&["normalize", "-", "--format", "json"], b"{\"a\": 1}").exits(1).json();
    assert_eq!((&printed["client"], &printed["error"]["scimType"]), (&json!(null), &json!("invalidSyntax")));
    let called = scimwright(&["normalize", "-", "--client", "nobody"]).exits(2);
    assert!(called.stderr.contains("there is no client `nobody`"), "{}", called.stderr);
}

#[test]
fn no_password_is_shown() {
    let called = scimwright_with(
        &["normalize", "-", "--lint", "--format", "json"],
        br#"[{"userName": "a", "password": "hunter2"}, {"Operations": [{"op": "replace", "path": "password",
            "value": "hunter2"}]}]"#,
    );
    assert!(!format!("{}{}", called.stdout, called.stderr).contains("hunter2"));
    assert!(called.exits(1).stdout.contains("I08"));
}

#[test]
fn text_shows_the_repairs_below_the_json() {
    let sent = json!({"schemas": [CORE], "userName": "ada", "active": "True"}).to_string();
    let called = scimwright_with(&["normalize", "-", "--format", "text"], sent.as_bytes()).exits(0);
    let tail = "}\nclient: not recognised\nQ02 A boolean as text: active \"True\" → true\n";
    assert!(called.stdout.ends_with(tail), "{}", called.stdout);
}

#[test]
fn the_profile_is_told_with_places() {
    let folder = Folder::new();
    let text = "{\"schemas\": [\"urn:ietf:params:scim:schemas:core:2.0:User\"], \"userName\": \"ada\",\n \
        \"displayName\": \"Ada\", \"externalId\": \"1\", \"active\": \"True\"}\n";
    folder.write("ada.json", text);
    let path = folder.arg("ada.json");
    let called = scimwright(&["normalize", &path, "--lint", "--format", "json"]).exits(1);
    let printed = called.json();
    let message = "I05 Wrong type: “active” is text, true or false is expected";
    assert_eq!(
        printed["lint"],
        json!([{"code": "P112", "severity": "error", "message": message,
            "help": "send the value as the schema describes it (RFC 7643 §2.3)",
            "place": {"file": path, "line": 2, "column": 53, "length": 6}}])
    );
    let shown = format!("error[P112]: {message}\n  --> {path}:2:53\n");
    assert!(called.stderr.starts_with(&shown), "{}", called.stderr);
    folder.write("ada.ndjson", format!("{}\n", text.replace('\n', "")).repeat(2));
    let path = folder.arg("ada.ndjson");
    let printed = scimwright(&["normalize", &path, "--lint", "--format", "json"]).exits(1).json();
    assert_eq!(
        (&printed[0]["lint"][0]["place"]["line"], &printed[1]["lint"][0]["place"]["line"]),
        (&json!(1), &json!(2))
    );
}
