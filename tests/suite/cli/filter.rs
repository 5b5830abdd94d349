//! `scimwright filter`.

use serde_json::json;

use crate::folder::{Folder, scimwright, scimwright_with};

const USER: &str = r#"{
    "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "id": "7", "userName": "mira@acme.example",
    "externalId": "mira", "active": true, "emails": [{ "type": "work", "value": "mira@acme.example" }],
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "manager": { "value": "26" } }
}"#;

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("user.json", USER);
    folder
}

/// Compares both outputs of a filter on the user, with further arguments.
#[track_caller]
fn check(expression: &str, arguments: &[&str], expected: (&str, &str)) {
    let folder = folder();
    let file = folder.arg("user.json");
    let called = scimwright(&[&["filter", expression, &file], arguments].concat()).exits(0);
    assert_eq!((called.stdout.as_str(), called.stderr.as_str()), expected, "{expression}");
}

#[test]
fn the_answer_is_true_or_false() {
    check(r#"userName sw "MIRA" and active eq true"#, &[], ("true\n", ""));
    check(r#"userName sw "MIRA" and active eq true"#, &["--format", "text"], ("true\n", ""));
    check(r#"emails[type eq "home"]"#, &["--format", "json"], ("false\n", ""));
}

#[test]
fn what_may_not_be_meant_is_noted() {
    check(
        r#"emails[type eq "work"].value eq "mira@acme.example""#,
        &[],
        (
            "true\n",
            "note[F701]: `emails[type eq \"work\"].value eq \"mira@acme.example\"` compares after brackets, which \
             the RFC has in paths alone\n  help: it is understood as `emails[type eq \"work\" and value eq \
             \"mira@acme.example\"]`\n",
        ),
    );
    check(
        r#"active eq "True""#,
        &[],
        (
            "true\n",
            "note[F701]: `active` is true or false and is compared with the text \"True\"\n  help: it is \
             understood as true\n",
        ),
    );
    check(
        r#"usrName eq "x" or emails[typ pr] or name.foo pr"#,
        &[],
        (
            "false\n",
            "note[F702]: No schema has `usrName`; it counts as an attribute without a value\n  help: did you mean \
             `userName`?\n\
             note[F702]: `emails` has no sub-attribute `typ`; it counts as one without a value\n  help: did you \
             mean `type`?\n\
             note[F702]: No schema has `name.foo`; it counts as an attribute without a value\n",
        ),
    );
}

#[test]
fn a_client_is_understood() {
    check(
        "externalId eq mira and manager eq \"26\"",
        &["--client", "entra-default"],
        (
            "true\n",
            "note[P110]: A filter with a text without quotes: filter \"mira\" → \"\\\"mira\\\"\"\n\
             note[P110]: An Enterprise attribute at the top: \
             urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager \"manager\" → \
             \"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:…\n",
        ),
    );
    let folder = folder();
    let strict = scimwright(&["filter", "externalId eq mira", &folder.arg("user.json")]).exits(1);
    assert_eq!(
        strict.json(),
        json!({ "error": {
            "status": 400,
            "scimType": "invalidFilter",
            "detail": "The filter cannot be read: expected a value (a text in double quotes, a number, true, false \
                       or null) at column 15, found `mira`",
        } })
    );
}

#[test]
fn an_error_is_told_in_both_forms() {
    let folder = folder();
    let call = |format: &str| {
        scimwright(&["filter", "active gt true", &folder.arg("user.json"), "--format", format]).exits(1)
    };
    let detail =
        "`active gt true` cannot be compared: the attribute is true or false, and takes eq, ne and pr alone";
    let error = json!({ "error": { "status": 400, "scimType": "invalidFilter", "detail": detail } });
    assert_eq!(call("json").json(), error);
    assert_eq!(call("text").stdout, format!("400 invalidFilter: {detail}\n"));
}

#[test]
fn the_resource_may_come_in_any_file_that_holds_one() {
    let sample =
        format!(r#"{{"name": "A", "origin": {{}}, "request": {{"method": "POST"}}, "payload": {USER}}}"#);
    let list = format!(
        r#"{{"schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"], "Resources": [{USER}]}}"#
    );
    let array = format!("[{USER}]");
    for text in [USER, &sample, &list, &array] {
        let called = scimwright_with(&["filter", r#"id eq "7""#, "-"], text.as_bytes()).exits(0);
        assert_eq!((called.stdout.as_str(), called.stderr.as_str()), ("true\n", ""), "{text}");
    }
    // What does not show its type.
    for (text, expression) in [
        (r#"{"foo": 1}"#, "foo eq 1"),
        ("{}", "not (userName pr)"),
        (r#"{"members": [{"value": "1"}]}"#, r#"members[value eq "1"]"#),
        (r#"{"password": "x"}"#, "password pr"),
    ] {
        let called = scimwright_with(&["filter", expression, "-"], text.as_bytes()).exits(0);
        assert_eq!((called.stdout.as_str(), called.stderr.as_str()), ("true\n", ""), "{text}");
    }
}

#[test]
fn what_is_no_single_resource_is_refused() {
    let check = |text: &str, expected: &str| {
        let called = scimwright_with(&["filter", "title pr", "-"], text.as_bytes()).exits(1);
        assert_eq!(called.stdout, "");
        assert!(called.stderr.contains(expected), "{text}: {}", called.stderr);
    };
    check("{", "standard input is not used");
    check("", "standard input is not used");
    check("5", "This is neither a user nor a group");
    check(&format!("[{USER}, {USER}]"), "one resource is expected, and it holds 2 resources");
    check(r#"{"Operations": []}"#, "one resource is expected, and it is a PATCH request");
    let folder = folder();
    let user = folder.arg("user.json");
    scimwright(&["filter", "title pr", &folder.arg("nobody.json")]).exits(2);
    scimwright(&["filter", "title pr", &user, "--client", "nobody"]).exits(2);
    scimwright(&["filter", "title pr"]).exits(2);
}
