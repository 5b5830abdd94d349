//! Lists, PATCH and bulk requests, groups, records: the same person in all of them.

use scimwright::mask::{KeptValues, MaskSecret, Masker};
use scimwright::target::{Record, built_in_target};
use serde_json::{Map, Value, json};

use super::bed::{masker, text_at};

fn masked(payload: Value) -> Value {
    masker(1).mask_payload(&payload, None)
}

/// The pseudonyms by which the others are found.
struct Known {
    id: String,
    email: String,
    name: String,
}

fn known() -> Known {
    let user = masked(json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "id": "7103", "userName": "ann.lee@acme.example", "displayName": "Ann Lee",
    }));
    let text = |pointer: &str| text_at(&user, pointer).to_owned();
    Known { id: text("/id"), email: text("/userName"), name: text("/displayName") }
}

#[test]
fn a_person_is_found_in_requests_of_all_forms() {
    let Known { id, email, name } = known();
    let patch = |operations: Value| json!({ "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": operations });
    let check = |operations: Value, expected: Value| {
        assert_eq!(masked(patch(operations))["Operations"], expected);
    };
    check(
        json!([{ "op": "replace", "path": "userName", "value": "ann.lee@acme.example" }]),
        json!([{ "op": "replace", "path": "userName", "value": email }]),
    );
    check(
        json!([{ "op": "Replace", "value": { "displayName": "Ann Lee", "emails[type eq \"work\"].value": "ann.lee@acme.example" } }]),
        json!([{ "op": "Replace", "value": { "displayName": name, "emails[type eq \"work\"].value": email } }]),
    );
    check(
        json!([{ "op": "remove", "path": "members[value eq \"7103\"]" }]),
        json!([{ "op": "remove", "path": format!("members[value eq \"{id}\"]") }]),
    );
    check(
        json!([{ "op": "add", "path": "members", "value": [{ "value": "7103", "display": "Ann Lee" }] }]),
        json!([{ "op": "add", "path": "members", "value": [{ "value": id, "display": name }] }]),
    );
    check(
        json!([{ "op": "add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "value": "7103" }]),
        json!([{ "op": "add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "value": id }]),
    );
    let bulk = masked(json!({ "Operations": [
        { "method": "PUT", "path": "/Users/7103", "data": { "userName": "ann.lee@acme.example" } },
        { "method": "DELETE", "path": "/Groups/12" },
    ] }));
    assert_eq!(bulk["Operations"][0]["path"], json!(format!("/Users/{id}")));
    assert_eq!(bulk["Operations"][0]["data"]["userName"], json!(email));
    assert_eq!(bulk["Operations"][1]["path"], json!("/Groups/12"));
    let mut others = masker(1);
    assert_eq!(others.mask_request_path("/Users/7103"), format!("/Users/{id}"));
    assert_eq!(
        others.mask_request_path("/Users?filter=userName eq \"ann.lee@acme.example\""),
        format!("/Users?filter=userName eq \"{email}\"")
    );
    assert_eq!(
        others.mask_request_path("/Users?filter=userName%20eq%20%22ann.lee%40acme.example%22"),
        format!("/Users?filter=userName%20eq%20%22{}%22", email.replace('@', "%40"))
    );
}

#[test]
fn operations_on_users_and_members_are_told_apart() {
    let Known { id, email, name } = known();
    let member = json!({ "op": "remove", "path": "members[value eq \"7103\"]" });
    let masked_member = json!({ "op": "remove", "path": format!("members[value eq \"{id}\"]") });
    let check = |operation: Value, expected: Value| {
        for path in [None, Some("/Groups/12")] {
            let patch = json!({ "Operations": [member.clone(), operation.clone()] });
            let masked = masker(1).mask_payload(&patch, path);
            assert_eq!(masked["Operations"], json!([masked_member.clone(), expected.clone()]));
        }
    };
    check(
        json!({ "op": "replace", "path": "userName", "value": "ann.lee@acme.example" }),
        json!({ "op": "replace", "path": "userName", "value": email }),
    );
    check(
        json!({ "op": "replace", "value": { "displayName": "Ann Lee", "userName": "ann.lee@acme.example" } }),
        json!({ "op": "replace", "value": { "displayName": name, "userName": email } }),
    );
    check(
        json!({ "op": "add", "path": "members", "value": [{ "value": "7103", "display": "Ann Lee" }] }),
        json!({ "op": "add", "path": "members", "value": [{ "value": id, "display": name }] }),
    );
    let team = json!({ "op": "replace", "path": "displayName", "value": "Fan club" });
    let of_group = masked(json!({ "Operations": [member.clone(), team.clone()] }));
    assert_eq!(of_group["Operations"], json!([masked_member.clone(), team]));
}

#[test]
fn user_names_are_known_in_links_and_texts() {
    let check = |given: &str, family: &str, local: &str, words: &[&str]| {
        let after = masked(json!({
            "userName": format!("{local}@acme.example"),
            "name": { "givenName": given, "familyName": family },
            "emails": [{ "value": format!("x.{local}@acme.example") }],
            "photos": [{ "value": format!("https://photos.acme.example/{local}/thumbnail.jpg") }],
            "urn:x:y": { "remark": format!("see {} there", local.replace('.', " ")) },
        }));
        let text = after.to_string().to_lowercase();
        assert!(words.iter().all(|word| !text.contains(word)), "{after}");
        let local = text_at(&after, "/userName").split('@').next().unwrap_or_default().to_owned();
        let photo = text_at(&after, "/photos/0/value");
        assert!(photo.ends_with(&format!("/{local}/thumbnail.jpg")), "{after}");
    };
    check("ハルト", "五十嵐", "haruto.igarashi14", &["haruto", "igarashi"]);
    check("Søren", "Østergård", "soren.ostergaard68", &["soren", "ostergaard"]);
    check("Noëlle", "Güell", "noelle.guell", &["noelle", "guell"]);
    check("Chloé", "Magalhães", "chloe.magalhaes", &["chloe", "magalhaes"]);
    check("Chloé", "Magalhães", "magalhaes", &["magalhaes"]);
}

#[test]
fn groups_stay_and_their_members_do_not() {
    let Known { id, name, .. } = known();
    let group = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
        "id": "7103", "displayName": "Ann Lee fan club", "externalId": "12",
        "members": [{ "value": "7103", "display": "Ann Lee", "type": "User" }, { "value": "9", "type": "Group" }],
    });
    let masked = masked(json!({ "totalResults": 1, "Resources": [group] }));
    let masked = &masked["Resources"][0];
    assert_eq!((&masked["id"], &masked["displayName"]), (&json!("7103"), &json!("Ann Lee fan club")));
    assert_eq!(masked["members"][0], json!({ "value": id, "display": name, "type": "User" }));
    assert_eq!(masked["members"][1], json!({ "value": "9", "type": "Group" }));
}

#[test]
fn records_have_the_same_people() {
    let Known { id, email, name } = known();
    let target = built_in_target("4me").expect("the target is built in");
    let record = |fields: Value| Record { fields: serde_json::from_value(fields).expect("fields") };
    let check = |record_type: &str, before: Value, after: Value| {
        let record_type = target.record_type(record_type).expect("a record type");
        assert_eq!(masker(1).mask_record(target, record_type, &record(before), None), record(after));
    };
    check(
        "person",
        json!({ "name": "Ann Lee", "primary_email": "ann.lee@acme.example", "sourceID": "7103", "vip": true,
            "manager": "ann.lee@acme.example", "organization": "Acme", "job_title": "Buyer", "locale": "nl" }),
        json!({ "name": name, "primary_email": email, "sourceID": id, "vip": true,
            "manager": email, "organization": "Acme", "job_title": "Buyer", "locale": "nl" }),
    );
    check(
        "organization",
        json!({ "name": "Acme", "sourceID": "7103", "manager": "ann.lee@acme.example", "id": 12 }),
        json!({ "name": "Acme", "sourceID": "7103", "manager": email, "id": 12 }),
    );
}

#[test]
fn a_word_of_parts_of_names_is_known_once_it_was_seen_beside_the_name() {
    let user = json!({ "userName": "pvanderzwaan@acme.example", "name": { "givenName": "Pieternel", "familyName": "van der Zwaan" } });
    let link = json!({ "userName": "x@acme.example", "manager": { "value": "pvanderzwaan@acme.example" } });
    let mut masker = masker(4);
    masker.learn_payload(&user);
    let link = masker.mask_payload(&link, None);
    let user = masker.mask_payload(&user, None);
    assert_eq!(link["manager"]["value"], user["userName"]);
}

#[test]
fn what_a_mapping_names_stays_and_is_told() {
    let mut kept = KeptValues::default();
    kept.add("ann.lee@acme.example", "table people has it as a key");
    kept.add_script_text("svc-", "script x names it");
    kept.add_script_text("@partner.com", "script y names it");
    let mut masker = Masker::new(&MaskSecret::new([1; 32]), &Map::new(), kept);
    let check = |masker: &mut Masker, user_name: &str, is_kept: &dyn Fn(&str) -> bool| {
        let user = masker.mask_payload(&json!({ "userName": user_name }), None);
        assert!(is_kept(text_at(&user, "/userName")), "{user_name} became {user}");
    };
    check(&mut masker, "Ann.Lee@acme.example", &|masked| masked == "Ann.Lee@acme.example");
    check(&mut masker, "svc-robot@acme.example", &|masked| {
        masked.starts_with("svc-") && !masked.contains("robot")
    });
    check(&mut masker, "bo@mail.partner.com", &|masked| {
        masked.ends_with("@mail.partner.com") && !masked.starts_with("bo@")
    });
    let kept: Vec<_> = masker.report().kept.iter().map(|(value, why)| format!("{value}: {why}")).collect();
    assert_eq!(
        kept,
        [
            "Ann.Lee@acme.example: table people has it as a key",
            "mail.partner.com: the mapping names the domain or an ending of it",
        ]
    );
}

#[test]
fn a_project_says_which_attributes_are_personal() {
    let chosen = json!({ "title": "name", "nickName": "keep", "seat": "identifier" });
    let chosen = chosen.as_object().cloned().unwrap_or_default();
    let mut masker = Masker::new(&MaskSecret::new([1; 32]), &chosen, KeptValues::default());
    let user =
        json!({ "userName": "a", "title": "Countess", "nickName": "Bo", "urn:x:y": { "seat": "F-12" } });
    let after = masker.mask_payload(&user, None);
    assert_ne!(after["title"], user["title"]);
    assert_eq!(after["nickName"], user["nickName"]);
    assert_ne!(after["urn:x:y"]["seat"], user["urn:x:y"]["seat"]);
}
