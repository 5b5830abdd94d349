//! What a PATCH request must look like, and the paths and values that it may have.

use scimwright::scim::{Dialect, UnknownAttributes, patch_resource};
use serde_json::{Value, json};

use crate::scim::patch_desk::{
    ENTERPRISE, PATCH_OP, ada, changes, check, check_in, grace, named, patched, resource, rules, staff,
};

/// Compares what a whole body does, strictly, and the repairs.
#[track_caller]
fn check_body(body: Value, expected: Value, repairs: &[&str]) {
    let stored = ada();
    let updated = patch_resource(&stored, &body, &rules(Dialect::strict(), UnknownAttributes::Rejected));
    assert_eq!(changes(&stored, &updated), expected, "{body}");
    assert_eq!(named(&updated.repairs), repairs, "{body}");
}

#[test]
fn the_first_operation_that_fails_is_told() {
    let unmatched = json!({"op": "replace", "path": "emails[type eq \"fax\"].value", "value": "1"});
    let read_only = json!({"op": "replace", "path": "id", "value": "1"});
    check_body(json!({"Operations": [unmatched, read_only]}), json!("noTarget"), &[]);
    check_body(json!({"Operations": [read_only, unmatched]}), json!("mutability"), &[]);
}

#[test]
fn envelopes() {
    let operation = json!({"op": "add", "path": "title", "value": "E"});
    let title = json!({"title": "E"});
    check_body(json!({"schemas": [PATCH_OP], "Operations": [operation]}), title.clone(), &[]);
    check_body(json!({"schemas": [PATCH_OP.to_lowercase()], "Operations": [operation]}), title.clone(), &[]);
    check_body(json!({"Operations": [operation]}), title.clone(), &[]);
    check_body(json!({"operations": [operation]}), title.clone(), &["Q29 operations"]);
    check_body(
        json!({"OPERATIONS": [{"OP": "add", "Path": "title", "Value": "E"}]}),
        title.clone(),
        &["Q29 OPERATIONS", "Q29 Operations[0].OP", "Q29 Operations[0].Path", "Q29 Operations[0].Value"],
    );
    check_body(
        json!({"Operations": [{"op": "Add", "path": "title", "value": "E"}]}),
        title.clone(),
        &["Q01 Operations[0].op"],
    );
    check_body(json!({"Operations": [{"op": "add", "path": " title ", "value": "E", "x": 1}]}), title, &[]);
    for (body, keyword) in [
        (json!([]), "invalidSyntax"),
        (json!("x"), "invalidSyntax"),
        (json!({"schemas": ["urn:x"], "Operations": [operation]}), "invalidSyntax"),
        (json!({"schemas": [], "Operations": [operation]}), "invalidSyntax"),
        (json!({"schemas": [PATCH_OP], "Operations": operation}), "invalidSyntax"),
        (json!({"schemas": [PATCH_OP], "Operations": ["add"]}), "invalidSyntax"),
        (json!({"schemas": [PATCH_OP]}), "invalidValue"),
        (json!({"schemas": [PATCH_OP], "Operations": []}), "invalidValue"),
        (json!({"schemas": [PATCH_OP], "Operations": null}), "invalidValue"),
        (json!({"Operations": [{"path": "title", "value": "E"}]}), "invalidValue"),
        (json!({"Operations": [{"op": "move", "path": "title", "value": "E"}]}), "invalidValue"),
        (json!({"Operations": [{"op": 1, "path": "title", "value": "E"}]}), "invalidValue"),
        (json!({"Operations": [{"op": "add", "path": 5, "value": "E"}]}), "invalidPath"),
        (json!({"title": "E"}), "invalidValue"),
    ] {
        check_body(body, json!(keyword), &[]);
    }
}

#[test]
fn paths_that_lead_nowhere() {
    for path in [
        "favourite",
        "name.nick",
        "emails[type eq \"work\"].colour",
        "userName.x",
        "urn:x:y:z:User:badge",
        "emails[type eq \"work\"",
        "emails[type zz \"work\"].value",
        "emails[]",
        "emails[type eq \"work\"]value",
        "emails[type eq \"work\"]..value",
        ".title",
        "title.",
        "1title",
        "name.givenName.x",
        "name. givenName",
        "emails.value[type eq \"work\"]",
        "emails[type eq \"work\"][value eq \"x\"]",
        "title title",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:colour",
        "urn:ietf:params:scim:schemas:core:2.0:Group:members",
        "members",
    ] {
        for op in ["add", "replace"] {
            check(json!({"op": op, "path": path, "value": "x"}), json!("invalidPath"));
        }
        check(json!({"op": "remove", "path": path}), json!("invalidPath"));
    }
}

#[test]
fn filters_that_mean_nothing() {
    for path in [
        "emails[colour eq \"x\"].value",
        "userName[value eq \"x\"]",
        "name[givenName eq \"Ada\"].familyName",
        "emails[primary gt true].value",
        "emails[value eq 5].type",
        "emails[emails.type eq \"work\"].value",
        "emails[primary eq \"maybe\"].value",
        "emails[primary co true].value",
    ] {
        check(json!({"op": "replace", "path": path, "value": "x"}), json!("invalidFilter"));
        check(json!({"op": "remove", "path": path}), json!("invalidFilter"));
    }
}

#[test]
fn values_of_the_wrong_type() {
    for (path, value) in [
        ("userName", json!(5)),
        ("title", json!(true)),
        ("title", json!(["x"])),
        ("title", json!({"a": 1})),
        ("active", json!("true")),
        ("active", json!("True")),
        ("active", json!(1)),
        ("active", json!("maybe")),
        ("name", json!("Ada")),
        ("name", json!([])),
        ("name", json!([{"givenName": "A"}])),
        ("name", json!(5)),
        ("name", json!({"nick": "A"})),
        ("name", json!({"givenName": 5})),
        ("name.givenName", json!({})),
        ("emails", json!("a@b.example")),
        ("emails", json!(["a@b.example"])),
        ("emails", json!(5)),
        ("emails", json!([{"value": 5}])),
        ("emails", json!([{"colour": "x"}])),
        ("emails", json!([null])),
        ("emails", json!([{"value": "a", "primary": "true"}])),
        ("emails[type eq \"work\"].primary", json!("True")),
        ("profileUrl", json!("not a url")),
        ("x509Certificates", json!([{"value": "%%"}])),
        ("externalId", json!(7)),
    ] {
        for op in ["add", "replace"] {
            check(json!({"op": op, "path": path, "value": value}), json!("invalidValue"));
        }
    }
    let manager = format!("{ENTERPRISE}:manager");
    check(json!({"op": "add", "path": manager, "value": "26"}), json!("invalidValue"));
    check(json!({"op": "add", "path": manager, "value": [{"value": "26"}]}), json!("invalidValue"));
    check_in(&staff(), json!({"op": "add", "path": "members", "value": "u3"}), json!("invalidValue"));
}

#[test]
fn values_that_name_what_no_schema_has() {
    for value in [
        json!({"favourite": 1}),
        json!({"name": {"nick": "A"}}),
        json!({"name.nick": "A"}),
        json!({"userName.x": "A"}),
        json!({"urn:x:User": {"badge": "B7"}}),
        json!({"urn:x:User:badge": "B7"}),
        json!({"emails[type eq \"work\"].value": "x"}),
        json!({ENTERPRISE: {"badge": "B7"}}),
        json!({"a b": 1}),
        json!({"": 1}),
        json!({ENTERPRISE: {ENTERPRISE: {}}}),
    ] {
        check(json!({"op": "add", "value": value}), json!("invalidValue"));
        check(json!({"op": "replace", "value": value}), json!("invalidValue"));
    }
}

#[test]
fn what_cannot_be_changed() {
    for path in
        ["id", "meta", "meta.version", "groups", "groups[value eq \"g1\"]", "groups[value eq \"g1\"].display"]
    {
        check(json!({"op": "replace", "path": path, "value": "7103"}), json!("mutability"));
        check(json!({"op": "add", "path": path, "value": "x"}), json!("mutability"));
        check(json!({"op": "remove", "path": path}), json!("mutability"));
    }
    check(json!({"op": "replace", "value": {"id": "9"}}), json!("mutability"));
    check(json!({"op": "replace", "value": {"id": "7103", "title": "E"}}), json!({"title": "E"}));
    check(json!({"op": "replace", "value": {"groups": [{"DISPLAY": "staff", "value": "G1"}]}}), json!({}));
    check(json!({"op": "replace", "value": {"meta": {"version": "W/\"2\""}}}), json!("mutability"));
    let manager = format!("{ENTERPRISE}:manager");
    check_in(
        &grace(),
        json!({"op": "replace", "path": format!("{manager}.displayName"), "value": "C"}),
        json!("mutability"),
    );
    check_in(
        &grace(),
        json!({"op": "replace", "path": manager, "value": {"value": "26", "displayName": "C"}}),
        json!("mutability"),
    );
    check_in(
        &grace(),
        json!({"op": "replace", "path": manager, "value": {"value": "26", "displayName": "Charles"}}),
        json!({}),
    );
    for (operation, expected) in [
        (
            json!({"op": "replace", "path": "members[value eq \"u1\"].value", "value": "u9"}),
            json!("mutability"),
        ),
        (json!({"op": "replace", "path": "members[value eq \"u1\"].value", "value": "u1"}), json!({})),
        (
            json!({"op": "replace", "path": "members[value eq \"u1\"].type", "value": "Group"}),
            json!("mutability"),
        ),
        (
            json!({"op": "add", "path": "members[value eq \"u1\"]", "value": {"value": "u9"}}),
            json!("mutability"),
        ),
        (json!({"op": "remove", "path": "members[value eq \"u1\"].type"}), json!("mutability")),
        (
            json!({"op": "add", "path": "members[value eq \"u2\"].type", "value": "User"}),
            json!({"members": [{"value": "u1", "display": "Ada", "type": "User"}, {"value": "u2", "type": "User"}]}),
        ),
    ] {
        check_in(&staff(), operation, expected);
    }
}

#[test]
fn passwords_are_never_kept() {
    check(json!({"op": "replace", "path": "password", "value": "x"}), json!({}));
    check(json!({"op": "replace", "value": {"password": "x", "title": "E"}}), json!({"title": "E"}));
    check(json!({"op": "replace", "path": "password", "value": 5}), json!("invalidValue"));
    let updated =
        patched(&ada(), &json!({"op": "replace", "path": "password", "value": 48151}), Dialect::strict());
    assert!(!updated.outcome.unwrap_err().detail.contains("48151"));
}

#[test]
fn a_resource_keeps_its_order_and_spelling() {
    let stored = resource(
        scimwright::scim::ResourceType::User,
        json!({"USERNAME": "ada", "Name": {"GIVENNAME": "Ada"}, "urn:ietf:params:scim:schemas:extension:enterprise:2.0:USER": {"Department": "IT"}, "title": "E"}),
    );
    let operations = json!([
        {"op": "replace", "value": {"userName": "eve", "name": {"givenName": "Eve"}}},
        {"op": "replace", "path": format!("{ENTERPRISE}:department"), "value": "R&D"},
        {"op": "add", "path": "NICKNAME", "value": "E"}]);
    let after = patched(&stored, &operations, Dialect::strict()).outcome.unwrap();
    let expected = "{\"USERNAME\":\"eve\",\"Name\":{\"GIVENNAME\":\"Eve\"},\
        \"urn:ietf:params:scim:schemas:extension:enterprise:2.0:USER\":{\"Department\":\"R&D\"},\"title\":\"E\",\"nickName\":\"E\"}";
    assert_eq!(json!(after.attributes).to_string(), expected);
}

#[test]
fn an_error_says_where_and_what() {
    let detail =
        |operations: Value| patched(&ada(), &operations, Dialect::strict()).outcome.unwrap_err().to_string();
    let two = json!([{"op": "add", "path": "title", "value": "E"}, {"op": "replace", "path": "active", "value": "maybe"}]);
    assert_eq!(
        detail(two),
        "400 invalidValue: operation 2 (replace active): “active” takes true or false, not \"maybe\""
    );
    let path = json!({"op": "replace", "path": "favourite", "value": 1});
    assert_eq!(
        detail(path),
        "400 invalidPath: operation 1 (replace favourite): no schema has the attribute “favourite”"
    );
}

#[test]
fn attributes_that_no_schema_has() {
    let updated = |operations: Value, unknown_attributes| {
        let stored = ada();
        let rules = rules(Dialect::strict(), unknown_attributes);
        let updated = patch_resource(&stored, &crate::scim::patch_desk::request(&operations), &rules);
        (changes(&stored, &updated), updated)
    };
    let stored = |operations: Value| updated(operations, UnknownAttributes::Stored).0;
    let dropped = |operations: Value| updated(operations, UnknownAttributes::Dropped).0;
    let add = json!({"op": "add", "path": "badge", "value": "B7"});
    assert_eq!(stored(add.clone()), json!({"badge": "B7"}));
    assert_eq!(dropped(add), json!({}));
    assert_eq!(
        stored(json!({"op": "add", "value": {"a b": 1, "name": {"nick": "A"}}})),
        json!({
        "a b": 1, "name": {"givenName": "Ada", "familyName": "Lovelace", "nick": "A"}})
    );
    assert_eq!(
        dropped(json!({"op": "add", "value": {"a b": 1, "name": {"nick": "A"}, "title": "E"}})),
        json!({"title": "E"})
    );
    let list = json!([
        {"op": "add", "path": "cars", "value": [{"plate": "A", "type": "van"}]},
        {"op": "add", "path": "cars", "value": {"plate": "B"}},
        {"op": "add", "path": "cars", "value": {"plate": "B"}},
        {"op": "replace", "path": "cars[plate eq \"A\"].type", "value": "bus"},
        {"op": "remove", "path": "cars[plate eq \"B\"]"}]);
    assert_eq!(stored(list), json!({"cars": [{"plate": "A", "type": "bus"}]}));
    let extension = json!({"op": "add", "path": "urn:x:y:User:badge", "value": "B7"});
    assert_eq!(
        stored(extension.clone()),
        json!({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:x:y:User"], "urn:x:y:User": {"badge": "B7"}})
    );
    assert_eq!(dropped(extension), json!({}));
}
