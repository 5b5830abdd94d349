//! The default mapping: e-mail, name, title, codes, language, time zone, VIP, disabled, source, and
//! whether a person is written at all.

use serde_json::json;

use super::default_mapping::{account, blanks, check_new, check_on, known_person, run_new, run_on, user};

#[test]
fn primary_email_is_the_user_name_else_the_primary_else_the_first_email() {
    let check = |attributes, expected| check_new("primary_email", attributes, expected);
    let work = json!({ "value": "work@acme.example", "type": "work" });
    let own = json!({ "value": "own@acme.example", "primary": true });
    let own_as_text = json!({ "value": "own@acme.example", "primary": "True" });
    let blank = json!({ "value": "", "primary": true });
    let ann = "set \"ann@acme.example\"";
    let work_email = "set \"work@acme.example\"";
    let own_email = "set \"own@acme.example\"";

    check(json!({}), ann);
    check(json!({ "emails": [work, own] }), ann);
    check(json!({ "userName": " ann@acme.example " }), ann);
    check(json!({ "userName": "ann", "emails": [work, own] }), own_email);
    check(json!({ "userName": "ann", "emails": [work, own_as_text] }), own_email);
    check(json!({ "userName": "ann", "emails": [work] }), work_email);
    check(json!({ "userName": "ann", "emails": work }), work_email);
    check(json!({ "userName": "ann", "emails": [work, blank] }), work_email);
    check(json!({ "userName": "ann@localhost", "emails": [work] }), work_email);
    check(json!({ "userName": null, "emails": [work] }), work_email);
    check(json!({ "userName": "ann" }), "kept null");
    check(json!({ "userName": "ann", "emails": [] }), "kept null");
    check(
        json!({ "userName": "ann", "emails": [{ "value": "n/a" }] }),
        "failed: `n/a` is not an e-mail address",
    );
}

#[test]
fn name_is_the_display_name_else_a_user_name_else_the_formatted_else_both_names() {
    let check = |attributes, expected| check_new("name", attributes, expected);
    let name = json!({ "formatted": "Formatted", "givenName": "Given", "familyName": "Family" });
    let parts = json!({ "givenName": "Given", "familyName": "Family" });
    let emails = json!([{ "value": "ann@acme.example" }]);

    check(json!({ "name": name }), "set \"Ann Dam\"");
    check(json!({ "userName": "jdoe", "emails": emails, "name": name }), "set \"Ann Dam\"");
    check(
        json!({ "displayName": "", "userName": "Jane Doe", "emails": emails, "name": name }),
        "set \"Jane Doe\"",
    );
    check(json!({ "displayName": null, "name": name }), "set \"Formatted\"");
    check(json!({ "displayName": " ", "userName": " ann@acme.example ", "name": name }), "set \"Formatted\"");
    check(json!({ "displayName": null, "name": parts }), "set \"Given Family\"");
    check(
        json!({ "displayName": null, "name": { "formatted": " ", "givenName": "Given" } }),
        "set \"Given\"",
    );
    check(json!({ "displayName": null, "name": { "familyName": "Family" } }), "set \"Family\"");
    check(
        json!({ "displayName": null, "userName": null, "emails": emails, "name": parts }),
        "set \"Given Family\"",
    );
    check(json!({ "displayName": null, "name": {} }), "kept null");
    check(json!({ "displayName": null }), "kept null");
    check_on("name", known_person(), json!({ "displayName": null }), "kept \"Old Name\"");
    check_on("name", known_person(), json!({}), "set \"Ann Dam\"");
}

#[test]
fn plain_attributes_are_taken_over_and_blank_ones_keep() {
    let fields = [
        ("job_title", "title", "Old Title"),
        ("location", "location", "Old Room"),
        ("employeeID", "employeeNumber", "E0"),
        ("supportID", "supportID", "S0"),
    ];
    for (field, attribute, old) in fields {
        let wrapped = |value| {
            if field == "job_title" { value } else { json!({ "enterprise": value }) }
        };
        check_new(field, wrapped(json!({ attribute: "New" })), "set \"New\"");
        check_on(field, known_person(), wrapped(json!({ attribute: "New" })), "set \"New\"");
        for blank in blanks(attribute) {
            check_new(field, wrapped(blank.clone()), "kept null");
            check_on(field, known_person(), wrapped(blank), &format!("kept \"{old}\""));
        }
    }
    check_new("employeeID", json!({ "enterprise": { "employeeNumber": 4711 } }), "set \"4711\"");
    check_new("job_title", json!({ "title": "x".repeat(80) }), &format!("set \"{}\"", "x".repeat(80)));
    let too_long = "failed: Job title has 81 characters, at most 80 are allowed";
    check_new("job_title", json!({ "title": "é".repeat(81) }), too_long);
    check_new(
        "supportID",
        json!({ "enterprise": { "supportID": "1".repeat(51) } }),
        "failed: Support ID has 51 characters, at most 50 are allowed",
    );
}

#[test]
fn language_is_set_for_new_people_only() {
    let check = |locale: &str, expected: &str| check_new("locale", json!({ "locale": locale }), expected);
    check("en-US", "set \"en-US\"");
    check("en_US", "set \"en-US\"");
    check("en_us", "set \"en-US\"");
    check("en_GB", "set \"en-GB\"");
    check("nl", "set \"nl\"");
    check("nl-NL", "set \"nl\"");
    check("nl_BE", "set \"nl\"");
    check("pt_BR", "set \"pt-BR\"");
    check("es-419", "set \"es\"");
    check("zh-Hant-TW", "set \"zh-TW\"");
    check("Dutch", "set \"nl\"");
    check("tlh", "kept null");
    check("", "kept null");
    check_on("locale", known_person(), json!({ "locale": "en-US" }), "skipped: Only set on new records");
    check_new("locale", json!({ "preferredLanguage": "en-US" }), "kept null");
}

#[test]
fn time_zone_is_set_for_new_people_only() {
    let check = |zone: &str, expected: &str| check_new("time_zone", json!({ "timezone": zone }), expected);
    check("Europe/Amsterdam", "set \"Amsterdam\"");
    check("America/Los_Angeles", "set \"Pacific Time (US & Canada)\"");
    check("Amsterdam", "set \"Amsterdam\"");
    check("amsterdam ", "set \"Amsterdam\"");
    check("Pacific Time (US & Canada)", "set \"Pacific Time (US & Canada)\"");
    check("W. Europe Standard Time", "set \"Berlin\"");
    check("India Standard Time", "set \"Kolkata\"");
    check("UTC", "set \"UTC\"");
    check("Etc/UTC", "set \"UTC\"");
    check("Mars/Olympus", "kept null");
    check("", "kept null");
    check_on("time_zone", known_person(), json!({ "timezone": "UTC" }), "skipped: Only set on new records");
}

#[test]
fn vip_stands_in_the_user_type_in_capitals() {
    let check = |user_type: &str, expected: &str| {
        check_new("vip", json!({ "userType": user_type }), expected);
        check_on("vip", json!({ "name": "Ann", "vip": true }), json!({ "userType": user_type }), expected);
    };
    check("VIP", "set true");
    check("Employee;VIP", "set true");
    check("nonVIPs", "set true");
    check("vip", "set false");
    check("Employee", "set false");
    for blank in blanks("userType") {
        check_new("vip", blank.clone(), "kept null");
        check_on("vip", known_person(), blank, "kept true");
    }
}

#[test]
fn active_decides_whether_the_person_is_disabled() {
    let check = |active, expected: &str| {
        check_new("disabled", json!({ "active": active }), expected);
        check_on("disabled", known_person(), json!({ "active": active }), expected);
    };
    check(json!(true), "set false");
    check(json!(false), "set true");
    check(json!("False"), "set true");
    check(json!("True"), "set false");
    check_new("disabled", json!({}), "kept null");
    check_on("disabled", known_person(), json!({}), "kept true");
}

#[test]
fn source_says_which_scim_user_keeps_the_person() {
    let run = account().payload(user(json!({}))).scim_id("7103").new_record().run();
    assert_eq!((run.field("source"), run.field("sourceID")), ("set \"SCIM\"".into(), "set \"7103\"".into()));
    check_new("sourceID", json!({ "id": "7104" }), "set \"7104\"");
    check_on("sourceID", known_person(), json!({ "id": "7104" }), "set \"7104\"");
    check_on("sourceID", known_person(), json!({}), "kept \"77\"");
    check_on("source", known_person(), json!({}), "set \"SCIM\"");
}

#[test]
fn without_email_or_name_no_person_is_written() {
    let no_email = json!({ "userName": "ann", "emails": [{ "value": "" }] });
    let no_name = json!({ "displayName": "", "name": { "givenName": " " } });
    let email_is_missing = "rejected: e-mail is not known";

    assert_eq!(run_new(json!({})).status(), "written");
    assert_eq!(run_new(no_email.clone()).status(), email_is_missing);
    assert_eq!(run_new(no_name.clone()).status(), "rejected: name is not known");
    // A linked person still needs an e-mail address; its name is known already.
    assert_eq!(run_on(known_person(), no_email).status(), email_is_missing);
    assert_eq!(run_on(known_person(), no_name.clone()).status(), "written");
    assert_eq!(
        run_on(json!({ "primary_email": "a@b.example" }), no_name).status(),
        "rejected: name is not known"
    );
}

#[test]
fn attributes_that_the_documentation_does_not_name_fill_nothing() {
    let unused = json!({
        "externalId": "x1", "nickName": "Annie", "profileUrl": "https://acme.example/ann",
        "preferredLanguage": "nl-NL", "password": "secret", "roles": [{ "value": "admin" }],
        "ims": [{ "value": "ann", "type": "skype" }], "entitlements": [{ "value": "e" }],
        "photos": [{ "value": "https://acme.example/ann.png" }],
        "x509Certificates": [{ "value": "MII" }],
        "name": { "middleName": "M", "honorificPrefix": "dr.", "honorificSuffix": "PhD" },
        "enterprise": {
            "costCenter": "100", "division": "D", "department": "Dep",
            "manager": { "displayName": "Mia" },
        },
    });
    assert_eq!(run_new(unused).record(), run_new(json!({})).record());
}

#[test]
fn the_person_is_the_linked_one_else_the_one_with_the_email() {
    let linked = account().payload(user(json!({ "userName": "new@acme.example" }))).scim_id("50").run();
    assert_eq!(linked.record()["supportID"], "S50");
    assert_eq!(linked.record()["primary_email"], "new@acme.example");
    let by_email = account().payload(user(json!({ "userName": "MIA@acme.example" }))).scim_id("99").run();
    assert_eq!(
        (&by_email.record()["supportID"], &by_email.record()["sourceID"]),
        (&json!("S50"), &json!("99"))
    );
    assert!(account().payload(user(json!({}))).scim_id("99").run().runs[0].is_new());
}
