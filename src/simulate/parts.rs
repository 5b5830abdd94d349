//! A resource cut into the parts that a mapping can depend on: attributes, sub-attributes, single
//! elements of lists, attributes of extensions.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::scim::{Resource, get_without_case};

/// Longer lists, such as the members of a group, are one part.
const MOST_ELEMENTS: usize = 50;

/// One part of a resource.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    /// Its path, such as `emails[type eq "work"]`.
    pub path: String,
    /// Its value.
    pub value: Value,
    place: Place,
}

#[derive(Clone, Debug, PartialEq)]
enum Place {
    Attribute(String),
    Below(String, String),
    Element(String, usize),
}

/// What happened to a part between two resources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Added,
    Changed,
    Emptied,
    Removed,
}

/// A part that differs between two resources.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Changed {
    pub path: String,
    pub change: Change,
    /// What it became: a text, number or boolean; null where that does not say it all.
    pub became: Value,
}

impl Part {
    /// The resource without this part.
    pub fn taken_from(&self, resource: &Resource) -> Resource {
        let mut resource = resource.clone();
        match &self.place {
            Place::Attribute(name) => {
                resource.attributes.shift_remove(name);
            }
            Place::Below(name, sub) => {
                let holder = resource.attributes.get_mut(name).and_then(Value::as_object_mut);
                let is_empty = holder.is_some_and(|object| {
                    object.shift_remove(sub);
                    object.is_empty()
                });
                if is_empty {
                    resource.attributes.shift_remove(name);
                }
            }
            Place::Element(name, idx) => {
                let list = resource.attributes.get_mut(name).and_then(Value::as_array_mut);
                if let Some(list) = list.filter(|list| *idx < list.len()) {
                    list.remove(*idx);
                }
            }
        }
        resource
    }
}

impl Part {
    /// The resource with another value in this part: a text with a letter more, the other boolean, an
    /// element with another value. `None` for what cannot be altered so.
    pub fn altered_in(&self, resource: &Resource) -> Option<Resource> {
        let mut altered = resource.clone();
        let value = match &self.place {
            Place::Attribute(name) => altered.attributes.get_mut(name)?,
            Place::Below(name, sub) => altered.attributes.get_mut(name)?.get_mut(sub)?,
            Place::Element(name, idx) => altered.attributes.get_mut(name)?.get_mut(*idx)?,
        };
        alter(value).then_some(altered)
    }
}

fn alter(value: &mut Value) -> bool {
    match value {
        Value::String(text) => {
            text.insert(0, 'x');
            true
        }
        Value::Bool(flag) => {
            *flag = !*flag;
            true
        }
        Value::Object(object) => {
            object.get_mut("value").is_some_and(|value| value.is_string() && alter(value))
        }
        _ => false,
    }
}

/// The parts in the order of the resource. What only the service provider writes is left out.
pub(super) fn parts_of(resource: &Resource) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (name, value) in &resource.attributes {
        if ["schemas", "id", "meta"].iter().any(|served| name.eq_ignore_ascii_case(served)) {
            continue;
        }
        match value {
            Value::Object(object) if !object.is_empty() => add_below(&mut parts, name, object),
            Value::Array(elements) if (1..=MOST_ELEMENTS).contains(&elements.len()) => {
                add_elements(&mut parts, name, elements);
            }
            value => parts.push(Part {
                path: name.clone(),
                value: value.clone(),
                place: Place::Attribute(name.clone()),
            }),
        }
    }
    parts
}

fn add_below(parts: &mut Vec<Part>, name: &str, object: &Map<String, Value>) {
    let separator = if name.contains(':') { ':' } else { '.' };
    parts.extend(object.iter().map(|(sub, value)| Part {
        path: format!("{name}{separator}{sub}"),
        value: value.clone(),
        place: Place::Below(name.to_owned(), sub.clone()),
    }));
}

fn add_elements(parts: &mut Vec<Part>, name: &str, elements: &[Value]) {
    let mut taken = BTreeSet::new();
    for (idx, element) in elements.iter().enumerate() {
        let by = |sub: &str| {
            let text = element.as_object().and_then(|element| get_without_case(element, sub));
            text.filter(|text| text.is_string()).map(|text| format!("{name}[{sub} eq {text}]"))
        };
        let is_free = |path: &String| !taken.contains(path);
        let path = by("type").filter(is_free).or_else(|| by("value").filter(is_free));
        let path = path.unwrap_or_else(|| format!("{name}[{idx}]"));
        taken.insert(path.clone());
        parts.push(Part { path, value: element.clone(), place: Place::Element(name.to_owned(), idx) });
    }
}

/// The parts that differ, first those of the resource before.
pub(super) fn changed_parts(before: Option<&Resource>, after: Option<&Resource>) -> Vec<Changed> {
    let before = before.map(parts_of).unwrap_or_default();
    let after = after.map(parts_of).unwrap_or_default();
    let mut changed = Vec::new();
    let (earlier, later) = (by_path(&before), by_path(&after));
    for part in &before {
        let found = later.get(&part.path.to_lowercase());
        let change = match found {
            None => Change::Removed,
            Some(other) if other.value == part.value => continue,
            Some(other) if is_empty(&other.value) => Change::Emptied,
            Some(_) if is_empty(&part.value) => Change::Added,
            Some(_) => Change::Changed,
        };
        if !(change == Change::Removed && is_empty(&part.value)) {
            let became = found.map(|other| became(Some(&part.value), &other.value)).unwrap_or_default();
            changed.push(Changed { path: part.path.clone(), change, became });
        }
    }
    for part in &after {
        let is_new = !earlier.contains_key(&part.path.to_lowercase());
        if is_new && !is_empty(&part.value) {
            let became = became(None, &part.value);
            changed.push(Changed { path: part.path.clone(), change: Change::Added, became });
        }
    }
    changed
}

/// The new value, where it is single or an object whose `value` is what differs.
fn became(before: Option<&Value>, after: &Value) -> Value {
    match after {
        Value::Object(object) => {
            let value_of = |object| get_without_case(object, "value").filter(|value| !value.is_object());
            let old = before.and_then(Value::as_object).and_then(value_of);
            value_of(object).filter(|value| old != Some(*value)).cloned().unwrap_or_default()
        }
        Value::Array(_) => Value::Null,
        value => value.clone(),
    }
}

fn by_path(parts: &[Part]) -> BTreeMap<String, &Part> {
    parts.iter().map(|part| (part.path.to_lowercase(), part)).collect()
}

/// Whether a value says nothing: null, `""`, `[]`, `{}`.
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(elements) => elements.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Whether one of two paths holds the other: `emails` and `emails[type eq "work"].value`, `name` and
/// `name.givenName`. A core URN before the name does not count.
pub(super) fn overlap(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one), plain(other));
    let holds = |short: &str, long: &str| {
        long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[', ':']))
    };
    holds(&one, &other) || holds(&other, &one)
}

/// The path without case, blanks and a core URN.
fn plain(path: &str) -> String {
    let path: String =
        path.chars().filter(|letter| !letter.is_whitespace()).collect::<String>().to_lowercase();
    for core in
        ["urn:ietf:params:scim:schemas:core:2.0:user:", "urn:ietf:params:scim:schemas:core:2.0:group:"]
    {
        if let Some(rest) = path.strip_prefix(core) {
            return rest.to_owned();
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::{changed_parts, overlap, parts_of};
    use crate::scim::{Resource, ResourceType};
    use serde_json::{Value, json};

    fn user(attributes: Value) -> Resource {
        let Value::Object(attributes) = attributes else { panic!("an object") };
        Resource { resource_type: ResourceType::User, attributes }
    }

    #[test]
    fn every_part_can_be_taken_away() {
        let resource = user(json!({
            "schemas": [], "id": "1", "title": "T", "name": { "givenName": "A", "familyName": "B" },
            "emails": [{ "type": "work", "value": "a" }, { "type": "work", "value": "b" }, { "x": 1 }],
            "urn:x:User": { "department": "D" }
        }));
        let parts = parts_of(&resource);
        let paths: Vec<_> = parts.iter().map(|part| part.path.as_str()).collect();
        let expected = [
            "title",
            "name.givenName",
            "name.familyName",
            "emails[type eq \"work\"]",
            "emails[value eq \"b\"]",
            "emails[2]",
            "urn:x:User:department",
        ];
        assert_eq!(paths, expected);
        for part in &parts {
            let without = part.taken_from(&resource);
            let changed = changed_parts(Some(&resource), Some(&without));
            assert!(!changed.is_empty(), "{}", part.path);
        }
    }

    #[test]
    fn paths_overlap_when_one_holds_the_other() {
        let check = |one: &str, other: &str, expected: bool| {
            assert_eq!(overlap(one, other), expected, "{one} {other}");
            assert_eq!(overlap(other, one), expected, "{other} {one}");
        };
        check("emails", "emails[type eq \"work\"].value", true);
        check("emails[type eq \"work\"]", "emails[type  eq \"work\"].value", true);
        check("emails[type eq \"home\"]", "emails[type eq \"work\"].value", false);
        check("name", "name.givenName", true);
        check("name.familyName", "name.givenName", false);
        check("title", "titles", false);
        check("urn:ietf:params:scim:schemas:core:2.0:User:title", "Title", true);
        check("urn:x:User:manager", "urn:x:User:manager.value", true);
    }
}
