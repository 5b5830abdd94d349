//! Whether a field holds less of a text than was sent.

use serde_json::Value;

/// A shorter text is taken for a code that is derived from the one that was sent, such as the
/// language of a locale.
const LEAST_KEPT: usize = 4;

/// Why the whole text does not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shortened {
    /// It is longer than the field allows.
    ByLength,
    /// The script keeps the beginning.
    ByScript,
}

/// Whether one of the texts in `sent` is longer than what arrives of it: `kept` is the text in the
/// field, empty when it is none, `most` the characters that the field allows, and `is_too_long` says
/// that the rule failed for its length.
pub(super) fn shortened(
    sent: &Value,
    kept: &str,
    most: Option<usize>,
    is_too_long: bool,
) -> Option<Shortened> {
    match sent {
        Value::String(text) => of_text(text, kept, most, is_too_long),
        Value::Array(elements) => {
            elements.iter().find_map(|element| shortened(element, kept, most, is_too_long))
        }
        Value::Object(members) => {
            members.values().find_map(|member| shortened(member, kept, most, is_too_long))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

fn of_text(sent: &str, kept: &str, most: Option<usize>, is_too_long: bool) -> Option<Shortened> {
    let exceeds = most.is_some_and(|most| sent.chars().nth(most).is_some());
    if exceeds && is_too_long {
        return Some(Shortened::ByLength);
    }
    let rest = sent.trim().strip_prefix(kept.trim())?;
    // What stands before the @ of an address is a name of its own.
    let is_cut = !rest.is_empty() && !rest.starts_with('@') && kept.trim().chars().count() >= LEAST_KEPT;
    match (is_cut, exceeds) {
        (false, _) => None,
        (true, true) => Some(Shortened::ByLength),
        (true, false) => Some(Shortened::ByScript),
    }
}

#[cfg(test)]
mod tests {
    use super::Shortened::{self, ByLength, ByScript};
    use super::shortened;
    use serde_json::{Value, json};

    #[track_caller]
    #[allow(clippy::needless_pass_by_value, reason = "tables read better when values are handed over")]
    fn check(sent: Value, kept: &str, is_too_long: bool, expected: Option<Shortened>) {
        assert_eq!(shortened(&sent, kept, Some(20), is_too_long), expected, "{sent} {kept}");
    }

    #[test]
    fn what_is_shortened() {
        check(json!("Principal Analyst"), "Principal Analyst", false, None);
        check(json!("Principal Analyst"), "Principal", false, Some(ByScript));
        check(json!({ "givenName": "Maximiliane" }), "Maxim", false, Some(ByScript));
        check(json!([{ "value": "Maximiliane" }]), "Maxim", false, Some(ByScript));
        check(json!("x".repeat(21)), "", true, Some(ByLength));
        check(json!("x".repeat(21)), &"x".repeat(20), false, Some(ByLength));
        check(json!("x".repeat(21)), "another", false, None);
        check(json!("ada.lovelace@x.example"), "ada.lovelace", false, None);
        check(json!("en-US"), "en", false, None);
        check(json!(" Lead "), "Lead", false, None);
        check(json!("Lead"), "", false, None);
        check(json!(7), "7", false, None);
    }
}
