//! One record, or the reason why there is none, as a JSON object.

use std::borrow::Borrow;
use std::io::Write as _;

use serde::Serialize;

use crate::bulk::output::in_memory;
use crate::diagnostic::{Diagnostic, Severity};
use crate::mapping::{RecordRun, RunStatus};
use crate::value::{Entry, Value, write_json, write_json_text};

/// Where in the input something came from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origin<'a> {
    /// The line on which it begins, from 1.
    pub line: usize,
    /// Its position among the elements of arrays and lists, from 0.
    pub index: Option<usize>,
    /// Its position in a value that itself holds several resources, from 0.
    pub entry: Option<usize>,
    /// What tells the resource from others wherever it stands, if that is wanted.
    pub key: Option<&'a str>,
}

/// `{"source":{"line":17},"status":"written","record_type":"person","record":{…}}`
pub(super) fn write_run(out: &mut Vec<u8>, origin: Origin<'_>, run: &RecordRun<'_>) {
    write_head(out, origin, run.status.word(), run.reason.as_deref());
    out.extend_from_slice(b",\"record_type\":");
    write_json_text(out, run.record_type);
    out.extend_from_slice(b",\"record\":");
    if run.status == RunStatus::Written {
        write_record(out, run.fields);
    } else {
        out.extend_from_slice(b"null");
    }
    // Only what is worth a word is put into words.
    let outcomes = run.outcomes.iter().flat_map(|outcome| {
        let findings = outcome.findings.iter().filter(|finding| finding.severity() > Severity::Note);
        findings.map(|finding| finding.to_diagnostic(outcome.rule_title))
    });
    write_diagnostics(out, outcomes);
    out.push(b'}');
}

/// `{"source":{"line":18},"status":"failed","reason":"…","record_type":null,"record":null}`
pub(super) fn write_without_rules(out: &mut Vec<u8>, origin: Origin<'_>, reason: &str) {
    write_head(out, origin, RunStatus::Failed.word(), Some(reason));
    out.extend_from_slice(b",\"record_type\":null,\"record\":null}");
}

/// `{"source":{"line":19},"status":"bad","reason":"…","diagnostics":[…]}`
pub(super) fn write_bad(out: &mut Vec<u8>, origin: Origin<'_>, reason: &str, diagnostics: &[Diagnostic]) {
    write_head(out, origin, "bad", Some(reason));
    write_diagnostics(out, diagnostics);
    out.extend_from_slice(b"}");
}

fn write_head(out: &mut Vec<u8>, origin: Origin<'_>, status: &str, reason: Option<&str>) {
    out.extend_from_slice(b"{\"source\":{\"line\":");
    write_number(out, origin.line);
    for (name, position) in [("index", origin.index), ("entry", origin.entry)] {
        if let Some(position) = position {
            in_memory(write!(out, ",\"{name}\":{position}"));
        }
    }
    if let Some(key) = origin.key {
        out.extend_from_slice(b",\"key\":");
        write_json_text(out, key);
    }
    out.extend_from_slice(b"},\"status\":\"");
    out.extend_from_slice(status.as_bytes());
    out.push(b'"');
    if let Some(reason) = reason {
        out.extend_from_slice(b",\"reason\":");
        write_json_text(out, reason);
    }
}

fn write_record(out: &mut Vec<u8>, fields: &[Entry<'_>]) {
    out.push(b'{');
    for (idx, entry) in fields.iter().enumerate() {
        if idx > 0 {
            out.push(b',');
        }
        write_json_text(out, entry.name);
        out.push(b':');
        write_value(out, entry.value);
    }
    out.push(b'}');
}

/// Nothing when there are none.
fn write_diagnostics(out: &mut Vec<u8>, diagnostics: impl IntoIterator<Item = impl Borrow<Diagnostic>>) {
    let mut has_some = false;
    for diagnostic in diagnostics {
        let diagnostic = diagnostic.borrow();
        out.extend_from_slice(if has_some { b"," } else { b",\"diagnostics\":[" });
        has_some = true;
        write_serialized(out, diagnostic);
    }
    if has_some {
        out.push(b']');
    }
}

fn write_serialized(out: &mut Vec<u8>, value: &impl Serialize) {
    in_memory(serde_json::to_writer(out, value).map_err(Into::into));
}

fn write_number(out: &mut Vec<u8>, number: usize) {
    let mut digits = [0; 20];
    let (mut rest, mut start) = (number, digits.len());
    for (place, digit) in digits.iter_mut().enumerate().rev() {
        *digit = b'0' + (rest % 10) as u8;
        (rest, start) = (rest / 10, place);
        if rest == 0 {
            break;
        }
    }
    out.extend_from_slice(digits.get(start..).unwrap_or_default());
}

/// Appends a value of a field; what has no JSON form is no value of a field.
pub(super) fn write_value(out: &mut Vec<u8>, value: Value<'_>) {
    let start = out.len();
    if write_json(out, value).is_err() {
        out.truncate(start);
        out.extend_from_slice(b"null");
    }
}
