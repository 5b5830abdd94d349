//! The envelope of a PATCH request: RFC 7644 §3.5.2, before any path is looked up.
//!
//! Names of members count without case (RFC 7643 §2.1), `op` too; both are reported.

use serde_json::{Map, Value, json};

use crate::scim::patch::operation::Verb;
use crate::scim::resource::get_without_case;
use crate::scim::{Repair, SchemaUrn, ScimError, ScimType};

/// An operation as it was written.
#[derive(Debug)]
pub(super) struct WrittenOperation<'a> {
    /// Its position, from 1.
    pub number: usize,
    pub verb: Verb,
    /// `None` when it is absent, null or empty text.
    pub path: Option<&'a str>,
    /// The path was given as empty text.
    pub has_empty_path: bool,
    /// `None` when it is absent; null is a value.
    pub value: Option<&'a Value>,
}

/// The operations of a request, in their order.
///
/// # Errors
/// `invalidSyntax` for another structure, `invalidValue` where something required is missing or no
/// operation, `invalidPath` for a path that is no text.
pub(super) fn read_request<'a>(
    body: &'a Value,
    repairs: &mut Vec<Repair>,
) -> Result<Vec<WrittenOperation<'a>>, ScimError> {
    let Value::Object(request) = body else {
        return Err(syntax("a PATCH request is an object with “schemas” and “Operations”"));
    };
    check_schemas(request)?;
    note_spelling(request, "Operations", "", repairs);
    let operations = match get_without_case(request, "Operations") {
        Some(Value::Array(operations)) if !operations.is_empty() => operations,
        Some(Value::Array(_)) => {
            return Err(value("“Operations” is empty; at least one operation is needed"));
        }
        None | Some(Value::Null) => return Err(value("“Operations” is missing")),
        Some(_) => return Err(syntax("“Operations” is no list")),
    };
    operations.iter().zip(1..).map(|(operation, number)| read_operation(operation, number, repairs)).collect()
}

/// The message's URN must be listed; a request without `schemas` is understood.
fn check_schemas(request: &Map<String, Value>) -> Result<(), ScimError> {
    let is_patch =
        |urn: &Value| urn.as_str().is_some_and(|urn| urn.eq_ignore_ascii_case(SchemaUrn::PATCH_OP));
    let lists_patch = match get_without_case(request, "schemas") {
        None | Some(Value::Null) => true,
        Some(Value::Array(urns)) => urns.iter().any(is_patch),
        Some(urn) => is_patch(urn),
    };
    if lists_patch {
        return Ok(());
    }
    Err(syntax(&format!("“schemas” does not list {}", SchemaUrn::PATCH_OP)))
}

fn read_operation<'a>(
    operation: &'a Value,
    number: usize,
    repairs: &mut Vec<Repair>,
) -> Result<WrittenOperation<'a>, ScimError> {
    let Value::Object(members) = operation else {
        return Err(syntax(&format!("operation {number} is no object")));
    };
    let place = format!("Operations[{}].", number - 1);
    for name in ["op", "path", "value"] {
        note_spelling(members, name, &place, repairs);
    }
    let verb = read_verb(members, number, repairs)?;
    let path = match get_without_case(members, "path") {
        None | Some(Value::Null) => None,
        Some(Value::String(path)) => Some(path.trim()),
        Some(other) => {
            let detail = format!("operation {number}: “path” is {other}, not a text");
            return Err(ScimError::new(ScimType::InvalidPath, detail));
        }
    };
    let has_empty_path = path == Some("");
    let path = path.filter(|path| !path.is_empty());
    Ok(WrittenOperation { number, verb, path, has_empty_path, value: get_without_case(members, "value") })
}

fn read_verb(
    members: &Map<String, Value>,
    number: usize,
    repairs: &mut Vec<Repair>,
) -> Result<Verb, ScimError> {
    let op = match get_without_case(members, "op") {
        None | Some(Value::Null) => return Err(value(&format!("operation {number} has no “op”"))),
        Some(op) => op,
    };
    let known = op.as_str().and_then(|op| {
        let is = |verb: &Verb| verb.word().eq_ignore_ascii_case(op.trim());
        Verb::ALL.into_iter().find(is)
    });
    let Some(verb) = known else {
        let detail = format!("operation {number}: “op” is {op}; there is add, remove and replace");
        return Err(value(&detail));
    };
    if op != verb.word() {
        let path = format!("Operations[{}].op", number - 1);
        repairs.push(Repair { quirk: "Q01", path, from: op.clone(), to: json!(verb.word()) });
    }
    Ok(verb)
}

/// Notes that a member is there in another spelling alone.
fn note_spelling(object: &Map<String, Value>, name: &str, place: &str, repairs: &mut Vec<Repair>) {
    if object.contains_key(name) {
        return;
    }
    if let Some(other) = object.keys().rev().find(|key| key.eq_ignore_ascii_case(name)) {
        let path = format!("{place}{other}");
        repairs.push(Repair { quirk: "Q29", path, from: json!(other), to: json!(name) });
    }
}

fn syntax(detail: &str) -> ScimError {
    ScimError::new(ScimType::InvalidSyntax, detail)
}

fn value(detail: &str) -> ScimError {
    ScimError::new(ScimType::InvalidValue, detail)
}
