//! Holding a filter against a resource or a value.

use serde_json::Value;

use crate::scim::filter::check::check;
use crate::scim::filter::comparison::fulfils;
use crate::scim::filter::operand::{Operand, Scope, elements, operand, part_of, values};
use crate::scim::filter::presence::is_present;
use crate::scim::{
    AttributeDefinition, AttributePath, CompareOperator, Filter, Resource, Schemas, ScimError,
};

impl Filter {
    /// Whether the resource fulfils the filter. An attribute that nobody knows has no value. A term
    /// on a multi-valued attribute holds when it holds of any value, except `ne`, which is always the
    /// contrary of `eq`.
    ///
    /// # Errors
    /// `invalidFilter`: something is compared that cannot be compared so, in whatever part of the
    /// filter and whatever the resource holds.
    pub fn matches(&self, resource: &Resource, schemas: &Schemas) -> Result<bool, ScimError> {
        let scope = Scope::Resource(resource, schemas);
        check(self, scope)?;
        Ok(evaluate(self, scope))
    }

    /// Whether one value of an attribute fulfils the value filter in a path. Of an attribute that no
    /// schema has, give a definition made up for it.
    ///
    /// # Errors
    /// As for `matches`. Whether the sub-attributes are known is for `AttributePath::check_filter`.
    pub fn matches_value(&self, value: &Value, attribute: &AttributeDefinition) -> Result<bool, ScimError> {
        let scope = Scope::Value(value, Some(attribute));
        check(self, scope)?;
        Ok(evaluate(self, scope))
    }
}

/// Whether a filter that was checked is fulfilled.
pub(super) fn evaluate(filter: &Filter, scope: Scope<'_>) -> bool {
    match filter {
        Filter::And(terms) => terms.iter().all(|term| evaluate(term, scope)),
        Filter::Or(terms) => terms.iter().any(|term| evaluate(term, scope)),
        Filter::Not(term) => !evaluate(term, scope),
        Filter::HasValue { path } => !chosen(path, scope).is_empty(),
        Filter::Present { path } => is_path_present(path, scope),
        Filter::Compare { path, operator, value } => compare(path, *operator, value, scope),
    }
}

/// The values of an attribute that the filter in the brackets chooses, all without one.
pub(super) fn chosen<'a>(path: &AttributePath, scope: Scope<'a>) -> Vec<&'a Value> {
    let attribute = match scope {
        Scope::Resource(resource, schemas) => path.resolve(resource, schemas).attribute,
        Scope::Value(..) => None,
    };
    let mut chosen = elements(path, scope);
    if let Some(filter) = &path.filter {
        chosen.retain(|element| evaluate(filter, Scope::Value(element, attribute)));
    }
    chosen
}

fn is_path_present(path: &AttributePath, scope: Scope<'_>) -> bool {
    match (&path.filter, &path.sub) {
        (Some(_), Some(sub)) => {
            chosen(path, scope).into_iter().filter_map(|value| part_of(value, sub)).any(is_present)
        }
        _ => values(path, scope, false).into_iter().flatten().any(is_present),
    }
}

fn compare(path: &AttributePath, operator: CompareOperator, value: &Value, scope: Scope<'_>) -> bool {
    let operand = operand(path, scope);
    let holds = |stored: Option<&Value>, operator| term_holds(operand, stored, operator, value);
    if let (Some(_), Some(sub)) = (&path.filter, &path.sub) {
        // `emails[type eq "work"].value ne "x"` asks for a value that fulfils both.
        return chosen(path, scope).into_iter().any(|element| holds(part_of(element, sub), operator));
    }
    // Whether an attribute is assigned does not depend on its `value`.
    let reads_value = !value.is_null() && !matches!(operand, Operand::Compound);
    let mut values = values(path, scope, reads_value).into_iter();
    match operator {
        CompareOperator::Ne => !values.any(|stored| holds(stored, CompareOperator::Eq)),
        _ => values.any(|stored| holds(stored, operator)),
    }
}

/// `eq null` and `ne null` ask whether the value is there; any other order of null does not hold.
fn term_holds(
    operand: Operand<'_>,
    stored: Option<&Value>,
    operator: CompareOperator,
    value: &Value,
) -> bool {
    match (stored, value) {
        (None, Value::Null) => operator == CompareOperator::Eq,
        (None, _) | (Some(_), Value::Null) => operator == CompareOperator::Ne,
        (Some(stored), _) => fulfils(operand.definition(), stored, operator, value),
    }
}
