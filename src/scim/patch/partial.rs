//! Q33: a PATCH request without operations, a resource with the attributes that are to change.
//!
//! What it does not name stays. The members of a group are added, or removed by
//! `"operation": "delete"`.

use serde_json::{Map, Value};

use crate::scim::patch::members::{Members, read_members};
use crate::scim::patch::operation::{Operation, Verb};
use crate::scim::patch::reader::RequestReader;
use crate::scim::patch::removal::read_removal;
use crate::scim::patch::request::WrittenOperation;
use crate::scim::resource::get_without_case;
use crate::scim::{Repair, ResourceType, SchemaUrn, ScimError, UpdateRules};

/// The attributes of a body that is a partial resource.
pub(super) fn partial_resource<'b>(
    body: &'b Value,
    rules: &UpdateRules<'_>,
) -> Option<&'b Map<String, Value>> {
    let object = body.as_object().filter(|_| rules.is_tolerant())?;
    let lists_patch = match get_without_case(object, "schemas") {
        Some(Value::Array(urns)) => urns.iter().any(is_patch),
        Some(urn) => is_patch(urn),
        None => false,
    };
    let has_attributes = object.keys().any(|name| !name.eq_ignore_ascii_case("schemas"));
    let is_partial = has_attributes && !lists_patch && get_without_case(object, "Operations").is_none();
    is_partial.then_some(object)
}

/// Adds an operation for each attribute; several for the members of a group.
///
/// # Errors
/// As for an operation without a path.
pub(super) fn read_partial<'a>(
    reader: &mut RequestReader<'a>,
    body: &Map<String, Value>,
    operations: &mut Vec<Operation<'a>>,
) -> Result<(), ScimError> {
    let (members, others): (Map<_, _>, Map<_, _>) =
        body.clone().into_iter().partition(|(name, value)| is_list_of_members(reader, name, value));
    let members_value: Vec<Value> = members.into_iter().flat_map(|(_, value)| into_list(value)).collect();
    reader.repairs.push(Repair {
        quirk: "Q33",
        path: "Operations".to_owned(),
        from: Value::Null,
        to: Value::from("an operation for each attribute"),
    });
    let replace = Members { verb: Verb::Replace, number: 1, urn: None };
    read_members(reader, replace, &Value::Object(others), operations)?;
    read_member_changes(reader, members_value, operations)
}

fn is_patch(urn: &Value) -> bool {
    urn.as_str().is_some_and(|urn| urn.eq_ignore_ascii_case(SchemaUrn::PATCH_OP))
}

fn is_list_of_members(reader: &RequestReader<'_>, name: &str, value: &Value) -> bool {
    let is_list = value.as_array().is_some_and(|list| !list.is_empty());
    reader.scope.resource_type == ResourceType::Group && name.eq_ignore_ascii_case("members") && is_list
}

fn into_list(value: Value) -> Vec<Value> {
    match value {
        Value::Array(values) => values,
        single => vec![single],
    }
}

/// Members are added and removed in the order in which they stand.
fn read_member_changes<'a>(
    reader: &mut RequestReader<'a>,
    members: Vec<Value>,
    operations: &mut Vec<Operation<'a>>,
) -> Result<(), ScimError> {
    for member in members {
        let (member, is_removed) = without_operation(member);
        if is_removed {
            remove_member(reader, &member, operations)?;
        } else {
            let add = Members { verb: Verb::Add, number: 1, urn: None };
            let value = Value::Object(Map::from_iter([("members".to_owned(), Value::Array(vec![member]))]));
            read_members(reader, add, &value, operations)?;
        }
    }
    Ok(())
}

/// The member without its `operation`, and whether that removes it.
fn without_operation(member: Value) -> (Value, bool) {
    let Value::Object(mut object) = member else {
        return (member, false);
    };
    let key = object.keys().find(|name| name.eq_ignore_ascii_case("operation")).cloned();
    let operation = key.and_then(|key| object.shift_remove(&key));
    let removes = operation.as_ref().and_then(Value::as_str).is_some_and(|operation| {
        ["delete", "remove"].iter().any(|word| word.eq_ignore_ascii_case(operation))
    });
    (Value::Object(object), removes)
}

fn remove_member<'a>(
    reader: &mut RequestReader<'a>,
    member: &Value,
    operations: &mut Vec<Operation<'a>>,
) -> Result<(), ScimError> {
    let id = member.get("value").unwrap_or(member);
    let path = format!("members[value eq {id}]");
    let Some(target) = reader.resolve_path(&path)? else {
        return Ok(());
    };
    let written = WrittenOperation {
        number: 1,
        verb: Verb::Remove,
        path: Some(&path),
        has_empty_path: false,
        value: None,
    };
    read_removal(reader, &written, target, operations)
}
