//! Operations that follow each other and name members one by one, taken together.
//!
//! What comes of them is the same; a large group is gone through once.

use serde_json::Value;

use crate::scim::patch::operation::{Operation, Verb};
use crate::scim::patch::target::{AttributeTarget, Target};
use crate::scim::resource::get_without_case;
use crate::scim::{AttributeType, Filter, Mutability};

/// The operations with runs of such ones joined; `None` when there are none.
pub(super) fn joined<'a>(operations: &[Operation<'a>]) -> Option<Vec<Operation<'a>>> {
    let has_run = operations.windows(2).any(|pair| matches!(pair, [one, other] if continues(one, other)));
    if !has_run {
        return None;
    }
    let mut joined: Vec<Operation<'a>> = Vec::new();
    let mut run: Vec<&Operation<'a>> = Vec::new();
    for operation in operations {
        if run.last().is_some_and(|last| !continues(last, operation)) {
            joined.extend(as_one(&run));
            run.clear();
        }
        run.push(operation);
    }
    joined.extend(as_one(&run));
    Some(joined)
}

fn as_one<'a>(run: &[&Operation<'a>]) -> Option<Operation<'a>> {
    let (first, others) = run.split_first()?;
    let mut one = (*first).clone();
    if others.is_empty() {
        return Some(one);
    }
    match (first.verb, &mut one.target) {
        (Verb::Remove, Target::Attribute(target)) => {
            let filters =
                run.iter().filter_map(|operation| removed(operation)).flat_map(|(_, filter)| terms(filter));
            target.filter = Some(Box::new(Filter::Or(filters.collect())));
        }
        _ => one.value = Value::Array(run.iter().flat_map(|operation| elements(&operation.value)).collect()),
    }
    Some(one)
}

/// Whether the second does nothing else than the first, to other values of the same attribute.
fn continues(one: &Operation<'_>, other: &Operation<'_>) -> bool {
    let of = |operation| removed(operation).map(|(target, _)| target);
    let both = of(one).zip(of(other)).or_else(|| added(one).zip(added(other)));
    both.is_some_and(|(one, other)| one.extension == other.extension && one.name == other.name)
}

/// Values chosen by their `value` that are taken away.
fn removed<'o>(operation: &'o Operation<'_>) -> Option<(&'o AttributeTarget<'o>, &'o Filter)> {
    let target = list(operation).filter(|_| operation.verb == Verb::Remove && operation.value.is_null())?;
    let filter = target.filter.as_deref()?;
    filter.wanted_values()?;
    Some((target, filter))
}

/// Values that are added, and of which none says that it is primary: the last that does counts.
fn added<'o>(operation: &'o Operation<'_>) -> Option<&'o AttributeTarget<'o>> {
    let target = list(operation).filter(|target| operation.verb == Verb::Add && target.filter.is_none())?;
    let is_plain = |element: &Value| {
        element.as_object().is_some_and(|element| get_without_case(element, "primary").is_none())
    };
    let is_added = match &operation.value {
        Value::Array(elements) => elements.iter().all(is_plain),
        single => is_plain(single),
    };
    is_added.then_some(target)
}

/// A list of the schema that can be changed freely.
fn list<'o>(operation: &'o Operation<'_>) -> Option<&'o AttributeTarget<'o>> {
    let Target::Attribute(target) = &operation.target else { return None };
    let definition = target.definition.filter(|_| target.sub.is_none())?;
    let is_free = definition.multi_valued
        && definition.type_ == AttributeType::Complex
        && definition.mutability == Mutability::ReadWrite
        && !definition.required;
    is_free.then_some(target)
}

fn terms(filter: &Filter) -> Vec<Filter> {
    match filter {
        Filter::Or(terms) => terms.clone(),
        term => vec![term.clone()],
    }
}

fn elements(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(elements) => elements.clone(),
        single => vec![single.clone()],
    }
}
