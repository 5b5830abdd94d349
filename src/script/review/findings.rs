//! Remarks, gathered in the order in which they are found.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::script::review::Source;

/// A remark on a script. Its place has no rule; the span is one in the script, or in the text of
/// the helper functions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is said.
    pub diagnostic: Diagnostic,
    /// Whether it speaks of the helper functions.
    pub is_in_helpers: bool,
}

/// More remarks on one script are not made; nobody reads them.
const MOST_FINDINGS: usize = 100;

/// The remarks so far.
#[derive(Debug, Default)]
pub(super) struct Findings {
    found: Vec<Finding>,
    /// What was said already, by code and place: a function that is called twice is looked at twice.
    said: BTreeSet<(bool, Code, usize, usize)>,
}

/// A text and bytes of it.
#[derive(Clone, Copy)]
pub(super) struct At<'s> {
    pub source: &'s Source,
    pub is_in_helpers: bool,
}

impl Findings {
    /// Adds a remark, unless the same was said of the same place.
    pub fn add(&mut self, at: At<'_>, range: &Range<usize>, diagnostic: Diagnostic) {
        let key = (at.is_in_helpers, diagnostic.code, range.start, range.end);
        // Bytes that are not known have no place that could be shown.
        if range.is_empty() || self.found.len() >= MOST_FINDINGS || !self.said.insert(key) {
            return;
        }
        let place = Place { span: Some(at.source.span(range)), ..Place::default() };
        let diagnostic = diagnostic.at(place);
        self.found.push(Finding { diagnostic, is_in_helpers: at.is_in_helpers });
    }

    /// All of them, by place; of the same place the worst first.
    pub fn finish(self) -> Vec<Finding> {
        let mut found = self.found;
        found.sort_by_key(|finding| {
            let span = finding.diagnostic.place.span.unwrap_or_default();
            let severity: Severity = finding.diagnostic.severity;
            (
                finding.is_in_helpers,
                span.line,
                span.column,
                std::cmp::Reverse(severity),
                finding.diagnostic.code,
            )
        });
        found
    }
}
