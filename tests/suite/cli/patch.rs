//! `scimwright patch`.

use serde_json::{Value, json};

use crate::folder::{Called, Folder, scimwright, scimwright_with};

const CORE: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

fn ada() -> Value {
    json!({"schemas": [CORE], "id": "7103", "userName": "ada", "active": true, "title": "Engineer"})
}

/// Calls `patch` on a resource and a request, with further arguments.
#[track_caller]
fn patch(resource: &Value, request: &Value, arguments: &[&str]) -> Called {
    let folder = Folder::new();
    folder.write("resource.json", resource.to_string()).write("request.json", request.to_string());
    let (resource, request) = (folder.arg("resource.json"), folder.arg("request.json"));
    scimwright(&[&["patch", &resource, &request], arguments].concat())
}

#[test]
fn the_resource_afterwards() {
    let request = json!({"Operations": [{"op": "replace", "path": "title", "value": "Director"}]});
    let called = patch(&ada(), &request, &[]).exits(0);
    let mut after = ada();
    after["title"] = json!("Director");
    assert_eq!(called.json(), after);
    assert_eq!(called.stderr, "");
    let text = patch(&ada(), &request, &["--format", "text"]).exits(0);
    assert_eq!(text.stdout, format!("{after:#}\n"));
}

#[test]
fn a_request_that_is_refused() {
    let request = json!({"Operations": [
        {"op": "replace", "path": "title", "value": "Director"},
        {"op": "replace", "path": "emails[type eq \"work\"].value", "value": "x"}]});
    let called = patch(&ada(), &request, &[]).exits(1);
    let detail =
        "operation 2 (replace emails[type eq \"work\"].value): no value of “emails” fulfils the filter";
    assert_eq!(called.json(), json!({"error": {"status": 400, "scimType": "noTarget", "detail": detail}}));
    let text = patch(&ada(), &request, &["--format", "text"]).exits(1);
    assert_eq!(text.stdout, format!("400 noTarget: {detail}\n"));
}

#[test]
fn deviations_of_the_client_are_noted() {
    let request = json!({"Operations": [{"op": "Replace", "path": "active", "value": "False"}]});
    let called = patch(&ada(), &request, &["--format", "json"]).exits(0);
    assert_eq!(called.json()["active"], json!(false));
    assert!(
        called.stderr.contains("“op” in another case: Operations[0].op \"Replace\" → \"replace\""),
        "{}",
        called.stderr
    );
    assert!(called.stderr.contains("A boolean as text: active \"False\" → false"), "{}", called.stderr);
    let strict = patch(&ada(), &request, &["--client", "generic-strict"]).exits(1);
    assert_eq!(strict.json()["error"]["scimType"], json!("invalidValue"));
    let create =
        json!({"Operations": [{"op": "add", "path": "emails[type eq \"work\"].value", "value": "x"}]});
    let entra = patch(&ada(), &create, &["--client", "entra-default"]).exits(0);
    assert_eq!(entra.json()["emails"], json!([{"type": "work", "value": "x"}]));
}

/// Marks of a client in a request that complies with the RFC do not change what it means.
#[test]
fn a_client_is_guessed_only_where_the_request_deviates() {
    let mut stored = ada();
    stored["emails"] = json!([{"value": "ada@acme.example", "type": "work"}]);
    let none = patch(
        &stored,
        &json!({"Operations": [{"op": "replace", "path": "emails[primary eq true].value", "value": "x"}]}),
        &[],
    );
    assert_eq!(none.exits(1).json()["error"]["scimType"], json!("noTarget"));
    let again = json!({"value": "ada@acme.example", "type": "work", "display": "Ada"});
    let request = json!({"Operations": [
        {"op": "replace", "value": {"active": false}}, {"op": "add", "path": "emails", "value": [again]}]});
    let added = patch(&stored, &request, &[]).exits(0);
    assert_eq!(added.json()["emails"], json!([stored["emails"][0], again]));
    assert_eq!(added.stderr, "");
    let updated = patch(&stored, &request, &["--client", "okta-oin"]).exits(0);
    assert_eq!(updated.json()["emails"], json!([again]));
    for (op, path) in
        [("Add", "emails[type eq \"home\"].value"), ("add", "emails[primary eq \"True\"].value")]
    {
        let request = json!({"Operations": [{"op": op, "path": path, "value": "x"}]});
        let created = patch(&stored, &request, &[]).exits(0);
        assert_eq!(created.json()["emails"].as_array().map(Vec::len), Some(2), "{path}");
        assert!(created.stderr.starts_with("note: read as a request of entra-"), "{}", created.stderr);
    }
}

#[test]
fn put_and_the_rules_of_a_target() {
    let request = json!({"schemas": [CORE], "userName": "ada", "badge": "B7", "title": ""});
    let whole = patch(&ada(), &json!({"userName": "ada"}), &["--put"]).exits(0);
    assert_eq!(whole.json(), json!({"schemas": [CORE], "id": "7103", "userName": "ada"}));
    let kept = patch(&ada(), &request, &["--put", "--target", "4me"]).exits(0);
    let expected = json!({"schemas": [CORE], "id": "7103", "userName": "ada", "active": true, "badge": "B7"});
    assert_eq!(kept.json(), expected);
    let dropped = patch(&ada(), &request, &["--put", "--target", "superoffice"]).exits(0);
    assert_eq!(dropped.json(), json!({"schemas": [CORE], "id": "7103", "userName": "ada", "title": ""}));
    assert_eq!(
        patch(&ada(), &request, &["--put"]).exits(1).json()["error"]["scimType"],
        json!("invalidValue")
    );
}

#[test]
fn sample_files_and_bare_objects() {
    let stored = json!({"name": "Ada", "origin": {}, "request": {"method": "POST", "path": "/Users"}, "payload": ada()});
    let request = json!({"name": "Gone", "origin": {}, "request": {"method": "PATCH", "path": "/Users/7103"},
        "payload": {"Operations": [{"op": "add", "path": format!("{ENTERPRISE}:department"), "value": "IT"}]}});
    assert_eq!(patch(&stored, &request, &[]).exits(0).json()[ENTERPRISE], json!({"department": "IT"}));
    let put = json!({"origin": {}, "request": {"method": "PUT", "path": "/Users/7103"}, "payload": {"userName": "eve"}});
    assert_eq!(patch(&stored, &put, &[]).exits(0).json()["userName"], json!("eve"));
    let add_member = json!({"Operations": [{"op": "add", "path": "members", "value": [{"value": "u1"}]}]});
    assert_eq!(
        patch(&json!({"members": [{"value": "u2"}]}), &add_member, &[]).exits(0).json(),
        json!({"members": [{"value": "u2"}, {"value": "u1"}]}),
    );
    let title = json!({"Operations": [{"op": "add", "path": "title", "value": "E"}]});
    assert_eq!(patch(&json!({"id": "1"}), &title, &[]).exits(0).json(), json!({"id": "1", "title": "E"}));
}

#[test]
fn what_cannot_be_used() {
    let folder = Folder::new();
    folder.write("ada.json", ada().to_string()).write("list.json", "[1]").write("broken.json", "{");
    let (ada, list, broken) = (folder.arg("ada.json"), folder.arg("list.json"), folder.arg("broken.json"));
    scimwright(&["patch", &list, &ada]).exits(1);
    scimwright(&["patch", &broken, &ada]).exits(1);
    let error = scimwright(&["patch", &ada, &broken, "--format", "json"]).exits(1).json();
    assert_eq!(error["error"]["scimType"], json!("invalidSyntax"));
    assert_eq!(
        scimwright(&["patch", &ada, &list]).exits(1).json()["error"]["scimType"],
        json!("invalidSyntax")
    );
    scimwright(&["patch", &ada, &ada, "--client", "nobody"]).exits(2);
    scimwright(&["patch", &ada, &ada, "--target", "nobody"]).exits(2);
    scimwright(&["patch", &ada, "nowhere.json"]).exits(2);
    let request = json!({"Operations": [{"op": "remove", "path": "title"}]});
    let piped = scimwright_with(&["patch", &ada, "-"], request.to_string().as_bytes()).exits(0);
    assert_eq!(piped.json().get("title"), None);
}

#[test]
fn a_password_is_never_shown() {
    let request = json!({"Operations": [{"op": "replace", "path": "password", "value": "correct horse"}]});
    let called = patch(&ada(), &request, &[]).exits(0);
    assert_eq!(called.json(), ada());
    assert!(!(called.stdout + called.stderr.as_str()).contains("horse"));
}
