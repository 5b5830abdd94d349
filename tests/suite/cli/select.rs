//! `scimwright select`.

use serde_json::{Value, json};

use crate::folder::{Folder, scimwright};

#[track_caller]
fn selected(path: &str, arguments: &[&str], status: i32) -> (Value, String) {
    let folder = Folder::new();
    folder.write(
        "user.json",
        r#"{
            "userName": "mira", "name": { "givenName": "Mira" },
            "emails": [{ "type": "work", "value": "w" }, { "type": "home", "value": "h" }],
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "department": "IT" }
        }"#,
    );
    let file = folder.arg("user.json");
    let called = scimwright(&[&["select", path, &file], arguments].concat()).exits(status);
    (called.json(), called.stderr)
}

#[track_caller]
fn check(path: &str, expected: Value) {
    assert_eq!(selected(path, &[], 0), (expected, String::new()), "{path}");
}

#[track_caller]
fn check_error(path: &str, scim_type: &str, detail: &str) {
    let error = json!({ "error": { "status": 400, "scimType": scim_type, "detail": detail } });
    assert_eq!(selected(path, &[], 1), (error, String::new()), "{path}");
}

#[test]
fn values_are_printed_as_an_array() {
    check("userName", json!(["mira"]));
    check("name.givenName", json!(["Mira"]));
    check("name", json!([{ "givenName": "Mira" }]));
    check("emails.value", json!(["w", "h"]));
    check(r#"emails[type eq "home"]"#, json!([{ "type": "home", "value": "h" }]));
    check(r#"emails[type eq "home"].value"#, json!(["h"]));
    check("title", json!([]));
    check("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", json!([{ "department": "IT" }]));
    check("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", json!(["IT"]));
}

#[test]
fn errors_are_those_of_a_service_provider() {
    check_error(
        "emails[",
        "invalidPath",
        "The path cannot be read: expected the name of an attribute, which begins with a letter, at column 8, found \
         the end after `emails[`",
    );
    check_error("titel", "invalidPath", "`titel`: a User has no attribute `titel`; did you mean `title`?");
    check_error(
        r#"emails[typ eq "x"]"#,
        "invalidFilter",
        "`typ` is no sub-attribute of `emails`; did you mean `type`?",
    );
}

#[test]
fn a_client_is_understood() {
    let slip = "urn:ietf:params:scim:schemas:extension:enterprise:2.0User:department";
    let (values, notes) = selected(slip, &["--client", "entra-legacy"], 0);
    assert_eq!(values, json!(["IT"]));
    assert!(notes.starts_with("note[P110]: "), "{notes}");
    selected(slip, &[], 1);
}
