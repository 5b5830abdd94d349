//! Repairs of names and URNs as the clients `entra-…` send them: Q03, Q04, Q09, Q10.
//!
//! The quirks themselves stand in `entra`.

use serde_json::{Map, Value, json};

use crate::scim::quirks::Subject;
use crate::scim::quirks::scim1::renamed_urn;
use crate::scim::quirks::subject::insert_merged;
use crate::scim::{ResourceType, Schemas};

/// Q10: `2.0User` → `2.0:User`, and `User.attribute` → `User:attribute`.
pub(super) fn correct_urns(subject: &mut Subject<'_>) {
    subject.rename_urns("Q10", corrected_urn);
}

/// Where the type ends in a URN: with the version before it, and with a dot behind it.
const TYPE_MARKS: [(&str, &str); 2] = [("2.0User", ":User."), ("2.0Group", ":Group.")];

/// An attribute path, or a name, without the slips in its URN, and the quirk: Q10, or Q22 for a URN
/// of SCIM 1.1. `None` when there is nothing to correct.
pub(crate) fn corrected_name(text: &str, resource_type: ResourceType) -> Option<(&'static str, String)> {
    let end = text.find('[').unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let renamed = renamed_urn(name, resource_type.core_urn()).map(|renamed| ("Q22", renamed));
    let (quirk, name) = renamed.or_else(|| Some(("Q10", corrected_urn(name)?)))?;
    Some((quirk, format!("{name}{rest}")))
}

/// The URN, or the text that begins with one, without these slips; `None` when there are none.
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

/// Q03 and Q04: dotted names go into their attribute, full attribute names into their extension,
/// those of the core to the top.
pub(super) fn collect_flat_names(subject: &mut Subject<'_>) {
    let schemas = subject.schemas;
    let names = FlatNames { schemas, type_: subject.resource_type, urns: urns_in(&subject.attributes) };
    if !subject.attributes.iter().any(|(name, value)| names.read(name, value).is_some()) {
        return;
    }
    let Subject { attributes, repairs, resource_type, .. } = subject;
    let core_urn = resource_type.core_urn();
    for (name, value) in std::mem::take(attributes) {
        let Some((urn, attribute)) = names.read(&name, &value) else {
            insert_merged(attributes, name, value);
            continue;
        };
        let quirk = if urn.is_some() { "Q04" } else { "Q03" };
        let from = json!({ name.as_str(): value });
        let inner = nested(attribute, value);
        let to = match urn {
            Some(urn) if !urn.eq_ignore_ascii_case(core_urn) => Map::from_iter([(urn, Value::Object(inner))]),
            _ => inner,
        };
        repairs.note(quirk, name.as_str(), from, Value::Object(to.clone()));
        merge_below(attributes, to);
    }
}

/// The URNs that a resource speaks of: those it lists, and those of its extensions.
fn urns_in(attributes: &Map<String, Value>) -> Vec<String> {
    let listed = attributes.iter().filter(|(name, _)| name.eq_ignore_ascii_case("schemas"));
    let listed = listed.filter_map(|(_, urns)| urns.as_array()).flatten().filter_map(Value::as_str);
    let extensions = attributes.iter().filter(|(_, value)| value.is_object()).map(|(name, _)| name.as_str());
    listed.chain(extensions).filter(|urn| starts_with_urn(urn)).map(str::to_owned).collect()
}

/// What is known for reading flat names.
struct FlatNames<'a> {
    schemas: &'a Schemas,
    type_: ResourceType,
    urns: Vec<String>,
}

impl FlatNames<'_> {
    /// The URN and the attribute of a flat name, no URN for a dotted one; `None` when the name is a
    /// URN alone, a core name, or has a filter.
    fn read<'name>(&self, name: &'name str, value: &Value) -> Option<(Option<String>, &'name str)> {
        if !starts_with_urn(name) {
            return self.is_dotted(name).then_some((None, name));
        }
        if self.schemas.get(name).is_some() || self.is_known_urn(name) {
            return None;
        }
        let (urn, attribute) = match self.schemas.split_urn(name) {
            Some((schema, attribute)) => (schema.id.to_string(), attribute),
            None => split_after_type(name).or_else(|| self.split_after_urn(name, value))?,
        };
        is_attribute_name(attribute).then_some((Some(urn), attribute))
    }

    fn is_known_urn(&self, name: &str) -> bool {
        self.urns.iter().any(|urn| urn.eq_ignore_ascii_case(name))
    }

    /// `name.givenName`; not a part of a list, which does not say of which entry.
    fn is_dotted(&self, name: &str) -> bool {
        let attribute = name.split_once('.').and_then(|(name, sub)| {
            let attribute = self.schemas.attribute(self.type_, name)?;
            attribute.sub_attribute(sub).map(|_| attribute)
        });
        attribute.is_some_and(|attribute| !attribute.multi_valued)
    }

    /// Splits `urn:…:attribute` behind a URN that the resource speaks of. An object can be another
    /// extension.
    fn split_after_urn<'name>(&self, name: &'name str, value: &Value) -> Option<(String, &'name str)> {
        let fits = |urn: &&String| {
            name.get(..urn.len()).is_some_and(|head| head.eq_ignore_ascii_case(urn))
                && name[urn.len()..].starts_with(':')
        };
        let urn = self.urns.iter().filter(fits).max_by_key(|urn| urn.len())?;
        (!value.is_object()).then(|| (urn.clone(), &name[urn.len() + 1..]))
    }
}

/// Splits `urn:…:User:attribute` of a schema that is not known. A URN that ends with the type, such
/// as `urn:…:user:User`, names no attribute.
pub(crate) fn split_after_type(name: &str) -> Option<(String, &str)> {
    let (urn, attribute) = name.rsplit_once(':')?;
    let is_type = |text: &str| ResourceType::ALL.iter().any(|type_| type_.name().eq_ignore_ascii_case(text));
    let ends_with_type = urn.rsplit(':').next().is_some_and(is_type);
    (ends_with_type && !is_type(attribute)).then(|| (urn.to_owned(), attribute))
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
pub(super) fn merge_below(object: &mut Map<String, Value>, added: Map<String, Value>) {
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
