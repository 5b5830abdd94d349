//! The attributes that a request names, with what it sends for each.
//!
//! Not what becomes of them.

use serde_json::{Map, Value};

use crate::scim::{AttributePath, Resource, Schemas, get_without_case};
use crate::simulate::parts::{is_empty, parts_of};
use crate::simulate::{ClientRequest, Method};

/// Attributes of which a PUT or POST says nothing of its own.
const ENVELOPE: [&str; 3] = ["schemas", "id", "meta"];

/// How an attribute is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    /// With a value.
    Sent,
    /// With a value that comes beside those that are there.
    Added,
    /// To be taken away, wholly or the values that are sent.
    Removed,
    /// Not at all, in a request that replaces the whole resource.
    Unnamed,
    /// The resource is deleted.
    Deleted,
}

/// One attribute that a request speaks of.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Named {
    /// The path, as the request writes it or as it would be written.
    pub path: String,
    pub naming: Naming,
    /// Null when nothing is sent.
    pub sent: Value,
    /// The operation or body that sends this alone; `None` when nothing could.
    pub alone: Option<Value>,
}

/// The attributes that a request names, in its order.
pub(super) fn named_attributes(
    request: &ClientRequest,
    before: Option<&Resource>,
    after: Option<&Resource>,
) -> Vec<Named> {
    match request.method {
        Method::Patch if is_partial(&request.body) => of_partial(&request.body),
        Method::Patch => of_operations(&request.body),
        Method::Post | Method::Put => {
            let mut named = of_body(&request.body);
            if let (Some(before), Some(after)) = (before, after) {
                add_unnamed(&mut named, before, after);
            }
            named
        }
        Method::Delete if after.is_some() && after != before => {
            vec![Named { path: "active".to_owned(), naming: Naming::Deleted, sent: Value::Null, alone: None }]
        }
        Method::Delete => Vec::new(),
    }
}

fn of_operations(body: &Value) -> Vec<Named> {
    let operations = body.as_object().and_then(|body| get_without_case(body, "Operations"));
    let operations = operations.and_then(Value::as_array).into_iter().flatten();
    let named = operations.filter_map(Value::as_object).flat_map(of_operation);
    // Without a path and without an object of attributes an operation names nothing.
    named.filter(|named| !named.path.is_empty()).collect()
}

fn of_operation(operation: &Map<String, Value>) -> Vec<Named> {
    let op = get_without_case(operation, "op").and_then(Value::as_str).unwrap_or_default();
    let naming = match op.to_ascii_lowercase().as_str() {
        "remove" => Naming::Removed,
        "add" => Naming::Added,
        _ => Naming::Sent,
    };
    let path = get_without_case(operation, "path").and_then(Value::as_str).unwrap_or_default().trim();
    let value = get_without_case(operation, "value").cloned().unwrap_or_default();
    let pairs = match (path.is_empty(), value) {
        (true, Value::Object(value)) => pairs_of(&value),
        (false, Value::Object(value)) if is_extension(path) => below(path, &value),
        (_, value) => vec![(path.to_owned(), value)],
    };
    let is_whole = pairs.len() == 1 && !path.is_empty();
    let alone = |path: &str, sent: &Value| {
        if is_whole {
            return Value::Object(operation.clone());
        }
        let mut alone = operation.clone();
        alone.retain(|key, _| !key.eq_ignore_ascii_case("path") && !key.eq_ignore_ascii_case("value"));
        alone.insert("path".to_owned(), Value::from(path));
        alone.insert("value".to_owned(), sent.clone());
        Value::Object(alone)
    };
    pairs
        .into_iter()
        .map(|(path, sent)| Named { alone: Some(alone(&path, &sent)), path, naming, sent })
        .collect()
}

fn of_body(body: &Value) -> Vec<Named> {
    let Some(body) = body.as_object() else { return Vec::new() };
    let pairs = pairs_of(body).into_iter();
    let own = pairs.filter(|(path, _)| !ENVELOPE.iter().any(|name| path.eq_ignore_ascii_case(name)));
    own.map(|(path, sent)| {
        let mut alone = Map::new();
        alone.insert("op".to_owned(), Value::from("replace"));
        alone.insert("path".to_owned(), Value::from(path.as_str()));
        alone.insert("value".to_owned(), sent.clone());
        Named { path, naming: Naming::Sent, sent, alone: Some(Value::Object(alone)) }
    })
    .collect()
}

/// The same with the lists joined that follow each other and are added to one attribute, or removed
/// from it: members that are sent one by one.
pub(super) fn joined(all: Vec<Named>) -> Vec<Named> {
    let mut joined: Vec<Named> = Vec::with_capacity(all.len());
    for mut named in all {
        let last = joined.last_mut().filter(|last| {
            last.path == named.path
                && last.naming == named.naming
                && matches!(named.naming, Naming::Added | Naming::Removed)
        });
        match (last.map(|last| &mut last.sent), &mut named.sent) {
            (Some(Value::Array(before)), Value::Array(sent)) if !before.is_empty() && !sent.is_empty() => {
                before.append(sent);
            }
            _ => joined.push(named),
        }
    }
    joined
}

/// Whether a PATCH body names attributes and no operations.
fn is_partial(body: &Value) -> bool {
    body.as_object().is_some_and(|body| get_without_case(body, "Operations").is_none())
}

/// The attributes of such a body; members that are to be deleted are told beside those that are added.
fn of_partial(body: &Value) -> Vec<Named> {
    let mut all = Vec::new();
    for mut named in of_body(body) {
        let list = named.sent.as_array().filter(|_| named.path.eq_ignore_ascii_case("members"));
        let (gone, added): (Vec<Value>, Vec<Value>) =
            list.cloned().unwrap_or_default().into_iter().partition(is_to_be_deleted);
        if gone.is_empty() {
            all.push(named);
            continue;
        }
        let path = named.path.clone();
        if !added.is_empty() {
            named.sent = Value::Array(added);
            all.push(Named { alone: None, ..named });
        }
        let gone = gone.into_iter().map(without_operation).collect();
        all.push(Named { path, naming: Naming::Removed, sent: Value::Array(gone), alone: None });
    }
    all
}

fn is_to_be_deleted(member: &Value) -> bool {
    let operation = member.as_object().and_then(|member| get_without_case(member, "operation"));
    let word = operation.and_then(Value::as_str).unwrap_or_default();
    ["delete", "remove"].iter().any(|known| word.eq_ignore_ascii_case(known))
}

fn without_operation(mut member: Value) -> Value {
    if let Some(member) = member.as_object_mut() {
        member.retain(|name, _| !name.eq_ignore_ascii_case("operation"));
    }
    member
}

/// The attributes that vanish without having been named.
fn add_unnamed(named: &mut Vec<Named>, before: &Resource, after: &Resource) {
    let gone = unnamed(named, before).into_iter().filter(|path| value_at(after, path).is_null());
    let gone: Vec<Named> =
        gone.map(|path| Named { path, naming: Naming::Unnamed, sent: Value::Null, alone: None }).collect();
    named.extend(gone);
}

/// The attributes with a value of which the body of a PUT or POST does not speak.
pub(super) fn unnamed_attributes(request: &ClientRequest, before: &Resource) -> Vec<String> {
    unnamed(&of_body(&request.body), before)
}

fn unnamed(named: &[Named], before: &Resource) -> Vec<String> {
    let mut unnamed: Vec<String> = Vec::new();
    for part in parts_of(before).into_iter().filter(|part| !is_empty(&part.value)) {
        let path =
            part.path.split(['[', '.']).next().filter(|_| !part.path.contains(':')).unwrap_or(&part.path);
        let is_named = named.iter().any(|named| same_name(&named.path, path));
        if !is_named && !unnamed.iter().any(|known| known == path) {
            unnamed.push(path.to_owned());
        }
    }
    unnamed
}

/// The members of an object, those of an extension one by one.
fn pairs_of(object: &Map<String, Value>) -> Vec<(String, Value)> {
    let mut pairs = Vec::new();
    for (name, value) in object {
        match value {
            Value::Object(value) if is_extension(name) => pairs.extend(below(name, value)),
            value => pairs.push((name.clone(), value.clone())),
        }
    }
    pairs
}

fn below(urn: &str, value: &Map<String, Value>) -> Vec<(String, Value)> {
    value.iter().map(|(name, value)| (format!("{urn}:{name}"), value.clone())).collect()
}

/// Whether a name is the URN of a whole extension.
fn is_extension(name: &str) -> bool {
    let schemas = Schemas::built_in();
    let is_attribute = schemas.split_urn(name).is_some_and(|(_, rest)| !rest.is_empty());
    let is_urn = name.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("urn:"));
    is_urn && !name.contains('[') && !is_attribute
}

fn same_name(one: &str, other: &str) -> bool {
    let start = |path: &str| path.split(['[', '.']).next().unwrap_or_default().to_lowercase();
    if one.contains(':') || other.contains(':') {
        return one.eq_ignore_ascii_case(other)
            || one.to_lowercase().starts_with(&format!("{}.", other.to_lowercase()));
    }
    start(one) == start(other)
}

/// The value at a path: of a filter that chooses several, a list of them; null when there is none.
pub(super) fn value_at(resource: &Resource, path: &str) -> Value {
    let schemas = Schemas::built_in();
    let Ok(path) = AttributePath::parse(path) else { return Value::Null };
    let resolved = path.resolve(resource, schemas);
    let extended = || {
        // Clients also leave the URN of an extension out.
        let is_known = resolved.attribute.is_some() || path.urn.is_some();
        let mut extensions = schemas.extensions(resource.resource_type).filter(|_| !is_known);
        extensions.find_map(|schema| {
            let extension = get_without_case(&resource.attributes, schema.id.as_str())?.as_object()?;
            get_without_case(extension, &path.name)
        })
    };
    let Some(stored) = resolved.stored(resource).or_else(extended) else { return Value::Null };
    let chosen: Vec<&Value> = match (&path.filter, resolved.attribute) {
        (None, _) => return sub_of(stored, path.sub.as_deref()),
        (Some(filter), Some(attribute)) => {
            let elements = stored.as_array().map_or(&[][..], Vec::as_slice);
            let chosen = filter.choose(elements, attribute).unwrap_or_default();
            elements.iter().zip(chosen).filter_map(|(element, is)| is.then_some(element)).collect()
        }
        (Some(_), None) => Vec::new(),
    };
    let mut values: Vec<Value> = chosen.into_iter().map(|value| sub_of(value, path.sub.as_deref())).collect();
    match values.len() {
        0 => Value::Null,
        1 => values.remove(0),
        _ => Value::Array(values),
    }
}

fn sub_of(value: &Value, sub: Option<&str>) -> Value {
    let Some(sub) = sub else { return value.clone() };
    match value {
        Value::Object(object) => get_without_case(object, sub).cloned().unwrap_or_default(),
        Value::Array(elements) => {
            let found = elements.iter().filter_map(|element| get_without_case(element.as_object()?, sub));
            let found: Vec<Value> = found.cloned().collect();
            if found.is_empty() { Value::Null } else { Value::Array(found) }
        }
        _ => Value::Null,
    }
}
