//! Members that are added and removed one by one, in one request.

use proptest::prelude::{Strategy, prop, prop_assert_eq, prop_oneof, proptest};
use scimwright::scim::{Dialect, Resource, ResourceType, UnknownAttributes, patch_resource};
use serde_json::{Value, json};

use crate::scim::patch_desk::{client, grace, patched, request, resource, rules, staff};

fn operation(name: &'static str) -> impl Strategy<Value = Value> {
    let id = || prop::sample::select(vec!["u1", "U1", "u2", "u3", "u4", "g@work.example"]);
    let element = (id(), prop::option::of(prop::sample::select(vec!["A", "B"])), prop::option::of(0..2))
        .prop_map(|(id, display, primary)| {
            let mut element = json!({ "value": id });
            if let Some(display) = display {
                element["display"] = json!(display);
            }
            if primary == Some(1) {
                element["type"] = json!("work");
            }
            element
        });
    let list = prop::collection::vec(element, 0..3);
    prop_oneof![
        2 => list.clone().prop_map(move |list| json!({ "op": "add", "path": name, "value": list })),
        1 => list.prop_map(move |list| json!({ "op": "Remove", "path": name, "value": list })),
        2 => id().prop_map(move |id| json!({ "op": "remove", "path": format!("{name}[value eq \"{id}\"]") })),
        1 => id().prop_map(move |id| json!({ "op": "remove", "path": format!("{name}[value eq \"{id}\" or type eq \"x\"]") })),
        1 => id().prop_map(move |id| json!({ "op": "add", "path": name, "value": { "value": id, "primary": true } })),
    ]
}

/// One request after the other, an operation each.
fn one_by_one(stored: &Resource, operations: &[Value], dialect: &Dialect) -> Option<Resource> {
    let rules = rules(dialect, UnknownAttributes::Rejected);
    operations.iter().try_fold(stored.clone(), |resource, operation| {
        patch_resource(&resource, &request(operation), &rules).outcome.ok()
    })
}

proptest! {
    #[test]
    fn a_request_does_what_its_operations_do_one_by_one(
        members in prop::collection::vec(operation("members"), 0..8),
        emails in prop::collection::vec(operation("emails"), 0..8),
    ) {
        for dialect in [Dialect::strict().clone(), client(&["Q06"])] {
            for (stored, operations) in [(staff(), &members), (grace(), &emails)] {
                if operations.is_empty() {
                    continue;
                }
                let together = patched(&stored, &json!(operations), &dialect).outcome.ok();
                prop_assert_eq!(together, one_by_one(&stored, operations, &dialect));
            }
        }
    }
}

#[test]
fn a_refused_operation_is_told_by_its_number() {
    let operations = json!([
        { "op": "add", "path": "members", "value": [{ "value": "u7" }] },
        { "op": "add", "path": "members", "value": [{ "value": "u8" }] },
        { "op": "add", "path": "members", "value": [{ "value": 8 }] },
    ]);
    let error = patched(&staff(), &operations, Dialect::strict()).outcome.expect_err("refused");
    assert!(error.detail.starts_with("operation 3 (add members)"), "{}", error.detail);
}

#[test]
fn hundreds_of_operations_on_a_large_group() {
    let member = |n: usize| json!({ "value": n.to_string() });
    let members: Vec<Value> = (0..20_000).map(member).collect();
    let group = resource(ResourceType::Group, json!({ "displayName": "All", "members": members }));
    let removals: Vec<Value> = (0..300)
        .map(|n| json!({ "op": "remove", "path": format!("members[value eq \"{}\"]", n * 3) }))
        .collect();
    let additions: Vec<Value> = (0..300)
        .map(|n| json!({ "op": "add", "path": "members", "value": [{ "value": format!("new{n}") }] }))
        .collect();
    for (operations, expected) in [(removals, 19_700), (additions, 20_300)] {
        let after = patched(&group, &json!(operations), Dialect::strict()).outcome.expect("applied");
        let members = after.get("members").and_then(Value::as_array).map(Vec::len);
        assert_eq!(members, Some(expected));
    }
}
