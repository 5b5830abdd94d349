//! The default mapping: contacts and addresses. What the integration keeps is replaced, what people
//! typed stays.

use serde_json::{Value, json};

use super::default_mapping::run_on;

/// The list field after a run on a person that has these items; `integration` is left out where it
/// is true.
#[track_caller]
fn check(field: &str, items: Value, attributes: Value, expected: Value) {
    let run = run_on(json!({ "name": "Ann", field: items }), attributes);
    let mut record = run.record();
    for item in record[field].as_array_mut().into_iter().flatten() {
        let item = item.as_object_mut().expect("an item");
        if item.get("integration") == Some(&json!(true)) {
            item.remove("integration");
        }
    }
    assert_eq!(record[field], expected, "{}", run.field(field));
}

#[test]
fn all_emails_but_the_primary_one_are_contacts() {
    let check = |emails: Value, expected: Value| {
        check("contacts", json!([]), json!({ "emails": emails }), expected);
    };
    check(json!([]), json!([]));
    check(json!([{ "value": "ann@acme.example", "primary": true }]), json!([]));
    check(json!([{ "value": " ANN@Acme.Example ", "type": "work" }]), json!([]));
    check(json!({ "value": "b@acme.example" }), json!([{ "label": "work", "email": "b@acme.example" }]));
    check(json!([{ "value": "" }, { "type": "home" }]), json!([]));
    check(
        json!([
            { "value": "w@acme.example", "type": "work" },
            { "value": "h@acme.example", "type": "home" },
            { "value": "o@acme.example", "type": "other" },
            { "value": "p@acme.example", "type": "personal" },
            { "value": "x@acme.example", "type": "unheard of" },
            { "value": " n@acme.example " },
            { "value": "w@acme.example", "type": "work", "primary": true },
        ]),
        json!([
            { "label": "work", "email": "w@acme.example" },
            { "label": "personal", "email": "h@acme.example" },
            { "label": "personal", "email": "o@acme.example" },
            { "label": "personal", "email": "p@acme.example" },
            { "label": "work", "email": "x@acme.example" },
            { "label": "work", "email": "n@acme.example" },
        ]),
    );
}

#[test]
fn the_email_that_identifies_the_person_is_no_contact() {
    let attributes = json!({ "userName": "ann", "emails": [
        { "value": "first@acme.example" }, { "value": "own@acme.example", "primary": true },
    ] });
    let expected = json!([{ "label": "work", "email": "first@acme.example" }]);
    check("contacts", json!([]), attributes, expected);
}

#[test]
fn all_phones_are_contacts() {
    let check = |phones: Value, expected: Value| {
        check("contacts", json!([]), json!({ "phoneNumbers": phones }), expected);
    };
    let labels = [
        ("work", "work"),
        ("home", "home"),
        ("mobile", "mobile"),
        ("fax", "fax"),
        ("pager", "work"),
        ("other", "work"),
        ("Mobile", "mobile"),
        ("unheard of", "work"),
    ];
    for (kind, label) in labels {
        check(
            json!([{ "value": "+31 15 555 01 00", "type": kind }]),
            json!([{ "label": label, "telephone": "+31 15 555 01 00" }]),
        );
    }
    check(json!([{ "value": "+1" }]), json!([{ "label": "work", "telephone": "+1" }]));
    check(json!([{ "value": "+1" }, { "value": " " }]), json!([{ "label": "work", "telephone": "+1" }]));
    // The same number twice is one contact.
    check(
        json!([{ "value": "+1" }, { "value": "+1", "type": "other" }]),
        json!([{ "label": "work", "telephone": "+1" }]),
    );
}

#[test]
fn contacts_of_the_last_run_go_and_manual_ones_stay() {
    let manual = json!({ "label": "home", "telephone": "+31 1", "integration": false });
    let unmarked = json!({ "label": "mobile", "telephone": "+31 2" });
    let of_last_run = json!({ "label": "work", "telephone": "+31 3", "integration": true });
    let items = json!([of_last_run, manual, unmarked]);
    let attributes = json!({
        "emails": [{ "value": "h@acme.example", "type": "home" }],
        "phoneNumbers": [{ "value": "+31 4", "type": "mobile" }],
    });
    let new = [
        json!({ "label": "personal", "email": "h@acme.example" }),
        json!({ "label": "mobile", "telephone": "+31 4" }),
    ];
    check("contacts", items.clone(), attributes, json!([manual, unmarked, new[0], new[1]]));
    check("contacts", items, json!({}), json!([manual, unmarked]));
}

#[test]
fn an_address_is_taken_part_by_part() {
    let check = |address: Value, expected: Value| {
        check("addresses", json!([]), json!({ "addresses": [address] }), expected);
    };
    check(
        json!({
            "streetAddress": "Kade 1\nBus 2", "locality": "Gent", "region": "Oost-Vlaanderen",
            "postalCode": "9000", "country": "BE", "type": "work", "primary": true,
        }),
        json!([{
            "label": "mailing", "address": "Kade 1\nBus 2", "city": "Gent", "country": "BE",
            "state": "Oost-Vlaanderen", "zip": "9000",
        }]),
    );
    let city = |attributes: Value| {
        let mut address = json!({ "locality": "Gent" });
        address
            .as_object_mut()
            .expect("an object")
            .extend(attributes.as_object().expect("an object").clone());
        address
    };
    check(city(json!({ "type": "home" })), json!([{ "label": "home", "city": "Gent" }]));
    check(city(json!({ "type": "other" })), json!([{ "label": "mailing", "city": "Gent" }]));
    check(city(json!({})), json!([{ "label": "mailing", "city": "Gent" }]));
    check(
        city(json!({ "country": "Belgium" })),
        json!([{ "label": "mailing", "city": "Gent", "country": "BE" }]),
    );
    check(
        city(json!({ "country": "Atlantis", "region": "" })),
        json!([{ "label": "mailing", "city": "Gent" }]),
    );
    // What no address has a place for makes none.
    check(json!({ "formatted": "Room 7", "type": "work", "country": "Atlantis" }), json!([]));
    check(json!({ "streetAddress": " " }), json!([]));
}

#[test]
fn addresses_of_the_last_run_go_and_manual_ones_stay() {
    let manual = json!({ "label": "home", "city": "Brugge", "integration": false });
    let items = json!([{ "label": "mailing", "city": "Gent", "integration": true }, manual]);
    let new = json!({ "locality": "Aalst", "type": "work" });
    check(
        "addresses",
        items.clone(),
        json!({ "addresses": [new] }),
        json!([manual, { "label": "mailing", "city": "Aalst" }]),
    );
    check("addresses", items.clone(), json!({ "addresses": [] }), json!([manual]));
    check("addresses", items, json!({}), json!([manual]));
}

#[test]
fn a_value_that_is_too_long_fails_the_list_and_keeps_it() {
    let current = json!({ "name": "Ann", "addresses": [{ "label": "home", "city": "Gent" }] });
    let run = run_on(current, json!({ "addresses": [{ "locality": "Gent", "region": "x".repeat(31) }] }));
    assert_eq!(run.field("addresses"), "failed: Item 1: State has 31 characters, at most 30 are allowed");
    assert_eq!(run.record()["addresses"], json!([{ "label": "home", "city": "Gent" }]));
}
