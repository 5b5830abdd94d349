//! A change of one attribute, and how the attribute is named on the wire.
//!
//! Not the request that carries it.

use std::fmt;

use serde_json::{Map, Value};

use crate::scim::{AttributeType, Resource, ResourceType, SchemaUrn, Schemas, get_without_case};

/// The name of an attribute as far as clients address single values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttributeName {
    /// `title`.
    Simple(String),
    /// `name.familyName`.
    Sub(String, String),
    /// `emails[type eq "work"].value`; without a sub-attribute the whole element.
    Element { attribute: String, type_: String, sub: Option<String> },
    /// `urn:…:User:department`.
    Extension(String, String),
}

/// One attribute and the value that it gets.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// The attribute.
    pub name: AttributeName,
    /// The new value; `None` takes the attribute away.
    pub value: Option<Value>,
}

impl AttributeName {
    /// `title`.
    pub fn simple(name: &str) -> Self {
        Self::Simple(name.to_owned())
    }

    /// An attribute of the enterprise extension.
    pub fn enterprise(name: &str) -> Self {
        Self::Extension(SchemaUrn::ENTERPRISE_USER.to_owned(), name.to_owned())
    }

    /// The name of a path in one of these forms; `None` for other paths.
    pub fn of_path(path: &str) -> Option<Self> {
        let path = path.trim();
        if let Some((schema, rest)) = Schemas::built_in().split_urn(path) {
            let is_core = Schemas::built_in().attribute_path(ResourceType::User, rest).is_some()
                && schema.id.is(SchemaUrn::CORE_USER);
            return match rest {
                "" => None,
                rest if is_core => Self::of_path(rest),
                rest => Some(Self::Extension(schema.id.as_str().to_owned(), rest.to_owned())),
            };
        }
        if let Some((attribute, rest)) = path.split_once('[') {
            let (filter, sub) = rest.rsplit_once(']')?;
            let type_ = filter.trim().strip_prefix("type")?.trim_start().strip_prefix("eq")?.trim();
            let type_ = type_.strip_prefix('"')?.strip_suffix('"')?.to_owned();
            let sub = sub.strip_prefix('.').map(str::to_owned);
            return Some(Self::Element { attribute: attribute.to_owned(), type_, sub });
        }
        Some(match path.split_once('.') {
            Some((name, sub)) => Self::Sub(name.to_owned(), sub.to_owned()),
            None => Self::simple(path),
        })
    }

    /// The top-level attribute or extension that holds it.
    pub fn holder(&self) -> &str {
        match self {
            Self::Simple(name) | Self::Sub(name, _) | Self::Extension(name, _) => name,
            Self::Element { attribute, .. } => attribute,
        }
    }

    /// Its value in a resource.
    pub fn value_in<'r>(&self, resource: &'r Resource) -> Option<&'r Value> {
        let holder = get_without_case(&resource.attributes, self.holder())?;
        let value = match self {
            Self::Simple(_) => holder,
            Self::Sub(_, sub) | Self::Extension(_, sub) => below(holder, sub)?,
            Self::Element { type_, sub, .. } => {
                let element = holder.as_array()?.iter().find(|element| is_of_type(element, type_))?;
                match sub {
                    Some(sub) => below(element, sub)?,
                    None => element,
                }
            }
        };
        (!value.is_null()).then_some(value)
    }

    /// Puts a value into a resource, or takes it away.
    pub fn put_into(&self, attributes: &mut Map<String, Value>, value: Option<Value>) {
        let key = key_of(attributes, self.holder());
        match self {
            Self::Simple(_) => put(attributes, &key, value),
            Self::Sub(_, sub) | Self::Extension(_, sub) => {
                let holder = attributes.entry(key.clone()).or_insert_with(|| Value::Object(Map::new()));
                let Some(object) = holder.as_object_mut() else { return };
                put_below(object, sub, value);
                if object.is_empty() {
                    attributes.shift_remove(&key);
                }
            }
            Self::Element { type_, sub, .. } => {
                let holder = attributes.entry(key.clone()).or_insert_with(|| Value::Array(Vec::new()));
                let Some(elements) = holder.as_array_mut() else { return };
                put_element(elements, type_, sub.as_deref(), value);
                if elements.is_empty() {
                    attributes.shift_remove(&key);
                }
            }
        }
    }

    /// Whether its values are true and false.
    pub fn is_boolean(&self) -> bool {
        let schemas = Schemas::built_in();
        schemas
            .attribute_path(ResourceType::User, &self.plain_path())
            .is_some_and(|attribute| attribute.type_ == AttributeType::Boolean)
    }

    /// The path without a value filter.
    pub fn plain_path(&self) -> String {
        match self {
            Self::Element { attribute, sub: Some(sub), .. } => format!("{attribute}.{sub}"),
            Self::Element { attribute, .. } => attribute.clone(),
            other => other.to_string(),
        }
    }
}

impl fmt::Display for AttributeName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Simple(name) => formatter.write_str(name),
            Self::Sub(name, sub) => write!(formatter, "{name}.{sub}"),
            Self::Element { attribute, type_, sub } => {
                write!(formatter, "{attribute}[type eq \"{type_}\"]")?;
                sub.as_ref().map_or(Ok(()), |sub| write!(formatter, ".{sub}"))
            }
            Self::Extension(urn, name) => write!(formatter, "{urn}:{name}"),
        }
    }
}

/// The key under which an attribute stands, in the spelling that is there.
fn key_of(attributes: &Map<String, Value>, name: &str) -> String {
    let found = attributes.keys().rev().find(|key| key.eq_ignore_ascii_case(name));
    found.cloned().unwrap_or_else(|| name.to_owned())
}

fn put(object: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    match value {
        Some(value) => {
            object.insert(key.to_owned(), value);
        }
        None => {
            object.shift_remove(key);
        }
    }
}

/// `sub` may itself be `manager.value`.
fn below<'v>(value: &'v Value, sub: &str) -> Option<&'v Value> {
    let object = value.as_object()?;
    match sub.split_once('.') {
        Some((name, rest)) => get_without_case(get_without_case(object, name)?.as_object()?, rest),
        None => get_without_case(object, sub),
    }
}

fn put_below(object: &mut Map<String, Value>, sub: &str, value: Option<Value>) {
    let Some((name, rest)) = sub.split_once('.') else {
        let key = key_of(object, sub);
        return put(object, &key, value);
    };
    let key = key_of(object, name);
    let inner = object.entry(key.clone()).or_insert_with(|| Value::Object(Map::new()));
    let Some(inner) = inner.as_object_mut() else { return };
    let inner_key = key_of(inner, rest);
    put(inner, &inner_key, value);
    if inner.is_empty() {
        object.shift_remove(&key);
    }
}

fn is_of_type(element: &Value, type_: &str) -> bool {
    let found = element.as_object().and_then(|element| get_without_case(element, "type"));
    found.and_then(Value::as_str).is_some_and(|found| found.eq_ignore_ascii_case(type_))
}

fn put_element(elements: &mut Vec<Value>, type_: &str, sub: Option<&str>, value: Option<Value>) {
    let position = elements.iter().position(|element| is_of_type(element, type_));
    let Some(sub) = sub else {
        match (position, value) {
            (Some(position), Some(value)) => elements[position] = value,
            (None, Some(value)) => elements.push(value),
            (Some(position), None) => {
                elements.remove(position);
            }
            (None, None) => {}
        }
        return;
    };
    let position = position.or_else(|| {
        value.as_ref()?;
        let mut element = Map::new();
        element.insert("type".to_owned(), Value::from(type_));
        elements.push(Value::Object(element));
        Some(elements.len() - 1)
    });
    let element = position.and_then(|position| elements.get_mut(position)).and_then(Value::as_object_mut);
    if let Some(element) = element {
        let key = key_of(element, sub);
        put(element, &key, value);
    }
    // An element of which only type and primary are left has no value any more.
    elements.retain(|element| {
        element.as_object().is_none_or(|element| {
            element.keys().any(|key| !["type", "primary"].iter().any(|known| key.eq_ignore_ascii_case(known)))
        })
    });
}

#[cfg(test)]
mod tests {
    use super::AttributeName;
    use crate::scim::{Resource, ResourceType};
    use serde_json::{Value, json};

    #[track_caller]
    #[allow(clippy::needless_pass_by_value, reason = "tables read better when values are handed over")]
    fn check(path: &str, before: Value, value: Option<Value>, after: Value) {
        let name = AttributeName::of_path(path).expect("a name");
        assert_eq!(name.to_string(), path);
        let Value::Object(mut attributes) = before else { panic!("an object") };
        name.put_into(&mut attributes, value.clone());
        assert_eq!(Value::Object(attributes.clone()), after, "{path}");
        let resource = Resource { resource_type: ResourceType::User, attributes };
        assert_eq!(name.value_in(&resource).cloned(), value, "{path}");
    }

    #[test]
    fn values_are_put_and_taken_away() {
        let urn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
        check("title", json!({ "Title": "A" }), Some(json!("B")), json!({ "Title": "B" }));
        check("title", json!({ "title": "A" }), None, json!({}));
        check("name.familyName", json!({}), Some(json!("B")), json!({ "name": { "familyName": "B" } }));
        check("name.familyName", json!({ "name": { "familyName": "B" } }), None, json!({}));
        check(
            "emails[type eq \"work\"].value",
            json!({ "emails": [{ "type": "home", "value": "h" }] }),
            Some(json!("w")),
            json!({ "emails": [{ "type": "home", "value": "h" }, { "type": "work", "value": "w" }] }),
        );
        check(
            "emails[type eq \"work\"].value",
            json!({ "emails": [{ "type": "work", "value": "w" }] }),
            None,
            json!({}),
        );
        check(
            "emails[type eq \"work\"]",
            json!({ "emails": [{ "type": "work", "value": "w" }] }),
            None,
            json!({}),
        );
        check(
            &format!("{urn}:department"),
            json!({}),
            Some(json!("D")),
            json!({ urn: { "department": "D" } }),
        );
        let manager = json!({ urn: { "manager": { "value": "1" } } });
        check(&format!("{urn}:manager.value"), json!({}), Some(json!("1")), manager);
    }
}
