//! What the client `jumpcloud` sends.
//!
//! An extension that is listed without being there needs no repair.

use serde_json::{Map, Value};

use crate::scim::quirks::subject::Repairs;
use crate::scim::quirks::{Handling, Quirk, Subject};

/// Null for what is absent, and phone numbers as URIs: `{"emails": null,
/// "phoneNumbers": [{"value": "tel:+1…"}]}` → `{"phoneNumbers": [{"value": "+1…"}]}`.
pub(super) const Q23: Quirk = Quirk {
    id: "Q23",
    title: "Null for an absent attribute, or a phone number with “tel:”",
    client: "JumpCloud",
    bad: r#"{"userName": "ada@contoso.example", "emails": null,
        "phoneNumbers": [{"value": "tel:+1-555-010-9900", "type": "work"}]}"#,
    good: r#"{"userName": "ada@contoso.example",
        "phoneNumbers": [{"value": "+1-555-010-9900", "type": "work"}]}"#,
    handling: Handling::Repaired,
    source: "scim-v2-rust, test data of JumpCloud",
};

const SCHEME: &str = "tel:";

/// Q23, the nulls.
pub(super) fn drop_nulls(subject: &mut Subject<'_>) {
    let Subject { attributes, repairs, .. } = subject;
    drop_null_members(attributes, "", &|_| Some("Q23"), repairs);
}

/// Q23, the phone numbers. Parameters behind a semicolon stay.
pub(super) fn strip_phone_scheme(subject: &mut Subject<'_>) {
    subject.rewrite_values("Q23", |described, value| {
        let is_phone = described.attribute.name == "phoneNumbers"
            && described.sub.is_some_and(|sub| sub.name == "value");
        let text = value.as_str().filter(|_| is_phone)?.trim_start();
        let has_scheme = text.get(..SCHEME.len()).is_some_and(|head| head.eq_ignore_ascii_case(SCHEME));
        has_scheme.then(|| Value::from(text[SCHEME.len()..].trim_start()))
    });
}

/// Takes out the members that are null, also below, when `quirk_of` gives the quirk for their name;
/// and nulls in lists.
pub(super) fn drop_null_members(
    object: &mut Map<String, Value>,
    prefix: &str,
    quirk_of: &dyn Fn(&str) -> Option<&'static str>,
    repairs: &mut Repairs,
) {
    if !object.values().any(has_null) {
        return;
    }
    object.retain(|name, value| {
        let path = format!("{prefix}{name}");
        if let (true, Some(quirk)) = (value.is_null(), quirk_of(name)) {
            repairs.note(quirk, path, Value::Null, Value::Null);
            return false;
        }
        let is_extension = prefix.is_empty() && name.contains(':');
        let separator = if is_extension { ":" } else { "." };
        drop_nulls_below(value, &path, separator, quirk_of, repairs);
        true
    });
}

fn has_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Object(object) => object.values().any(has_null),
        Value::Array(elements) => elements.iter().any(has_null),
        _ => false,
    }
}

fn drop_nulls_below(
    value: &mut Value,
    path: &str,
    separator: &str,
    quirk_of: &dyn Fn(&str) -> Option<&'static str>,
    repairs: &mut Repairs,
) {
    match value {
        Value::Object(object) => {
            drop_null_members(object, &format!("{path}{separator}"), quirk_of, repairs);
        }
        Value::Array(elements) => {
            let mut index = 0;
            elements.retain_mut(|element| {
                let path = format!("{path}[{index}]");
                index += 1;
                if let (true, Some(quirk)) = (element.is_null(), quirk_of("")) {
                    repairs.note(quirk, path, Value::Null, Value::Null);
                    return false;
                }
                drop_nulls_below(element, &path, ".", quirk_of, repairs);
                true
            });
        }
        _ => {}
    }
}
