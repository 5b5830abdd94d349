//! Laws that hold for every request.

use proptest::prelude::{
    Just, Strategy, any, prop, prop_assert, prop_assert_eq, prop_assume, prop_oneof, proptest,
};
use scimwright::scim::{Dialect, Resource, UnknownAttributes, canonical_request, patch_resource};
use serde_json::{Map, Value, json};

use crate::scim::patch_desk::{ENTERPRISE, client, grace, request, rules, staff};

fn path() -> impl Strategy<Value = String> {
    let known = [
        "title",
        "nickName",
        "active",
        "name",
        "name.givenName",
        "emails",
        "emails.type",
        "emails.primary",
        "emails[type eq \"work\"]",
        "emails[type eq \"home\"].value",
        "emails[primary eq true].display",
        "emails[type eq \"other\" and primary eq \"True\"].value",
        "emails[not (type pr)]",
        "phoneNumbers",
        "phoneNumbers[type eq \"work\"].value",
        "members",
        "members[value eq \"u1\"]",
        "members.type",
        "id",
        "meta",
        "groups",
        "schemas",
        "schemas[value sw \"urn\"]",
        "password",
        "userName",
        "displayName",
        "manager",
        "cars[a eq 1].b",
        "urn:x:y:User:badge",
        "urn:x:y:User",
        "name.",
        "emails[",
        "",
    ];
    let extension =
        ["", ":department", ":manager", ":manager.value"].map(|rest| format!("{ENTERPRISE}{rest}"));
    let known: Vec<String> = known.iter().map(ToString::to_string).chain(extension).collect();
    prop_oneof![9 => prop::sample::select(known), 1 => "\\PC{0,12}"]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        prop::sample::select(vec!["", "x", "True", "work", "home", "u1", "u9", "a@b.example"])
            .prop_map(Value::from),
    ];
    let name = prop::sample::select(vec![
        "value",
        "type",
        "primary",
        "display",
        "givenName",
        "title",
        "emails",
        "name",
        "NAME.familyName",
        "department",
        "members",
        "$ref",
        "userName",
        "badge",
        "id",
        "emails[type eq \"work\"].value",
        "schemas",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",
        "urn:ietf:params:scim:schemas:core:2.0:User",
        "operation",
    ]);
    leaf.prop_recursive(3, 12, 3, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::vec((name.clone(), inner), 0..4).prop_map(|members| members
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect()),
        ]
    })
}

fn operation(verbs: &'static [&'static str]) -> impl Strategy<Value = Value> {
    (prop::sample::select(verbs), prop::option::of(path()), prop::option::of(value())).prop_map(
        |(op, path, value)| {
            let members = [("op", Some(json!(op))), ("path", path.map(Value::from)), ("value", value)];
            members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
        },
    )
}

fn dialects() -> [Dialect; 3] {
    [Dialect::strict().clone(), client(&[]), client(&["Q05", "Q06", "Q18", "Q30"])]
}

fn all_rules(dialect: &Dialect) -> [scimwright::scim::UpdateRules<'_>; 3] {
    [UnknownAttributes::Rejected, UnknownAttributes::Stored, UnknownAttributes::Dropped]
        .map(|unknown| rules(dialect, unknown))
}

fn resources() -> [Resource; 2] {
    [grace(), staff()]
}

/// Every list has at most one primary value, unless the stored one had more.
fn has_one_primary(resource: &Resource) -> bool {
    resource.attributes.values().filter_map(Value::as_array).all(|values| {
        values.iter().filter(|value| value.get("primary") == Some(&Value::Bool(true))).count() <= 1
    })
}

/// Whether a value without a path says two things of one attribute, such as `name` and
/// `name.familyName`; what comes second then meets another value than in the first round.
fn names_an_attribute_twice(operation: &Value) -> bool {
    let names = operation.get("value").and_then(Value::as_object).into_iter().flat_map(Map::keys);
    let mut attributes: Vec<String> = names
        .map(|name| name.to_lowercase())
        .map(|name| name.split(['[', '.']).next().unwrap_or_default().to_owned())
        .collect();
    let n_names = attributes.len();
    attributes.sort();
    attributes.dedup();
    attributes.len() < n_names
}

proptest! {
    #[test]
    fn any_request_is_applied_or_refused(operations in prop::collection::vec(operation(&["add", "replace", "remove", "Add", "x"]), 0..4)) {
        for dialect in dialects() {
            for rules in all_rules(&dialect) {
                for stored in resources() {
                    let body = request(&json!(operations));
                    let updated = patch_resource(&stored, &body, &rules);
                    if let Ok(after) = &updated.outcome {
                        prop_assert!(after.get("schemas").is_some());
                        prop_assert_eq!(after.get("id"), stored.get("id"));
                        prop_assert_eq!(after.get("meta"), stored.get("meta"));
                        prop_assert!(after.get("password").is_none());
                        prop_assert!(rules.unknown_attributes != UnknownAttributes::Rejected || has_one_primary(after));
                    }
                    if dialect.is_strict() {
                        let is_spelling = |quirk: &str| ["Q01", "Q03", "Q04", "Q28", "Q29"].contains(&quirk);
                        prop_assert!(updated.repairs.iter().all(|repair| is_spelling(repair.quirk)));
                    }
                }
            }
        }
    }

    #[test]
    fn adding_or_replacing_twice_is_as_once(operation in operation(&["add", "replace"])) {
        prop_assume!(!names_an_attribute_twice(&operation));
        for dialect in dialects() {
            for rules in all_rules(&dialect) {
                for stored in resources() {
                    let body = request(&operation);
                    let Ok(once) = patch_resource(&stored, &body, &rules).outcome else { continue };
                    if let Ok(twice) = patch_resource(&once, &body, &rules).outcome {
                        prop_assert_eq!(&once, &twice);
                    }
                }
            }
        }
    }

    #[test]
    fn a_canonical_request_means_the_same(operation in operation(&["add", "replace", "remove", "Remove"])) {
        for dialect in dialects() {
            let rules = rules(&dialect, UnknownAttributes::Rejected);
            for stored in resources() {
                let body = request(&operation);
                let canonical = canonical_request(stored.resource_type, &body, &rules);
                let Ok(canonical) = canonical.outcome else { continue };
                if canonical["Operations"] == json!([]) {
                    continue;
                }
                let sent = patch_resource(&stored, &body, &rules).outcome;
                if let (Ok(sent), Ok(meant)) = (sent, patch_resource(&stored, &canonical, &rules).outcome) {
                    prop_assert_eq!(sent, meant);
                }
            }
        }
    }

    #[test]
    fn replacing_with_what_is_there_changes_nothing(index in 0_usize..8) {
        for stored in resources() {
            let Some((name, value)) = stored.attributes.iter().nth(index) else { continue };
            let body = request(&json!({"op": "replace", "value": {name.as_str(): value}}));
            for dialect in dialects() {
                let rules = rules(&dialect, UnknownAttributes::Rejected);
                prop_assert_eq!(patch_resource(&stored, &body, &rules).outcome, Ok(stored.clone()));
            }
        }
    }
}
