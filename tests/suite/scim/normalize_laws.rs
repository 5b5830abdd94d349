//! What holds of every resource, however it is misshapen.

use proptest::prelude::*;
use scimwright::diagnostic::json_text::JsonPath;
use scimwright::scim::{
    Dialect, LintRequest, Resource, ResourceType, clients_to_markdown, lint, lint_document, normalize,
    normalize_for, quirk,
};
use serde_json::{Map, Value, json};

const NAMES: &[&str] = &[
    "schemas",
    "userName",
    "USERNAME",
    "name",
    "name.givenName",
    "firstName",
    "givenName",
    "emails",
    "value",
    "type",
    "primary",
    "$ref",
    "active",
    "manager",
    "managerId",
    "department",
    "EnterpriseUser",
    "groups",
    "members",
    "roles",
    "password",
    "meta",
    "urn:ietf:params:scim:schemas:core:2.0:User",
    "urn:ietf:params:scim:schemas:core:2.0:User:title",
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0User",
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value",
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.department",
    "urn:scim:schemas:core:1.0",
    "urn:scim:schemas:extension:enterprise:1.0",
    "urn:ietf:params:scim:schemas:extension:4me:1.0:custom_fields",
    "custom_fields",
    "id",
];

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-1_i64..3).prop_map(Value::from),
        prop::sample::select(vec!["", " ", "True", "1", "Work", "{\"value\":\"a\"}", "tel:1", "ä"])
            .prop_map(Value::from),
        prop::sample::select(NAMES).prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            members(inner).prop_map(Value::Object),
        ]
    })
}

fn members(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Map<String, Value>> {
    let member = (prop::sample::select(NAMES), value);
    prop::collection::vec(member, 0..6)
        .prop_map(|members| members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

proptest! {
    #[test]
    fn normalizing_again_changes_nothing(attributes in members(any_value()), is_group in any::<bool>()) {
        let resource_type = if is_group { ResourceType::Group } else { ResourceType::User };
        let (once, repairs) = normalize(&Resource { resource_type, attributes });
        prop_assert!(repairs.iter().all(|repair| quirk(repair.quirk).is_some()));
        let (twice, repairs) = normalize(&once);
        prop_assert_eq!(&twice, &once);
        prop_assert_eq!(repairs, vec![]);
    }

    #[test]
    fn the_strict_client_changes_names_alone(attributes in members(any_value())) {
        let sent = Resource { resource_type: ResourceType::User, attributes };
        let (_, repairs) = normalize_for(&sent, Dialect::strict());
        prop_assert!(repairs.iter().all(|repair| repair.quirk == "Q26"));
    }

    #[test]
    fn inspecting_always_ends(value in any_value(), operation in any_value()) {
        lint_document(&value);
        Dialect::detect(&value);
        let request = json!({"Operations": [operation, {"op": value, "path": value, "value": value}]});
        let found = lint(&request, &LintRequest::default(), &JsonPath::root());
        prop_assert!(!found.is_empty());
        Dialect::detect(&request);
    }
}

#[test]
fn the_page_on_clients_names_every_quirk_once() {
    let page = clients_to_markdown();
    for id in ["Q01", "Q33", "Q44"] {
        assert_eq!(page.matches(&format!("### {id} ")).count(), 1, "{id}");
    }
}
