//! Whether two values of an attribute are the same: RFC 7643 §2.2 on case, §2.4 on order.

use std::fmt::Write as _;

use serde_json::Value;

use crate::scim::patch::value::is_unassigned;
use crate::scim::{AttributeDefinition, AttributeType};

/// Whether two values are the same. Text counts with case only where the schema says so, the order
/// of sub-attributes never, and neither does what has no value.
pub(super) fn same_value(definition: &AttributeDefinition, one: &Value, other: &Value) -> bool {
    one == other || identity(definition, one) == identity(definition, other)
}

/// A text that two values have in common exactly when they are the same.
pub(super) fn identity(definition: &AttributeDefinition, value: &Value) -> String {
    let mut text = String::new();
    match value {
        Value::Array(values) => {
            let mut parts: Vec<String> = values.iter().map(|value| single(definition, value)).collect();
            parts.sort();
            let _ = write!(text, "[{}]", parts.join(","));
        }
        value => text = single(definition, value),
    }
    text
}

fn single(definition: &AttributeDefinition, value: &Value) -> String {
    match value {
        Value::Object(members) if definition.type_ == AttributeType::Complex => {
            let mut parts: Vec<String> = members
                .iter()
                .filter(|(_, value)| !is_unassigned(value))
                .map(|(name, value)| {
                    let part = match definition.known_sub_attribute(name) {
                        Some(sub) => simple(sub, value),
                        None => value.to_string(),
                    };
                    format!("{}:{part}", Value::from(name.to_ascii_lowercase()))
                })
                .collect();
            parts.sort();
            format!("{{{}}}", parts.join(","))
        }
        value => simple(definition, value),
    }
}

/// A simple value; a text in lower case unless its case counts.
fn simple(definition: &AttributeDefinition, value: &Value) -> String {
    let counts_case = definition.compares_case();
    match value {
        Value::String(text) if !counts_case => Value::from(text.to_lowercase()).to_string(),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::same_value;
    use crate::scim::{ResourceType::User, Schemas};

    #[allow(clippy::needless_pass_by_value, reason = "a table reads better without references")]
    #[track_caller]
    fn check(attribute: &str, one: Value, other: Value, is_same: bool) {
        let definition = Schemas::built_in().attribute_path(User, attribute).expect("an attribute");
        assert_eq!(same_value(definition, &one, &other), is_same);
        assert_eq!(same_value(definition, &other, &one), is_same);
    }

    #[test]
    fn values_that_are_the_same() {
        check("userName", json!("Ada"), json!("aDA"), true);
        check("externalId", json!("Ada"), json!("ada"), false);
        check("emails", json!({"value": "A", "type": "work"}), json!({"TYPE": "Work", "Value": "a"}), true);
        check("emails", json!({"value": "A"}), json!({"value": "A", "display": null}), true);
        check("emails", json!({"value": "A"}), json!({"value": "A", "primary": false}), false);
        check(
            "emails",
            json!([{"value": "A"}, {"value": "B"}]),
            json!([{"value": "b"}, {"value": "a"}]),
            true,
        );
        check("photos.value", json!("https://a/B"), json!("https://a/b"), false);
        check("emails", json!({"badge": "A"}), json!({"badge": "a"}), false);
    }
}
