//! Repairs of names and URNs as the clients `entra-…` send them: Q04, Q09, Q10.
//!
//! The quirks themselves stand in `entra`.

use serde_json::{Map, Value, json};

use crate::scim::quirks::Subject;
use crate::scim::quirks::subject::insert_merged;
use crate::scim::{ResourceType, Schemas};

/// Q10: `2.0User` → `2.0:User`, and `User.attribute` → `User:attribute`.
pub(super) fn correct_urns(subject: &mut Subject<'_>) {
    subject.rename_urns("Q10", corrected_urn);
}

/// Where the type ends in a URN: with the version before it, and with a dot behind it.
const TYPE_MARKS: [(&str, &str); 2] = [("2.0User", ":User."), ("2.0Group", ":Group.")];

fn corrected_urn(urn: &str) -> Option<String> {
    if !starts_with_urn(urn) {
        return None;
    }
    let mut corrected = urn.to_owned();
    for (version, dot) in TYPE_MARKS {
        while let Some(at) = find_without_case(&corrected, version) {
            corrected.insert(at + "2.0".len(), ':');
        }
        while let Some(at) = find_without_case(&corrected, dot) {
            let after_dot = at + dot.len();
            corrected.replace_range(after_dot - 1..after_dot, ":");
        }
    }
    (corrected != urn).then_some(corrected)
}

/// Q04: full attribute names go into their extension, those of the core to the top.
pub(super) fn collect_flat_names(subject: &mut Subject<'_>) {
    let schemas = subject.schemas;
    if !subject.attributes.keys().any(|name| flat_name(schemas, name).is_some()) {
        return;
    }
    let Subject { attributes, repairs, resource_type, .. } = subject;
    let core_urn = resource_type.core_urn();
    for (name, value) in std::mem::take(attributes) {
        let Some((urn, attribute)) = flat_name(schemas, &name) else {
            insert_merged(attributes, name, value);
            continue;
        };
        let from = json!({ name.as_str(): value });
        let is_core = urn.eq_ignore_ascii_case(core_urn);
        let inner = nested(attribute, value);
        let to = if is_core { inner } else { Map::from_iter([(urn, Value::Object(inner))]) };
        repairs.note("Q04", name.as_str(), from, Value::Object(to.clone()));
        merge_below(attributes, to);
    }
}

/// The URN and the attribute of a full attribute name; `None` when the name is a URN alone, a core
/// name, or has a filter.
fn flat_name<'name>(schemas: &Schemas, name: &'name str) -> Option<(String, &'name str)> {
    if !starts_with_urn(name) || schemas.get(name).is_some() {
        return None;
    }
    let (urn, attribute) = match schemas.split_urn(name) {
        Some((schema, attribute)) => (schema.id.to_string(), attribute),
        None => split_after_type(name)?,
    };
    is_attribute_name(attribute).then_some((urn, attribute))
}

/// Splits `urn:…:User:attribute` of a schema that is not known.
fn split_after_type(name: &str) -> Option<(String, &str)> {
    ResourceType::ALL.into_iter().find_map(|type_| {
        let marker = format!(":{}:", type_.name());
        let after = find_without_case(name, &marker)? + marker.len();
        Some((name[..after - 1].to_owned(), &name[after..]))
    })
}

/// RFC 7643 §2.1, with at most one sub-attribute.
fn is_attribute_name(text: &str) -> bool {
    text.split('.').count() <= 2
        && text.split('.').all(|part| {
            part.starts_with(|first: char| first.is_ascii_alphabetic() || first == '$')
                && part.chars().all(|c| c.is_alphanumeric() || "$-_".contains(c))
        })
}

/// `{"manager": {"value": …}}` for `manager.value`.
fn nested(attribute: &str, value: Value) -> Map<String, Value> {
    match attribute.split_once('.') {
        None => Map::from_iter([(attribute.to_owned(), value)]),
        Some((name, sub)) => Map::from_iter([(name.to_owned(), json!({ sub: value }))]),
    }
}

/// Adds members, also inside the objects that are there already; names are compared without case.
fn merge_below(object: &mut Map<String, Value>, added: Map<String, Value>) {
    for (name, value) in added {
        let known = object.keys().find(|known| known.eq_ignore_ascii_case(&name)).cloned();
        let name = known.unwrap_or(name);
        match (object.get_mut(&name), value) {
            (Some(Value::Object(known)), Value::Object(added)) => merge_below(known, added),
            (_, value) => {
                object.insert(name, value);
            }
        }
    }
}

/// Q09: the core URN and those of all extensions that are there.
pub(super) fn complete_schemas(subject: &mut Subject<'_>) {
    let Subject { attributes, repairs, resource_type, .. } = subject;
    let Some(listed) = listed_urns(attributes) else {
        return;
    };
    let is_missing = |urn: &str| !listed.iter().any(|listed| listed.eq_ignore_ascii_case(urn));
    let core = Some(resource_type.core_urn()).filter(|core| is_missing(core));
    let extensions: Vec<&str> = attributes
        .iter()
        .filter(|(name, value)| starts_with_urn(name) && value.is_object() && is_missing(name))
        .map(|(name, _)| name.as_str())
        .collect();
    if core.is_none() && extensions.is_empty() {
        return;
    }
    let urns = core.into_iter().chain(listed.iter().copied()).chain(extensions);
    let complete: Value = urns.collect();
    let from = match attributes.get_mut("schemas") {
        Some(listed) => std::mem::replace(listed, complete.clone()),
        None => attributes.shift_insert(0, "schemas".to_owned(), complete.clone()).unwrap_or_default(),
    };
    repairs.note("Q09", "schemas", from, complete);
}

/// The URNs in `schemas`, none when it is absent; `None` when it is not a list.
fn listed_urns(attributes: &Map<String, Value>) -> Option<Vec<&str>> {
    match attributes.get("schemas") {
        None => Some(Vec::new()),
        Some(Value::Array(listed)) => Some(listed.iter().filter_map(Value::as_str).collect()),
        Some(_) => None,
    }
}

fn starts_with_urn(name: &str) -> bool {
    name.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("urn:"))
}

/// Where `part` begins in `text`, without case; `part` is ASCII.
fn find_without_case(text: &str, part: &str) -> Option<usize> {
    let (text, part) = (text.as_bytes(), part.as_bytes());
    text.windows(part.len()).position(|window| window.eq_ignore_ascii_case(part))
}
