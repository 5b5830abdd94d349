//! Schemas that do not stand where their attributes belong: the Enterprise extension under another
//! name or without one, the core schema with its URN.
//!
//! Full attribute names with its URN are in `entra_names`.

use serde_json::{Map, Value, json};

use crate::scim::quirks::entra_names::{corrected_name, merge_below};
use crate::scim::quirks::subject::rename_members;
use crate::scim::quirks::{Handling, Quirk, Subject};
use crate::scim::resource::get_without_case;
use crate::scim::{ResourceType, SchemaUrn};

/// Attributes of the Enterprise extension at the top: `{"department": "IT"}` →
/// `{"urn:…:enterprise:2.0:User": {"department": "IT"}}`.
pub(super) const Q34: Quirk = Quirk {
    id: "Q34",
    title: "An Enterprise attribute at the top",
    client: "Entra ID and templates",
    bad: r#"{"userName": "ada@contoso.example", "department": "IT", "manager": "7103"}"#,
    good: r#"{"userName": "ada@contoso.example",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
        {"department": "IT", "manager": {"value": "7103"}}}"#,
    handling: Handling::Repaired,
    source: "learn.microsoft.com, use-scim-to-provision-users-and-groups: the path “manager”",
};

/// The extension under its short name: `{"EnterpriseUser": {"department": "IT"}}` →
/// `{"urn:…:enterprise:2.0:User": {"department": "IT"}}`.
pub(super) const Q41: Quirk = Quirk {
    id: "Q41",
    title: "The Enterprise extension without its URN",
    client: "WSO2 Identity Server",
    bad: r#"{"userName": "ada@contoso.example", "EnterpriseUser": {"department": "IT"}}"#,
    good: r#"{"userName": "ada@contoso.example",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "IT"}}"#,
    handling: Handling::Repaired,
    source: "wso2/product-is issue 3487",
};

/// The core attributes inside their URN: `{"urn:…:core:2.0:User": {"title": "Buyer"}}` →
/// `{"title": "Buyer"}`.
pub(super) const Q42: Quirk = Quirk {
    id: "Q42",
    title: "Core attributes inside the URN of their schema",
    client: "laravel-scim-server, as it is read back",
    bad: r#"{"urn:ietf:params:scim:schemas:core:2.0:User": {"userName": "ada", "title": "Buyer"}}"#,
    good: r#"{"userName": "ada", "title": "Buyer"}"#,
    handling: Handling::Repaired,
    source: "grokability/snipe-it issue 12642",
};

/// Q42, also where the URN has a slip or is an older one. An attribute that stands at the top already
/// stays. The first of all repairs, since what it lifts may need others.
pub(super) fn lift_core_attributes(subject: &mut Subject<'_>) {
    let Subject { attributes, repairs, resource_type, .. } = subject;
    let core = resource_type.core_urn();
    let is_core = |name: &str| {
        name.eq_ignore_ascii_case(core)
            || corrected_name(name, *resource_type).is_some_and(|(_, name)| name.eq_ignore_ascii_case(core))
    };
    while attributes.iter().any(|(name, value)| value.is_object() && is_core(name)) {
        for (name, value) in std::mem::take(attributes) {
            match value {
                Value::Object(inner) if is_core(&name) => {
                    repairs.note("Q42", name, Value::Object(inner.clone()), Value::Null);
                    merge_missing(attributes, inner);
                }
                value => {
                    attributes.insert(name, value);
                }
            }
        }
    }
}

/// Adds members whose name, without case, is not there yet.
fn merge_missing(object: &mut Map<String, Value>, added: Map<String, Value>) {
    for (name, value) in added {
        if !object.keys().any(|known| known.eq_ignore_ascii_case(&name)) {
            object.insert(name, value);
        }
    }
}

/// Q41, for an object alone.
pub(super) fn name_the_extension(subject: &mut Subject<'_>) {
    let Subject { attributes, repairs, resource_type, .. } = subject;
    let short = attributes
        .iter()
        .find(|(name, value)| name.eq_ignore_ascii_case("EnterpriseUser") && value.is_object());
    let Some(short) = short.map(|(name, _)| name.clone()) else {
        return;
    };
    if *resource_type == ResourceType::User {
        let rename = |name: &str| (name == short).then(|| SchemaUrn::ENTERPRISE_USER.to_owned());
        rename_members(attributes, "Q41", rename, str::to_owned, repairs);
    }
}

/// Q34: attributes of the Enterprise extension at the top. What the extension has a value
/// for already stays.
pub(super) fn collect_enterprise_attributes(subject: &mut Subject<'_>) {
    let Subject { attributes, repairs, resource_type, .. } = subject;
    if *resource_type != ResourceType::User {
        return;
    }
    let moved: Vec<_> = attributes
        .iter()
        .filter(|(_, value)| !value.is_null())
        .filter_map(|(old, _)| Some((old.clone(), enterprise_name(old)?)))
        .collect();
    for (old, name) in moved {
        let is_free = match get_without_case(attributes, SchemaUrn::ENTERPRISE_USER) {
            None | Some(Value::Null) => true,
            Some(Value::Object(extension)) => get_without_case(extension, name).is_none_or(is_blank),
            Some(_) => false,
        };
        if !is_free {
            continue;
        }
        if let Some(value) = attributes.shift_remove(&old) {
            let to = Map::from_iter([(SchemaUrn::ENTERPRISE_USER.to_owned(), json!({ name: value }))]);
            let path = format!("{}:{name}", SchemaUrn::ENTERPRISE_USER);
            repairs.note("Q34", path, json!({ old: value }), Value::Object(to.clone()));
            merge_below(attributes, to);
        }
    }
}

/// Null, a blank text, or a list of nothing else.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(elements) => elements.iter().all(is_blank),
        _ => false,
    }
}

/// The attributes of RFC 7643 §4.3, which no core schema has.
const ENTERPRISE: [&str; 6] =
    ["employeeNumber", "costCenter", "organization", "division", "department", "manager"];

fn enterprise_name(name: &str) -> Option<&'static str> {
    ENTERPRISE.into_iter().find(|known| known.eq_ignore_ascii_case(name))
}
