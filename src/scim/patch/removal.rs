//! Reading a `remove` operation, RFC 7644 §3.5.2.2, also with the values to remove in its value.

use serde_json::Value;

use crate::scim::patch::operation::{Operation, Origin, Verb};
use crate::scim::patch::reader::{RequestReader, is_read_only, read_only};
use crate::scim::patch::repair_value::repair_value;
use crate::scim::patch::request::WrittenOperation;
use crate::scim::patch::target::{AttributeTarget, Target};
use crate::scim::{AttributePath, CompareOperator, Filter, Repair, ScimError, ScimType};

/// Adds the removal of a target.
///
/// # Errors
/// `noTarget` without a path, `invalidPath` for the resource as a whole, `mutability` for what is
/// read-only, `invalidValue` for a value that is not understood.
pub(super) fn read_removal<'a>(
    reader: &mut RequestReader<'a>,
    written: &WrittenOperation<'_>,
    target: Target<'a>,
    operations: &mut Vec<Operation<'a>>,
) -> Result<(), ScimError> {
    let mut removal = Operation {
        number: written.number,
        verb: Verb::Remove,
        target,
        value: Value::Null,
        origin: Origin::Path,
    };
    match &removal.target {
        Target::Resource => return Err(no_attribute(written)),
        Target::Extension(_) => {}
        Target::Attribute(target) if is_read_only(target) => return Err(read_only(target)),
        Target::Attribute(target) => {
            if let Some(value) = written.value.filter(|value| !value.is_null()) {
                removal.value = read_values(reader, written.number, target, value)?;
            }
            // An empty list chooses nothing to remove.
            if removal.value.as_array().is_some_and(Vec::is_empty) {
                return Ok(());
            }
        }
    }
    operations.push(removal);
    Ok(())
}

/// The filter that chooses the values of a `remove` in canonical form.
pub(super) fn filter_of_values(values: &[Value]) -> Option<Filter> {
    let mut choices: Vec<Filter> = values.iter().filter_map(filter_of_value).collect();
    match choices.len() {
        0 => None,
        1 => choices.pop(),
        _ => Some(Filter::Or(choices)),
    }
}

fn filter_of_value(value: &Value) -> Option<Filter> {
    let eq = |name: &str, value: &Value| Filter::Compare {
        path: AttributePath { urn: None, name: name.to_owned(), filter: None, sub: None },
        operator: CompareOperator::Eq,
        value: value.clone(),
    };
    let Value::Object(members) = value else {
        return Some(eq("value", value));
    };
    if let Some(value) = members.get("value") {
        return Some(eq("value", value));
    }
    let mut terms: Vec<Filter> = members.iter().map(|(name, value)| eq(name, value)).collect();
    if terms.len() > 1 { Some(Filter::And(terms)) } else { terms.pop() }
}

fn no_attribute(written: &WrittenOperation<'_>) -> ScimError {
    if written.path.is_none() && !written.has_empty_path {
        return ScimError::new(ScimType::NoTarget, "“remove” needs a path to what is to be removed");
    }
    ScimError::new(ScimType::InvalidPath, "a resource as a whole cannot be removed by PATCH")
}

/// Q06: the values to remove, as a list. Null when the value of the operation says nothing: that of a
/// single-valued attribute, or beside a filter, which strict SCIM refuses.
fn read_values(
    reader: &mut RequestReader<'_>,
    number: usize,
    target: &AttributeTarget<'_>,
    value: &Value,
) -> Result<Value, ScimError> {
    let is_list = target.definition.map_or(value.is_array(), |known| known.multi_valued);
    let chooses = is_list && target.filter.is_none() && target.sub.is_none();
    if !chooses && reader.rules.is_tolerant() {
        return Ok(Value::Null);
    }
    if !chooses || !reader.rules.understands("Q06") {
        let detail =
            format!("“remove” takes no value; choose values by a filter, as in {target}[value eq \"…\"]");
        return Err(ScimError::new(ScimType::InvalidValue, detail));
    }
    let repaired = repair_value(target, value.clone(), &reader.scope, &mut reader.repairs);
    let values = match repaired {
        Value::Array(values) => values,
        single => vec![single],
    };
    if values.iter().any(|value| filter_of_value(value).is_none() || value.is_array() || value.is_null()) {
        let detail = format!("{value} does not tell which values of “{target}” are to be removed");
        return Err(ScimError::new(ScimType::InvalidValue, detail));
    }
    let to =
        filter_of_values(&values).map_or(Value::Null, |filter| Value::from(format!("{target}[{filter}]")));
    let path = format!("Operations[{}].value", number - 1);
    reader.repairs.push(Repair { quirk: "Q06", path, from: value.clone(), to });
    Ok(Value::Array(values))
}
