//! A change of one attribute of a sample.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::mapping::coverage::attributes::written;
use crate::scim::Resource;

/// A change of one attribute.
#[derive(Clone, Debug, PartialEq)]
pub struct AttributeEdit {
    /// The path of the attribute, with the places of entries: `emails[0].value`.
    pub attribute: String,
    /// What it held; `None` when it was not there.
    pub before: Option<Value>,
    /// What it holds; `None` when it is taken away.
    pub after: Option<Value>,
}

/// One step to a part of a resource.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum EditStep {
    Name(String),
    Entry(usize),
}

/// The places that a path without the places of entries has in a resource: one for each of the first
/// entries of lists, one that is to be made when there is none.
pub(super) fn places_of(
    attributes: &Map<String, Value>,
    names: &[String],
    most_entries: usize,
) -> Vec<Vec<EditStep>> {
    let mut places = Vec::new();
    let Some((first, rest)) = names.split_first() else { return places };
    let name = spelled(attributes, first);
    let start = vec![EditStep::Name(name.clone())];
    add_places(attributes.get(&name), rest, start, most_entries, &mut places);
    places
}

fn add_places(
    value: Option<&Value>,
    names: &[String],
    so_far: Vec<EditStep>,
    most_entries: usize,
    places: &mut Vec<Vec<EditStep>>,
) {
    let Some((first, rest)) = names.split_first() else {
        places.push(so_far);
        return;
    };
    match value {
        Some(Value::Array(items)) if !items.is_empty() => {
            for (idx, item) in items.iter().take(most_entries).enumerate() {
                let mut path = so_far.clone();
                path.push(EditStep::Entry(idx));
                add_places(Some(item), names, path, most_entries, places);
            }
        }
        other => {
            let members = other.and_then(Value::as_object);
            let name = members.map_or_else(|| first.clone(), |members| spelled(members, first));
            let inner = members.and_then(|members| members.get(&name));
            let mut path = so_far;
            path.push(EditStep::Name(name));
            add_places(inner, rest, path, most_entries, places);
        }
    }
}

/// The name as it is spelled there.
fn spelled(members: &Map<String, Value>, name: &str) -> String {
    if members.contains_key(name) {
        return name.to_owned();
    }
    members.keys().find(|key| key.eq_ignore_ascii_case(name)).cloned().unwrap_or_else(|| name.to_owned())
}

/// The resource with one part changed, and the change; `None` when nothing changes, or a part on the
/// way is of another kind.
pub(super) fn edited(
    resource: &Resource,
    place: &[EditStep],
    after: Option<&Value>,
) -> Option<(Resource, AttributeEdit)> {
    let mut changed = resource.clone();
    let before = get(&resource.attributes, place).cloned();
    if before.as_ref() == after || !set(&mut changed.attributes, place, after) {
        return None;
    }
    Some((changed, AttributeEdit { attribute: path_of(place), before, after: after.cloned() }))
}

/// Puts a value at a place, or takes it away; `false` when the place cannot be.
fn set(members: &mut Map<String, Value>, place: &[EditStep], after: Option<&Value>) -> bool {
    let Some((EditStep::Name(name), rest)) = place.split_first() else { return false };
    if rest.is_empty() {
        match after {
            Some(value) => members.insert(name.clone(), value.clone()),
            None => members.shift_remove(name),
        };
        return true;
    }
    if after.is_none() && !members.contains_key(name) {
        return false;
    }
    let inner = members.entry(name.clone()).or_insert_with(|| Value::Object(Map::new()));
    match (inner, rest.split_first()) {
        (Value::Object(inner), _) => set(inner, rest, after),
        (Value::Array(items), Some((EditStep::Entry(idx), rest))) => match items.get_mut(*idx) {
            Some(Value::Object(inner)) => set(inner, rest, after),
            _ => false,
        },
        _ => false,
    }
}

/// What is at a place.
fn get<'v>(members: &'v Map<String, Value>, place: &[EditStep]) -> Option<&'v Value> {
    let (EditStep::Name(first), rest) = place.split_first()? else { return None };
    rest.iter().try_fold(members.get(first)?, |value, step| match (value, step) {
        (Value::Object(members), EditStep::Name(name)) => members.get(name),
        (Value::Array(items), EditStep::Entry(idx)) => items.get(*idx),
        _ => None,
    })
}

fn path_of(place: &[EditStep]) -> String {
    let mut names: Vec<String> = Vec::new();
    for step in place {
        match step {
            EditStep::Name(name) => names.push(name.clone()),
            EditStep::Entry(idx) => {
                if let Some(last) = names.last_mut() {
                    let _ = write!(last, "[{idx}]");
                }
            }
        }
    }
    written(&names)
}
