//! What the panels say about the value in the selected cell, made once for each state.
//!
//! Not how it is found out, which the workbench does.

use crate::script::ScriptText;
use crate::workbench::{
    LineNote, OriginRow, ScriptPlace, TraceRow, WhyText, Workbench, line_notes, trace_remarks, trace_rows,
    why,
};

/// What is said about the value of a script for the selected sample.
#[derive(Debug, Default)]
pub(super) struct Explained {
    /// The preview, the sample and the script that it is of.
    made_for: Option<(u64, usize, ScriptPlace)>,
    /// The steps of the evaluation; empty when there was none.
    pub rows: Vec<TraceRow>,
    /// What is to be known of the trace as a whole.
    pub remarks: Vec<String>,
    /// What stands beside the lines.
    pub notes: Vec<LineNote>,
    /// Why the value is as it is; `None` when there is no trace.
    pub why: Option<WhyText>,
    /// What the value came from.
    pub origins: Vec<OriginRow>,
    /// The attributes of the sample that any script read, by their paths, in order.
    pub read: Vec<String>,
}

impl Explained {
    /// Brings it up to what is selected; whether something else is said than before.
    pub(super) fn renew(&mut self, workbench: &Workbench, script: ScriptPlace) -> bool {
        let key = (workbench.preview_number(), workbench.selection().sample, script);
        if self.made_for == Some(key) {
            return false;
        }
        let is_other = self.made_for.is_none_or(|(_, sample, known)| (sample, known) != (key.1, key.2));
        *self = Self {
            made_for: Some(key),
            read: workbench.attributes_read().into_iter().map(str::to_owned).collect(),
            ..Self::default()
        };
        if let Some(trace) = workbench.rule_trace(script) {
            self.rows = trace_rows(trace);
            self.remarks = trace.trace.as_ref().map(trace_remarks).unwrap_or_default();
            self.notes = line_notes(trace);
            self.why = Some(why(trace));
            self.origins = workbench.origin_rows(script);
        }
        is_other
    }

    /// The script that it is about.
    pub(super) fn script(&self) -> Option<ScriptPlace> {
        self.made_for.map(|(.., script)| script)
    }

    /// The notes beside the lines of the script in the editor, by line number.
    pub(super) fn line_hints(&self, place: ScriptPlace) -> Vec<(usize, String)> {
        let text = if place == ScriptPlace::Functions { ScriptText::Helpers } else { ScriptText::Script };
        let is_of = text == ScriptText::Helpers || self.script() == Some(place);
        let notes = self.notes.iter().filter(|note| is_of && note.text == text);
        notes
            .map(|note| {
                let parts = [note.value.as_str(), note.count.as_str()];
                let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
                (note.line, parts.join(" · "))
            })
            .filter(|(_, words)| !words.is_empty())
            .collect()
    }

    /// Whether a script read the attribute, a part of it, or the whole of which it is a part.
    pub(super) fn is_read(&self, place: &str) -> bool {
        self.read.iter().any(|read| crate::workbench::is_same_part(read, place))
    }
}
