//! The quick way from a line to a resource, held to the slow one.

use std::sync::LazyLock;

use proptest::prelude::*;
use scimwright::scim::{
    PayloadLimits, PayloadSource, QUIRKS, ResourceReader, ResourceType, ResourceView, normalize,
    read_payload_line,
};
use scimwright::value::{Arena, Selection};
use serde_json::{Map, Value, json};

use crate::scim::mutations::{Dice, mutated};

const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const CUSTOM: &str = "urn:ietf:params:scim:schemas:extension:4me:1.0:custom_fields";

/// A resource as scripts see it.
type Seen = (ResourceType, Value);

fn seen(view: ResourceView<'_>) -> Seen {
    let attributes = scimwright::value::Value::Object(view.attributes).to_json();
    (view.resource_type, attributes.expect("resources are JSON"))
}

/// What the slow way reads: one resource and nothing to remark.
fn slowly(line: &str) -> Option<Seen> {
    let limits = PayloadLimits::default();
    let source =
        PayloadSource { file: "lines.ndjson", bytes: line.as_bytes(), first_line: 1, limits: &limits };
    let (entries, diagnostics) = read_payload_line(&source);
    let [entry] = entries.as_slice() else { return None };
    if !diagnostics.is_empty() {
        return None;
    }
    let (resource, _) = normalize(entry.as_resource()?);
    Some(seen(ResourceView::of(&resource)))
}

/// A selection with `id`, and the reader of it.
struct Reading {
    selection: Selection,
    reader: ResourceReader,
}

impl Reading {
    fn of(mut selection: Selection) -> Self {
        selection.add(&["id"]);
        let reader = ResourceReader::new(selection.clone(), selection.clone());
        Self { selection, reader }
    }

    fn quickly(&self, line: &str) -> Option<Seen> {
        self.reader.read(line, &Arena::new()).map(seen)
    }
}

/// The selected parts of a value.
fn restricted(value: &Value, selection: &Selection) -> Value {
    match (selection, value) {
        (Selection::Nothing, _) => Value::Null,
        (Selection::Members(_), Value::Object(members)) => {
            let kept = members.iter().filter_map(|(name, value)| match selection.of_member(name) {
                Selection::Nothing => None,
                inner => Some((name.clone(), restricted(value, inner))),
            });
            Value::Object(kept.collect::<Map<_, _>>())
        }
        (Selection::Members(_), Value::Array(items)) => {
            items.iter().map(|item| restricted(item, selection)).collect()
        }
        (_, value) => value.clone(),
    }
}

/// What is read quickly is what is read slowly; whether it was read quickly.
#[track_caller]
fn agrees(line: &str, reading: &Reading) -> bool {
    let Some((resource_type, attributes)) = reading.quickly(line) else { return false };
    let Some((expected_type, expected)) = slowly(line) else {
        panic!("this was to be left to the slow way, which remarks it or reads no resource:\n{line}");
    };
    let [found, expected] = [attributes, expected].map(|value| restricted(&value, &reading.selection));
    assert_eq!((resource_type, &found), (expected_type, &expected), "{:?}\n{line}", reading.selection);
    true
}

/// Everything, and parts as mappings read them.
fn readings() -> Vec<Reading> {
    let of = |paths: &[&[&str]]| {
        let mut selection = Selection::default();
        for path in paths {
            selection.add(path);
        }
        selection
    };
    let selections = vec![
        Selection::Whole,
        Selection::Nothing,
        of(&[&["userName"], &["displayName"], &["active"], &["emails"], &["name", "givenName"], &["title"]]),
        of(&[&["emails", "value"], &["emails", "type"], &["phoneNumbers", "value"], &["roles", "value"]]),
        of(&[&["emails", "primary"], &["roles"], &["groups"], &["members", "value"], &["externalId"]]),
        of(&[
            &[ENTERPRISE, "department"],
            &[ENTERPRISE, "manager", "value"],
            &[CUSTOM, "badge"],
            &["custom"],
        ]),
        of(&[&[ENTERPRISE], &[CUSTOM], &["schemas"], &["meta", "resourceType"], &["name"]]),
        of(&[
            &["urn:ietf:params:scim:schemas:extension:Contoso:2.0:User", "badge"],
            &["addresses"],
            &["ims"],
        ]),
    ];
    selections.into_iter().map(Reading::of).collect()
}

/// Payloads as well-behaved senders have them.
fn ordinary() -> Vec<Value> {
    let user = |more: Value| {
        let mut user = json!({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "ada"});
        let members = more.as_object().expect("members").clone();
        user.as_object_mut().expect("an object").extend(members);
        user
    };
    let with_extensions = json!({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", ENTERPRISE, CUSTOM],
        ENTERPRISE: {"employeeNumber": "7", "manager": {"value": "8", "$ref": "../Users/8", "displayName": "Bo"}},
        CUSTOM: {"badge": "B7", "floor": 3, "remote": true, "since": null}});
    let other_extension = "urn:ietf:params:scim:schemas:extension:Contoso:2.0:User";
    vec![
        user(json!({})),
        user(json!({"active": true, "name": {"givenName": "Ada", "familyName": "Lovelace"}})),
        user(with_extensions),
        user(json!({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", other_extension],
            other_extension: {"badge": "B7", "tags": ["a", "b"]}})),
        user(
            json!({"emails": [{"value": "a@b.example", "type": "work", "primary": true}, {"value": "c@d.example"}]}),
        ),
        user(json!({"phoneNumbers": [{"value": "+44", "type": "mobile"}], "addresses": [{"country": "GB"}]})),
        user(json!({"meta": {"resourceType": "User", "version": "W/\"1\""}, "id": "1", "externalId": "e"})),
        user(json!({"groups": [{"value": "g", "display": "G"}], "roles": [{"value": "Admin"}]})),
        user(json!({"title": null, "emails": null, "emails2": [null], "nickName": "", "locale": "en_US"})),
        user(json!({"hobby": {"name": "chess"}, "shoeSize": 38.5, "tags": []})),
        user(json!({"title": "Ma\u{ee}tre \"A\"\n\u{1F600}", "displayName": "é"})),
        json!({"userName": "ada", "title": "Countess"}),
        json!({"userName": "ada", "meta": {"resourceType": "User"}}),
        json!({"displayName": "Sales", "members": [{"value": "1", "$ref": null, "display": "Ada", "type": "User"}],
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "externalId": "x"}),
        user(json!({CUSTOM: {"custom_fields": [{"id": "badge", "value": "B7"}, {"id": "floor", "value": 3},
            {"id": "badge", "value": "B8"}, {"id": "since", "value": null}, {"value": "x"}], "floor": 4}})),
        // Deviations in single values that some senders have in every line.
        user(json!({"active": "True", "emails": [{"value": "a", "primary": "false"}], "groups": []})),
        user(json!({"externalId": 157_663, "emails": [{"value": "a", "type": "Work", "primary": 1}]})),
        user(
            json!({"phoneNumbers": [{"value": "tel:+1-555-0100"}], "roles": [{"value": "Admin", "primary": "True"}]}),
        ),
    ]
}

fn sample_payloads() -> Vec<Value> {
    let mut payloads = Vec::new();
    for client in ["entra-4me", "okta-4me", "google-4me", "onelogin-4me"] {
        let (model, _) = scimwright::project::load_project(
            &std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_mappings").join(client),
        )
        .expect("a sample project");
        let texts = model.samples.iter().map(|sample| sample.payload.to_text());
        payloads.extend(texts.map(|text| serde_json::from_str::<Value>(&text).expect("JSON")));
    }
    payloads
}

/// The examples of all quirks, also with what a resource must have.
fn quirk_payloads() -> Vec<Value> {
    let mut payloads = Vec::new();
    for text in QUIRKS.iter().flat_map(|quirk| [quirk.bad, quirk.good]) {
        let payload: Value = serde_json::from_str(text).expect("examples are JSON");
        let mut named = payload.clone();
        let members = named.as_object_mut().expect("examples are objects");
        members.entry("userName").or_insert(json!("ada"));
        members.entry("schemas").or_insert(json!(["urn:ietf:params:scim:schemas:core:2.0:User"]));
        payloads.extend([payload, named]);
    }
    payloads
}

fn all_payloads() -> Vec<Value> {
    [ordinary(), sample_payloads(), quirk_payloads()].concat()
}

#[test]
fn ordinary_payloads_are_read_quickly() {
    let readings = readings();
    for payload in ordinary() {
        for reading in &readings {
            let line = payload.to_string();
            assert!(agrees(&line, reading), "{:?}\n{line}", reading.selection);
        }
    }
}

#[test]
fn samples_and_quirks_are_read_as_by_the_slow_way() {
    let (mut n_quick, readings) = (0, readings());
    for payload in all_payloads() {
        for reading in &readings {
            n_quick += usize::from(agrees(&payload.to_string(), reading));
            let spread = serde_json::to_string_pretty(&payload).expect("JSON").replace('\n', " ");
            agrees(&spread, reading);
        }
    }
    assert!(n_quick > 500, "only {n_quick} were read quickly");
}

#[test]
fn most_samples_of_users_and_groups_are_read_quickly() {
    let reading = Reading::of(Selection::of_names(&["displayName"]));
    let lines: Vec<_> = sample_payloads().iter().map(Value::to_string).collect();
    let resources: Vec<_> = lines.iter().filter(|line| slowly(line).is_some()).collect();
    let n_quick = resources.iter().filter(|line| reading.quickly(line).is_some()).count();
    assert!(n_quick * 10 >= resources.len() * 8, "{n_quick} of {}", resources.len());
}

#[test]
fn lines_that_are_remarked_are_left_to_the_slow_way() {
    let readings = readings();
    let user = r#""schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ada""#;
    for line in [
        String::new(),
        "{}".to_owned(),
        format!("\u{feff}{{{user}}}"),
        format!("{{{user}}} x"),
        format!("{{{user}}}{{{user}}}"),
        format!("{{{user},\n\"title\":\"x\"}}"),
        format!("{{{user},\"title\":\"x\",\"title\":\"y\"}}"),
        format!("{{{user},\"Title\":\"x\"}}"),
        format!("{{{user},\"x\":{{\"a\":1,\"A\":2}}}}"),
        format!("{{{user},\"x\":[{{\"a\":\"\\x\"}}]}}"),
        format!("{{{user},\"x\":\"\\ud800\"}}"),
        format!("{{{user},\"x\":01}}"),
        format!("{{{user},\"x\":1e999}}"),
        format!("{{{user},\"x\":{{\"Password\":\"y\"}}}}"),
        format!("{{{user},\"password\":\"y\"}}"),
        format!("{{{user},\"x\":[{{\"path\":\"password\",\"value\":\"y\"}}]}}"),
        format!("{{{user},\"x\":{}1{}}}", "[".repeat(70), "]".repeat(70)),
        format!("{{{user},\"x\":{}", "[".repeat(500_000)),
        r#"{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"]}"#.to_owned(),
        r#"{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":" "}"#.to_owned(),
    ] {
        for reading in &readings {
            assert_eq!(reading.quickly(&line), None, "{:?}\n{line}", reading.selection);
        }
    }
}

static PAYLOADS: LazyLock<Vec<Value>> = LazyLock::new(all_payloads);
static READINGS: LazyLock<Vec<Reading>> = LazyLock::new(readings);

proptest! {
    #[test]
    fn mutated_payloads_are_read_as_by_the_slow_way(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        for _ in 0..30 {
            let line = mutated(dice.pick(&PAYLOADS), &mut dice);
            for _ in 0..3 {
                agrees(&line, dice.pick(&READINGS));
            }
        }
    }
}
