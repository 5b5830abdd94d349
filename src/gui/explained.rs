//! What the panels say about the value in the selected cell, made once for each state.
//!
//! Not how it is found out, which the workbench does.

use crate::mapping::OriginKind;
use crate::scim::SchemaUrn;
use crate::script::{ScriptText, SourceRole};
use crate::workbench::{
    LineNote, OriginRow, ScriptPlace, TraceRow, WhyText, Workbench, line_notes, origin_rows, trace_remarks,
    trace_rows, why,
};

/// What is said about the value of a script for the selected sample.
#[derive(Debug, Default)]
pub(super) struct Explained {
    made_for: Option<Key>,
    /// The steps of the evaluation; empty when there was none.
    pub rows: Vec<TraceRow>,
    /// What is to be known of the trace as a whole.
    pub remarks: Vec<String>,
    /// What stands beside the lines: of the script in the editor with its counts, of the helper functions
    /// as they were called.
    pub notes: Vec<LineNote>,
    /// Why the value is as it is; `None` when there is no trace.
    pub why: Option<WhyText>,
    /// What the value came from.
    pub origins: Vec<OriginRow>,
    /// The attributes of the sample that any script read, by their paths, in order.
    pub read: Vec<String>,
}

/// What it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key {
    /// Another one for every answer that was received.
    answer: u64,
    sample: usize,
    script: ScriptPlace,
    edited: ScriptPlace,
}

impl Explained {
    /// Brings it up to what is selected; whether something else is explained than before. `answer` is
    /// another number for everything that was received.
    pub(super) fn renew(&mut self, workbench: &Workbench, script: ScriptPlace, answer: u64) -> bool {
        let selection = workbench.selection();
        let key = Key { answer, sample: selection.sample, script, edited: selection.script };
        if self.made_for == Some(key) {
            return false;
        }
        let is_other = self.made_for.is_none_or(|of| (of.sample, of.script) != (key.sample, key.script));
        *self = Self { made_for: Some(key), read: attributes_read(workbench), ..Self::default() };
        self.notes = workbench.line_notes();
        if let Some(trace) = workbench.trace_of(script) {
            self.rows = trace_rows(trace);
            self.remarks = trace.trace.as_ref().map(trace_remarks).unwrap_or_default();
            self.why = Some(why(trace));
            self.origins = origin_rows(trace);
            self.origins.retain(|origin| origin.role != SourceRole::Unused);
            if selection.script == ScriptPlace::Functions {
                // As the rule that was looked at last calls them.
                let called = line_notes(trace).into_iter().filter(|note| note.text == ScriptText::Helpers);
                merge_notes(&mut self.notes, called);
            }
        }
        is_other
    }

    /// The script that it is about.
    pub(super) fn script(&self) -> Option<ScriptPlace> {
        self.made_for.map(|of| of.script)
    }

    /// What stands beside the lines of the script in the editor, by line number.
    pub(super) fn line_hints(&self) -> Vec<(usize, String)> {
        let hints = self.notes.iter().map(|note| {
            let parts = [note.value.as_str(), note.count.as_str()];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            (note.line, parts.join(" · "))
        });
        hints.filter(|(_, words)| !words.is_empty()).collect()
    }

    /// Whether a script read the attribute, a part of it, or the whole of which it is a part.
    pub(super) fn is_read(&self, place: &str) -> bool {
        self.read.iter().any(|read| is_same_part(read, place))
    }
}

/// Adds values to the notes of the same lines.
fn merge_notes(notes: &mut Vec<LineNote>, values: impl Iterator<Item = LineNote>) {
    for value in values {
        match notes.iter_mut().find(|note| note.line == value.line) {
            Some(note) => note.value = value.value,
            None => notes.push(value),
        }
    }
}

/// The paths of the attributes that were read in the run of the selected sample, with the places of
/// entries, each once and in order.
fn attributes_read(workbench: &Workbench) -> Vec<String> {
    let origins = workbench.traces().iter().flat_map(|trace| &trace.origins);
    let attributes =
        origins.filter(|origin| origin.kind == OriginKind::Attribute && !origin.place.is_empty());
    let mut read: Vec<String> = attributes.map(|origin| origin.place.clone()).collect();
    read.sort_unstable();
    read.dedup();
    read
}

/// A path, or words with one in them, with the extension that scripts know as `enterprise` by that name.
pub(super) fn short_path(words: &str) -> String {
    words.replace(&format!("{}:", SchemaUrn::ENTERPRISE_USER), "enterprise.")
}

/// Whether two paths in the payload are the same attribute, or one is a part of the other. Both name
/// entries by their place.
pub(super) fn is_same_part(one: &str, other: &str) -> bool {
    let is_part = |whole: &str, part: &str| {
        let start = part.get(..whole.len()).filter(|start| start.eq_ignore_ascii_case(whole));
        let rest = part.get(whole.len()..).unwrap_or_default();
        start.is_some() && (whole.is_empty() || rest.is_empty() || rest.starts_with(['.', '[', ':']))
    };
    is_part(one, other) || is_part(other, one)
}

#[cfg(test)]
mod tests {
    use super::is_same_part;

    #[test]
    fn a_part_is_known_by_its_path() {
        let check = |one: &str, other: &str, expected: bool| {
            assert_eq!(is_same_part(one, other), expected, "{one} {other}");
            assert_eq!(is_same_part(other, one), expected, "{other} {one}");
        };
        check("emails[0].value", "emails", true);
        check("emails[0]", "emails[0].value", true);
        check("emails[0]", "emails[1]", false);
        check("title", "titles", false);
        check("urn:x:User", "urn:x:User:department", true);
        check("title", "Title", true);
    }
}
