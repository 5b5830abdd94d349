//! What the clients `entra-default`, `entra-flag` and `entra-legacy` send.
//!
//! The spelling of PATCH operations is not here, it does not reach a resource; nor are the repairs
//! of names and URNs, which are in `entra_names`.

use serde_json::{Map, Value, json};

use crate::scim::payload::ADSCIM_PREFIX;
use crate::scim::quirks::jumpcloud::drop_null_members;
use crate::scim::quirks::{Handling, Quirk, Subject};
use crate::scim::{AttributeType, SchemaUrn};

const SOURCE: &str = "learn.microsoft.com/entra/identity/app-provisioning";

/// Booleans as text: `{"active": "True"}` → `{"active": true}`.
pub(super) const Q02: Quirk = Quirk {
    id: "Q02",
    title: "A boolean as text",
    client: "Entra ID",
    bad: r#"{"active": "True", "roles": [{"value": "Admin", "primary": "false"}]}"#,
    good: r#"{"active": true, "roles": [{"value": "Admin", "primary": false}]}"#,
    handling: Handling::Repaired,
    source: SOURCE,
};

/// Full attribute names beside the extension: `{"urn:…:User:department": "IT"}` →
/// `{"urn:…:User": {"department": "IT"}}`.
pub(super) const Q04: Quirk = Quirk {
    id: "Q04",
    title: "An extension attribute outside its extension",
    client: "Entra ID",
    bad: r#"{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department": "IT"}"#,
    good: r#"{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "IT"}}"#,
    handling: Handling::Repaired,
    source: "SCIM-SDK issue 193",
};

/// The manager as an id: `{"manager": "7103"}` → `{"manager": {"value": "7103"}}`; `""` means none.
pub(super) const Q07: Quirk = Quirk {
    id: "Q07",
    title: "The manager as a text or a list",
    client: "Entra ID",
    bad: r#"{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"manager": "7103"}}"#,
    good: r#"{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
        {"manager": {"value": "7103"}}}"#,
    handling: Handling::Repaired,
    source: SOURCE,
};

/// A role as JSON in a text: `[{"value": "{\"value\":\"Admin\"}"}]` → `[{"value": "Admin"}]`.
pub(super) const Q08: Quirk = Quirk {
    id: "Q08",
    title: "A role as JSON in a text",
    client: "Entra ID",
    bad: r#"{"roles": [{"value": "{\"id\":\"r1\",\"value\":\"Admin\",\"displayName\":\"Administrator\"}"}]}"#,
    good: r#"{"roles": [{"id": "r1", "value": "Admin", "display": "Administrator"}]}"#,
    handling: Handling::Repaired,
    source: SOURCE,
};

/// An extension that `schemas` does not list: its URN is added.
pub(super) const Q09: Quirk = Quirk {
    id: "Q09",
    title: "A URN is missing in “schemas”",
    client: "Entra ID",
    bad: r#"{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "urn:ietf:params:scim:schemas:extension:Contoso:2.0:User": {"badge": "B7"}}"#,
    good: r#"{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User",
        "urn:ietf:params:scim:schemas:extension:Contoso:2.0:User"],
        "urn:ietf:params:scim:schemas:extension:Contoso:2.0:User": {"badge": "B7"}}"#,
    handling: Handling::Repaired,
    source: "azure-docs issue 65648",
};

/// A URN with a slip: `…:enterprise:2.0User`, or `.` before the attribute → `…:2.0:User:…`.
pub(super) const Q10: Quirk = Quirk {
    id: "Q10",
    title: "A slip in a URN",
    client: "Entra ID, older",
    bad: r#"{"userName": "ada@contoso.example",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0User": {"department": "IT"}}"#,
    good: r#"{"userName": "ada@contoso.example",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "IT"}}"#,
    handling: Handling::Repaired,
    source: SOURCE,
};

/// A schema of the directory beside that of groups: it is left out.
pub(super) const Q11: Quirk = Quirk {
    id: "Q11",
    title: "A schema of the directory is listed",
    client: "Entra ID",
    bad: r#"{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group",
        "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
        "displayName": "Sales"}"#,
    good: r#"{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "Sales"}"#,
    handling: Handling::Repaired,
    source: SOURCE,
};

/// Members with an empty reference: `{"$ref": null, "value": "7103"}` → `{"value": "7103"}`.
pub(super) const Q12: Quirk = Quirk {
    id: "Q12",
    title: "A reference that is null",
    client: "Entra ID",
    bad: r#"{"displayName": "Sales", "members": [{"$ref": null, "value": "7103"}]}"#,
    good: r#"{"displayName": "Sales", "members": [{"value": "7103"}]}"#,
    handling: Handling::Repaired,
    source: SOURCE,
};

/// The formatted work address is by default the name of the office; nothing is changed.
pub(super) const Q13: Quirk = Quirk {
    id: "Q13",
    title: "The formatted work address is an office name",
    client: "Entra ID",
    bad: r#"{"addresses": [{"type": "work", "formatted": "HQ-3F", "locality": "Cardiff"}]}"#,
    good: r#"{"addresses": [{"type": "work", "formatted": "HQ-3F", "locality": "Cardiff"}]}"#,
    handling: Handling::Kept,
    source: SOURCE,
};

/// Q02, only where the schema says boolean.
pub(super) fn read_booleans(subject: &mut Subject<'_>) {
    subject.rewrite_values("Q02", |described, value| {
        if described.definition().type_ != AttributeType::Boolean {
            return None;
        }
        match value.as_str()?.to_ascii_lowercase().as_str() {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            _ => None,
        }
    });
}

/// Q07.
pub(super) fn shape_manager(subject: &mut Subject<'_>) {
    let Subject { attributes, repairs, .. } = subject;
    let extension = attributes.get_mut(SchemaUrn::ENTERPRISE_USER).and_then(Value::as_object_mut);
    let Some(extension) = extension else {
        return;
    };
    let Some(shaped) = extension.get("manager").and_then(shaped_manager) else {
        return;
    };
    let path = format!("{}:manager", SchemaUrn::ENTERPRISE_USER);
    let old = if shaped.is_null() {
        extension.shift_remove("manager")
    } else {
        extension.insert("manager".to_owned(), shaped.clone())
    };
    repairs.note("Q07", path, old.unwrap_or_default(), shaped);
}

/// What is meant by a manager in another shape: null for none; `None` when nothing is to be done.
fn shaped_manager(manager: &Value) -> Option<Value> {
    match manager {
        Value::String(id) if id.trim().is_empty() => Some(Value::Null),
        Value::String(id) => Some(json!({ "value": id })),
        Value::Number(id) => Some(json!({ "value": id.to_string() })),
        Value::Array(entries) => match entries.as_slice() {
            [] => Some(Value::Null),
            [entry @ Value::Object(_)] => Some(entry.clone()),
            [entry] => shaped_manager(entry),
            _ => None,
        },
        _ => None,
    }
}

/// Q08.
pub(super) fn parse_roles(subject: &mut Subject<'_>) {
    let Subject { attributes, repairs, .. } = subject;
    match attributes.get_mut("roles") {
        Some(Value::Array(roles)) => {
            for (index, role) in roles.iter_mut().enumerate() {
                if let Some(parsed) = parsed_role(role) {
                    let old = std::mem::replace(role, parsed);
                    repairs.note("Q08", format!("roles[{index}]"), old, role.clone());
                }
            }
        }
        Some(role) => {
            if let Some(parsed) = parsed_role(role) {
                let old = std::mem::replace(role, json!([parsed]));
                repairs.note("Q08", "roles", old, role.clone());
            }
        }
        None => {}
    }
}

/// The role whose text, or whose `value`, is a JSON object. What stands beside `value` stays.
fn parsed_role(role: &Value) -> Option<Value> {
    let (text, beside) = match role {
        Value::String(text) => (text.as_str(), None),
        Value::Object(entry) => (entry.get("value")?.as_str()?, Some(entry)),
        _ => return None,
    };
    if !text.trim_start().starts_with('{') {
        return None;
    }
    let parsed: Map<String, Value> = serde_json::from_str(text).ok()?;
    let mut role = Map::new();
    for (name, value) in parsed {
        let name = if name == "displayName" { "display".to_owned() } else { name };
        role.insert(name, value);
    }
    for (name, value) in beside.into_iter().flatten().filter(|(name, _)| *name != "value") {
        role.insert(name.clone(), value.clone());
    }
    Some(Value::Object(role))
}

/// Q11.
pub(super) fn drop_directory_schema(subject: &mut Subject<'_>) {
    let Subject { attributes, repairs, .. } = subject;
    let Some(listed) = attributes.get_mut("schemas").and_then(Value::as_array_mut) else {
        return;
    };
    let mut index = 0;
    listed.retain(|urn| {
        let is_directory = urn
            .as_str()
            .and_then(|urn| urn.get(..ADSCIM_PREFIX.len()))
            .is_some_and(|head| head.eq_ignore_ascii_case(ADSCIM_PREFIX));
        if is_directory {
            repairs.note("Q11", format!("schemas[{index}]"), urn.clone(), Value::Null);
        }
        index += 1;
        !is_directory
    });
}

/// Q12.
pub(super) fn drop_null_references(subject: &mut Subject<'_>) {
    let Subject { attributes, repairs, .. } = subject;
    let quirk_of = |name: &str| name.eq_ignore_ascii_case("$ref").then_some("Q12");
    drop_null_members(attributes, "", &quirk_of, repairs);
}
