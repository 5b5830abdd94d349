//! PATCH requests as provisioning clients really send them.

use scimwright::scim::{
    Dialect, Handling, REQUEST_QUIRKS, ResourceType, ScimType, UnknownAttributes, canonical_request,
    patch_resource,
};
use serde_json::{Value, json};

use crate::scim::patch_desk::{
    CORE, ENTERPRISE, ada, changes, check_client, client, grace, named, patched, resource, rules, staff,
};

const ENTRA: &[&str] = &["Q05", "Q06"];

fn ada_with_nickname(value: Option<&str>) -> scimwright::scim::Resource {
    let mut ada = ada();
    match value {
        Some(value) => ada.attributes.insert("nickName".to_owned(), json!(value)),
        None => ada.attributes.shift_remove("nickName"),
    };
    ada
}

#[test]
fn every_quirk_of_requests_does_what_its_example_shows() {
    for quirk in REQUEST_QUIRKS {
        let bad: Value = serde_json::from_str(quirk.bad).unwrap();
        let good: Value = serde_json::from_str(quirk.good).unwrap();
        let known = client(&[quirk.id]);
        let understood = patch_resource(&ada(), &bad, &rules(&known, UnknownAttributes::Rejected));
        let meant = patch_resource(&ada(), &good, &rules(Dialect::strict(), UnknownAttributes::Rejected));
        assert!(
            meant.outcome.as_ref().is_ok_and(|after| *after != ada()),
            "{}: {:?}",
            quirk.id,
            meant.outcome
        );
        assert_eq!(understood.outcome, meant.outcome, "{}", quirk.id);
        assert_eq!(meant.repairs, [], "{}", quirk.id);
        let is_repaired = understood.repairs.iter().any(|repair| repair.quirk == quirk.id);
        assert_eq!(is_repaired, quirk.handling == Handling::Repaired, "{}", quirk.id);
    }
}

#[test]
fn what_changes_the_meaning_is_understood_of_known_clients_alone() {
    let unmatched = json!({"op": "replace", "path": "emails[type eq \"other\"].value", "value": "x"});
    check_client(&ada(), &[], unmatched, json!("noTarget"), &[]);
    let removal = json!({"op": "remove", "path": "emails", "value": [{"value": "ada@home.example"}]});
    check_client(&ada(), &[], removal, json!("invalidValue"), &[]);
    let whole = json!({"op": "replace", "path": "emails", "value": [{"value": "x@y.example"}]});
    check_client(&ada(), &[], whole, json!({"emails": [{"value": "x@y.example"}]}), &[]);
    let named_id = json!({"op": "replace", "value": {"id": "9", "title": "E"}});
    check_client(&ada(), &[], named_id.clone(), json!({"title": "E"}), &["Q15 id"]);
    check_client(&ada(), &["Q18"], named_id, json!({"title": "E"}), &["Q18 id"]);
}

#[test]
fn a_filter_describes_what_is_created() {
    let phone = |path: &str, value: Value, created: Value| {
        let operation = json!({"op": "Add", "path": path, "value": value});
        let path = format!("Q05 {path}");
        check_client(
            &ada(),
            ENTRA,
            operation,
            json!({"phoneNumbers": [created]}),
            &["Q01 Operations[0].op", &path],
        );
    };
    phone("phoneNumbers[type eq \"work\"].value", json!("1"), json!({"type": "work", "value": "1"}));
    phone("phoneNumbers[type eq \"work\"]", json!({"value": "1"}), json!({"type": "work", "value": "1"}));
    phone(
        "phoneNumbers[type eq \"work\" and primary eq true].value",
        json!("1"),
        json!({"type": "work", "primary": true, "value": "1"}),
    );
    for path in [
        "phoneNumbers[type eq \"a\" or type eq \"b\"].value",
        "phoneNumbers[type co \"a\"].value",
        "phoneNumbers[not (type eq \"a\")].value",
    ] {
        check_client(&ada(), ENTRA, json!({"op": "add", "path": path, "value": "1"}), json!("noTarget"), &[]);
    }
    let contrary = json!({"op": "add", "path": "phoneNumbers[type eq \"work\"]", "value": {"type": "home"}});
    check_client(&ada(), ENTRA, contrary, json!("invalidValue"), &[]);
    let text_boolean = json!({"op": "add", "path": "roles[primary eq \"True\"].value", "value": "Admin"});
    let path = "roles[primary eq \"True\"].value";
    check_client(
        &ada(),
        ENTRA,
        text_boolean,
        json!({"roles": [{"primary": true, "value": "Admin"}]}),
        &[&format!("Q28 {path}"), &format!("Q05 {path}")],
    );
    check_client(
        &ada(),
        ENTRA,
        json!({"op": "remove", "path": "phoneNumbers[type eq \"work\"]"}),
        json!({}),
        &[],
    );
}

#[test]
fn members_of_groups() {
    check_client(
        &staff(),
        ENTRA,
        json!({"op": "Add", "path": "members", "value": [{"$ref": null, "value": "u3"}, {"$ref": null, "value": "u1"}]}),
        json!({"members": [{"value": "u1", "display": "Ada", "type": "User"}, {"value": "u2"}, {"value": "u3"}]}),
        &["Q01 Operations[0].op", "Q12 members[0].$ref", "Q12 members[1].$ref"],
    );
    check_client(
        &staff(),
        ENTRA,
        json!({"op": "Remove", "path": "members", "value": [{"$ref": null, "value": "U1"}, {"value": "u9"}]}),
        json!({"members": [{"value": "u2"}]}),
        &["Q01 Operations[0].op", "Q12 members[0].$ref", "Q06 Operations[0].value"],
    );
    let all = json!({"op": "remove", "path": "members", "value": [{"value": "u1"}, {"value": "u2"}]});
    check_client(&staff(), ENTRA, all, json!({"members": null}), &["Q06 Operations[0].value"]);
    let none = json!({"op": "remove", "path": "members", "value": []});
    check_client(&staff(), ENTRA, none, json!({}), &["Q06 Operations[0].value"]);
    let by_type = json!({"op": "remove", "path": "members", "value": [{"type": "User"}]});
    check_client(
        &staff(),
        ENTRA,
        by_type,
        json!({"members": [{"value": "u2"}]}),
        &["Q06 Operations[0].value"],
    );
    let nothing = json!({"op": "remove", "path": "members", "value": [{}]});
    check_client(&staff(), ENTRA, nothing, json!("invalidValue"), &[]);
    check_client(&staff(), ENTRA, json!({"op": "remove", "path": "members"}), json!({"members": null}), &[]);
}

#[test]
fn managers() {
    let manager = format!("{ENTERPRISE}:manager");
    let with = |value: Value| json!({"op": "replace", "path": manager, "value": value});
    let set = json!({"schemas": [CORE, ENTERPRISE], ENTERPRISE: {"manager": {"value": "271"}}});
    let removed = json!({ENTERPRISE: {"department": "IT"}});
    check_client(&ada(), ENTRA, with(json!("271")), set.clone(), &["Q07 E:manager"]);
    check_client(
        &ada(),
        ENTRA,
        with(json!([{"$ref": "https://a.example/271", "value": "271"}])),
        json!({
        "schemas": [CORE, ENTERPRISE], ENTERPRISE: {"manager": {"$ref": "https://a.example/271", "value": "271"}}}),
        &["Q07 E:manager"],
    );
    check_client(
        &ada(),
        ENTRA,
        json!({"op": "add", "path": "manager", "value": "271"}),
        set.clone(),
        &["Q34 E:manager", "Q07 E:manager"],
    );
    check_client(
        &ada(),
        ENTRA,
        json!({"op": "add", "value": {manager.as_str(): "271"}}),
        set.clone(),
        &["Q04 E:manager", "Q07 E:manager"],
    );
    check_client(
        &ada(),
        ENTRA,
        json!({"op": "add", "value": {ENTERPRISE: {"manager": "271"}}}),
        set,
        &["Q07 E:manager"],
    );
    check_client(&grace(), ENTRA, with(json!("")), removed.clone(), &["Q07 E:manager"]);
    check_client(&grace(), ENTRA, with(json!(null)), removed.clone(), &[]);
    check_client(&grace(), ENTRA, json!({"op": "remove", "path": manager, "value": "26"}), removed, &[]);
    check_client(
        &grace(),
        ENTRA,
        with(json!({"value": "26", "displayName": "C"})),
        json!({}),
        &["Q15 E:manager.displayName"],
    );
}

#[test]
fn booleans_and_other_values() {
    let active = json!({"active": false});
    check_client(
        &ada(),
        ENTRA,
        json!({"op": "Replace", "path": "active", "value": "False"}),
        active.clone(),
        &["Q01 Operations[0].op", "Q02 active"],
    );
    check_client(
        &ada(),
        &[],
        json!({"op": "replace", "value": {"active": "false"}}),
        active,
        &["Q02 active"],
    );
    check_client(
        &ada(),
        &[],
        json!({"op": "replace", "path": "active", "value": "maybe"}),
        json!("invalidValue"),
        &[],
    );
    check_client(
        &ada(),
        ENTRA,
        json!({"op": "replace", "path": "emails[type eq \"home\"].primary", "value": "True"}),
        json!({"emails": [
            {"value": "ada@contoso.example", "type": "work", "primary": false},
            {"value": "ada@home.example", "type": "home", "primary": true}]}),
        &["Q02 emails[type eq \"home\"].primary"],
    );
    let role = r#"{"id":"r1","value":"Admin","displayName":"Administrator"}"#;
    check_client(
        &ada(),
        ENTRA,
        json!({"op": "add", "path": "roles", "value": [{"value": role}]}),
        json!({"roles": [{"id": "r1", "value": "Admin", "display": "Administrator"}]}),
        &["Q08 roles[0]"],
    );
    check_client(
        &ada(),
        &[],
        json!({"op": "replace", "path": "emails", "value": {"value": "x@y.example"}}),
        json!({"emails": [{"value": "x@y.example"}]}),
        &["Q22 emails"],
    );
    check_client(
        &ada(),
        &[],
        json!({"op": "replace", "path": "emails", "value": ""}),
        json!({"emails": null}),
        &["Q19 emails"],
    );
    check_client(
        &ada(),
        &[],
        json!({"op": "replace", "path": "nickName", "value": ""}),
        json!({"nickName": ""}),
        &[],
    );
    check_client(
        &ada(),
        &[],
        json!({"op": "replace", "path": "emails", "value": [{"value": "a", "primary": true}, {"value": "b", "primary": true}]}),
        json!({"emails": [{"value": "a", "primary": true}, {"value": "b", "primary": false}]}),
        &["Q25 emails[1].primary"],
    );
    check_client(
        &ada(),
        &[],
        json!({"op": "replace", "path": "emails[type eq \"home\"]", "value": [{"display": "H"}]}),
        json!({"emails": [
            {"value": "ada@contoso.example", "type": "work", "primary": true},
            {"value": "ada@home.example", "type": "home", "display": "H"}]}),
        &["Q22 emails[type eq \"home\"]"],
    );
}

#[test]
fn a_value_sent_again_is_the_one_that_is_there() {
    check_client(
        &ada(),
        &[],
        json!({"op": "add", "path": "emails", "value": [{"value": "ADA@home.example", "display": "H"}]}),
        json!({"emails": [
            {"value": "ada@contoso.example", "type": "work", "primary": true},
            {"value": "ADA@home.example", "type": "home", "display": "H"}]}),
        &[],
    );
    check_client(
        &staff(),
        &[],
        json!({"op": "add", "path": "members", "value": [{"value": "u2", "display": "Grace"}]}),
        json!({"members": [{"value": "u1", "display": "Ada", "type": "User"}, {"value": "u2", "display": "Grace"}]}),
        &[],
    );
}

#[test]
fn names_and_urns() {
    let department = json!({"schemas": [CORE, ENTERPRISE], ENTERPRISE: {"department": "IT"}});
    for (path, repairs) in [
        (format!("{ENTERPRISE}:department"), vec![]),
        (format!("{ENTERPRISE}.department"), vec!["Q10 E:department"]),
        (
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0User:department".to_owned(),
            vec!["Q10 E:department"],
        ),
        ("urn:scim:schemas:extension:enterprise:1.0:department".to_owned(), vec!["Q22 E:department"]),
        ("department".to_owned(), vec!["Q34 E:department"]),
    ] {
        check_client(
            &ada(),
            &[],
            json!({"op": "add", "path": path, "value": "IT"}),
            department.clone(),
            &repairs,
        );
    }
    let slip = "urn:ietf:params:scim:schemas:extension:enterprise:2.0User";
    check_client(
        &ada(),
        &[],
        json!({"op": "add", "value": {slip: {"department": "IT"}}}),
        department.clone(),
        &["Q10 E"],
    );
    check_client(
        &ada(),
        &[],
        json!({"op": "add", "path": "favourite", "value": "x"}),
        json!("invalidPath"),
        &[],
    );
    let badge = "urn:ietf:params:scim:schemas:extension:Contoso:2.0:User";
    let with_badge = json!({"schemas": [CORE, badge], badge: {"badge": "B7"}});
    check_client(
        &ada(),
        &[],
        json!({"op": "add", "path": format!("{badge}:badge"), "value": "B7"}),
        with_badge.clone(),
        &[],
    );
    check_client(
        &ada(),
        &[],
        json!({"op": "add", "value": {format!("{badge}:badge"): "B7"}}),
        with_badge.clone(),
        &[&format!("Q04 {badge}:badge")],
    );
    check_client(&ada(), &[], json!({"op": "add", "value": {badge: {"badge": "B7"}}}), with_badge, &[]);
}

#[test]
fn several_attributes_without_a_path() {
    check_client(
        &ada_with_nickname(None),
        ENTRA,
        json!([
            {"op": "replace", "value": {"displayName": "Ada King", "name.familyName": "King", "nickName": "A",
                format!("{ENTERPRISE}:employeeNumber"): "40118"}},
            {"op": "replace", "path": "emails[type eq \"work\"].value", "value": "king@contoso.example"}]),
        json!({
            "schemas": [CORE, ENTERPRISE],
            "displayName": "Ada King",
            "name": {"givenName": "Ada", "familyName": "King"},
            "emails": [
                {"value": "king@contoso.example", "type": "work", "primary": true},
                {"value": "ada@home.example", "type": "home"}],
            "nickName": "A",
            ENTERPRISE: {"employeeNumber": "40118"}}),
        &["Q03 name.familyName", "Q04 E:employeeNumber"],
    );
    check_client(
        &staff(),
        &["Q18"],
        json!([
            {"op": "replace", "value": {"id": "g1", "displayName": "Everybody"}},
            {"op": "remove", "path": "members[value eq \"u1\"]"},
            {"op": "add", "path": "members", "value": [{"value": "u3", "display": "Eve"}]}]),
        json!({"displayName": "Everybody", "members": [{"value": "u2"}, {"value": "u3", "display": "Eve"}]}),
        &["Q18 id"],
    );
}

#[test]
fn a_partial_resource_instead_of_operations() {
    let apply = |stored: &scimwright::scim::Resource, body: Value| {
        let updated = patch_resource(stored, &body, &rules(&client(&[]), UnknownAttributes::Stored));
        (changes(stored, &updated), named(&updated.repairs))
    };
    assert_eq!(
        apply(&ada(), json!({"title": "E", "nickName": null, "name": {"familyName": "King"}})),
        (
            json!({"name": {"givenName": "Ada", "familyName": "King"}, "title": "E", "nickName": null}),
            vec!["Q33 Operations".to_owned()]
        ),
    );
    let members = json!({"schemas": [ResourceType::Group.core_urn()], "members": [
        {"value": "u1", "operation": "delete"}, {"value": "u3", "operation": "add"}, {"value": "u4"}]});
    assert_eq!(
        apply(&staff(), members).0,
        json!({"members": [{"value": "u2"}, {"value": "u3"}, {"value": "u4"}]}),
    );
    assert_eq!(apply(&staff(), json!({"members": []})).0, json!({"members": null}));
    assert_eq!(apply(&ada(), json!({})).0, json!("invalidValue"));
}

#[test]
fn canonical_requests() {
    let canonical = |body: Value, quirks: &[&str]| {
        let known = client(quirks);
        canonical_request(ResourceType::User, &body, &rules(&known, UnknownAttributes::Rejected)).outcome
    };
    let operations = json!({"Operations": [
        {"op": "Replace", "value": {"name.familyName": "King", "active": "False", "id": "5"}},
        {"op": "Add", "path": "manager", "value": "26"},
        {"op": "Remove", "path": "emails", "value": [{"value": "a"}, {"value": "b"}]}]});
    assert_eq!(
        canonical(operations, ENTRA).unwrap()["Operations"],
        json!([
            {"op": "replace", "path": "name.familyName", "value": "King"},
            {"op": "replace", "path": "active", "value": false},
            {"op": "add", "path": format!("{ENTERPRISE}:manager"), "value": {"value": "26"}},
            {"op": "remove", "path": "emails[value eq \"a\" or value eq \"b\"]"}]),
    );
    let refused = canonical(json!({"Operations": [{"op": "add", "path": "x", "value": 1}]}), &[]);
    assert_eq!(refused.unwrap_err().scim_type, Some(ScimType::InvalidPath));
}

#[test]
fn known_clients_have_the_quirks_that_their_requests_need() {
    for (name, operation, is_understood) in [
        (
            "entra-default",
            json!({"op": "Add", "path": "photos[type eq \"photo\"].value", "value": "https://a.example/p"}),
            true,
        ),
        (
            "entra-flag",
            json!({"op": "add", "path": "photos[type eq \"photo\"].value", "value": "https://a.example/p"}),
            true,
        ),
        (
            "okta-oin",
            json!({"op": "add", "path": "photos[type eq \"photo\"].value", "value": "https://a.example/p"}),
            false,
        ),
        (
            "jumpcloud",
            json!({"op": "remove", "path": "emails", "value": [{"value": "ada@home.example"}]}),
            true,
        ),
        (
            "generic-strict",
            json!({"op": "remove", "path": "emails", "value": [{"value": "ada@home.example"}]}),
            false,
        ),
    ] {
        let dialect = Dialect::by_name(name).expect("a client");
        assert_eq!(patched(&ada(), &operation, dialect).outcome.is_ok(), is_understood, "{name}");
    }
    let sailpoint = Dialect::by_name("sailpoint").expect("a client");
    let replace = json!({"op": "replace", "path": "emails", "value": [{"value": "x@y.example"}]});
    let after = patched(&ada(), &replace, sailpoint).outcome.unwrap();
    assert_eq!(after.attributes["emails"].as_array().map(Vec::len), Some(3));
    let bare = resource(ResourceType::User, json!({"userName": "a"}));
    assert!(patched(&bare, &replace, sailpoint).outcome.is_ok());
}
