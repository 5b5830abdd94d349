//! Where a value stands in a JSON text.
//!
//! Not RFC 7644 attribute paths: a step is an exact key or an index.

use std::ops::Range;

use crate::diagnostic::Span;
use crate::diagnostic::json_text::items::{Item, Items, Part};
use crate::diagnostic::json_text::scan::{skip_blank, value_extent};

/// One step from a JSON value into one of its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathStep {
    /// The member of an object with exactly this key; the last one if it stands twice.
    Key(String),
    /// The element of an array, from 0.
    Index(usize),
}

impl From<&str> for PathStep {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<String> for PathStep {
    fn from(key: String) -> Self {
        Self::Key(key)
    }
}

impl From<usize> for PathStep {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// The stretch of `text` where the value at `path` stands, up to the end of its first line. `None`
/// when there is no such value. The text may be broken behind it.
pub fn locate(text: &str, path: &[PathStep]) -> Option<Span> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let range = locate_range(text, path)?;
    let value = text.get(range.clone())?;
    let first_line = value.lines().next().unwrap_or_default();
    Some(Span::at_offset(text, range.start, first_line.chars().count()))
}

/// The bytes of the value at `path`.
pub(crate) fn locate_range(text: &str, path: &[PathStep]) -> Option<Range<usize>> {
    let mut start = skip_blank(text, 0);
    for step in path {
        start = step_into(text, start, step)?.start;
    }
    let end = value_extent(text, start).end;
    (start < end).then_some(start..end)
}

fn step_into(text: &str, start: usize, step: &PathStep) -> Option<Part> {
    let opener = *text.as_bytes().get(start)?;
    let mut parts = Items::new(text, start).filter_map(|item| match item {
        Item::Part(part) => Some(part),
        Item::Fault(_) => None,
    });
    match step {
        PathStep::Key(key) if opener == b'{' => parts.filter(|part| part.name(text) == *key).last(),
        PathStep::Index(index) if opener == b'[' => parts.nth(*index),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{PathStep, locate, locate_range};

    #[track_caller]
    fn check(text: &str, path: &[PathStep], expected: Option<&str>) {
        assert_eq!(locate_range(text, path).map(|range| &text[range]), expected);
    }

    #[test]
    fn values_are_found_by_key_and_index() {
        let text = r#" {"a": [1, {"b": "x"}], "a\u0062": 2, "c": 3, "c": 4} "#;
        check(text, &[], Some(text.trim()));
        check(text, &["a".into(), 1.into(), "b".into()], Some("\"x\""));
        check(text, &["ab".into()], Some("2"));
        check(text, &["c".into()], Some("4"));
        check(text, &["d".into()], None);
        check(text, &["a".into(), "b".into()], None);
        check(text, &["a".into(), 2.into()], None);
        check("", &[], None);
        check(r#"{"a": 1, "b": {"c": 2"#, &["b".into(), "c".into()], Some("2"));
    }

    #[test]
    fn the_span_ends_with_the_line() {
        let text = "\u{feff}{\n  \"é\": {\n    \"b\": \"çç\" } }";
        let at = |path: &[PathStep]| locate(text, path).map(|s| (s.line, s.column, s.length));
        assert_eq!(at(&["é".into()]), Some((2, 8, 1)));
        assert_eq!(at(&["é".into(), "b".into()]), Some((3, 10, 4)));
    }
}
