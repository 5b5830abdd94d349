//! PUT of a resource: RFC 7644 §3.5.1, or only of the attributes in it.

use serde_json::{Map, Value, json};

use crate::scim::patch::apply::Applier;
use crate::scim::patch::body::{attributes_of_body, check_required, operations_of_body, schemas_of_body};
use crate::scim::patch::definition::attributes_with_extension;
use crate::scim::patch::document::{key_of, member_mut};
use crate::scim::patch::operation::Operation;
use crate::scim::patch::reader::RequestReader;
use crate::scim::patch::same::same_value;
use crate::scim::patch::update::RequestKind;
use crate::scim::patch::value::is_unassigned;
use crate::scim::resource::get_without_case;
use crate::scim::{
    AttributeDefinition, AttributeType, Mutability, PutSemantics, Repair, Resource, ScimError, ScimType,
    UpdateRules, Updated,
};

/// Applies the body of a PUT request. What only the service provider sets stays as it is stored; a
/// password is never given back.
pub fn put_resource(
    stored: &Resource,
    body: &Value,
    semantics: PutSemantics,
    rules: &UpdateRules<'_>,
) -> Updated {
    let mut repairs = Vec::new();
    let put = Put { stored, rules, semantics };
    let outcome = put.apply(body, &mut repairs);
    Updated { outcome, repairs }
}

struct Put<'a> {
    stored: &'a Resource,
    rules: &'a UpdateRules<'a>,
    semantics: PutSemantics,
}

impl Put<'_> {
    fn apply(&self, body: &Value, repairs: &mut Vec<Repair>) -> Result<Resource, ScimError> {
        let resource_type = self.stored.resource_type;
        let attributes = attributes_of_body(body, resource_type, self.rules)?;
        let mut base = self.base();
        if get_without_case(&base.attributes, "schemas").is_none() && self.semantics == PutSemantics::Whole {
            let schemas = schemas_of_body(attributes, resource_type, self.rules, repairs);
            base.attributes.insert("schemas".to_owned(), schemas);
        }
        let attributes = self.without_echoes(attributes, &mut base, repairs);
        let mut reader = RequestReader::new(self.stored, self.rules, RequestKind::Put);
        let operations = operations_of_body(&mut reader, attributes);
        repairs.append(&mut reader.repairs);
        let mut applier = Applier::new(base, self.rules, RequestKind::Put);
        let result = operations?.into_iter().try_for_each(|operation| applier.apply(self.emptied(operation)));
        repairs.append(&mut applier.repairs);
        result?;
        let mut resource = applier.document.resource;
        if self.semantics == PutSemantics::Whole {
            self.settle_mutability(&mut resource)?;
        }
        check_required(&resource, self.rules)?;
        resource.attributes = in_order_of(&self.stored.attributes, resource.attributes);
        Ok(resource)
    }

    /// What the body is put on: everything, or what a client cannot take away.
    fn base(&self) -> Resource {
        let mut base = self.stored.clone();
        if self.semantics == PutSemantics::Whole {
            base.attributes.retain(|name, _| {
                let known = self.rules.schemas.attribute(self.stored.resource_type, name);
                name.eq_ignore_ascii_case("schemas") || known.is_some_and(is_out_of_reach)
            });
            self.unlist_extensions(&mut base);
        }
        base
    }

    /// The extensions went with their attributes; those that come back are listed again.
    fn unlist_extensions(&self, base: &mut Resource) {
        let held = &self.stored.attributes;
        if let Some(Value::Array(listed)) = member_mut(&mut base.attributes, "schemas") {
            listed.retain(|urn| urn.as_str().is_none_or(|urn| key_of(held, urn).is_none()));
        }
    }

    /// Q15: the body without the attributes that nobody knows and that are stored just so.
    fn without_echoes(
        &self,
        attributes: &Map<String, Value>,
        base: &mut Resource,
        repairs: &mut Vec<Repair>,
    ) -> Map<String, Value> {
        let mut attributes = attributes.clone();
        if !self.rules.is_tolerant() {
            return attributes;
        }
        attributes.retain(|name, value| {
            let is_known = self.rules.schemas.attribute(self.stored.resource_type, name).is_some();
            let is_echo =
                !is_known && !name.contains([':', '.']) && self.stored.attributes.get(name) == Some(value);
            if is_echo {
                base.attributes.insert(name.clone(), value.clone());
                repairs.push(Repair {
                    quirk: "Q15",
                    path: name.clone(),
                    from: value.clone(),
                    to: Value::Null,
                });
            }
            !is_echo
        });
        attributes
    }

    /// The operation with null for an explicit empty value, where that clears.
    fn emptied<'o>(&self, mut operation: Operation<'o>) -> Operation<'o> {
        if self.semantics == PutSemantics::Supplied {
            if is_empty(&operation.value) {
                operation.value = Value::Null;
            } else if let Value::Object(members) = &mut operation.value {
                members
                    .values_mut()
                    .filter(|member| is_empty(member))
                    .for_each(|member| *member = Value::Null);
            }
        }
        operation
    }

    /// What is immutable stays and must not differ; what the service provider added to a complex
    /// attribute stays with it.
    fn settle_mutability(&self, resource: &mut Resource) -> Result<(), ScimError> {
        let known = attributes_with_extension(self.rules.schemas, self.stored.resource_type);
        for (extension, definition) in known {
            let Some(stored) = value_at(self.stored, extension, &definition.name) else {
                continue;
            };
            let now = value_at(resource, extension, &definition.name).cloned();
            let settled = settled(definition, stored, now.as_ref())?;
            if let Some(settled) = settled {
                set_at(resource, extension, &definition.name, settled);
            }
        }
        Ok(())
    }
}

/// The value that takes the place of the one that was sent; `None` when that is right.
fn settled(
    definition: &AttributeDefinition,
    stored: &Value,
    now: Option<&Value>,
) -> Result<Option<Value>, ScimError> {
    let differs = || {
        let detail = format!("“{}” cannot be changed once it is set", definition.name);
        ScimError::new(ScimType::Mutability, detail)
    };
    if definition.mutability == Mutability::Immutable {
        return match now {
            None => Ok(Some(stored.clone())),
            Some(now) if same_value(definition, stored, now) => Ok(None),
            Some(_) => Err(differs()),
        };
    }
    if definition.type_ != AttributeType::Complex || definition.multi_valued {
        return Ok(None);
    }
    let (Some(Value::Object(now)), Value::Object(stored)) = (now, stored) else {
        return Ok(None);
    };
    let mut kept = now.clone();
    for sub in &definition.sub_attributes {
        let Some(value) = get_without_case(stored, &sub.name) else {
            continue;
        };
        match (sub.mutability, get_without_case(now, &sub.name)) {
            (Mutability::Immutable, Some(now)) if !same_value(sub, value, now) => return Err(differs()),
            (Mutability::Immutable | Mutability::ReadOnly, None) => {
                kept.insert(sub.name.clone(), value.clone());
            }
            _ => {}
        }
    }
    let (kept, stored) = (Value::Object(kept), Value::Object(stored.clone()));
    Ok(same_value(definition, &kept, &stored).then_some(stored))
}

fn value_at<'r>(resource: &'r Resource, extension: Option<&str>, name: &str) -> Option<&'r Value> {
    let members = match extension {
        None => &resource.attributes,
        Some(urn) => get_without_case(&resource.attributes, urn)?.as_object()?,
    };
    get_without_case(members, name).filter(|value| !is_unassigned(value))
}

fn set_at(resource: &mut Resource, extension: Option<&str>, name: &str, value: Value) {
    let members = match extension {
        None => Some(&mut resource.attributes),
        Some(urn) => {
            if key_of(&resource.attributes, urn).is_none() {
                resource.attributes.insert(urn.to_owned(), json!({}));
            }
            member_mut(&mut resource.attributes, urn).and_then(Value::as_object_mut)
        }
    };
    if let Some(members) = members {
        let key = key_of(members, name).unwrap_or_else(|| name.to_owned());
        members.insert(key, value);
    }
}

/// The members in the order and spelling in which they stood before; new ones follow.
fn in_order_of(before: &Map<String, Value>, mut now: Map<String, Value>) -> Map<String, Value> {
    let mut ordered = Map::new();
    for (name, before) in before {
        let Some(key) = key_of(&now, name) else {
            continue;
        };
        let value = match (before, now.shift_remove(&key).unwrap_or_default()) {
            (Value::Object(before), Value::Object(now)) if name.contains(':') => {
                Value::Object(in_order_of(before, now))
            }
            (_, value) => value,
        };
        ordered.insert(name.clone(), value);
    }
    ordered.extend(now);
    ordered
}

fn is_out_of_reach(attribute: &AttributeDefinition) -> bool {
    matches!(attribute.mutability, Mutability::ReadOnly | Mutability::WriteOnly)
}

/// `""`, null, `[]` or `{}`.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}
