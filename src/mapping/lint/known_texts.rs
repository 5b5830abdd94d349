//! What samples and records show to belong to the account: mail domains, names.

use serde_json::{Map, Value};

use crate::scim::{Resource, SchemaUrn};
use crate::script::KnownTexts;

/// How deep attributes are looked at.
const MOST_LEVELS: usize = 4;

/// Adds what a resource shows: the domains of its addresses, and the organization that it names.
pub fn add_resource(known: &mut KnownTexts, resource: &Resource) {
    add_addresses(known, &resource.attributes, MOST_LEVELS);
    let extension =
        resource.attributes.iter().find(|(name, _)| name.eq_ignore_ascii_case(SchemaUrn::ENTERPRISE_USER));
    let organization = extension.and_then(|(_, members)| members.get("organization"));
    if let Some(name) = organization.and_then(Value::as_str) {
        known.add_name("The name of an organization", name);
    }
}

/// Adds the domains of the addresses in an object.
pub fn add_addresses(known: &mut KnownTexts, members: &Map<String, Value>, levels: usize) {
    for value in members.values() {
        add_value(known, value, levels);
    }
}

fn add_value(known: &mut KnownTexts, value: &Value, levels: usize) {
    match value {
        Value::String(text) => known.add_address(text),
        Value::Object(members) if levels > 0 => add_addresses(known, members, levels - 1),
        Value::Array(items) if levels > 0 => {
            for item in items {
                add_value(known, item, levels - 1);
            }
        }
        _ => {}
    }
}
