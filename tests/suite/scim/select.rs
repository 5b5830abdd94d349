//! The values at a path.

use scimwright::scim::{AttributePath, Resource, ResourceType, Schemas, select};
use serde_json::{Value, json};

use crate::scim::matching::{resource, user};

fn selected(path: &str, resource: &Resource) -> Result<Vec<Value>, String> {
    let path = AttributePath::parse(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    select(&path, resource, Schemas::built_in())
        .map_err(|error| error.to_string().trim_start_matches("400 ").to_owned())
}

#[track_caller]
fn check(path: &str, expected: Value) {
    assert_eq!(selected(path, &user()).map(Value::Array), Ok(expected), "{path}");
}

#[track_caller]
fn check_error(path: &str, expected: &str) {
    assert_eq!(selected(path, &user()), Err(expected.to_owned()), "{path}");
}

const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

#[test]
fn values_come_one_by_one_and_in_order() {
    check("TITLE", json!(["Lead"]));
    check("active", json!([false]));
    check("name", json!([{ "givenName": "Mira", "familyName": "Okonkwo" }]));
    check("name.FamilyName", json!(["Okonkwo"]));
    check("emails.type", json!(["work", "home", "other"]));
    check("emails.primary", json!([true, false]));
    check("addresses", json!([{ "type": "work", "locality": "Cardiff" }]));
    check(r#"emails[type ne "work"].value"#, json!(["mira@home.example", "m@other.example"]));
    check(r#"emails[type eq "HOME"]"#, json!([{ "value": "mira@home.example", "type": "home" }]));
    check(r#"emails[type eq "work"].primary"#, json!([true]));
    check(r#"schemas[value co "core"]"#, json!(["urn:ietf:params:scim:schemas:core:2.0:User"]));
    check("meta.lastModified", json!(["2026-03-01T12:00:00.500+02:00"]));
}

#[test]
fn what_is_known_and_absent_gives_nothing() {
    for path in [
        "userType",
        "timezone",
        "photos",
        "photos.value",
        "name.middleName",
        "addresses.primary",
        "emails.$ref",
        r#"emails[type eq "fax"]"#,
        r#"phoneNumbers[type eq "work"].value"#,
        &format!("{ENTERPRISE}:costCenter"),
        &format!("{ENTERPRISE}:manager.$ref"),
    ] {
        check(path, json!([]));
    }
    check("nickName", json!([""]));
    let bare = resource(ResourceType::User, json!({ "userName": "x" }));
    assert_eq!(selected(ENTERPRISE, &bare), Ok(vec![]));
}

#[test]
fn a_urn_leads_into_an_extension() {
    check(&format!("{ENTERPRISE}:department"), json!(["IT"]));
    check(&format!("{}:MANAGER.value", ENTERPRISE.to_uppercase()), json!(["26"]));
    let whole = user().attributes[ENTERPRISE].clone();
    check(ENTERPRISE, json!([whole]));
    check("urn:ietf:params:scim:schemas:core:2.0:User:title", json!(["Lead"]));
    check("urn:ietf:params:scim:schemas:core:2.0:User", json!([user().attributes]));
    // One that only the resource knows.
    check("urn:acme:params:ext:2.0:User:tags", json!(["a", "b"]));
    check("URN:acme:params:ext:2.0:User:BADGE", json!(["B7"]));
    let whole = user().attributes["urn:acme:params:ext:2.0:User"].clone();
    check("urn:acme:params:ext:2.0:User", json!([whole]));
    check("shoeSize", json!([41.5]));
}

#[test]
fn the_longest_urn_counts() {
    let nested = resource(
        ResourceType::User,
        json!({ "urn:a:x": { "b": "short" }, "urn:a:x:y": { "b": "long" }, "urn:a:z.v": { "b": "dotted" } }),
    );
    assert_eq!(selected("urn:a:x:b", &nested), Ok(vec![json!("short")]));
    assert_eq!(selected("urn:a:x:y:b", &nested), Ok(vec![json!("long")]));
    assert_eq!(selected("urn:a:x:y", &nested), Ok(vec![json!({ "b": "long" })]));
    assert_eq!(selected("urn:a:z.v:b", &nested), Ok(vec![json!("dotted")]));
    assert_eq!(selected("urn:a:z.v", &nested), Ok(vec![json!({ "b": "dotted" })]));
}

#[test]
fn what_nobody_knows_is_an_error() {
    check_error("titel", "invalidPath: `titel`: a User has no attribute `titel`; did you mean `title`?");
    check_error("department", "invalidPath: `department`: a User has no attribute `department`");
    check_error(
        &format!("{ENTERPRISE}:departement"),
        &format!(
            "invalidPath: `{ENTERPRISE}:departement`: `{ENTERPRISE}` has no attribute `departement`; did you \
             mean `department`?"
        ),
    );
    check_error("urn:nobody:x:title", "invalidPath: `urn:nobody:x:title`: no schema `urn:nobody:x` is known");
    check_error("userName.foo", "invalidPath: `userName.foo`: `userName` has no sub-attribute `foo`");
    check_error("userName.value", "invalidPath: `userName.value`: `userName` has no sub-attribute `value`");
    check_error(
        "name.givenname1",
        "invalidPath: `name.givenname1`: `name` has no sub-attribute `givenname1`; did you mean `givenName`?",
    );
    check_error(
        "emails[type eq 5].valu",
        "invalidPath: `emails[type eq 5].valu`: `emails` has no sub-attribute `valu`; did you mean `value`?",
    );
    check_error("shoeSize.left", "invalidPath: `shoeSize.left`: `shoeSize` has no sub-attribute `left`");
}

#[test]
fn a_filter_must_make_sense() {
    let sub = "is no sub-attribute of `emails`";
    check_error(r#"emails[foo eq "x"]"#, &format!("invalidFilter: `foo` {sub}"));
    check_error(r#"emails[typ eq "x"].value"#, &format!("invalidFilter: `typ` {sub}; did you mean `type`?"));
    check_error(
        r#"emails[value pr or not (emails.type eq "x")]"#,
        &format!("invalidFilter: `emails.type` {sub}; did you mean `type`?"),
    );
    check_error(
        "phoneNumbers[urn:a:b:type pr]",
        "invalidFilter: `urn:a:b:type` is no sub-attribute of `phoneNumbers`; did you mean `type`?",
    );
    check_error(
        r#"userName[value eq "x"]"#,
        r#"invalidFilter: `userName[value eq "x"]` has brackets, but `userName` has a single value, so there is no choice"#,
    );
    check_error(
        r#"name[givenName eq "x"].familyName"#,
        r#"invalidFilter: `name[givenName eq "x"].familyName` has brackets, but `name` has a single value, so there is no choice"#,
    );
    check_error(
        "emails[primary gt true]",
        "invalidFilter: `primary gt true` cannot be compared: the attribute is true or false, and takes eq, ne and pr alone",
    );
    check_error(
        "emails[type gt true].value",
        "invalidFilter: `type gt true` cannot be compared: a text in double quotes is expected",
    );
    let own = resource(ResourceType::User, json!({ "emails": [{ "value": "a", "area": "north" }] }));
    assert_eq!(selected(r#"emails[area eq "North"].area"#, &own), Ok(vec![json!("north")]));
}
