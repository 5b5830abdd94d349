//! Values of every kind.

use serde_json::{Value, json};

use super::bed::{masked_user, text_at};

/// Letters to `a` and `A`, digits to `9`, everything else as it is.
fn shape(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '0'..='9' => '9',
            'a'..='z' => 'a',
            'A'..='Z' => 'A',
            other => other,
        })
        .collect()
}

#[track_caller]
fn check_shape(attribute: &str, value: &str) -> String {
    let masked = masked_user(1, json!({ attribute: value }));
    let masked = text_at(&masked, &format!("/{attribute}")).to_owned();
    assert_ne!(masked, value, "{attribute}");
    assert_eq!(shape(&masked), shape(value), "{value} became {masked}");
    masked
}

#[test]
fn ids_keep_their_shape() {
    for id in ["7103", "WI-20871", "0012", "f3c9a8b2", "00u1a2b3c4D5e6F7g8h9", "ACME\\ann.lee", "ann_lee-2"] {
        check_shape("externalId", id);
    }
    let guid = check_shape_of_guid("2819c223-7f76-453a-919d-413861904646");
    assert_eq!((guid.get(14..15), guid.get(19..20)), (Some("4"), Some("9")));
    assert!(check_shape("employeeNumber", "WI-20871").starts_with("WI-"));
    assert!(check_shape("employeeNumber", "0012").starts_with('0'));
}

#[track_caller]
fn check_shape_of_guid(guid: &str) -> String {
    let masked = masked_user(1, json!({ "externalId": guid }));
    let masked = text_at(&masked, "/externalId").to_owned();
    let is_fine =
        masked.chars().zip(guid.chars()).all(|(is, was)| is == was || (was != '-' && is.is_ascii_hexdigit()));
    assert!(is_fine && masked != guid, "{masked}");
    masked
}

#[test]
fn numbers_stay_numbers() {
    let masked = masked_user(1, json!({ "employeeNumber": 20871, "active": true, "costs": 7.5, "id": null }));
    let number = masked["employeeNumber"].as_u64().expect("a number");
    assert!(number != 20871 && (10_000..100_000).contains(&number));
    assert_eq!(
        (&masked["active"], &masked["costs"], &masked["id"]),
        (&json!(true), &json!(7.5), &Value::Null)
    );
}

#[test]
fn what_is_blank_stays_as_it_is() {
    let blank = json!({
        "userName": "", "displayName": " ", "nickName": null, "emails": [], "phoneNumbers": [{ "value": "" }],
        "name": { "familyName": null, "givenName": "\t" },
    });
    let masked = masked_user(1, blank.clone());
    for (key, value) in blank.as_object().expect("an object") {
        assert_eq!(&masked[key], value, "{key}");
    }
}

#[test]
fn domains_become_ones_that_nobody_has() {
    let check = |address: &str, ending: &str, n_labels: usize| {
        let masked = masked_user(1, json!({ "emails": [{ "value": address }] }));
        let masked = text_at(&masked, "/emails/0/value");
        let (_, domain) = masked.split_once('@').expect("an address");
        let (_, was) = address.split_once('@').expect("an address");
        assert!(domain.ends_with(ending), "{address} became {masked}");
        assert_eq!(domain.split('.').count(), n_labels, "{address} became {masked}");
        assert_ne!(domain.split('.').next(), was.split('.').next());
    };
    check("ann@acme.com", ".com.example", 3);
    check("ann@acme.co.uk", ".co.uk.example", 4);
    check("ann@mail.acme.de", ".de.example", 4);
    check("ann@acme.example", ".example", 2);
    check("ann@acme.example.com", ".example.com", 3);
    check("ANN@ACME.COM", ".COM.example", 3);
}

#[test]
fn addresses_in_any_case_stay_one_address() {
    let masked = masked_user(
        1,
        json!({ "userName": "Ann.LEE@acme.example", "emails": [{ "value": "ann.lee@ACME.example" }] }),
    );
    let (name, email) = (text_at(&masked, "/userName"), text_at(&masked, "/emails/0/value"));
    assert_eq!(name.to_lowercase(), email.to_lowercase());
    assert_ne!(name, email);
}

#[test]
fn phone_numbers_keep_country_area_and_form() {
    let check = |number: &str, begins: &str| {
        let masked = masked_user(1, json!({ "phoneNumbers": [{ "value": number }] }));
        let masked = text_at(&masked, "/phoneNumbers/0/value");
        assert_ne!(masked, number);
        assert_eq!(shape(masked), shape(number));
        assert!(masked.starts_with(begins), "{number} became {masked}");
    };
    check("+27 11 555 0148", "+27 11 5");
    check("+31 6 1234 5678", "+31 6 1");
    check("020 1234567", "020 1");
    check("+1 (212) 867-5309", "+1 (212) 555-01");
    check("(212) 867-5309", "(212) 555-01");
    check("+44 7911 123456", "+44 7700 900");
    check("+33 6 12 34 56 78", "+33 6 39 98");
    check("tel:+49-30-123456789", "tel:+49-30-");
    check("+49 711 123456 ext. 204", "+49 711 ");
    check("4711", "");
}

#[test]
fn a_number_in_another_form_is_the_same_number() {
    let check = |left: &str, right: &str| {
        let masked = masked_user(1, json!({ "phoneNumbers": [{ "value": left }, { "value": right }] }));
        let digits = |pointer: &str| -> String {
            let text = text_at(&masked, pointer);
            let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
            digits.iter().rev().take(7).collect()
        };
        assert_eq!(digits("/phoneNumbers/0/value"), digits("/phoneNumbers/1/value"), "{masked}");
    };
    check("+27 11 555 0148", "(011) 555-0148");
    check("+1 212 867 5309", "(212) 867-5309");
    check("+44 7911 123456", "0044 7911 123456");
}

#[test]
fn links_and_texts_lose_the_person_alone() {
    let masked = masked_user(
        1,
        json!({
            "name": { "givenName": "Ann", "familyName": "Lee" },
            "profileUrl": "https://people.acme.example/users/ann.lee?v=2",
            "photos": [{ "value": "data:image/png;base64,iVBORw0KGgo=" }],
            "meta": { "location": "https://scim.service.example/v2/Users/7103", "resourceType": "User" },
            "urn:acme:User": { "remark": "Desk of Ann Lee, see ann.lee@acme.example or +31 6 12345678; floor 4" },
        }),
    );
    let given = text_at(&masked, "/name/givenName").to_owned();
    let family = text_at(&masked, "/name/familyName").to_owned();
    let (small_given, small_family) = (given.to_lowercase(), family.to_lowercase());
    assert!(text_at(&masked, "/profileUrl").ends_with(&format!("/users/{small_given}.{small_family}?v=2")));
    assert!(!text_at(&masked, "/photos/0/value").contains("iVBOR"));
    assert!(text_at(&masked, "/meta/location").starts_with("https://scim.service.example/v2/Users/"));
    assert!(!text_at(&masked, "/meta/location").ends_with("7103"));
    let remark = text_at(&masked, "/urn:acme:User/remark");
    assert!(
        remark.starts_with(&format!("Desk of {given} {family}, see {small_given}.{small_family}@")),
        "{remark}"
    );
    assert!(remark.ends_with("; floor 4") && !remark.contains("12345678"), "{remark}");
}

#[test]
fn a_date_of_birth_stays_in_its_year() {
    let masked =
        masked_user(1, json!({ "urn:acme:User": { "birthDate": "1984-03-07", "hireDate": "2020-01-02" } }));
    let birth = text_at(&masked, "/urn:acme:User/birthDate");
    assert!(birth.starts_with("1984-") && birth != "1984-03-07");
    assert_eq!(text_at(&masked, "/urn:acme:User/hireDate"), "2020-01-02");
}

#[test]
fn what_many_share_stays() {
    let shared = json!({
        "active": "True", "title": "Buyer", "userType": "Employee", "locale": "nl-NL", "timezone": "Europe/Amsterdam",
        "preferredLanguage": "nl", "roles": [{ "value": "admin", "display": "Ann's team" }],
        "groups": [{ "value": "12", "display": "All of Acme" }],
        "addresses": [{ "type": "work", "locality": "Delft", "region": "ZH", "country": "NL" }],
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {
            "department": "Purchasing", "organization": "Acme B.V.", "costCenter": "4711", "division": "North",
        },
    });
    let masked = masked_user(1, shared.clone());
    for (key, value) in shared.as_object().expect("an object") {
        assert_eq!(&masked[key], value, "{key}");
    }
}
