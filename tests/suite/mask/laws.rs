//! Laws that hold for all people.

use std::collections::BTreeMap;

use proptest::prelude::*;
use scimwright::scim::{PayloadContent, normalize, payload_content};
use serde_json::{Value, json};

use super::bed::{masker, text_at};

fn id() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,9}",
        "[a-z]{1,6}[.][a-z]{1,8}",
        "[a-zäöüßñéøłæ]{2,9}",
        "[A-Z]{1,3}-[0-9]{2,6}",
        "[0-9]{1,12}",
        "[a-z]{2,5}[0-9]{1,3}",
        "[a-z]{1,5}[.][a-z]{1,5}@[a-z]{2,6}[.](com|de|example)",
        "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-9[0-9a-f]{3}-[0-9a-f]{12}",
        "[а-яё]{2,8}",
        "[가-힣]{1,4}",
    ]
}

fn user() -> impl Strategy<Value = Value> {
    let name = prop_oneof![
        "[A-Z][a-z]{1,8}",
        "[A-ZÄÖÜ][a-zäöüß]{2,8}",
        Just(String::new()),
        Just("van Dam".to_owned())
    ];
    (id(), name.clone(), name, proptest::option::of("[+]?[0-9 ()-]{0,14}"), any::<bool>()).prop_map(
        |(user_name, given, family, phone, is_text)| {
            json!({
                "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
                "userName": user_name,
                "active": if is_text { json!("True") } else { json!(true) },
                "name": { "givenName": given, "familyName": family },
                "phoneNumbers": [{ "type": "work", "value": phone }],
            })
        },
    )
}

fn masked_ids(key: u8, ids: &[String]) -> Vec<String> {
    let mut masker = masker(key);
    let users = ids.iter().map(|id| masker.mask_payload(&json!({ "userName": id }), None));
    users.map(|user| text_at(&user, "/userName").to_owned()).collect()
}

/// As ids are compared: Müller is Mueller in the letters, and another person by the id.
fn folded(id: &str) -> String {
    id.to_lowercase()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn two_people_never_become_one(ids in proptest::collection::vec(id(), 2..30), key in any::<u8>()) {
        let masked = masked_ids(key, &ids);
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for (was, is) in ids.iter().zip(masked) {
            let before = seen.insert(folded(&is), folded(was));
            prop_assert!(before.is_none_or(|before| before == folded(was)), "{} became {is}, as another did", was);
        }
    }

    #[test]
    fn order_does_not_matter(ids in proptest::collection::vec(id(), 1..12), key in any::<u8>()) {
        let forward = masked_ids(key, &ids);
        let backward: Vec<String> = ids.iter().rev().cloned().collect();
        let mut backward = masked_ids(key, &backward);
        backward.reverse();
        prop_assert_eq!(forward, backward);
    }

    #[test]
    fn another_key_gives_others(user_name in "[a-z]{6,12}") {
        let ids = [user_name];
        prop_assert_ne!(masked_ids(1, &ids), masked_ids(2, &ids));
    }

    #[test]
    fn a_masked_user_is_read_as_the_user_was(user in user(), key in any::<u8>()) {
        let masked = masker(key).mask_payload(&user, None);
        let repairs = |value: &Value| {
            let PayloadContent::Resource(resource) = payload_content(value, None) else { return Vec::new() };
            let (_, repairs) = normalize(&resource);
            repairs.into_iter().map(|repair| (repair.quirk.to_string(), repair.path.clone())).collect()
        };
        prop_assert_eq!(repairs(&masked), repairs(&user));
        let keys = |value: &Value| -> Vec<String> {
            value.as_object().map(|object| object.keys().cloned().collect()).unwrap_or_default()
        };
        prop_assert_eq!(keys(&masked), keys(&user));
    }
}
