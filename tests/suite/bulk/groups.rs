//! Groups found by an index of their members are those that `memberships` finds one by one.

use proptest::prelude::*;
use scimwright::mapping::{GroupInfo, KnownGroups, memberships};
use scimwright::scim::{Resource, ResourceType, ResourceView};
use scimwright::target::{Directory, built_in_target};
use serde_json::{Value, json};

fn short() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[ab]", "[a-c]{2}"]
}

fn group() -> impl Strategy<Value = GroupInfo> {
    (short(), short(), prop::collection::vec(short(), 0..4)).prop_map(|(id, display_name, members)| {
        GroupInfo { id, display_name, member_ids: members.into_iter().collect() }
    })
}

fn named() -> impl Strategy<Value = Value> {
    prop_oneof![
        (short(), short()).prop_map(|(value, display)| json!({ "value": value, "display": display })),
        short().prop_map(|value| json!({ "value": value })),
        Just(json!("a")),
    ]
}

proptest! {
    #[test]
    fn an_index_finds_the_same_groups(
        groups in prop::collection::vec(group(), 0..6),
        named in prop::collection::vec(named(), 0..4),
        id in short(),
        assigned in prop::option::of("[ab]"),
    ) {
        let target = built_in_target("4me").expect("a target");
        let records = json!([{ "name": "a", "sourceID": "b" }, { "name": "bb" }]);
        let records = serde_json::from_value(records).expect("records");
        let directory = Directory::new(target, &[("organization".to_owned(), records)].into());
        let Value::Object(attributes) = json!({ "id": id, "groups": named }) else { unreachable!() };
        let user = Resource { resource_type: ResourceType::User, attributes };
        let assigned = assigned.as_deref();
        let expected = memberships(&user, assigned, &groups, target, &directory);
        let known = KnownGroups::new(groups, target, &directory);
        prop_assert_eq!(&known.memberships_of(&user, assigned, target, &directory), &expected);
        let view = ResourceView::of(&user);
        let quick = known.memberships_of_view(view, assigned, target, &directory);
        prop_assert_eq!(quick.as_ref(), Some(&expected));
    }
}
