//! PUT and POST of resources.

use scimwright::scim::{
    Dialect, PutSemantics, Resource, ResourceType, UnknownAttributes, Updated, create_resource, put_resource,
};
use serde_json::{Value, json};

use crate::scim::patch_desk::{CORE, ENTERPRISE, ada, changes, client, grace, named, rules, staff};

fn put(stored: &Resource, body: &Value, semantics: PutSemantics, dialect: &Dialect) -> Updated {
    put_resource(stored, body, semantics, &rules(dialect, UnknownAttributes::Rejected))
}

#[track_caller]
fn check_whole(stored: &Resource, body: Value, expected: Value) {
    let updated = put(stored, &body, PutSemantics::Whole, Dialect::strict());
    assert_eq!(changes(stored, &updated), expected, "{body}\n{:?}", updated.outcome.err());
}

#[track_caller]
fn check_supplied(stored: &Resource, body: Value, expected: Value) {
    let updated = put(stored, &body, PutSemantics::Supplied, &client(&[]));
    assert_eq!(changes(stored, &updated), expected, "{body}\n{:?}", updated.outcome.err());
}

#[test]
fn put_of_a_whole_resource_rfc_7644_section_3_5_1() {
    let gone = json!({"displayName": null, "nickName": null, "active": null, "name": null, "emails": null});
    check_whole(&ada(), json!({"schemas": [CORE], "userName": "ada@contoso.example"}), gone.clone());
    check_whole(
        &ada(),
        json!({"userName": "ada@contoso.example", "id": "9", "groups": [], "meta": {}}),
        gone,
    );
    check_whole(
        &grace(),
        json!({"userName": "ada@contoso.example", "displayName": "Ada Lovelace", "nickName": "Ada", "active": true,
            "name": {"familyName": "King"}, "emails": {"value": "x@y.example"}, "password": "x",
            ENTERPRISE: {"manager": {"value": "26"}}}),
        json!({"name": {"familyName": "King"}, "emails": [{"value": "x@y.example"}],
            ENTERPRISE: {"manager": {"value": "26", "displayName": "Charles"}}}),
    );
    let mut same = grace().attributes;
    check_whole(&grace(), json!(same), json!({}));
    same.shift_remove(ENTERPRISE);
    check_whole(&grace(), json!(same), json!({"schemas": [CORE], ENTERPRISE: null}));
    check_whole(
        &staff(),
        json!({"displayName": "Staff", "members": [{"value": "u9"}]}),
        json!({"members": [{"value": "u9"}]}),
    );
}

#[test]
fn put_that_is_refused() {
    check_whole(&ada(), json!([]), json!("invalidSyntax"));
    check_whole(&ada(), json!({"schemas": ["urn:x"], "userName": "a"}), json!("invalidSyntax"));
    check_whole(&ada(), json!({"displayName": "A"}), json!("invalidValue"));
    check_whole(&ada(), json!({"userName": ""}), json!("invalidValue"));
    check_whole(&ada(), json!({"userName": "a", "active": "True"}), json!("invalidValue"));
    check_whole(&ada(), json!({"userName": "a", "favourite": 1}), json!("invalidValue"));
    check_whole(&staff(), json!({"members": []}), json!("invalidValue"));
    check_supplied(&ada(), json!({"userName": ""}), json!("invalidValue"));
    check_supplied(&ada(), json!({"active": "maybe"}), json!("invalidValue"));
}

#[test]
fn put_of_what_is_supplied() {
    check_supplied(&ada(), json!({"title": "E"}), json!({"title": "E"}));
    check_supplied(&ada(), json!({"nickName": ""}), json!({"nickName": null}));
    check_supplied(
        &ada(),
        json!({"nickName": null, "emails": [], "name": {}}),
        json!({"nickName": null, "emails": null, "name": null}),
    );
    check_supplied(
        &ada(),
        json!({"name": {"familyName": "", "middleName": "K"}}),
        json!({"name": {"givenName": "Ada", "middleName": "K"}}),
    );
    check_supplied(&grace(), json!({ENTERPRISE: {"manager": ""}}), json!({ENTERPRISE: {"department": "IT"}}));
    check_supplied(&staff(), json!({"members": [{"value": "u3"}]}), json!({"members": [{"value": "u3"}]}));
    check_supplied(&staff(), json!({"displayName": "All"}), json!({"displayName": "All"}));
}

#[test]
fn clients_send_back_what_they_read() {
    let mut stored = ada();
    stored.attributes.insert("badge".to_owned(), json!("B7"));
    let mut body = stored.attributes.clone();
    body.insert("active".to_owned(), json!("False"));
    body.insert("title".to_owned(), json!("E"));
    let updated = put(&stored, &json!(body), PutSemantics::Whole, &client(&[]));
    assert_eq!(changes(&stored, &updated), json!({"active": false, "title": "E"}));
    assert_eq!(named(&updated.repairs), ["Q15 badge", "Q15 id", "Q02 active", "Q15 groups", "Q15 meta"]);
    body.insert("badge".to_owned(), json!("B8"));
    let updated = put(&stored, &json!(body), PutSemantics::Whole, &client(&[]));
    assert_eq!(changes(&stored, &updated), json!("invalidValue"));
}

#[track_caller]
fn check_created(type_: ResourceType, body: Value, dialect: &Dialect, expected: Value, repairs: &[&str]) {
    let updated = create_resource(type_, &body, &rules(dialect, UnknownAttributes::Rejected));
    let found = match updated.outcome {
        Ok(resource) => json!(resource.attributes),
        Err(error) => json!(error.scim_type.map(scimwright::scim::ScimType::keyword)),
    };
    assert_eq!(found.to_string(), expected.to_string());
    assert_eq!(named(&updated.repairs), repairs);
}

#[test]
fn post() {
    let strict = Dialect::strict();
    let user = ResourceType::User;
    check_created(
        user,
        json!({"schemas": [CORE], "id": "5", "userName": "ada", "password": "x", "meta": {"resourceType": "User"},
            "emails": [{"value": "a", "type": "work"}], "title": null, ENTERPRISE: {"department": "IT"}}),
        strict,
        json!({"schemas": [CORE, ENTERPRISE], "userName": "ada", "emails": [{"value": "a", "type": "work"}],
            ENTERPRISE: {"department": "IT"}}),
        &[],
    );
    check_created(
        user,
        json!({"userName": "ada"}),
        strict,
        json!({"schemas": [CORE], "userName": "ada"}),
        &[],
    );
    check_created(user, json!({"displayName": "Ada"}), strict, json!("invalidValue"), &[]);
    check_created(user, json!({"userName": "ada", "active": "True"}), strict, json!("invalidValue"), &[]);
    check_created(user, json!({"userName": "ada", "badge": 1}), strict, json!("invalidValue"), &[]);
    check_created(
        user,
        json!({"schemas": ["urn:x"], "userName": "ada"}),
        strict,
        json!("invalidSyntax"),
        &[],
    );
    check_created(user, json!("x"), strict, json!("invalidSyntax"), &[]);
    check_created(
        ResourceType::Group,
        json!({"displayName": "Staff", "members": []}),
        strict,
        json!({"schemas": [ResourceType::Group.core_urn()], "displayName": "Staff"}),
        &[],
    );
    check_created(ResourceType::Group, json!({"members": []}), strict, json!("invalidValue"), &[]);
    check_created(
        user,
        json!({"schemas": [CORE], "userName": "ada", "active": "True", "meta": {"resourceType": "User"},
            "emails": "a@b.example", format!("{ENTERPRISE}:manager"): "26"}),
        &client(&[]),
        json!({"schemas": [CORE, ENTERPRISE], "userName": "ada", "active": true, "emails": [{"value": "a@b.example"}],
            ENTERPRISE: {"manager": {"value": "26"}}}),
        &["Q02 active", "Q22 emails", "Q04 E:manager", "Q07 E:manager"],
    );
}
