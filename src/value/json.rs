//! Values to JSON values as they stand, and whether two values are the same as JSON.

use serde_json::{Map, Number, Value as JsonValue};

use crate::value::{List, Object, Value};

impl Value<'_> {
    /// The value as JSON with entries in the order in which they stand; JSON that is kept elsewhere
    /// comes back as it is. What has no JSON form becomes null: [`Value::to_json`] says what that is,
    /// and has the order that scripts see.
    pub fn to_json_as_it_stands(self) -> JsonValue {
        match self {
            Self::Nothing | Self::Clear | Self::Reject(_) | Self::Other(_) => JsonValue::Null,
            Self::Boolean(flag) => JsonValue::Bool(flag),
            Self::Integer(whole) => JsonValue::from(whole),
            Self::Float(number) => Number::from_f64(number).map_or(JsonValue::Null, JsonValue::Number),
            Self::Character(character) => JsonValue::String(character.to_string()),
            Self::Text(text) => JsonValue::String(text.to_owned()),
            Self::List(List::Json(items)) => JsonValue::Array(items.to_vec()),
            Self::List(list) => list.iter().map(Value::to_json_as_it_stands).collect(),
            Self::Object(Object::Json(members)) => JsonValue::Object(members.clone()),
            Self::Object(object) => JsonValue::Object(
                object
                    .iter()
                    .map(|entry| (entry.name.to_owned(), entry.value.to_json_as_it_stands()))
                    .collect::<Map<_, _>>(),
            ),
        }
    }

    /// Whether two values are the same as JSON, in whatever order the entries of objects stand. An
    /// entry that is null is one that is not there; 1 and 1.0 are not the same.
    pub fn is_same_json(self, other: Value<'_>) -> bool {
        match (self, other) {
            (Self::Nothing, Value::Nothing) => true,
            (Self::Boolean(left), Value::Boolean(right)) => left == right,
            (Self::Integer(left), Value::Integer(right)) => left == right,
            #[allow(clippy::float_cmp, reason = "as serde_json compares numbers")]
            (Self::Float(left), Value::Float(right)) => left == right,
            (Self::Text(left), Value::Text(right)) => left == right,
            (Self::Text(text), Value::Character(character)) => is_character(text, character),
            (Self::Character(character), other) => match other {
                Value::Text(text) => is_character(text, character),
                other => matches!(other, Value::Character(other) if other == character),
            },
            (Self::List(left), Value::List(right)) => {
                left.len() == right.len()
                    && left.iter().zip(right.iter()).all(|(left, right)| left.is_same_json(right))
            }
            (Self::Object(left), Value::Object(right)) => {
                left.len() == right.len()
                    && left.iter().all(|entry| entry.value.is_same_json(right.get_exact(entry.name)))
            }
            _ => false,
        }
    }
}

fn is_character(text: &str, character: char) -> bool {
    text.chars().eq([character])
}

#[cfg(test)]
mod tests {
    use super::Value;
    use crate::value::{Arena, Entry};
    use serde_json::{Value as JsonValue, json};

    fn check(left: &JsonValue, right: &JsonValue, is_same: bool) {
        let arena = Arena::new();
        let (left, right) = (Value::of_json(left), Value::of_json(right));
        for [one, other] in [[left, right], [right, left], [left.copied_to(&arena), right]] {
            assert_eq!(one.is_same_json(other), is_same, "{left:?} {right:?}");
        }
    }

    #[test]
    fn same_as_json() {
        check(&json!(null), &json!(null), true);
        check(&json!(null), &json!(""), false);
        check(&json!(1), &json!(1.0), false);
        check(&json!(1.5), &json!(1.5), true);
        check(&json!("a"), &json!("A"), false);
        check(&json!([1, null]), &json!([1, null]), true);
        check(&json!([1]), &json!([1, 2]), false);
        check(&json!({"a": 1, "b": 2}), &json!({"b": 2, "a": 1}), true);
        check(&json!({"a": 1, "b": null}), &json!({"a": 1}), true);
        check(&json!({"a": 1}), &json!({"A": 1}), false);
        check(&json!({"a": [{"b": {}}]}), &json!({"a": [{"b": {}}]}), true);
    }

    #[test]
    fn order_and_kept_json_stay() {
        let arena = Arena::new();
        let kept = json!({"b": null, "a": [18_446_744_073_709_551_615_u64]});
        let entry = |name, value| Entry { name, value };
        let made = arena.object([
            entry("z", Value::Character('c')),
            entry("kept", Value::of_json(&kept)),
            entry("a", Value::Nothing),
        ]);
        assert_eq!(
            made.to_json_as_it_stands().to_string(),
            r#"{"z":"c","kept":{"b":null,"a":[18446744073709551615]}}"#
        );
    }
}
