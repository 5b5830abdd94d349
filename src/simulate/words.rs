//! The words of reasons.

use serde_json::Value;

use crate::scim::Dialect;
use crate::simulate::parts::{Change, Changed};

/// How many attributes a reason names.
const MOST_NAMED: usize = 2;

/// The most characters of a value in a reason.
const MOST_SHOWN: usize = 60;

/// The most characters of a value that stands among what changed.
const MOST_SHOWN_OF_CHANGE: usize = 40;

/// An attribute in a reason: the path without the URN before it.
pub(super) fn attribute(path: &str) -> String {
    let head = path.split('[').next().unwrap_or_default();
    let start = if head.to_ascii_lowercase().starts_with("urn:") {
        head.rfind(':').map_or(0, |at| at + 1)
    } else {
        0
    };
    format!("`{}`", path.get(start..).unwrap_or(path))
}

/// A sentence as the continuation of another one.
pub(super) fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// Several attributes: "`title`", "`title` and `locale`", "`title`, `locale` and 3 more".
pub(super) fn attributes(paths: &[String]) -> String {
    joined(&paths.iter().map(|path| attribute(path)).collect::<Vec<_>>())
}

/// What happened to attributes: "`title` is now “Owner”", "`title` was taken away and `locale` is
/// new: “en”".
pub(super) fn changes(changed: &[&Changed]) -> String {
    let word = |changed: &&Changed| {
        let became = match &changed.became {
            Value::Null | Value::Array(_) | Value::Object(_) => None,
            value => Some(shortened(value, MOST_SHOWN_OF_CHANGE)),
        };
        let what = match (changed.change, became) {
            (Change::Added, Some(value)) => format!("is new: {value}"),
            (Change::Added, None) => "is new".to_owned(),
            (Change::Changed, Some(value)) => format!("is now {value}"),
            (Change::Changed, None) => "changed".to_owned(),
            (Change::Emptied, _) => "was emptied".to_owned(),
            (Change::Removed, _) => "was taken away".to_owned(),
        };
        format!("{} {what}", attribute(&changed.path))
    };
    joined(&changed.iter().map(word).collect::<Vec<_>>())
}

/// When a client tries again.
pub(super) fn again(dialect: &Dialect) -> &'static str {
    if dialect.wire.compares_every_cycle { "in every cycle" } else { "with the next change" }
}

/// A value in a reason, shortened.
pub(super) fn value(value: &Value) -> String {
    shortened(value, MOST_SHOWN)
}

fn shortened(value: &Value, most: usize) -> String {
    match value {
        Value::String(text) => format!("“{}”", cut(text, most.saturating_sub(2))),
        value => cut(&value.to_string(), most),
    }
}

/// A text with an ellipsis in place of what is too long.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(std::iter::once('…')).collect()
}

fn joined(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [first @ .., last] if words.len() == MOST_NAMED + 1 => format!("{} and {last}", first.join(", ")),
        _ => {
            let named = words.get(..MOST_NAMED).unwrap_or_default().join(", ");
            format!("{named} and {} more", words.len() - MOST_NAMED)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{attribute, attributes, value};
    use serde_json::json;

    #[test]
    fn attributes_are_named_shortly() {
        assert_eq!(
            attribute("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager"),
            "`manager`"
        );
        assert_eq!(attribute("emails[value eq \"a:b\"].value"), "`emails[value eq \"a:b\"].value`");
        let paths = ["a", "b", "c", "d"].map(str::to_owned);
        assert_eq!(attributes(&paths[..2]), "`a` and `b`");
        assert_eq!(attributes(&paths[..3]), "`a`, `b` and `c`");
        assert_eq!(attributes(&paths), "`a`, `b` and 2 more");
        assert_eq!(value(&json!("x".repeat(80))).chars().count(), 60);
    }
}
