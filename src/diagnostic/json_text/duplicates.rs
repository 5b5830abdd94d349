//! Keys that stand twice in one object, with their places.
//!
//! Only for texts that are JSON; whether there are any is seen while the value is read.

use std::collections::HashMap;

use crate::diagnostic::json_text::items::{Item, Items, Part};
use crate::diagnostic::json_text::scan::skip_blank;

/// How many are listed at most.
const MOST_DUPLICATES: usize = 200;

/// A key that already stood in the same object, perhaps in another case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Duplicate {
    /// The key as it is spelled the second time.
    pub name: String,
    /// The offset of the first one, at its quote.
    pub first: usize,
    /// The offset of the second one.
    pub second: usize,
    /// The number of characters of the second one with its quotes.
    pub length: usize,
}

/// All keys of `text` that stand twice in one object, compared without case, in the order of the
/// text.
pub(crate) fn duplicate_keys(text: &str) -> Vec<Duplicate> {
    let mut found = Vec::new();
    let mut containers = vec![skip_blank(text, 0)];
    while let Some(start) = containers.pop() {
        if !matches!(text.as_bytes().get(start), Some(b'{' | b'[')) {
            continue;
        }
        let mut seen = HashMap::new();
        for item in Items::new(text, start) {
            if let Item::Part(part) = item {
                found.extend(seen_before(text, &part, &mut seen));
                containers.push(part.start);
            }
        }
        if found.len() >= MOST_DUPLICATES {
            break;
        }
    }
    found.sort_by_key(|duplicate| duplicate.second);
    found
}

fn seen_before(text: &str, part: &Part, seen: &mut HashMap<String, usize>) -> Option<Duplicate> {
    let key = part.key.clone()?;
    let name = part.name(text);
    let first = seen.insert(name.to_ascii_lowercase(), key.start)?;
    let length = text.get(key.clone()).unwrap_or_default().chars().count();
    Some(Duplicate { name, first, second: key.start, length })
}

#[cfg(test)]
mod tests {
    use super::duplicate_keys;

    #[test]
    fn every_second_key_is_found() {
        let text = r#"{"a": 1, "b": [{"c": 1, "C": 2, "c": 3}], "a": {"b": 1}}"#;
        let found: Vec<_> = duplicate_keys(text).into_iter().map(|d| (d.name, d.first, d.second)).collect();
        assert_eq!(found, [("C".to_owned(), 16, 24), ("c".to_owned(), 24, 32), ("a".to_owned(), 1, 42)]);
    }
}
