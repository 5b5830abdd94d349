//! Booleans that the filter of a path compares with a text.

use serde_json::{Value, json};

use crate::scim::{AttributeDefinition, AttributeType, Filter, Repair};

/// Q28: notes each boolean that the filter compares with a text.
pub(super) fn note_text_booleans(
    filter: &Filter,
    definition: &AttributeDefinition,
    target: &impl ToString,
    repairs: &mut Vec<Repair>,
) {
    match filter {
        Filter::And(terms) | Filter::Or(terms) => {
            for term in terms {
                note_text_booleans(term, definition, target, repairs);
            }
        }
        Filter::Not(inner) => note_text_booleans(inner, definition, target, repairs),
        Filter::Compare { path, value: Value::String(text), .. } => {
            let part = definition.known_sub_attribute(&path.name);
            let is_boolean = part.is_some_and(|part| part.type_ == AttributeType::Boolean);
            if let (true, Some(boolean)) = (is_boolean, boolean_of_text(text)) {
                let (from, to) = (json!(text), json!(boolean));
                repairs.push(Repair { quirk: "Q28", path: target.to_string(), from, to });
            }
        }
        _ => {}
    }
}

/// The boolean that a text spells.
pub(super) fn boolean_of_text(text: &str) -> Option<bool> {
    [true, false]
        .into_iter()
        .find(|boolean| text.eq_ignore_ascii_case(if *boolean { "true" } else { "false" }))
}
