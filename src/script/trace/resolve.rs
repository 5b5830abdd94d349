//! What a part of a variable is and holds, found by its place.

use crate::script::trace::flow::{RawPath, RawStep};
use crate::script::{SourcePath, SourceStep};
use crate::value::{List, Object, Value};

/// The value at a place, `Nothing` when there is none.
pub(super) fn value_at<'v>(inputs: &[Value<'v>], path: &RawPath) -> Value<'v> {
    let root = inputs.get(path.input).copied().unwrap_or_default();
    path.steps.iter().fold(root, step_into)
}

fn step_into<'v>(value: Value<'v>, step: &RawStep) -> Value<'v> {
    match (value, step) {
        (Value::Object(object), RawStep::Name(name)) => object.get(name),
        (Value::List(list), RawStep::Entry(idx)) => list.get(*idx).unwrap_or_default(),
        _ => Value::Nothing,
    }
}

/// The place in words: names as they are spelled there, entries with their type.
pub(super) fn path_at(inputs: &[Value<'_>], names: &[String], path: &RawPath) -> SourcePath {
    let mut value = inputs.get(path.input).copied().unwrap_or_default();
    let mut steps = Vec::with_capacity(path.steps.len());
    for step in &path.steps {
        steps.push(match (value, step) {
            (Value::Object(object), RawStep::Name(name)) => SourceStep::Name(spelled(object, name)),
            (Value::List(list), RawStep::Entry(idx)) => {
                SourceStep::Entry { idx: *idx, kind: type_of(list, *idx) }
            }
            (_, RawStep::Name(name)) => SourceStep::Name(name.clone()),
            (_, RawStep::Entry(idx)) => SourceStep::Entry { idx: *idx, kind: None },
        });
        value = step_into(value, step);
    }
    SourcePath { variable: names.get(path.input).cloned().unwrap_or_default(), steps }
}

/// The name as it is spelled in the object, as it is asked for when it is not there.
fn spelled(object: Object<'_>, name: &str) -> String {
    if !object.get_exact(name).is_nothing() {
        return name.to_owned();
    }
    let alike = object.iter().map(|entry| entry.name).filter(|known| known.eq_ignore_ascii_case(name));
    alike.min().unwrap_or(name).to_owned()
}

/// The `type` of an entry, when no other entry has the same.
fn type_of(list: List<'_>, idx: usize) -> Option<String> {
    let wanted = kind_of(list.get(idx)?)?;
    let same = list.iter().filter(|entry| kind_of(*entry) == Some(wanted));
    (same.count() == 1).then(|| wanted.to_owned())
}

fn kind_of(entry: Value<'_>) -> Option<&str> {
    entry.as_object()?.get("type").as_text()
}
