//! What the client `onelogin` sends, where administrators write the payload's template themselves.
//!
//! A single e-mail without `primary` is no deviation and stays as it is. The URNs of SCIM 1.1 are
//! replaced in `scim1`.

use serde_json::{Map, Value, json};

use crate::scim::quirks::{Handling, Quirk, Subject};
use crate::scim::resource::get_without_case;
use crate::scim::{AttributeDefinition, AttributeType};

/// URNs of SCIM 1.1, an object or text where a list belongs, and texts where objects belong:
/// `{"emails": {"value": "…"}}` and `{"emails": ["…"]}` → `{"emails": [{"value": "…"}]}`.
pub(super) const Q22: Quirk = Quirk {
    id: "Q22",
    title: "SCIM 1.1 URNs, or one value instead of a list",
    client: "OneLogin",
    bad: r#"{"schemas": ["urn:scim:schemas:core:1.0"], "userName": "ada@contoso.example",
        "emails": {"value": "ada@contoso.example", "type": "work"}}"#,
    good: r#"{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": "ada@contoso.example",
        "emails": [{"value": "ada@contoso.example", "type": "work"}]}"#,
    handling: Handling::Repaired,
    source: "OneLogin knowledge base, SCIM JSON template; django-scim2",
};

/// Q22, the lists.
pub(super) fn wrap_single_values(subject: &mut Subject<'_>) {
    subject.rewrite_attributes("Q22", |described, value| {
        let attribute = described.attribute;
        if !attribute.multi_valued {
            return None;
        }
        match value {
            Value::Object(entry) if has_known_part(entry, attribute) => Some(json!([value])),
            Value::String(text) if text.trim().is_empty() => None,
            Value::String(_) | Value::Number(_) if attribute.type_ == AttributeType::Complex => {
                Some(json!([with_object(value, attribute)]))
            }
            Value::String(_) => Some(json!([value])),
            Value::Array(entries) if attribute.type_ == AttributeType::Complex => {
                with_objects(entries, attribute)
            }
            _ => None,
        }
    });
}

/// The entries with objects in the place of plain texts and numbers; `None` when there are none.
fn with_objects(entries: &[Value], attribute: &AttributeDefinition) -> Option<Value> {
    let is_plain = |entry: &Value| entry.is_string() || entry.is_number();
    let wrapped = |entry: &Value| if is_plain(entry) { with_object(entry, attribute) } else { entry.clone() };
    entries.iter().any(is_plain).then(|| entries.iter().map(wrapped).collect())
}

/// `{"value": …}`, or `{"formatted": …}` for an address, which has no value.
fn with_object(plain: &Value, attribute: &AttributeDefinition) -> Value {
    let has = |name: &str| attribute.sub_attribute(name).is_some();
    let name = if !has("value") && has("formatted") { "formatted" } else { "value" };
    json!({ name: plain })
}

fn has_known_part(entry: &Map<String, Value>, attribute: &AttributeDefinition) -> bool {
    attribute.sub_attributes.iter().any(|sub| get_without_case(entry, &sub.name).is_some())
}
