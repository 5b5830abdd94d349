//! Takes passwords out of payloads before anybody sees them.
//!
//! Not masking of personal data, which is the user's choice.

use serde_json::{Map, Value};

use crate::diagnostic::json_text::PathStep;
use crate::scim::resource::get_without_case;

/// What stands in the place of every password.
pub const REDACTED: &str = "[redacted]";

/// Replaces every password in `value`, whatever its type: members named `password` in any case,
/// also with a URN before the name, and the value of a PATCH operation whose path is `password`.
/// Gives the paths of those that were not redacted before.
pub fn redact(value: &mut Value) -> Vec<Vec<PathStep>> {
    let mut found = Vec::new();
    redact_below(value, &mut Vec::new(), &mut found);
    found
}

/// The value with every password replaced.
pub fn redacted(mut value: Value) -> Value {
    redact(&mut value);
    value
}

fn redact_below(value: &mut Value, path: &mut Vec<PathStep>, found: &mut Vec<Vec<PathStep>>) {
    match value {
        Value::Object(object) => {
            let sets_password = is_password_operation(object);
            for (key, member) in object.iter_mut() {
                path.push(PathStep::from(key.as_str()));
                if is_password(key) || (sets_password && key.eq_ignore_ascii_case("value")) {
                    if member.as_str() != Some(REDACTED) {
                        *member = Value::from(REDACTED);
                        found.push(path.clone());
                    }
                } else if !is_leaf(member) {
                    redact_below(member, path, found);
                }
                path.pop();
            }
        }
        Value::Array(elements) => {
            for (index, element) in elements.iter_mut().enumerate() {
                if !is_leaf(element) {
                    path.push(PathStep::Index(index));
                    redact_below(element, path, found);
                    path.pop();
                }
            }
        }
        _ => {}
    }
}

fn is_leaf(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}

/// `{"op": …, "path": "password", "value": …}`.
fn is_password_operation(object: &Map<String, Value>) -> bool {
    object.len() > 1 && get_without_case(object, "path").and_then(Value::as_str).is_some_and(is_password)
}

/// `password`, or a full attribute name that ends with it; signs around it do not count, since a
/// slip of the pen must not show it.
pub(crate) fn is_password(name: &str) -> bool {
    let name = name.trim_matches(|character: char| !character.is_alphanumeric());
    let last = name.rsplit(|character: char| !character.is_alphanumeric()).next();
    last.unwrap_or(name).eq_ignore_ascii_case("password")
}

#[cfg(test)]
mod tests {
    use super::redact;
    use serde_json::{Value, json};

    #[track_caller]
    fn check(mut before: Value, after: &Value, n_found: usize) {
        let found = redact(&mut before);
        assert_eq!((&before, found.len()), (after, n_found));
    }

    #[test]
    fn passwords_are_found_wherever_they_can_stand() {
        check(json!({"Password": 5, "a": 1}), &json!({"Password": "[redacted]", "a": 1}), 1);
        check(json!({"password": ["x"]}), &json!({"password": "[redacted]"}), 1);
        check(json!({"password": "[redacted]"}), &json!({"password": "[redacted]"}), 0);
        check(
            json!({"Operations": [{"op": "replace", "value": {"password": "x"}}]}),
            &json!({"Operations": [{"op": "replace", "value": {"password": "[redacted]"}}]}),
            1,
        );
        check(
            json!([{"op": "Add", "Path": "PASSWORD", "Value": {"value": "x"}}]),
            &json!([{"op": "Add", "Path": "PASSWORD", "Value": "[redacted]"}]),
            1,
        );
        check(
            json!({"urn:ietf:params:scim:schemas:core:2.0:User:password": "x"}),
            &json!({"urn:ietf:params:scim:schemas:core:2.0:User:password": "[redacted]"}),
            1,
        );
        check(json!({"passwordHint": "x"}), &json!({"passwordHint": "x"}), 0);
    }
}
