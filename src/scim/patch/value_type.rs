//! Whether a JSON value is of an attribute's type: RFC 7643 §2.3.1 to §2.3.8.

use jiff::Timestamp;
use jiff::civil::DateTime;
use serde_json::Value;

use crate::scim::{AttributeDefinition, AttributeType, ScimError, ScimType};

/// How much of a value is shown in a message, in characters.
const MOST_SHOWN: usize = 60;

/// Checks one value that is not complex, or that should be.
///
/// # Errors
/// `invalidValue`, with what the attribute takes.
pub(super) fn check_type(
    definition: &AttributeDefinition,
    value: &Value,
    is_tolerant: bool,
) -> Result<(), ScimError> {
    let fits = match definition.type_ {
        AttributeType::String => value.is_string(),
        AttributeType::Boolean => value.is_boolean(),
        AttributeType::Integer => value.is_i64() || value.is_u64(),
        AttributeType::Decimal => value.is_number(),
        AttributeType::DateTime => value.as_str().is_some_and(is_date_time),
        AttributeType::Binary => value.as_str().is_some_and(is_base_64),
        AttributeType::Reference => value.as_str().is_some_and(|text| is_tolerant || is_reference(text)),
        AttributeType::Complex => value.is_object(),
    };
    if fits {
        return Ok(());
    }
    let (name, expected) = (&definition.name, expectation(definition.type_));
    let detail = format!("“{name}” takes {expected}, not {}", shown(value));
    // A password must not show up in a message.
    let detail =
        if name.eq_ignore_ascii_case("password") { format!("“{name}” takes {expected}") } else { detail };
    Err(ScimError::new(ScimType::InvalidValue, detail))
}

/// A value in a message, shortened.
pub(super) fn shown(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(MOST_SHOWN) {
        None => text,
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

fn expectation(type_: AttributeType) -> &'static str {
    match type_ {
        AttributeType::String => "a text",
        AttributeType::Boolean => "true or false",
        AttributeType::Integer => "a whole number",
        AttributeType::Decimal => "a number",
        AttributeType::DateTime => "a time such as \"2008-01-23T04:56:22Z\"",
        AttributeType::Binary => "base 64 text",
        AttributeType::Reference => "a URI",
        AttributeType::Complex => "an object of sub-attributes",
    }
}

/// RFC 7643 §2.3.5: `xsd:dateTime` with a date and a time; the zone may be absent.
fn is_date_time(text: &str) -> bool {
    text.contains('T') && (text.parse::<Timestamp>().is_ok() || text.parse::<DateTime>().is_ok())
}

/// RFC 7643 §2.3.6: either alphabet of RFC 4648; line breaks are tolerated.
fn is_base_64(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    let padding = text.len() - body.len();
    let is_letter = |letter: char| {
        letter.is_ascii_alphanumeric() || "+/-_".contains(letter) || letter.is_ascii_whitespace()
    };
    padding <= 2 && body.chars().all(is_letter)
}

/// RFC 7643 §2.3.7: a URI or a reference relative to one, with no characters that RFC 3986 does not
/// allow.
fn is_reference(text: &str) -> bool {
    !text
        .chars()
        .any(|letter| letter.is_whitespace() || letter.is_control() || "<>\"{}|\\^`".contains(letter))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::check_type;
    use crate::scim::AttributeType::{
        Binary, Boolean, Complex, DateTime, Decimal, Integer, Reference, String as Text,
    };
    use crate::scim::{AttributeDefinition, AttributeType};

    #[track_caller]
    fn check(type_: AttributeType, taken: &[Value], refused: &[Value]) {
        let definition = AttributeDefinition::new("x", type_);
        for (values, is_taken) in [(taken, true), (refused, false)] {
            for value in values {
                assert_eq!(check_type(&definition, value, false).is_ok(), is_taken, "{type_:?} {value}");
            }
        }
    }

    #[test]
    fn types_of_rfc_7643_section_2_3() {
        check(Text, &[json!(""), json!("x")], &[json!(1), json!(true), json!(null), json!({}), json!([])]);
        check(Boolean, &[json!(true), json!(false)], &[json!("true"), json!(1), json!(null)]);
        check(Integer, &[json!(5), json!(-5), json!(u64::MAX)], &[json!(5.5), json!("5")]);
        check(Decimal, &[json!(5), json!(5.5)], &[json!("5.5")]);
        check(
            DateTime,
            &[
                json!("2008-01-23T04:56:22Z"),
                json!("2008-01-23T04:56:22.5+01:00"),
                json!("2008-01-23T04:56:22"),
            ],
            &[json!("2008-01-23"), json!("yesterday"), json!(5), json!("2008-13-23T04:56:22Z")],
        );
        check(
            Binary,
            &[json!("TUlJ"), json!("TQ=="), json!("T-_/+"), json!("")],
            &[json!("a b!"), json!(5), json!("=a")],
        );
        check(
            Reference,
            &[json!("https://contoso.example/a?b#c"), json!("../Users/26"), json!("urn:a:b")],
            &[json!("not a uri"), json!(5), json!("<x>")],
        );
        check(Complex, &[json!({})], &[json!("x"), json!([{}])]);
    }
}
