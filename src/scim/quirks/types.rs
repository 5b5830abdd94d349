//! Values of another JSON type than their schema says, where they can mean only one thing.
//!
//! Booleans as text are in `entra`, lists in `onelogin`. What a text says is never changed, but for
//! the case of a canonical value.

use serde_json::{Value, json};

use crate::scim::quirks::place::Described;
use crate::scim::quirks::subject::rename_members;
use crate::scim::quirks::{Handling, Quirk, Subject};
use crate::scim::{AttributeType, SchemaUrn};

/// A name that is not split: `{"name": "Ada Lovelace"}` → `{"name": {"formatted": "Ada Lovelace"}}`.
pub(super) const Q36: Quirk = Quirk {
    id: "Q36",
    title: "A name as text",
    client: "any",
    bad: r#"{"userName": "ada@contoso.example", "name": "Ada Lovelace"}"#,
    good: r#"{"userName": "ada@contoso.example", "name": {"formatted": "Ada Lovelace"}}"#,
    handling: Handling::Repaired,
    source: "RFC 7643 §4.1.1",
};

/// A canonical value in another case: `{"type": "Work"}` → `{"type": "work"}`.
pub(super) const Q37: Quirk = Quirk {
    id: "Q37",
    title: "A type in another case",
    client: "any",
    bad: r#"{"phoneNumbers": [{"value": "+44 29 2018 0000", "type": "Mobile"}]}"#,
    good: r#"{"phoneNumbers": [{"value": "+44 29 2018 0000", "type": "mobile"}]}"#,
    handling: Handling::Repaired,
    source: "RFC 7643 §7, canonicalValues and caseExact; GluuFederation/oxAuth issue 372",
};

/// A number where a text belongs: `{"employeeNumber": 40118}` → `{"employeeNumber": "40118"}`.
pub(super) const Q38: Quirk = Quirk {
    id: "Q38",
    title: "A number where a text belongs",
    client: "any",
    bad: r#"{"userName": "ada@contoso.example", "externalId": 157663}"#,
    good: r#"{"userName": "ada@contoso.example", "externalId": "157663"}"#,
    handling: Handling::Repaired,
    source: "RFC 7643 §4.3; wso2/product-is issue 6627",
};

/// A boolean as a number: `{"active": 1}` → `{"active": true}`.
pub(super) const Q39: Quirk = Quirk {
    id: "Q39",
    title: "A boolean as a number",
    client: "any",
    bad: r#"{"active": 1, "emails": [{"value": "ada@contoso.example", "primary": "0"}]}"#,
    good: r#"{"active": true, "emails": [{"value": "ada@contoso.example", "primary": false}]}"#,
    handling: Handling::Repaired,
    source: "RFC 7643 §2.3.2",
};

/// A list of one where a single value belongs: `{"title": ["Engineer"]}` → `{"title": "Engineer"}`.
pub(super) const Q40: Quirk = Quirk {
    id: "Q40",
    title: "A list of one where a single value belongs",
    client: "any",
    bad: r#"{"userName": ["ada@contoso.example"], "title": ["Engineer"]}"#,
    good: r#"{"userName": "ada@contoso.example", "title": "Engineer"}"#,
    handling: Handling::Repaired,
    source: "RFC 7643 §2.2, multiValued",
};

/// The parts of a name under other names: `{"name": {"firstName": "Ada"}}` →
/// `{"name": {"givenName": "Ada"}}`.
pub(super) const Q43: Quirk = Quirk {
    id: "Q43",
    title: "firstName and lastName in a name",
    client: "WSO2 Identity Server",
    bad: r#"{"userName": "kim", "name": {"firstName": "Kim", "lastName": "Berry"}}"#,
    good: r#"{"userName": "kim", "name": {"givenName": "Kim", "familyName": "Berry"}}"#,
    handling: Handling::Repaired,
    source: "wso2/docs-is issue 1913; developer.peakon.com, SCIM 2.0 API",
};

/// A list in a list: `{"emails": [[{"value": "…"}]]}` → `{"emails": [{"value": "…"}]}`.
pub(super) const Q44: Quirk = Quirk {
    id: "Q44",
    title: "A list in a list",
    client: "WSO2 Identity Server",
    bad: r#"{"emails": [[{"value": "a@contoso.example"}, {"value": "b@contoso.example"}]]}"#,
    good: r#"{"emails": [{"value": "a@contoso.example"}, {"value": "b@contoso.example"}]}"#,
    handling: Handling::Repaired,
    source: "wso2/docs-is issue 1913",
};

/// Q36, for every single complex attribute that has a `formatted` part. A blank text stays.
pub(super) fn shape_name(subject: &mut Subject<'_>) {
    subject.rewrite_attributes("Q36", |described, value| {
        let attribute = described.attribute;
        let text = value.as_str().filter(|text| !text.trim().is_empty())?;
        let fits = !attribute.multi_valued
            && attribute.type_ == AttributeType::Complex
            && attribute.sub_attribute("formatted").is_some();
        fits.then(|| json!({ "formatted": text }))
    });
}

/// Q37.
pub(super) fn spell_canonical_values(subject: &mut Subject<'_>) {
    subject.rewrite_values("Q37", |described, value| {
        let text = value.as_str()?;
        let definition = described.definition();
        let canonical =
            definition.canonical_values.iter().find(|canonical| canonical.eq_ignore_ascii_case(text))?;
        (!definition.case_exact && canonical != text).then(|| Value::from(canonical.as_str()))
    });
}

/// Q38, where a schema of RFC 7643 says text; what a custom field means only its owner knows.
pub(super) fn read_numbers_as_text(subject: &mut Subject<'_>) {
    subject.rewrite_values("Q38", |described, value| {
        let is_integer = value.is_i64() || value.is_u64();
        let is_text = described.definition().type_ == AttributeType::String;
        (is_integer && is_text && is_of_the_rfc(described)).then(|| Value::from(value.to_string()))
    });
}

/// Q39.
pub(super) fn read_numbers_as_booleans(subject: &mut Subject<'_>) {
    subject.rewrite_values("Q39", |described, value| {
        let is_boolean = described.definition().type_ == AttributeType::Boolean;
        match (is_boolean, value.as_str(), value.as_i64()) {
            (true, Some("1"), _) | (true, _, Some(1)) => Some(Value::Bool(true)),
            (true, Some("0"), _) | (true, _, Some(0)) => Some(Value::Bool(false)),
            _ => None,
        }
    });
}

/// Q40 of attributes.
pub(super) fn unwrap_single_attributes(subject: &mut Subject<'_>) {
    subject.rewrite_attributes("Q40", |described, value| {
        if described.attribute.multi_valued { None } else { only_element(value) }
    });
}

/// Q40 of sub-attributes.
pub(super) fn unwrap_single_parts(subject: &mut Subject<'_>) {
    subject.rewrite_values("Q40", |described, value| {
        let is_single_part = described.sub.is_some_and(|sub| !sub.multi_valued);
        if is_single_part { only_element(value) } else { None }
    });
}

/// The element of a list of one; a list in the list stays.
fn only_element(value: &Value) -> Option<Value> {
    match value.as_array()?.as_slice() {
        [element] if !element.is_array() => Some(element.clone()),
        _ => None,
    }
}

/// Q43. A part that has its right name already stays.
pub(super) fn rename_name_parts(subject: &mut Subject<'_>) {
    let Subject { attributes, repairs, .. } = subject;
    let Some(Value::Object(name)) = attributes.get_mut("name") else {
        return;
    };
    let is_free = |right: &str| !name.contains_key(right);
    let free = NAME_PARTS.map(|(_, right)| is_free(right));
    let rename = |part: &str| {
        let known = NAME_PARTS.iter().zip(free).find(|((wrong, _), _)| part.eq_ignore_ascii_case(wrong));
        known.filter(|(_, is_free)| *is_free).map(|((_, right), _)| (*right).to_owned())
    };
    rename_members(name, "Q43", rename, |new| format!("name.{new}"), repairs);
}

const NAME_PARTS: [(&str, &str); 2] = [("firstName", "givenName"), ("lastName", "familyName")];

/// Q44, one level; deeper lists stay as they are.
pub(super) fn flatten_lists(subject: &mut Subject<'_>) {
    subject.rewrite_attributes("Q44", |described, value| {
        let holds_objects =
            described.attribute.multi_valued && described.attribute.type_ == AttributeType::Complex;
        let elements = value.as_array().filter(|_| holds_objects)?;
        let is_deeper = elements.iter().filter_map(Value::as_array).flatten().any(Value::is_array);
        if is_deeper || !elements.iter().any(Value::is_array) {
            return None;
        }
        let flat = |element: &Value| match element {
            Value::Array(inner) => inner.clone(),
            single => vec![single.clone()],
        };
        Some(elements.iter().flat_map(flat).collect())
    });
}

fn is_of_the_rfc(described: &Described<'_>) -> bool {
    described.place.urn.is_none_or(|urn| urn.eq_ignore_ascii_case(SchemaUrn::ENTERPRISE_USER))
}
