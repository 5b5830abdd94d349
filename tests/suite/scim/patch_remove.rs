//! `remove`, RFC 7644 §3.5.2.2, by a strict client.

use serde_json::json;

use crate::scim::patch_desk::{CORE, ENTERPRISE, check, check_in, grace, staff};

#[test]
fn attributes_and_sub_attributes() {
    check(json!({"op": "remove", "path": "nickName"}), json!({"nickName": null}));
    check(json!({"op": "remove", "path": "nickName", "value": null}), json!({"nickName": null}));
    check(json!({"op": "remove", "path": "emails"}), json!({"emails": null}));
    check(json!({"op": "remove", "path": "name.givenName"}), json!({"name": {"familyName": "Lovelace"}}));
    check(
        json!([{"op": "remove", "path": "name.givenName"}, {"op": "remove", "path": "name.familyName"}]),
        json!({"name": null}),
    );
    check(json!({"op": "remove", "path": "title"}), json!({}));
    check(json!({"op": "remove", "path": "name.middleName"}), json!({}));
    check(json!({"op": "remove", "path": format!("{ENTERPRISE}:manager.value")}), json!({}));
    check(
        json!({"op": "remove", "path": "emails.type"}),
        json!({"emails": [{"value": "ada@contoso.example", "primary": true}, {"value": "ada@home.example"}]}),
    );
}

#[test]
fn values_that_a_filter_chooses() {
    let work = json!({"value": "ada@contoso.example", "type": "work", "primary": true});
    check(json!({"op": "remove", "path": "emails[type eq \"home\"]"}), json!({"emails": [work]}));
    check(json!({"op": "remove", "path": "emails[value pr]"}), json!({"emails": null}));
    check(json!({"op": "remove", "path": "emails[type eq \"other\"]"}), json!({}));
    check(json!({"op": "remove", "path": "photos[type eq \"other\"].value"}), json!({}));
    check(
        json!({"op": "remove", "path": "emails[type eq \"home\"].value"}),
        json!({"emails": [work, {"type": "home"}]}),
    );
    check(
        json!([{"op": "remove", "path": "emails[type eq \"home\"].value"}, {"op": "remove", "path": "emails[type eq \"home\"].type"}]),
        json!({"emails": [work]}),
    );
    check_in(
        &staff(),
        json!({"op": "remove", "path": "members[value eq \"u2\"]"}),
        json!({"members": [{"value": "u1", "display": "Ada", "type": "User"}]}),
    );
    check_in(&staff(), json!({"op": "remove", "path": "members[value eq \"u9\"]"}), json!({}));
}

#[test]
fn extensions_go_with_their_last_attribute() {
    let gone = json!({"schemas": [CORE], ENTERPRISE: null});
    check_in(&grace(), json!({"op": "remove", "path": ENTERPRISE}), gone.clone());
    let each =
        ["department", "manager"].map(|name| json!({"op": "remove", "path": format!("{ENTERPRISE}:{name}")}));
    check_in(&grace(), json!(each), gone.clone());
    check_in(&grace(), json!({"op": "remove", "path": format!("schemas[value eq \"{ENTERPRISE}\"]")}), gone);
    check_in(
        &grace(),
        json!({"op": "remove", "path": format!("{ENTERPRISE}:manager")}),
        json!({ENTERPRISE: {"department": "IT"}}),
    );
    check(json!({"op": "remove", "path": ENTERPRISE}), json!({}));
}

#[test]
fn what_cannot_be_removed() {
    check(json!({"op": "remove"}), json!("noTarget"));
    check(json!({"op": "remove", "path": null}), json!("noTarget"));
    check(json!({"op": "remove", "path": ""}), json!("invalidPath"));
    check(json!({"op": "remove", "path": CORE}), json!("invalidPath"));
    check(json!({"op": "remove", "path": "unknown"}), json!("invalidPath"));
    check(json!({"op": "remove", "path": "userName"}), json!("mutability"));
    check(json!({"op": "replace", "path": "userName", "value": null}), json!("mutability"));
    check(json!({"op": "replace", "value": {"userName": null}}), json!("mutability"));
    check(json!({"op": "remove", "path": "schemas"}), json!("mutability"));
    check(json!({"op": "remove", "path": format!("schemas[value eq \"{CORE}\"]")}), json!("mutability"));
    check_in(&staff(), json!({"op": "remove", "path": "displayName"}), json!("mutability"));
    check_in(
        &staff(),
        json!({"op": "remove", "path": "members[value eq \"u2\"].value"}),
        json!("mutability"),
    );
    check_in(
        &staff(),
        json!({"op": "remove", "path": "members", "value": [{"value": "u1"}]}),
        json!("invalidValue"),
    );
    check(json!({"op": "remove", "path": "nickName", "value": "Ada"}), json!("invalidValue"));
}
