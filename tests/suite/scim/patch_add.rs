//! `add`, RFC 7644 §3.5.2.1, by a strict client.

use serde_json::json;

use crate::scim::patch_desk::{CORE, ENTERPRISE, ada, check, check_in, grace, resource, staff};

#[test]
fn simple_attributes() {
    check(json!({"op": "add", "path": "title", "value": "Engineer"}), json!({"title": "Engineer"}));
    check(json!({"op": "add", "path": "nickName", "value": "Countess"}), json!({"nickName": "Countess"}));
    check(json!({"op": "add", "path": "nickName", "value": "Ada"}), json!({}));
    check(json!({"op": "add", "path": "NICKNAME", "value": "A"}), json!({"nickName": "A"}));
    check(json!({"op": "add", "path": "nickName", "value": ""}), json!({"nickName": ""}));
    check(json!({"op": "add", "path": format!("{CORE}:title"), "value": "E"}), json!({"title": "E"}));
    check(json!({"op": "add", "path": "active", "value": false}), json!({"active": false}));
}

#[test]
fn complex_attributes_are_merged() {
    let name = json!({"givenName": "Ada", "familyName": "King"});
    check(json!({"op": "add", "path": "name", "value": {"familyName": "King"}}), json!({"name": name}));
    check(json!({"op": "add", "path": "name.familyName", "value": "King"}), json!({"name": name}));
    check(json!({"op": "add", "path": "name", "value": {"FAMILYNAME": "King"}}), json!({"name": name}));
    check(
        json!({"op": "add", "path": "name", "value": {"familyName": null}}),
        json!({"name": {"givenName": "Ada"}}),
    );
    check(json!({"op": "add", "path": "name", "value": {}}), json!({}));
    let stored = resource(scimwright::scim::ResourceType::User, json!({"userName": "a"}));
    check_in(
        &stored,
        json!({"op": "add", "path": "name.givenName", "value": "A"}),
        json!({"name": {"givenName": "A"}}),
    );
}

#[test]
fn multi_valued_attributes_get_what_is_new() {
    let with = |added: serde_json::Value| {
        let mut emails = ada().attributes["emails"].as_array().cloned().expect("a list");
        emails.push(added);
        json!({"emails": emails})
    };
    let other = json!({"value": "ada@lab.example", "type": "other"});
    check(json!({"op": "add", "path": "emails", "value": [other]}), with(other.clone()));
    check(json!({"op": "add", "path": "emails", "value": other}), with(other.clone()));
    check(json!({"op": "add", "path": "emails", "value": [other, other]}), with(other));
    check(
        json!({"op": "add", "path": "emails", "value": [{"type": "HOME", "value": "ADA@home.example"}]}),
        json!({}),
    );
    let more = json!({"value": "ada@home.example", "type": "home", "display": "At home"});
    check(json!({"op": "add", "path": "emails", "value": [more]}), with(more));
    check(json!({"op": "add", "path": "emails", "value": []}), json!({}));
    check(json!({"op": "add", "path": "emails", "value": [{}]}), json!({}));
    let ref_null =
        json!({"op": "add", "path": "emails", "value": [{"value": "x@y.example", "display": null}]});
    check(ref_null, with(json!({"value": "x@y.example"})));
    check(
        json!({"op": "add", "path": "roles", "value": [{"value": "Admin"}]}),
        json!({"roles": [{"value": "Admin"}]}),
    );
    check_in(
        &staff(),
        json!({"op": "add", "path": "members", "value": [{"value": "u2"}, {"value": "u3"}]}),
        json!({"members": [{"value": "u1", "display": "Ada", "type": "User"}, {"value": "u2"}, {"value": "u3"}]}),
    );
}

#[test]
fn sub_attributes_of_many_values() {
    check(
        json!({"op": "add", "path": "emails.display", "value": "Ada"}),
        json!({"emails": [
            {"value": "ada@contoso.example", "type": "work", "primary": true, "display": "Ada"},
            {"value": "ada@home.example", "type": "home", "display": "Ada"}]}),
    );
    check(json!({"op": "add", "path": "phoneNumbers.value", "value": "1"}), json!({}));
}

#[test]
fn values_that_a_filter_chooses() {
    let home = |home: serde_json::Value| json!({"emails": [{"value": "ada@contoso.example", "type": "work", "primary": true}, home]});
    check(
        json!({"op": "add", "path": "emails[type eq \"home\"]", "value": {"display": "H"}}),
        home(json!({"value": "ada@home.example", "type": "home", "display": "H"})),
    );
    check(
        json!({"op": "add", "path": "emails[type eq \"HOME\" and value ew \".example\"].display", "value": "H"}),
        home(json!({"value": "ada@home.example", "type": "home", "display": "H"})),
    );
    check(json!({"op": "add", "path": "emails[type eq \"other\"].value", "value": "x"}), json!("noTarget"));
    check(
        json!({"op": "add", "path": "emails[type eq \"other\"]", "value": {"value": "x"}}),
        json!("noTarget"),
    );
    check(
        json!({"op": "add", "path": "phoneNumbers[type eq \"work\"].value", "value": "x"}),
        json!("noTarget"),
    );
    check(json!({"op": "add", "path": "emails[type eq \"home\"]", "value": "x"}), json!("invalidValue"));
    check(
        json!({"op": "add", "path": "emails[type eq \"home\"]", "value": [{"value": "x"}]}),
        json!("invalidValue"),
    );
}

#[test]
fn without_a_path() {
    check(
        json!({"op": "add", "value": {"title": "E", "name": {"familyName": "King"}, "emails": [{"value": "x@y.example"}]}}),
        json!({
            "name": {"givenName": "Ada", "familyName": "King"},
            "emails": [
                {"value": "ada@contoso.example", "type": "work", "primary": true},
                {"value": "ada@home.example", "type": "home"},
                {"value": "x@y.example"}],
            "title": "E"}),
    );
    check(json!({"op": "add", "value": {"nickName": null}}), json!({"nickName": null}));
    check(json!({"op": "add", "value": {"schemas": ["urn:x"], "TITLE": "E"}}), json!({"title": "E"}));
    check(json!({"op": "add", "path": "", "value": {"title": "E"}}), json!({"title": "E"}));
    check(json!({"op": "add", "path": CORE, "value": {"title": "E"}}), json!({"title": "E"}));
    check(json!({"op": "add", "value": {CORE: {"title": "E"}}}), json!({"title": "E"}));
    check(json!({"op": "add", "value": {}}), json!({}));
    for value in [json!("x"), json!(5), json!([{"title": "E"}]), json!([]), json!(true), json!(null)] {
        check(json!({"op": "add", "value": value}), json!("invalidValue"));
    }
}

#[test]
fn extensions_come_with_their_first_attribute() {
    let expected = json!({"schemas": [CORE, ENTERPRISE], ENTERPRISE: {"department": "IT"}});
    check(json!({"op": "add", "path": format!("{ENTERPRISE}:department"), "value": "IT"}), expected.clone());
    check(
        json!({"op": "add", "path": ENTERPRISE.to_uppercase(), "value": {"department": "IT"}}),
        expected.clone(),
    );
    check(json!({"op": "add", "value": {ENTERPRISE: {"department": "IT"}}}), expected.clone());
    check(json!({"op": "add", "value": {format!("{ENTERPRISE}:department"): "IT"}}), expected);
    check(json!({"op": "add", "path": ENTERPRISE, "value": {}}), json!({}));
    check(json!({"op": "add", "path": ENTERPRISE, "value": "IT"}), json!("invalidValue"));
    check_in(
        &grace(),
        json!({"op": "add", "path": ENTERPRISE, "value": {"costCenter": "4711", "manager": {"value": "27"}}}),
        json!({ENTERPRISE: {
            "department": "IT", "manager": {"value": "27", "displayName": "Charles"}, "costCenter": "4711"}}),
    );
    let stored = resource(scimwright::scim::ResourceType::User, json!({"userName": "a"}));
    check_in(
        &stored,
        json!({"op": "add", "path": format!("{ENTERPRISE}:manager.value"), "value": "26"}),
        json!({ENTERPRISE: {"manager": {"value": "26"}}}),
    );
}

#[test]
fn primary_is_one() {
    check(
        json!({"op": "add", "path": "emails", "value": [{"value": "x@y.example", "primary": true}]}),
        json!({"emails": [
            {"value": "ada@contoso.example", "type": "work", "primary": false},
            {"value": "ada@home.example", "type": "home"},
            {"value": "x@y.example", "primary": true}]}),
    );
    let home_is_primary = json!({"emails": [
        {"value": "ada@contoso.example", "type": "work", "primary": false},
        {"value": "ada@home.example", "type": "home", "primary": true}]});
    check(
        json!({"op": "add", "path": "emails[type eq \"home\"].primary", "value": true}),
        home_is_primary.clone(),
    );
    check(
        json!({"op": "add", "path": "emails[type eq \"home\"]", "value": {"primary": true}}),
        home_is_primary,
    );
    check(
        json!({"op": "add", "path": "emails", "value": [
            {"value": "x@y.example", "primary": true}, {"value": "y@y.example", "primary": true}]}),
        json!("invalidValue"),
    );
}

#[test]
fn a_value_is_needed() {
    check(json!({"op": "add", "path": "title"}), json!("invalidValue"));
    check(json!({"op": "add"}), json!("invalidValue"));
    check(json!({"op": "add", "path": "title", "value": null}), json!("invalidValue"));
}

#[test]
fn schemas_can_be_listed() {
    check(
        json!({"op": "add", "path": "schemas", "value": [ENTERPRISE]}),
        json!({"schemas": [CORE, ENTERPRISE]}),
    );
    check(json!({"op": "add", "path": "schemas", "value": [CORE.to_uppercase()]}), json!({}));
}
