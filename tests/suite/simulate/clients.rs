//! What the changes of each client do to a person: leaver, rename, cleared value, manager.

use serde_json::{Value, json};

use crate::bench::Bench;
use crate::simulate::story::Story;

const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// A person as the service provider holds it.
pub fn ann() -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", ENTERPRISE],
        "id": "7103", "userName": "ann@acme.example", "active": true, "displayName": "Ann Lee", "title": "Lead",
        "name": { "givenName": "Ann", "familyName": "Lee" },
        "emails": [{ "type": "work", "value": "ann@acme.example", "primary": true }],
        "phoneNumbers": [{ "type": "work", "value": "+1 555 0100" }],
        "locale": "nl", ENTERPRISE: { "department": "Sales", "manager": { "value": "7110" } }
    })
}

/// The default mapping with two people who can be managers.
pub fn story(client: &'static str) -> Story {
    let person = |name: &str, id: &str| json!({ "name": name, "primary_email": format!("{name}@acme.example"), "source": "SCIM", "sourceID": id });
    let bench = Bench::default_mapping()
        .record("people", person("bob", "7110"))
        .record("people", person("cleo", "7112"));
    Story::of(bench).client(client).stored(ann())
}

#[track_caller]
fn check(client: &'static str, request: Value, field: &str, expected: &str) {
    let story = story(client).request(request);
    assert_eq!(story.field(field), expected, "{client}:\n{}", story.text());
}

fn patch(operations: Value) -> Value {
    json!({ "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": operations })
}

fn put(change: impl FnOnce(&mut Value)) -> Value {
    let mut body = ann();
    change(&mut body);
    json!({ "method": "PUT", "path": "/Users/7103", "body": body })
}

#[test]
fn leavers() {
    let disabled = "set false → true: `active` is now false";
    let op = |op: &str, value: Value| patch(json!([{ "op": op, "path": "active", "value": value }]));
    check("entra-default", op("Replace", json!("False")), "disabled", disabled);
    check("entra-flag", op("replace", json!(false)), "disabled", disabled);
    let without_path = patch(json!([{ "op": "replace", "value": { "active": false } }]));
    check("okta-oin", without_path, "disabled", disabled);
    let echo = put(|body| {
        body["active"] = json!(false);
        body["groups"] = json!([]);
        body["password"] = json!("secret");
        body["meta"] = json!({ "resourceType": "User" });
    });
    check("okta-wizard", echo, "disabled", disabled);
    check("ping", put(|body| body["active"] = json!(false)), "disabled", disabled);
    check("google", json!({ "method": "DELETE", "path": "/Users/7103" }), "disabled", disabled);
}

#[test]
fn renames() {
    let renamed = "set \"Ann Lee\" → \"Ann Moor\": `displayName` is now “Ann Moor”";
    let operations = json!([
        { "op": "Replace", "path": "userName", "value": "ann.moor@acme.example" },
        { "op": "Replace", "path": "displayName", "value": "Ann Moor" },
        { "op": "Replace", "path": "emails[type eq \"work\"].value", "value": "ann.moor@acme.example" }
    ]);
    check("entra-default", patch(operations.clone()), "name", renamed);
    check(
        "entra-default",
        patch(operations),
        "primary_email",
        "set \"ann@acme.example\" → \"ann.moor@acme.example\": `userName` is now “ann.moor@acme.example”",
    );
    let dotted = json!([{ "op": "replace", "value": {
        "displayName": "Ann Moor", "name.familyName": "Moor", format!("{ENTERPRISE}:department"): "HR"
    } }]);
    check("entra-flag", patch(dotted), "name", renamed);
    check("okta-wizard", put(|body| body["displayName"] = json!("Ann Moor")), "name", renamed);
}

#[test]
fn blank_never_clears() {
    let stays = |how: &str| {
        format!(
            "kept \"Lead\" → \"Lead\": `title` {how}; the script gives nothing, so the current value stays (blank never clears)"
        )
    };
    check(
        "generic-strict",
        patch(json!([{ "op": "remove", "path": "title" }])),
        "job_title",
        &stays("was taken away"),
    );
    let empty = patch(json!([{ "op": "replace", "value": { "title": "" } }]));
    check("okta-oin", empty, "job_title", &stays("was emptied"));
    check("okta-wizard", put(|body| body["title"] = json!("")), "job_title", &stays("was taken away"));
    // 4me leaves what PUT does not name as it is.
    let without = put(|body| {
        body.as_object_mut().unwrap().remove("title");
    });
    check(
        "ping",
        without,
        "job_title",
        "kept \"Lead\" → \"Lead\": Follows `title`; the rule gives the value it has already",
    );
    check(
        "generic-strict",
        patch(json!([{ "op": "remove", "path": "phoneNumbers" }])),
        "contacts",
        "cleared [{\"label\":\"work\",\"telephone\":\"+1 555 0100\",\"integration\":true}] → []: \
         `phoneNumbers[type eq \"work\"]` was taken away; the script gives an empty value",
    );
    check(
        "generic-strict",
        patch(json!([{ "op": "replace", "path": "locale", "value": "de" }])),
        "locale",
        "kept \"nl\" → \"nl\": The request would give another value, but the field is only set on new records",
    );
}

#[test]
fn a_patch_that_repeats_what_is_stored_mends_the_record() {
    let bench = Bench::default_mapping().record(
        "people",
        json!({ "name": "Ann Lee", "primary_email": "ann@acme.example", "job_title": "Clerk", "sourceID": "7103" }),
    );
    let title = json!([{ "op": "replace", "path": "title", "value": "Lead" }]);
    assert_eq!(
        Story::of(bench).client("generic-strict").stored(ann()).patch(title).field("job_title"),
        "set \"Clerk\" → \"Lead\": `title` is sent as stored already; the record had another value"
    );
}

#[test]
fn managers() {
    let path = format!("{ENTERPRISE}:manager");
    let changed = "set \"bob@acme.example\" → \"cleo@acme.example\": `manager` is now “7112”";
    let op = |op: &str, value: Value| patch(json!([{ "op": op, "path": path.clone(), "value": value }]));
    check("entra-default", op("Replace", json!("7112")), "manager", changed);
    check("generic-strict", op("replace", json!({ "value": "7112" })), "manager", changed);
    check(
        "entra-default",
        op("Replace", json!("99")),
        "manager",
        "kept \"bob@acme.example\" → \"bob@acme.example\": \
         No user with the id 99 is known; the script gives nothing, so the current value stays",
    );
    check(
        "entra-default",
        patch(json!([{ "op": "Remove", "path": path.clone() }])),
        "manager",
        "kept \"bob@acme.example\" → \"bob@acme.example\": `manager` was taken away; \
         the script gives nothing, so the current value stays (blank never clears)",
    );
}

#[test]
fn a_new_person() {
    let joiner = |client| {
        let story = story(client);
        let mut body = ann();
        body.as_object_mut().unwrap().remove("id");
        body["userName"] = json!("eve@acme.example");
        story.request(json!({ "method": "POST", "path": "/Users", "body": body }))
    };
    let check = |field: &str, expected: &str| assert_eq!(joiner("entra-default").field(field), expected);
    check("locale", "set null → \"nl\": Follows `locale`");
    check("site", "kept null → null: The script gives nothing, so the new record has no value");
    check("sourceID", "kept null → null: The service provider gives the id when it creates the resource");
}

#[test]
fn a_record_that_is_not_written() {
    let story = story("generic-strict").patch(json!([
        { "op": "replace", "path": "userName", "value": "ann" },
        { "op": "remove", "path": "emails" },
        { "op": "replace", "path": "title", "value": "Boss" }
    ]));
    assert_eq!(
        story.field("job_title"),
        "rejected \"Lead\" → \"Lead\": No record is written: e-mail is not known"
    );
    assert_eq!(story.field("location"), "kept null → null: No record is written, so nothing changes");
}
