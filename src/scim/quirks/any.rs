//! Deviations that are not those of one client.
//!
//! What a person can have meant is named here and kept.

use serde_json::{Map, Value};

use crate::scim::AttributeDefinition;
use crate::scim::quirks::place::{Described, Place};
use crate::scim::quirks::subject::{Repairs, rename_members};
use crate::scim::quirks::{Handling, Quirk, Subject};
use crate::scim::resource::get_without_case;

/// More than one primary value: `[{"primary": true}, {"primary": true}]` → the first stays primary.
pub(super) const Q25: Quirk = Quirk {
    id: "Q25",
    title: "Several values are primary",
    client: "any",
    bad: r#"{"emails": [{"value": "a@contoso.example", "primary": true},
        {"value": "b@contoso.example", "primary": true}]}"#,
    good: r#"{"emails": [{"value": "a@contoso.example", "primary": true},
        {"value": "b@contoso.example", "primary": false}]}"#,
    handling: Handling::Repaired,
    source: "RFC 7643 §2.4",
};

/// Names in another case: `{"UserName": "…"}` → `{"userName": "…"}`.
pub(super) const Q26: Quirk = Quirk {
    id: "Q26",
    title: "An attribute name in another case",
    client: "any",
    bad: r#"{"UserName": "ada@contoso.example", "Name": {"givenname": "Ada"}}"#,
    good: r#"{"userName": "ada@contoso.example", "name": {"givenName": "Ada"}}"#,
    handling: Handling::Repaired,
    source: "RFC 7643 §2.1",
};

/// `en_US`, country names and blanks around a text: functions for scripts make of them what the
/// target wants.
pub(super) const Q27: Quirk = Quirk {
    id: "Q27",
    title: "Another spelling of a language, a country or a text",
    client: "any",
    bad: r#"{"userName": "ada@contoso.example", "locale": "en_US", "title": "Engineer "}"#,
    good: r#"{"userName": "ada@contoso.example", "locale": "en_US", "title": "Engineer "}"#,
    handling: Handling::Kept,
    source: "RFC 7643 §4.1",
};

/// The envelope of a request in another case: `{"operations": […]}` → `{"Operations": […]}`. Another
/// order needs no repair.
pub(super) const Q29: Quirk = Quirk {
    id: "Q29",
    title: "A request with its members in another case",
    client: "any",
    bad: r#"{"operations": [{"path": "title", "Value": "Engineer", "op": "replace"}],
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"]}"#,
    good: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "replace", "path": "title", "value": "Engineer"}]}"#,
    handling: Handling::Repaired,
    source: "RFC 7643 §2.1",
};

/// Custom fields as a list can also be read by their name: `{"custom_fields": [{"id": "badge",
/// "value": "B7"}]}` → beside it `"badge": "B7"`.
pub(super) const Q31: Quirk = Quirk {
    id: "Q31",
    title: "Custom fields as a list",
    client: "any",
    bad: r#"{"urn:ietf:params:scim:schemas:extension:4me:1.0:custom_fields":
        {"custom_fields": [{"id": "badge", "value": "B7"}]}}"#,
    good: r#"{"urn:ietf:params:scim:schemas:extension:4me:1.0:custom_fields":
        {"custom_fields": [{"id": "badge", "value": "B7"}], "badge": "B7"}}"#,
    handling: Handling::Repaired,
    source: "developer.xurrent.com, SCIM Users API",
};

/// The name of the list of custom fields, and the end of the URN of its extension.
const CUSTOM_FIELDS: &str = "custom_fields";

/// Q25.
pub(super) fn keep_one_primary(subject: &mut Subject<'_>) {
    subject.each_attribute(|described, value, repairs| {
        let Value::Array(elements) = value else {
            return;
        };
        let mut has_primary = false;
        for (index, element) in elements.iter_mut().enumerate() {
            let Some(primary) = element.get_mut("primary").filter(|primary| **primary == true) else {
                continue;
            };
            if has_primary {
                *primary = Value::Bool(false);
                let place = Place { index: Some(index), sub: Some("primary"), ..described.place };
                repairs.note("Q25", place.to_string(), Value::Bool(true), Value::Bool(false));
            }
            has_primary = true;
        }
    });
}

/// Q26: attributes, extension URNs, attributes in extensions, and sub-attributes.
pub(super) fn spell_as_schema(subject: &mut Subject<'_>) {
    let (schemas, type_) = (subject.schemas, subject.resource_type);
    let as_schema = |name: &str| {
        let known = schemas
            .attribute(type_, name)
            .map(|attribute| attribute.name.as_str())
            .or_else(|| schemas.get(name).map(|schema| schema.id.as_str()))?;
        (known != name).then(|| known.to_owned())
    };
    rename_members(&mut subject.attributes, "Q26", as_schema, str::to_owned, &mut subject.repairs);
    for (urn, value) in &mut subject.attributes {
        if let (Value::Object(extension), Some(schema)) = (value, schemas.get(urn)) {
            let spelling = |name: &str| other_spelling(schema.attribute(name), name);
            let path = |new: &str| format!("{urn}:{new}");
            rename_members(extension, "Q26", spelling, path, &mut subject.repairs);
        }
    }
    subject.each_attribute(|described, value, repairs| match value {
        Value::Object(object) => spell_parts(object, described, None, repairs),
        Value::Array(elements) => {
            for (index, element) in elements.iter_mut().enumerate() {
                if let Value::Object(object) = element {
                    spell_parts(object, described, Some(index), repairs);
                }
            }
        }
        _ => {}
    });
}

/// Q31. A member that is already there is not touched.
pub(super) fn flatten_custom_fields(subject: &mut Subject<'_>) {
    let Subject { attributes, repairs, .. } = subject;
    for (urn, value) in attributes.iter_mut() {
        let is_extension =
            urn.rsplit(':').next().is_some_and(|last| last.eq_ignore_ascii_case(CUSTOM_FIELDS));
        let Value::Object(extension) = value else {
            continue;
        };
        if !is_extension {
            continue;
        }
        for (id, value) in listed_fields(extension) {
            if !extension.contains_key(&id) {
                repairs.note("Q31", format!("{urn}:{id}"), Value::Null, value.clone());
                extension.insert(id, value);
            }
        }
    }
}

fn listed_fields(extension: &Map<String, Value>) -> Vec<(String, Value)> {
    let list = get_without_case(extension, CUSTOM_FIELDS).and_then(Value::as_array);
    let entries = list.into_iter().flatten().filter_map(Value::as_object);
    entries
        .filter_map(|entry| {
            let id = get_without_case(entry, "id")?.as_str()?;
            Some((id.to_owned(), get_without_case(entry, "value")?.clone()))
        })
        .collect()
}

fn spell_parts(
    object: &mut Map<String, Value>,
    described: &Described<'_>,
    index: Option<usize>,
    repairs: &mut Repairs,
) {
    let spelling = |name: &str| other_spelling(described.attribute.known_sub_attribute(name), name);
    let path = |new: &str| Place { index, sub: Some(new), ..described.place }.to_string();
    rename_members(object, "Q26", spelling, path, repairs);
}

fn other_spelling(attribute: Option<&AttributeDefinition>, name: &str) -> Option<String> {
    attribute.filter(|attribute| attribute.name != name).map(|attribute| attribute.name.clone())
}
