//! `replace`, RFC 7644 §3.5.2.3, by a strict client.

use serde_json::json;

use crate::scim::patch_desk::{CORE, ENTERPRISE, check, check_in, grace, staff};

#[test]
fn simple_attributes() {
    check(json!({"op": "replace", "path": "nickName", "value": "Countess"}), json!({"nickName": "Countess"}));
    check(json!({"op": "replace", "path": "title", "value": "Engineer"}), json!({"title": "Engineer"}));
    check(json!({"op": "replace", "path": "nickName", "value": "Ada"}), json!({}));
    check(json!({"op": "replace", "path": "nickName", "value": null}), json!({"nickName": null}));
    check(json!({"op": "replace", "path": "nickName", "value": ""}), json!({"nickName": ""}));
    check(json!({"op": "replace", "path": "title", "value": null}), json!({}));
    check(json!({"op": "replace", "path": "nickName"}), json!("invalidValue"));
    check(json!({"op": "replace", "path": "userName", "value": ""}), json!("invalidValue"));
}

#[test]
fn complex_attributes_keep_what_is_not_given() {
    let name = json!({"name": {"givenName": "Ada", "familyName": "King"}});
    check(json!({"op": "replace", "path": "name", "value": {"familyName": "King"}}), name.clone());
    check(json!({"op": "replace", "path": "Name.FamilyName", "value": "King"}), name.clone());
    check(json!({"op": "replace", "value": {"name": {"familyName": "King"}}}), name.clone());
    check(json!({"op": "replace", "value": {"name.familyName": "King"}}), name);
    check(
        json!({"op": "replace", "path": "name.givenName", "value": null}),
        json!({"name": {"familyName": "Lovelace"}}),
    );
    check(json!({"op": "replace", "path": "name", "value": null}), json!({"name": null}));
    check(json!({"op": "replace", "path": "name", "value": {}}), json!({}));
    check(
        json!({"op": "replace", "path": "name", "value": {"givenName": null, "familyName": null}}),
        json!({"name": null}),
    );
}

#[test]
fn multi_valued_attributes_are_replaced_as_a_whole() {
    let new = json!([{"value": "x@y.example"}]);
    check(json!({"op": "replace", "path": "emails", "value": new}), json!({"emails": new}));
    check(
        json!({"op": "replace", "path": "emails", "value": {"value": "x@y.example"}}),
        json!({"emails": new}),
    );
    check(json!({"op": "replace", "value": {"emails": new}}), json!({"emails": new}));
    check(json!({"op": "replace", "path": "emails", "value": []}), json!({"emails": null}));
    check(json!({"op": "replace", "path": "emails", "value": null}), json!({"emails": null}));
    let two = json!([{"value": "a", "primary": true}, {"value": "b", "primary": true}]);
    check(json!({"op": "replace", "path": "emails", "value": two}), json!("invalidValue"));
    check_in(
        &staff(),
        json!({"op": "replace", "path": "members", "value": [{"value": "u9"}]}),
        json!({"members": [{"value": "u9"}]}),
    );
}

#[test]
fn values_that_a_filter_chooses() {
    let emails =
        |work: serde_json::Value| json!({"emails": [work, {"value": "ada@home.example", "type": "home"}]});
    let changed = json!({"value": "king@contoso.example", "type": "work", "primary": true});
    check(
        json!({"op": "replace", "path": "emails[type eq \"work\"].value", "value": "king@contoso.example"}),
        emails(changed.clone()),
    );
    check(
        json!({"op": "replace", "path": "emails[type eq \"work\"]", "value": {"value": "king@contoso.example"}}),
        emails(changed.clone()),
    );
    check(
        json!({"op": "replace", "path": format!("{CORE}:emails[type eq \"work\"].value"), "value": "king@contoso.example"}),
        emails(changed.clone()),
    );
    check(
        json!({"op": "replace", "path": "emails[not (type eq \"home\") and primary eq true].value", "value": "king@contoso.example"}),
        emails(changed),
    );
    check(
        json!({"op": "replace", "path": "emails[type eq \"work\"].primary", "value": null}),
        emails(json!({"value": "ada@contoso.example", "type": "work"})),
    );
    check(
        json!({"op": "replace", "path": "emails[type pr].type", "value": "other"}),
        json!({"emails": [
            {"value": "ada@contoso.example", "type": "other", "primary": true},
            {"value": "ada@home.example", "type": "other"}]}),
    );
    check(
        json!({"op": "replace", "path": "emails[type eq \"work\"]", "value": null}),
        json!({"emails": [{"value": "ada@home.example", "type": "home"}]}),
    );
    check(json!({"op": "replace", "path": "emails[type eq \"x\"].value", "value": "y"}), json!("noTarget"));
    check(
        json!({"op": "replace", "path": "emails[type eq \"x\"]", "value": {"value": "y"}}),
        json!("noTarget"),
    );
    check(json!({"op": "replace", "path": "photos[type eq \"x\"].value", "value": "y"}), json!("noTarget"));
}

#[test]
fn primary_is_one() {
    check(json!({"op": "replace", "path": "emails.primary", "value": true}), json!("invalidValue"));
    check(json!({"op": "replace", "path": "emails[type pr].primary", "value": true}), json!("invalidValue"));
    check(
        json!({"op": "replace", "path": "emails[type eq \"home\"].primary", "value": true}),
        json!({"emails": [
            {"value": "ada@contoso.example", "type": "work", "primary": false},
            {"value": "ada@home.example", "type": "home", "primary": true}]}),
    );
    check_in(
        &staff(),
        json!({"op": "replace", "path": "members.primary", "value": true}),
        json!("invalidValue"),
    );
}

#[test]
fn extensions() {
    check_in(
        &grace(),
        json!({"op": "replace", "path": ENTERPRISE, "value": {"department": "R&D"}}),
        json!({ENTERPRISE: {"department": "R&D", "manager": {"value": "26", "displayName": "Charles"}}}),
    );
    check_in(
        &grace(),
        json!({"op": "replace", "path": format!("{ENTERPRISE}:manager"), "value": {"value": "27"}}),
        json!({ENTERPRISE: {"department": "IT", "manager": {"value": "27", "displayName": "Charles"}}}),
    );
    check_in(
        &grace(),
        json!({"op": "replace", "value": {ENTERPRISE: null}}),
        json!({"schemas": [CORE], ENTERPRISE: null}),
    );
    check_in(&grace(), json!({"op": "replace", "path": ENTERPRISE, "value": null}), json!("invalidValue"));
    check_in(
        &grace(),
        json!({"op": "replace", "value": {ENTERPRISE: {"department": null, "manager": null}}}),
        json!({"schemas": [CORE], ENTERPRISE: null}),
    );
    check_in(
        &grace(),
        json!({"op": "replace", "path": "schemas", "value": [CORE]}),
        json!({"schemas": [CORE], ENTERPRISE: null}),
    );
}

#[test]
fn each_operation_sees_those_before_it() {
    check(
        json!([
            {"op": "add", "path": "phoneNumbers", "value": [{"type": "work", "value": "1"}]},
            {"op": "replace", "path": "phoneNumbers[type eq \"work\"].value", "value": "2"},
            {"op": "remove", "path": "nickName"},
            {"op": "add", "path": "nickName", "value": "Countess"}]),
        json!({"nickName": "Countess", "phoneNumbers": [{"type": "work", "value": "2"}]}),
    );
    check(
        json!([{"op": "replace", "path": "title", "value": "E"}, {"op": "replace", "path": "emails[type eq \"x\"].value", "value": "E"}]),
        json!("noTarget"),
    );
}
