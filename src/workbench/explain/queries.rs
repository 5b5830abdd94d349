//! What panels ask: the rows and sentences for what is selected.

use std::collections::BTreeMap;

use crate::mapping::TracedScript;
use crate::mapping::{OriginKind, RuleTrace};
use crate::script::{ScriptText, SourceRole, TracePlace};
use crate::workbench::explain::coverage::script_place;
use crate::workbench::explain::words::{origin_words, trace_rows};
use crate::workbench::explain::{line_notes, why};
use crate::workbench::{
    CoverageRow, LineNote, OriginRow, ReachedRow, ScriptPlace, TraceRow, WhyText, Workbench, display_value,
};

impl Workbench {
    /// Why the selected script did what it did for the selected sample; `None` when that is not known.
    pub fn why(&self) -> Option<WhyText> {
        self.trace_of(self.selection.script).map(why)
    }

    /// The steps of the selected script for the selected sample.
    pub fn trace_rows(&self) -> Vec<TraceRow> {
        self.trace_of(self.selection.script).map(trace_rows).unwrap_or_default()
    }

    /// The place of the selected step, when it is in the text that is edited.
    pub fn traced_place(&self) -> Option<TracePlace> {
        let trace = self.trace_of(self.selection.script)?.trace.as_ref()?;
        trace.steps.get(self.explain.step?).map(|step| step.place)
    }

    /// What stands beside the lines of the script in the editor: the values for the selected sample,
    /// and how many samples come by where not all do. For the helper functions those of the trace of
    /// the script that was selected are not known, so that only the counts are told.
    pub fn line_notes(&self) -> Vec<LineNote> {
        let place = self.selection.script;
        let text = match place {
            ScriptPlace::Functions => ScriptText::Helpers,
            _ => ScriptText::Script,
        };
        let notes = self.trace_of(place).map(line_notes).unwrap_or_default();
        let mut by_line: BTreeMap<usize, LineNote> =
            notes.into_iter().filter(|note| note.text == text).map(|note| (note.line, note)).collect();
        let n_lines = self.script(place).map_or(0, |script| script.lines().count());
        for line in 1..=n_lines {
            let Some((n_samples, of)) = self.coverage().and_then(|report| report.line_count(place, line))
            else {
                continue;
            };
            if n_samples == of {
                continue;
            }
            let note = by_line.entry(line).or_insert_with(|| LineNote {
                text,
                line,
                value: String::new(),
                count: String::new(),
                is_unreached: false,
            });
            note.count = format!("{n_samples} of {of} come here");
            note.is_unreached = n_samples == 0;
        }
        by_line.into_values().collect()
    }

    /// What the selected script's value came from for the selected sample, the strongest role first.
    pub fn origin_rows(&self) -> Vec<OriginRow> {
        self.trace_of(self.selection.script).map(origin_rows).unwrap_or_default()
    }

    /// The fields that an attribute of the selected sample reached or decided, by its path in the
    /// payload with the places of entries, as [`crate::workbench::AttributeRow::place`]; what is below
    /// it or around it counts.
    pub fn fields_reached(&self, attribute: &str) -> Vec<ReachedRow> {
        let rows = self.traces().iter().filter_map(|rule| {
            let sources = rule.trace.iter().flat_map(|trace| &trace.sources);
            let roles = sources.zip(&rule.origins).filter(|(source, origin)| {
                let is_inside = is_same_or_inside(&origin.place, attribute);
                // Of a whole that was read, what is in it counts as read, too.
                let is_around =
                    is_same_or_inside(attribute, &origin.place) && source.role != SourceRole::Unused;
                origin.kind == OriginKind::Attribute && (is_inside || is_around)
            });
            let role = roles.map(|(source, _)| source.role).min()?;
            let outcome = rule.outcome.as_ref();
            Some(ReachedRow {
                script: script_place(Some(TracedScript {
                    rule_set_idx: rule.rule_set_idx,
                    rule_idx: rule.rule_idx,
                })),
                field: outcome.map_or_else(|| rule.title.clone(), |outcome| outcome.field.clone()),
                role,
                value: outcome.map(|outcome| display_value(&outcome.value)).unwrap_or_default(),
            })
        });
        let mut rows: Vec<ReachedRow> = rows.collect();
        rows.sort_by_key(|row| row.role);
        rows
    }

    /// What the samples come by and what not, in the order of the rules.
    pub fn coverage_rows(&self) -> Vec<CoverageRow> {
        self.coverage().map(|report| report.rows(&self.model)).unwrap_or_default()
    }
}

/// What a value came from for one sample, the strongest role first.
pub fn origin_rows(rule: &RuleTrace) -> Vec<OriginRow> {
    let sources = rule.trace.iter().flat_map(|trace| &trace.sources);
    let rows = sources.zip(&rule.origins).map(|(source, origin)| OriginRow {
        what: origin_words(origin),
        attribute: if origin.kind == OriginKind::Attribute { origin.place.clone() } else { String::new() },
        role: source.role,
        value: source.value.shown.clone(),
        n_samples: 1,
    });
    let mut rows: Vec<OriginRow> = rows.collect();
    rows.sort_by_key(|row| row.role);
    rows
}

/// Whether a path is another one, or below it; the whole resource is around everything.
fn is_same_or_inside(inner: &str, outer: &str) -> bool {
    let start = inner.get(..outer.len());
    outer.is_empty()
        || start.is_some_and(|start| {
            let rest = inner.get(outer.len()..).unwrap_or_default();
            start.eq_ignore_ascii_case(outer) && (rest.is_empty() || rest.starts_with(['.', '[', ':']))
        })
}
