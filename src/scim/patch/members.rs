//! The value of an operation that names no attribute: its members do, as in a resource.
//!
//! A member's name may be an attribute path; Q03 and Q04 tell of those.

use serde_json::{Map, Value, json};

use crate::scim::patch::operation::{Operation, Origin, Verb};
use crate::scim::patch::reader::RequestReader;
use crate::scim::patch::target::Target;
use crate::scim::{AttributePath, Repair, SchemaUrn, ScimError, ScimType, UnknownAttributes};

/// Of which operation, and in which extension, the members are.
#[derive(Clone, Copy)]
pub(super) struct Members<'m> {
    pub verb: Verb,
    /// The number of the operation.
    pub number: usize,
    /// The URN of the extension that the members belong to; `None` for the resource itself.
    pub urn: Option<&'m str>,
}

/// Adds an operation for each member of the value.
///
/// # Errors
/// `invalidValue` for a value that is no object, and for members that no schema has.
pub(super) fn read_members<'a>(
    reader: &mut RequestReader<'a>,
    members: Members<'_>,
    value: &Value,
    operations: &mut Vec<Operation<'a>>,
) -> Result<(), ScimError> {
    let Value::Object(object) = value else {
        let place = members.urn.map_or("without a path".to_owned(), |urn| format!("for “{urn}”"));
        return Err(invalid(format!("the value {place} must be an object of attributes")));
    };
    for (name, value) in object {
        if members.urn.is_none() && name.eq_ignore_ascii_case("schemas") {
            continue;
        }
        read_member(reader, members, (name, value), operations)?;
    }
    Ok(())
}

fn read_member<'a>(
    reader: &mut RequestReader<'a>,
    members: Members<'_>,
    (name, value): (&str, &Value),
    operations: &mut Vec<Operation<'a>>,
) -> Result<(), ScimError> {
    let text = match members.urn {
        Some(urn) => format!("{urn}:{name}"),
        None => reader.corrected(name),
    };
    if members.urn.is_none() && value.is_object() && reader.scope.is_open_extension(&text) {
        return read_members(reader, Members { urn: Some(&text), ..members }, value, operations);
    }
    let Some(path) = path_of_member(reader, members, (name, &text))? else {
        return Ok(());
    };
    let Some(target) = reader.resolve(&path, ScimType::InvalidValue).map_err(as_value_error)? else {
        return Ok(());
    };
    let Members { verb, number, urn } = members;
    match target {
        // An object of the core or of an extension inside of one of them means nothing.
        Target::Resource | Target::Extension(_) if urn.is_some() => {
            Err(invalid(format!("“{name}” cannot stand inside of “{}”", urn.unwrap_or_default())))
        }
        Target::Resource => {
            let core = reader.scope.resource_type.core_urn();
            read_members(reader, Members { urn: Some(core), ..members }, value, operations)
        }
        Target::Extension(urn) if value.is_null() => {
            operations.push(removal(number, Target::Extension(urn)));
            Ok(())
        }
        Target::Extension(urn) => {
            read_members(reader, Members { urn: Some(&urn), ..members }, value, operations)
        }
        Target::Attribute(target) => {
            note_path_as_name(reader, members, name, &target.to_string(), value);
            let verb = reader.meant_verb(verb, &target, (number, value));
            let target = Target::Attribute(target);
            let operation = Operation { number, verb, target, value: value.clone(), origin: Origin::Value };
            reader.add_attribute(operation, operations)
        }
    }
}

fn removal(number: usize, target: Target<'_>) -> Operation<'_> {
    Operation { number, verb: Verb::Remove, target, value: Value::Null, origin: Origin::Value }
}

/// The path that a member's name stands for; `None` when the member is passed over.
fn path_of_member(
    reader: &RequestReader<'_>,
    members: Members<'_>,
    (name, text): (&str, &str),
) -> Result<Option<AttributePath>, ScimError> {
    match AttributePath::parse(text) {
        Ok(path) if path.filter.is_none() || reader.rules.is_tolerant() => Ok(Some(path)),
        Ok(_) => Err(invalid(format!("“{name}” is no attribute; a filter belongs into the path"))),
        Err(error) => match reader.rules.unknown_attributes {
            UnknownAttributes::Dropped => Ok(None),
            UnknownAttributes::Stored => Ok(Some(plain_path(members.urn, name))),
            UnknownAttributes::Rejected => {
                Err(invalid(format!("“{name}” is no attribute: {}", error.detail)))
            }
        },
    }
}

/// The path of a name that is none.
fn plain_path(urn: Option<&str>, name: &str) -> AttributePath {
    AttributePath { urn: urn.map(SchemaUrn::from), name: name.to_owned(), filter: None, sub: None }
}

/// Q03 for a dot or a filter in a name, Q04 for a URN before it.
fn note_path_as_name(
    reader: &mut RequestReader<'_>,
    members: Members<'_>,
    name: &str,
    path: &str,
    value: &Value,
) {
    let has_urn = members.urn.is_none() && name.contains(':') && !name.contains('[');
    let quirk = if has_urn {
        "Q04"
    } else if name.contains(['.', '[']) {
        "Q03"
    } else {
        return;
    };
    let from = Value::Object(Map::from_iter([(name.to_owned(), value.clone())]));
    let to = json!({ "path": path, "value": value });
    reader.repairs.push(Repair { quirk, path: path.to_owned(), from, to });
}

/// What is wrong with the name of a member is wrong with the value.
fn as_value_error(error: ScimError) -> ScimError {
    match error.scim_type {
        Some(ScimType::InvalidPath) => ScimError::new(ScimType::InvalidValue, error.detail),
        _ => error,
    }
}

fn invalid(detail: String) -> ScimError {
    ScimError::new(ScimType::InvalidValue, detail)
}
