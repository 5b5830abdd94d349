//! What stands beside the lines of a script for one sample.

use std::collections::BTreeMap;

use crate::mapping::RuleTrace;
use crate::script::{ScriptText, TraceEvent, TraceStep};
use crate::workbench::LineNote;

/// The last value of each line that the evaluation came by, of lines with a loop the number of its
/// entries; in the order of the lines, those of the helper functions behind those of the script.
pub fn line_notes(rule: &RuleTrace) -> Vec<LineNote> {
    let mut values: BTreeMap<(ScriptText, usize), String> = BTreeMap::new();
    let mut entries: BTreeMap<(ScriptText, usize), usize> = BTreeMap::new();
    let steps = rule.trace.iter().flat_map(|trace| &trace.steps).filter(|step| step.place.line > 0);
    for step in steps {
        let line = (step.place.text, step.place.line);
        match &step.event {
            TraceEvent::Entered { .. } => {}
            TraceEvent::Entry { number } => {
                // A loop inside of a loop begins again; the last round counts.
                entries.insert(line, number + 1);
            }
            _ => {
                values.insert(line, noted(step));
            }
        }
    }
    for (line, n_entries) in entries {
        let words = if n_entries == 1 { "1 entry".to_owned() } else { format!("{n_entries} entries") };
        values.insert(line, words);
    }
    let notes = values.into_iter().map(|((text, line), value)| LineNote {
        text,
        line,
        value,
        count: String::new(),
        is_unreached: false,
    });
    notes.collect()
}

fn noted(step: &TraceStep) -> String {
    step.value.shown.clone()
}
