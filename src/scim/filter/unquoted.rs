//! Texts without quotes in the filters of clients that write them so.
//!
//! Not how they are read, which is in `grammar`.

use serde_json::{Map, Value, json};

use crate::scim::filter::operand::{Scope, operand};
use crate::scim::{AttributeType, ExpressionRules, Filter, Repair, Resource};

/// How the values of a filter are written, in order; `None` for a text in quotes.
type BareValues<'t> = std::vec::IntoIter<Option<&'t str>>;

/// Q32: makes a text of each value without quotes that is compared with a text attribute, also when
/// it looks like a number or a boolean, and tells of all texts without quotes in order.
pub(super) fn quote_texts(
    filter: &mut Filter,
    bare_values: Vec<Option<&str>>,
    rules: &ExpressionRules<'_>,
) -> Vec<Repair> {
    let nothing = Resource { resource_type: rules.resource_type, attributes: Map::new() };
    let mut repairs = Vec::new();
    let scope = Scope::Resource(&nothing, rules.schemas);
    quote_terms(filter, scope, &mut bare_values.into_iter(), &mut repairs);
    repairs
}

fn quote_terms(
    filter: &mut Filter,
    scope: Scope<'_>,
    bare_values: &mut BareValues<'_>,
    repairs: &mut Vec<Repair>,
) {
    match filter {
        Filter::And(terms) | Filter::Or(terms) => {
            for term in terms {
                quote_terms(term, scope, bare_values, repairs);
            }
        }
        Filter::Not(term) => quote_terms(term, scope, bare_values, repairs),
        Filter::Compare { path, .. } | Filter::Present { path } | Filter::HasValue { path } => {
            let attribute = match scope {
                Scope::Resource(resource, schemas) => path.resolve(resource, schemas).attribute,
                Scope::Value(..) => None,
            };
            if let Some(inner) = &mut path.filter {
                quote_terms(inner, Scope::Value(&Value::Null, attribute), bare_values, repairs);
            }
        }
    }
    if let Filter::Compare { path, value, .. } = filter
        && let Some(Some(written)) = bare_values.next()
    {
        let is_text = operand(path, scope)
            .definition()
            .is_some_and(|known| matches!(known.type_, AttributeType::String | AttributeType::Reference));
        let is_written_otherwise = is_text && (value.is_number() || value.is_boolean());
        if value.is_string() || is_written_otherwise {
            let quoted = json!(json!(written).to_string());
            repairs.push(Repair {
                quirk: "Q32",
                path: "filter".to_owned(),
                from: json!(written),
                to: quoted,
            });
            *value = json!(written);
        }
    }
}
