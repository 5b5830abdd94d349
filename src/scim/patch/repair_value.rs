//! Repairing the value of an operation, by the repairs that resources get.
//!
//! A small resource is made of the value, with the attribute of the target in it; what the repairs
//! make of it is taken out again. Null stays, since in a request it means something.

use serde_json::{Map, Value, json};

use crate::scim::patch::target::{AttributeTarget, Scope};
use crate::scim::quirks::{REQUEST_REPAIRS, Subject};
use crate::scim::{AttributeType, Repair, Resource};

/// The value with known deviations repaired; the repairs are added.
pub(super) fn repair_value(
    target: &AttributeTarget<'_>,
    value: Value,
    scope: &Scope<'_>,
    repairs: &mut Vec<Repair>,
) -> Value {
    let value = drop_empty_text(target, value, repairs);
    if value.is_null() {
        return value;
    }
    let value = take_only_element(target, value, repairs);
    let wrapping = Wrapping::of(target);
    let attribute = wrapping.wrap(target, value);
    let attributes = match &target.extension {
        Some(urn) => json!({ urn.as_str(): { target.name.as_str(): attribute } }),
        None => json!({ target.name.as_str(): attribute }),
    };
    let attributes = match attributes {
        Value::Object(attributes) => attributes,
        _ => Map::new(),
    };
    let resource = Resource { resource_type: scope.resource_type, attributes };
    let mut subject = Subject::new(resource, scope.schemas);
    for repair in REQUEST_REPAIRS {
        repair(&mut subject);
    }
    let (mut repaired, mut found) = subject.finish();
    if target.filter.is_some() || target.sub.is_some() {
        for repair in &mut found {
            repair.path = target.to_string();
        }
    }
    repairs.append(&mut found);
    let attribute = match &target.extension {
        Some(urn) => repaired.attributes.get_mut(urn).and_then(|extension| extension.get_mut(&target.name)),
        None => repaired.attributes.get_mut(&target.name),
    };
    // A repair that takes the attribute out says that it has no value.
    wrapping.unwrap(target, attribute.map(std::mem::take).unwrap_or_default())
}

/// In which places the value stands inside of its attribute.
struct Wrapping {
    in_list: bool,
    in_object: bool,
}

impl Wrapping {
    fn of(target: &AttributeTarget<'_>) -> Self {
        let is_multi_valued = target.definition.is_some_and(|known| known.multi_valued);
        let names_part = target.filter.is_some() || target.sub.is_some();
        Self { in_list: is_multi_valued && names_part, in_object: target.sub.is_some() }
    }

    fn wrap(&self, target: &AttributeTarget<'_>, value: Value) -> Value {
        let value = match &target.sub {
            Some(sub) if self.in_object => json!({ sub.name.as_str(): value }),
            _ => value,
        };
        if self.in_list { json!([value]) } else { value }
    }

    fn unwrap(&self, target: &AttributeTarget<'_>, mut attribute: Value) -> Value {
        if self.in_list {
            attribute = attribute.get_mut(0).map(Value::take).unwrap_or_default();
        }
        match &target.sub {
            Some(sub) if self.in_object => attribute.get_mut(&sub.name).map(Value::take).unwrap_or_default(),
            _ => attribute,
        }
    }
}

/// Q19: an empty text where no text can stand means no value.
fn drop_empty_text(target: &AttributeTarget<'_>, value: Value, repairs: &mut Vec<Repair>) -> Value {
    let definition = match &target.sub {
        Some(sub) => sub.definition,
        None => target.definition,
    };
    let takes_text = definition.is_none_or(|known| {
        matches!(known.type_, AttributeType::String | AttributeType::Reference | AttributeType::Binary)
            && !known.multi_valued
    });
    let is_manager = definition.is_some_and(|known| known.name == "manager");
    let is_empty = value.as_str().is_some_and(|text| text.trim().is_empty());
    if takes_text || is_manager || !is_empty {
        return value;
    }
    repairs.push(Repair { quirk: "Q19", path: target.to_string(), from: value, to: Value::Null });
    Value::Null
}

/// Q22: a list of one where a filter chooses single values.
fn take_only_element(target: &AttributeTarget<'_>, mut value: Value, repairs: &mut Vec<Repair>) -> Value {
    let is_one_of_list = target.filter.is_some() && target.sub.is_none();
    match &mut value {
        Value::Array(elements) if is_one_of_list && elements.len() == 1 => {
            let element = elements.pop().unwrap_or_default();
            let from = json!([element]);
            repairs.push(Repair { quirk: "Q22", path: target.to_string(), from, to: element.clone() });
            element
        }
        _ => value,
    }
}
