//! Whether a filter makes sense for the attributes that it names, whatever their values are.

use serde_json::Value;

use crate::diagnostic::nearest;
use crate::scim::filter::comparison::check_comparison;
use crate::scim::filter::operand::{Operand, Scope, operand, part_definition, part_of};
use crate::scim::filter::presence::assigned_values;
use crate::scim::{AttributeDefinition, AttributePath, Filter, ScimError, ScimType};

impl AttributePath {
    /// Whether the filter of the path makes sense for the attribute that the path leads to. A
    /// sub-attribute is known that the schema has, or one of the stored values. Nothing is wrong with a
    /// path without a filter.
    ///
    /// # Errors
    /// `invalidFilter`: the attribute has a single value, the filter names something that is no
    /// sub-attribute of it, or compares what cannot be compared so.
    pub fn check_filter(
        &self,
        attribute: &AttributeDefinition,
        stored: Option<&Value>,
    ) -> Result<(), ScimError> {
        let Some(filter) = &self.filter else {
            return Ok(());
        };
        require_multi_valued(self, attribute)?;
        check_names(filter, attribute, &assigned_values(stored))?;
        check(filter, Scope::Value(&Value::Null, Some(attribute)))
    }
}

/// Whether every comparison is one that the attributes allow.
pub(super) fn check(filter: &Filter, scope: Scope<'_>) -> Result<(), ScimError> {
    match filter {
        Filter::And(terms) | Filter::Or(terms) => terms.iter().try_for_each(|term| check(term, scope)),
        Filter::Not(term) => check(term, scope),
        Filter::Compare { path, operator, value } => {
            check_brackets(path, scope)?;
            match operand(path, scope) {
                Operand::Simple(definition) => check_comparison(path, definition, *operator, value),
                Operand::Compound | Operand::Unknown => Ok(()),
            }
        }
        Filter::Present { path } | Filter::HasValue { path } => check_brackets(path, scope),
    }
}

fn check_brackets(path: &AttributePath, scope: Scope<'_>) -> Result<(), ScimError> {
    let (Some(filter), Scope::Resource(resource, schemas)) = (&path.filter, scope) else {
        return Ok(());
    };
    let attribute = path.resolve(resource, schemas).attribute;
    if let Some(attribute) = attribute {
        require_multi_valued(path, attribute)?;
    }
    check(filter, Scope::Value(&Value::Null, attribute))
}

/// Brackets choose among several values (RFC 7644 §3.5.2), so there must be several.
fn require_multi_valued(path: &AttributePath, attribute: &AttributeDefinition) -> Result<(), ScimError> {
    if attribute.multi_valued {
        return Ok(());
    }
    let name = &attribute.name;
    let detail = format!("`{path}` has brackets, but `{name}` has a single value, so there is no choice");
    Err(ScimError::new(ScimType::InvalidFilter, detail))
}

/// Whether every name in the brackets is that of a sub-attribute.
fn check_names(
    filter: &Filter,
    attribute: &AttributeDefinition,
    elements: &[&Value],
) -> Result<(), ScimError> {
    match filter {
        Filter::And(terms) | Filter::Or(terms) => {
            terms.iter().try_for_each(|term| check_names(term, attribute, elements))
        }
        Filter::Not(term) => check_names(term, attribute, elements),
        Filter::Compare { path, .. } | Filter::Present { path } | Filter::HasValue { path } => {
            check_name(path, attribute, elements)
        }
    }
}

fn check_name(
    path: &AttributePath,
    attribute: &AttributeDefinition,
    elements: &[&Value],
) -> Result<(), ScimError> {
    let is_plain = path.urn.is_none() && path.sub.is_none() && path.filter.is_none();
    let is_stored = || elements.iter().any(|element| part_of(element, &path.name).is_some());
    if is_plain && (part_definition(attribute, &path.name).is_some() || is_stored()) {
        return Ok(());
    }
    let name = &attribute.name;
    let known = attribute.sub_attributes.iter().map(|sub| sub.name.as_str());
    let meant = match (&path.sub, is_plain) {
        (Some(sub), _) if path.name.eq_ignore_ascii_case(name) => Some(sub.as_str()),
        (_, true) => nearest(&path.name, known),
        _ => known.into_iter().find(|known| known.eq_ignore_ascii_case(&path.name)),
    };
    let help = did_you_mean(meant);
    let detail = format!("`{path}` is no sub-attribute of `{name}`{help}");
    Err(ScimError::new(ScimType::InvalidFilter, detail))
}

/// The end of a message that offers a name.
pub(super) fn did_you_mean(name: Option<&str>) -> String {
    name.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}
