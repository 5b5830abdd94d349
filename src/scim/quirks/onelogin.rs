//! What the client `onelogin` sends, where administrators write the payload's template themselves.
//!
//! A single e-mail without `primary` is no deviation and stays as it is.

use serde_json::{Map, Value, json};

use crate::scim::quirks::{Handling, Quirk, Subject};
use crate::scim::resource::get_without_case;
use crate::scim::{AttributeDefinition, AttributeType, SchemaUrn};

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

const OLD_CORE: &str = "urn:scim:schemas:core:1.0";
const OLD_ENTERPRISE: &str = "urn:scim:schemas:extension:enterprise:1.0";

/// Q22, the URNs.
pub(super) fn replace_old_urns(subject: &mut Subject<'_>) {
    let core = subject.resource_type.core_urn();
    subject.rename_urns("Q22", |urn| {
        renamed(urn, OLD_CORE, core).or_else(|| renamed(urn, OLD_ENTERPRISE, SchemaUrn::ENTERPRISE_USER))
    });
}

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
            Value::String(text) if attribute.type_ == AttributeType::Complex => {
                Some(json!([{ "value": text }]))
            }
            Value::String(_) => Some(json!([value])),
            Value::Array(entries) if attribute.type_ == AttributeType::Complex => with_objects(entries),
            _ => None,
        }
    });
}

/// `old`, or `old:rest`, with the URN of SCIM 2.0.
fn renamed(urn: &str, old: &str, new: &str) -> Option<String> {
    let head = urn.get(..old.len())?;
    let rest = &urn[old.len()..];
    let fits = head.eq_ignore_ascii_case(old) && (rest.is_empty() || rest.starts_with([':', '.']));
    fits.then(|| match rest.get(1..) {
        None | Some("") => new.to_owned(),
        Some(rest) => format!("{new}:{rest}"),
    })
}

/// The entries with `{"value": …}` in the place of plain texts; `None` when there are none.
fn with_objects(entries: &[Value]) -> Option<Value> {
    let wrapped = |entry: &Value| if entry.is_string() { json!({ "value": entry }) } else { entry.clone() };
    entries.iter().any(Value::is_string).then(|| entries.iter().map(wrapped).collect())
}

fn has_known_part(entry: &Map<String, Value>, attribute: &AttributeDefinition) -> bool {
    attribute.sub_attributes.iter().any(|sub| get_without_case(entry, &sub.name).is_some())
}
