//! What happened in one step of a trace, in a few words.

use crate::mapping::{Origin, OriginKind, RuleTrace};
use crate::script::{ScriptText, SourceRole, Trace, TraceEvent, TraceSource, TraceStep, TraceWay};
use crate::workbench::TraceRow;

/// The steps of a trace in words, in order; none when the script was not evaluated.
pub fn trace_rows(rule: &RuleTrace) -> Vec<TraceRow> {
    let Some(trace) = &rule.trace else { return Vec::new() };
    let rows = trace.steps.iter().enumerate().map(|(idx, step)| TraceRow {
        step: idx,
        depth: step.depth,
        place: step.place,
        text: step.text.clone(),
        says: words_of(step, rule),
        value: if has_value(step) { step.value.shown.clone() } else { String::new() },
        is_missing: has_value(step) && step.value.is_missing,
    });
    rows.collect()
}

/// What is to be known of a trace as a whole, in one sentence each without a full stop: that it was
/// cut, that rhai evaluated, which limits were nearly reached.
pub fn trace_remarks(trace: &Trace) -> Vec<String> {
    let mut remarks = Vec::new();
    if let Some(why) = &trace.left_to_rhai {
        remarks.push(format!(
            "Evaluated by rhai, so only what the script can read and its result are known: {why}"
        ));
    }
    if trace.is_cut {
        remarks.push(format!("Only the first {} steps are shown", trace.steps.len()));
    }
    remarks
}

/// Whether the step has a value to show.
fn has_value(step: &TraceStep) -> bool {
    match step.event {
        TraceEvent::Entered { .. } | TraceEvent::Branch(TraceWay::Then | TraceWay::Otherwise) => false,
        TraceEvent::Entry { .. } => !step.value.shown.is_empty(),
        _ => true,
    }
}

fn words_of(step: &TraceStep, rule: &RuleTrace) -> String {
    match &step.event {
        TraceEvent::Read { source } => match rule.origins.get(*source) {
            Some(origin) => format!("reads {}", origin_words(origin)),
            None => "reads".to_owned(),
        },
        TraceEvent::Value => "is".to_owned(),
        TraceEvent::Assigned => "sets".to_owned(),
        TraceEvent::Branch(way) => way_words(*way, step),
        TraceEvent::Called { function, .. } | TraceEvent::Returned { function } => {
            format!("{function} gives")
        }
        TraceEvent::LookedUp { table, row: Some(row), .. } => format!("row {} of {table}", row + 1),
        TraceEvent::LookedUp { table, row: None, .. } => format!("no row of {table}"),
        TraceEvent::Entered { function, .. } => format!("begins {function}"),
        TraceEvent::Entry { number } => format!("entry {}", number + 1),
        TraceEvent::ChainEnded => "ends, as it is missing".to_owned(),
    }
}

fn way_words(way: TraceWay, step: &TraceStep) -> String {
    let line = step.leads_to.map(|place| place.line).filter(|line| *line > 0);
    match (way, line) {
        (TraceWay::Then, Some(line)) => format!("is true, on to line {line}"),
        (TraceWay::Then, None) => "is true".to_owned(),
        (TraceWay::Otherwise, Some(line)) => format!("is false, on to line {line}"),
        (TraceWay::Otherwise, None) => "is false".to_owned(),
        (TraceWay::Arm(_), Some(line)) => format!("takes the case of line {line}"),
        (TraceWay::Arm(idx), None) => format!("takes case {}", idx + 1),
        (TraceWay::NoArm, Some(line)) => format!("fits no case, on to line {line}"),
        (TraceWay::NoArm, None) => "fits no case".to_owned(),
        (TraceWay::Operand(0), _) => "takes the first value".to_owned(),
        (TraceWay::Operand(idx), _) => format!("takes value {}, those before are missing", idx + 1),
    }
}

/// What a part of a script's variables is: `emails[type eq "work"].value`, `the current job_title`.
pub fn origin_words(origin: &Origin) -> String {
    let path = origin.path.as_str();
    match (origin.kind, path) {
        (OriginKind::Attribute, "") => "the whole resource".to_owned(),
        (OriginKind::Attribute, path) => path.to_owned(),
        (OriginKind::CurrentField, "") => "the current record".to_owned(),
        (OriginKind::CurrentField, path) => format!("the current {path}"),
        (OriginKind::NewField, "") => "the new record".to_owned(),
        (OriginKind::NewField, path) => format!("the new {path}"),
        (OriginKind::Variable, "") => "the variables".to_owned(),
        (OriginKind::Variable, path) => format!("the variable {path}"),
        (OriginKind::Groups, "") => "the groups of the user".to_owned(),
        (OriginKind::Groups, path) => format!("groups{path}"),
        (OriginKind::Now, _) => "the time of the run".to_owned(),
        (OriginKind::IsNew, _) => "whether the record is new".to_owned(),
    }
}

/// What a part has to do with a value, in a word or two.
pub fn role_words(role: SourceRole) -> &'static str {
    match role {
        SourceRole::Reached => "reached the value",
        SourceRole::Decided => "decided",
        SourceRole::Unused => "read, not used",
    }
}

/// A part as a script names it, with entries by their type: `user.emails[type eq "work"].value`.
pub(super) fn source_name(source: &TraceSource) -> String {
    let below = source.path.by_type();
    let variable = &source.path.variable;
    match below.as_str() {
        "" => variable.clone(),
        below if below.starts_with('[') => format!("{variable}{below}"),
        below => format!("{variable}.{below}"),
    }
}

/// Where a step is written, in words: `line 3`, `line 3 of the helper functions`.
pub fn place_words(text: ScriptText, line: usize) -> String {
    match text {
        ScriptText::Script => format!("line {line}"),
        ScriptText::Helpers => format!("line {line} of the helper functions"),
    }
}
