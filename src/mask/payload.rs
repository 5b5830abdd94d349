//! Payloads with other people in them: resources, lists, PATCH and bulk requests.

use serde_json::{Map, Value};

use crate::mask::attributes::{MaskKind, Owner, is_of_members, is_of_user_alone};
use crate::mask::context::Context;
use crate::mask::masker::Masker;
use crate::mask::path_text::{attribute_of, literals_of};

/// Nothing below this depth is masked; it is taken away instead.
const MOST_DEPTH: usize = 64;

impl Masker {
    /// Gets to know the people of a payload.
    pub fn learn_payload(&mut self, payload: &Value) {
        let report = self.take_report();
        self.mask_payload(payload, None);
        self.set_report(report);
    }

    /// The payload with its people masked. `request_path` is the path of the request that it arrived
    /// with, where that is known. Everything else is as it was: members and their order, blanks, nulls.
    pub fn mask_payload(&mut self, payload: &Value, request_path: Option<&str>) -> Value {
        let is_of_group = request_path.is_some_and(|path| path.to_ascii_lowercase().contains("/groups"));
        let owner = if is_of_group { Owner::Group } else { Owner::User };
        self.envelope(payload, owner, 0)
    }

    /// The path of a request with its id and the literals of its filter masked.
    pub fn mask_request_path(&mut self, path: &str) -> String {
        let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
        let nobody = Context::default();
        let mut segments: Vec<String> = Vec::new();
        let mut is_user = false;
        for segment in path.split('/') {
            let masked =
                if is_user { self.text(MaskKind::Identifier, segment, &nobody) } else { segment.to_owned() };
            is_user = segment.eq_ignore_ascii_case("users") || segment.eq_ignore_ascii_case("me");
            segments.push(masked);
        }
        let path = segments.join("/");
        match query {
            None => path,
            Some(query) if query.contains('%') => {
                let masked = self.attribute_path(&decoded(query), Owner::User, &nobody);
                format!("{path}?{}", encoded(&masked))
            }
            Some(query) => format!("{path}?{}", self.attribute_path(query, Owner::User, &nobody)),
        }
    }

    fn envelope(&mut self, value: &Value, owner: Owner, depth: usize) -> Value {
        match value {
            Value::Array(elements) if depth < MOST_DEPTH => {
                elements.iter().map(|element| self.envelope(element, owner, depth + 1)).collect()
            }
            Value::Object(object) if depth < MOST_DEPTH => self.object(object, owner, depth),
            other => other.clone(),
        }
    }

    fn object(&mut self, object: &Map<String, Value>, owner: Owner, depth: usize) -> Value {
        if let (Some(payload), true) = (object.get("payload"), object.contains_key("name")) {
            return self.sample_file(object, payload, depth);
        }
        let owner = owner_of(object, owner);
        // The name of a group is nobody's name.
        let context = if owner == Owner::User { self.context_of(object) } else { Context::default() };
        let mut masked = Map::new();
        for (key, value) in object {
            let small = key.to_ascii_lowercase();
            let member = match (small.as_str(), value) {
                ("resources" | "data", _) => self.envelope(value, owner, depth + 1),
                ("operations", Value::Array(operations)) => {
                    operations.iter().map(|operation| self.operation(operation, owner, depth + 1)).collect()
                }
                _ => self.member(key, value, owner, &context, depth),
            };
            masked.insert(self.member_key(key, owner, &context), member);
        }
        Value::Object(masked)
    }

    /// The file of a sample: a payload with what is known of it.
    fn sample_file(&mut self, object: &Map<String, Value>, payload: &Value, depth: usize) -> Value {
        let path =
            object.get("request").and_then(|request| request.get("path")?.as_str()).unwrap_or_default();
        let owner = if path.to_ascii_lowercase().contains("/groups") { Owner::Group } else { Owner::User };
        let owner = payload.as_object().map_or(owner, |payload| owner_of(payload, owner));
        let of_user = payload.as_object().filter(|_| owner == Owner::User);
        let context = of_user.map(|payload| self.context_of(payload)).unwrap_or_default();
        let masked = object.iter().map(|(key, value)| {
            let masked = match (key.as_str(), value) {
                ("payload", _) => self.envelope(payload, owner, depth + 1),
                ("scim_id", Value::String(id)) if owner == Owner::User => Value::from(self.mask_id(id)),
                ("people", _) => Value::from("masked"),
                ("name", Value::String(name)) => Value::from(self.text(MaskKind::Text, name, &context)),
                ("origin" | "request", Value::Object(about)) => self.about(about, &context),
                _ => value.clone(),
            };
            (key.clone(), masked)
        });
        Value::Object(masked.collect())
    }

    fn about(&mut self, about: &Map<String, Value>, context: &Context) -> Value {
        let masked = about.iter().map(|(key, value)| {
            let masked = match (key.as_str(), value) {
                ("path", Value::String(path)) => Value::from(self.mask_request_path(path)),
                ("note" | "source", Value::String(text)) => {
                    Value::from(self.text(MaskKind::Text, text, context))
                }
                _ => value.clone(),
            };
            (key.clone(), masked)
        });
        Value::Object(masked.collect())
    }

    /// One operation of a PATCH or bulk request.
    fn operation(&mut self, operation: &Value, owner: Owner, depth: usize) -> Value {
        let Value::Object(object) = operation else { return operation.clone() };
        let text = |name: &str| {
            let found = object.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
            found.and_then(|(_, value)| value.as_str()).unwrap_or_default()
        };
        let path = text("path");
        let is_bulk = object.keys().any(|key| key.eq_ignore_ascii_case("method"));
        let owner = owner_of_operation(object).unwrap_or(owner);
        let context = match object.iter().find(|(key, _)| key.eq_ignore_ascii_case("value")) {
            Some((_, Value::Object(value))) if owner == Owner::User => self.context_of(value),
            Some(_) | None => Context::default(),
        };
        let mut masked = Map::new();
        for (key, value) in object {
            let member = match (key.to_ascii_lowercase().as_str(), value) {
                ("path", Value::String(path)) if is_bulk => Value::from(self.mask_request_path(path)),
                ("path", Value::String(path)) => Value::from(self.attribute_path(path, owner, &context)),
                ("data", value) => self.envelope(value, owner, depth + 1),
                ("value", value) if path.is_empty() => match value {
                    Value::Object(object) => self.members(object, "", owner, &context, depth + 1),
                    other => self.below(other, "", owner, &context, depth + 1),
                },
                ("value", value) => self.below(value, &attribute_of(path), owner, &context, depth + 1),
                ("location", Value::String(location)) => {
                    Value::from(self.text(MaskKind::Reference, location, &context))
                }
                _ => value.clone(),
            };
            masked.insert(key.clone(), member);
        }
        Value::Object(masked)
    }

    fn member(&mut self, key: &str, value: &Value, owner: Owner, context: &Context, depth: usize) -> Value {
        // An extension: its attributes are found by their names.
        let path = if value.is_object() && key.contains(':') { String::new() } else { attribute_of(key) };
        self.below(value, &path, owner, context, depth + 1)
    }

    fn members(
        &mut self,
        object: &Map<String, Value>,
        path: &str,
        owner: Owner,
        context: &Context,
        depth: usize,
    ) -> Value {
        // A manager and a member are people of their own.
        let is_other = matches!(path, "manager" | "members" | "owner" | "owners");
        let own = if is_other { self.context_of(object) } else { Context::default() };
        let context = if is_other { &own } else { context };
        let shared = shared_in(object, path);
        let mut masked = Map::new();
        for (key, value) in object {
            let name = attribute_of(key);
            let inner = match (path, value.is_object() && key.contains(':')) {
                (_, true) => path.to_owned(),
                ("", false) => name,
                (path, false) => format!("{path}.{name}"),
            };
            let is_group = inner == "members.value" && is_group_member(object);
            let member = match value {
                _ if is_group => value.clone(),
                Value::String(text) if self.kinds.kind(owner, &inner) == MaskKind::Address => {
                    Value::from(self.address_text(text, &shared))
                }
                _ => self.below(value, &inner, owner, context, depth),
            };
            masked.insert(self.member_key(key, owner, context), member);
        }
        Value::Object(masked)
    }

    /// A value at a path.
    pub(super) fn below(
        &mut self,
        value: &Value,
        path: &str,
        owner: Owner,
        context: &Context,
        depth: usize,
    ) -> Value {
        match value {
            Value::Object(_) | Value::Array(_) if depth > MOST_DEPTH => Value::Null,
            Value::Object(object) => self.members(object, path, owner, context, depth + 1),
            Value::Array(elements) => {
                elements.iter().map(|element| self.below(element, path, owner, context, depth + 1)).collect()
            }
            leaf => self.value(self.kinds.kind(owner, path), leaf, context),
        }
    }

    fn address_text(&mut self, text: &str, shared: &[String]) -> String {
        if text.trim().is_empty() { text.to_owned() } else { self.address(text, shared) }
    }

    /// A key may be a path with a filter, as some clients send it.
    fn member_key(&mut self, key: &str, owner: Owner, context: &Context) -> String {
        if key.contains('"') { self.attribute_path(key, owner, context) } else { key.to_owned() }
    }

    /// An attribute path or filter with its literals masked.
    fn attribute_path(&mut self, path: &str, owner: Owner, context: &Context) -> String {
        let mut masked = String::with_capacity(path.len());
        let mut done = 0;
        for literal in literals_of(path) {
            let kind = self.kinds.kind(owner, &literal.attribute);
            let text: Option<String> =
                path.get(literal.range.clone()).and_then(|text| serde_json::from_str(text).ok());
            let Some(text) = text else { continue };
            masked.push_str(path.get(done..literal.range.start).unwrap_or_default());
            masked.push_str(&Value::from(self.text(kind, &text, context)).to_string());
            done = literal.range.end;
        }
        masked.push_str(path.get(done..).unwrap_or_default());
        masked
    }
}

pub(super) fn owner_of(object: &Map<String, Value>, owner: Owner) -> Owner {
    let text_has = |value: &Value, word: &str| value.to_string().to_ascii_lowercase().contains(word);
    let get =
        |name: &str| object.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    // Where an operation does not tell whose it is, the others do, those on users first.
    let operations = get("operations").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let is_patch_of = |owner| {
        let mut owners = operations.iter().filter_map(|operation| owner_of_operation(operation.as_object()?));
        owners.any(|other| other == owner)
    };
    let is_group = get("schemas").is_some_and(|schemas| text_has(schemas, ":group\""))
        || get("meta").is_some_and(|meta| text_has(meta, "\"resourcetype\":\"group\""))
        || get("members").is_some()
        || is_patch_of(Owner::Group);
    let is_user = get("schemas").is_some_and(|schemas| text_has(schemas, ":user\""))
        || get("userName").is_some()
        || is_patch_of(Owner::User);
    match (is_user, is_group) {
        (true, _) => Owner::User,
        (false, true) => Owner::Group,
        (false, false) => owner,
    }
}

/// Whose attributes an operation changes; `None` when it does not tell.
fn owner_of_operation(operation: &Map<String, Value>) -> Option<Owner> {
    let get = |name: &str| operation.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
    let path = get("path").and_then(|(_, path)| path.as_str()).unwrap_or_default();
    if get("method").is_some() {
        let path = path.to_ascii_lowercase();
        let is_group = path.contains("/groups");
        return (is_group || path.contains("/users")).then_some(if is_group {
            Owner::Group
        } else {
            Owner::User
        });
    }
    let of_value = get("value").and_then(|(_, value)| value.as_object()).filter(|_| path.is_empty());
    let mut paths = vec![attribute_of(path)];
    for (key, value) in of_value.into_iter().flatten() {
        paths.push(attribute_of(key));
        // An extension: its attributes are found by their names.
        let inner = value.as_object().filter(|_| key.contains(':'));
        paths.extend(inner.into_iter().flatten().map(|(key, _)| attribute_of(key)));
    }
    if paths.iter().any(|path| is_of_user_alone(path)) {
        return Some(Owner::User);
    }
    paths.iter().any(|path| is_of_members(path)).then_some(Owner::Group)
}

/// Town, region and country beside a formatted address.
fn shared_in(object: &Map<String, Value>, path: &str) -> Vec<String> {
    if path != "addresses" {
        return Vec::new();
    }
    let is_shared = |key: &str| matches!(attribute_of(key).as_str(), "locality" | "region" | "country");
    let shared = object.iter().filter(|(key, _)| is_shared(key));
    shared.filter_map(|(_, value)| value.as_str().map(str::to_owned)).collect()
}

/// Whether a member is a group, which is no person.
fn is_group_member(object: &Map<String, Value>) -> bool {
    object.iter().any(|(key, value)| {
        key.eq_ignore_ascii_case("type")
            && value.as_str().is_some_and(|text| text.eq_ignore_ascii_case("group"))
    })
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        if let Some(byte) = hex.filter(|_| *first == b'%') {
            bytes.push(byte);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn encoded(text: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~=&$,:[]()".contains(&byte);
    text.bytes()
        .map(|byte| if keep(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
