//! The default mapping: organization, site and manager, which name other records.

use serde_json::{Value, json};

use super::default_mapping::{account, check_new, check_on, known_person, user};

#[track_caller]
fn check_in_groups(field: &str, attributes: Value, current: Option<Value>, expected: &str) {
    let bench = account().payload(user(attributes));
    let bench = match current {
        Some(current) => bench.current(current),
        None => bench.new_record(),
    };
    assert_eq!(bench.run().field(field), expected);
}

#[test]
fn the_organization_is_found_by_its_name() {
    let check = |name: &str, new: &str, known: &str| {
        let attributes = json!({ "enterprise": { "organization": name } });
        check_new("organization", attributes.clone(), new);
        check_on("organization", known_person(), attributes, known);
    };
    check("Acme Labs", "set \"Acme Labs\"", "set \"Acme Labs\"");
    check(" acme labs ", "set \"Acme Labs\"", "set \"Acme Labs\"");
    check("Nowhere", "set \"Acme\"", "kept \"Acme Labs\"");
    check("Old Labs", "set \"Acme\"", "kept \"Acme Labs\"");
    check("", "set \"Acme\"", "kept \"Acme Labs\"");
    check_new("organization", json!({}), "set \"Acme\"");
    check_on("organization", known_person(), json!({}), "kept \"Acme Labs\"");
    // Only a new person gets the organization of the account.
    check_on("organization", json!({ "name": "Ann" }), json!({}), "kept null");
}

#[test]
fn without_a_name_the_first_group_of_the_kind_counts() {
    let group = |id: &str, name: &str| json!({ "value": id, "display": name });
    let check = |field: &str, groups: Value, expected: &str| {
        check_in_groups(field, json!({ "groups": groups }), None, expected);
    };
    let other = group("1", "Everybody");
    let labs = group("2", "Acme Labs");
    let works = group("901", "Acme Works");
    let delft = group("3", "Delft");
    let old = group("4", "Old Labs");

    check("organization", json!([other, labs, works]), "set \"Acme Labs\"");
    check("organization", json!([works, labs]), "set \"Acme Works\"");
    check("organization", json!([delft, labs]), "set \"Acme Labs\"");
    check("organization", json!([other]), "set \"Acme\"");
    check("organization", json!([old, labs]), "set \"Acme\"");
    check("site", json!([labs, delft]), "set \"Delft\"");
    check("site", json!([labs]), "kept null");
    // A group that was renamed stands for the record that it is linked to.
    check("organization", json!([group("901", "Acme Factories")]), "set \"Acme Works\"");
    check("site", json!([group("902", "Lyon-Est")]), "set \"Lyon\"");
    // An attribute that names a usable record goes before groups, one that does not gives way.
    let with = |name: &str| json!({ "enterprise": { "organization": name }, "groups": [labs] });
    check_in_groups("organization", with("Acme Works"), None, "set \"Acme Works\"");
    check_in_groups("organization", with("Nowhere"), None, "set \"Acme Labs\"");
    check_in_groups("organization", with("Old Labs"), None, "set \"Acme Labs\"");
    check_in_groups("organization", json!({ "groups": [old] }), Some(known_person()), "kept \"Acme Labs\"");
}

#[test]
fn members_are_read_from_groups_beside_the_user() {
    let group = |id: &str, name: &str, members: &[&str]| {
        let members: Vec<_> = members.iter().map(|id| json!({ "value": id })).collect();
        json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
            "id": id, "displayName": name, "members": members,
        })
    };
    let bench = account()
        .group(group("1", "Acme Labs", &["50", "51"]))
        .group(group("2", "Delft", &["60"]))
        .payload(user(json!({})))
        .new_record();
    let in_labs = bench.clone().scim_id("51").run();
    assert_eq!(in_labs.field("organization"), "set \"Acme Labs\"");
    assert_eq!(in_labs.field("site"), "kept null");
    let in_delft = bench.scim_id("60").run();
    assert_eq!(in_delft.field("organization"), "set \"Acme\"");
    assert_eq!(in_delft.field("site"), "set \"Delft\"");
}

#[test]
fn the_site_is_found_by_its_name_and_has_no_default() {
    let check = |name: &str, new: &str, known: &str| {
        let attributes = json!({ "enterprise": { "site": name } });
        check_new("site", attributes.clone(), new);
        check_on("site", known_person(), attributes, known);
    };
    check("Delft", "set \"Delft\"", "set \"Delft\"");
    check("DELFT", "set \"Delft\"", "set \"Delft\"");
    check("Nowhere", "kept null", "kept \"Lyon\"");
    check("Old Delft", "kept null", "kept \"Lyon\"");
    check("", "kept null", "kept \"Lyon\"");
    check_new("site", json!({}), "kept null");
}

#[test]
fn the_manager_is_the_person_of_the_scim_user_with_the_id() {
    let check = |manager: Value, new: &str, known: &str| {
        let attributes = json!({ "enterprise": { "manager": manager } });
        check_new("manager", attributes.clone(), new);
        check_on("manager", known_person(), attributes, known);
    };
    let mia = "set \"mia@acme.example\"";
    let kept = "kept \"mia@acme.example\"";
    check(json!({ "value": "50" }), mia, mia);
    check(json!({ "value": " 50 " }), mia, mia);
    check(json!({ "value": 50 }), mia, mia);
    check(json!("50"), mia, mia);
    check(json!({ "value": "51" }), "cleared", "cleared");
    check(json!({ "value": "99" }), "kept null", kept);
    check(json!({ "value": "" }), "kept null", kept);
    check(json!({ "displayName": "Mia" }), "kept null", kept);
    // Only ids of SCIM users are documented: neither e-mail address, nor support ID, nor name.
    check(json!({ "value": "max@acme.example" }), "kept null", kept);
    check(json!({ "value": "S51" }), "kept null", kept);
    check(json!({ "value": "Max" }), "kept null", kept);
    check_new("manager", json!({}), "kept null");
    check_on("manager", known_person(), json!({}), kept);
}
