//! The texts of a payload that are of a person, to tell whether a payload shows somebody new.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::mask::attributes::{AttributeKinds, MaskKind, Owner};
use crate::mask::path_text::attribute_of;

/// Nothing is looked for below this depth.
const MOST_DEPTH: usize = 64;

/// The texts and numbers of a payload that would be masked by the kind of their attribute.
pub fn personal_texts(payload: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    collect(payload, "", &AttributeKinds::default(), 0, &mut found);
    found
}

fn collect(value: &Value, path: &str, kinds: &AttributeKinds, depth: usize, found: &mut BTreeSet<String>) {
    if depth > MOST_DEPTH {
        return;
    }
    match value {
        Value::Array(elements) => {
            for element in elements {
                collect(element, path, kinds, depth + 1, found);
            }
        }
        Value::Object(object) => {
            let named = object.get("path").and_then(Value::as_str).map(attribute_of);
            for (key, member) in object {
                let name = attribute_of(key);
                let inner = match (name.as_str(), &named) {
                    ("value", Some(named)) => named.clone(),
                    ("resources" | "data" | "operations", _) => String::new(),
                    _ if member.is_object() && key.contains(':') => String::new(),
                    _ if path.is_empty() => name,
                    _ => format!("{path}.{name}"),
                };
                collect(member, &inner, kinds, depth + 1, found);
            }
        }
        Value::String(text) if is_personal(kinds, path) && !text.trim().is_empty() => {
            found.insert(text.to_lowercase());
        }
        Value::Number(number) if is_personal(kinds, path) => {
            found.insert(number.to_string());
        }
        _ => {}
    }
}

fn is_personal(kinds: &AttributeKinds, path: &str) -> bool {
    let is_kind = |owner| !matches!(kinds.kind(owner, path), MaskKind::Keep | MaskKind::Text);
    is_kind(Owner::User) || is_kind(Owner::Group)
}
