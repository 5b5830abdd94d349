//! The traces of `scimwright run --trace`, as JSON and as text.

use std::fmt::Write as _;

use serde_json::{Value as JsonValue, json};

use crate::mapping::RuleTrace;
use crate::script::{
    ScriptText, Trace, TraceEvent, TracePlace, TraceResult, TraceStep, TraceValue, TraceWay,
};
use crate::workbench::{TraceRow, origin_words, role_words, trace_remarks, trace_rows, why};

/// The trace of one script as JSON.
pub(super) fn trace_json(rule: &RuleTrace) -> JsonValue {
    let Some(trace) = &rule.trace else { return JsonValue::Null };
    let sources = trace.sources.iter().zip(&rule.origins);
    let sources = sources.map(|(source, origin)| {
        json!({
            "path": source.path.to_string(),
            "kind": origin.kind,
            "attribute": origin.path,
            "place": origin.place,
            "value": source.value.json,
            "missing": source.value.is_missing,
            "role": source.role,
        })
    });
    let limits = trace.limits.iter().map(|limit| {
        json!({ "limit": limit.kind, "used": limit.used, "most": limit.most, "percent": limit.percent() })
    });
    json!({
        "steps": trace.steps.iter().map(step_json).collect::<Vec<_>>(),
        "cut": trace.is_cut,
        "sources": sources.collect::<Vec<_>>(),
        "result": result_json(&trace.result),
        "left_to_rhai": trace.left_to_rhai,
        "limits": limits.collect::<Vec<_>>(),
    })
}

fn step_json(step: &TraceStep) -> JsonValue {
    let mut json = json!({
        "depth": step.depth,
        "place": step.place,
        "text": step.text,
        "event": event_word(&step.event),
        "value": step.value.json,
    });
    let more = match &step.event {
        TraceEvent::Read { source } => json!({ "source": source, "missing": step.value.is_missing }),
        TraceEvent::Branch(way) => json!({ "way": way_word(*way), "leads_to": step.leads_to }),
        TraceEvent::Called { function, arguments } | TraceEvent::Entered { function, arguments } => {
            let arguments: Vec<_> = arguments.iter().map(|argument| &argument.json).collect();
            json!({ "function": function, "arguments": arguments })
        }
        TraceEvent::LookedUp { table, key, row } => {
            json!({ "table": table, "key": key.json, "row": row.map(|row| row + 1) })
        }
        TraceEvent::Returned { function } => json!({ "function": function }),
        TraceEvent::Entry { number } => json!({ "entry": number + 1 }),
        TraceEvent::Value | TraceEvent::Assigned | TraceEvent::ChainEnded => json!({}),
    };
    if let (JsonValue::Object(json), JsonValue::Object(more)) = (&mut json, more) {
        json.extend(more);
    }
    json
}

fn event_word(event: &TraceEvent) -> &'static str {
    match event {
        TraceEvent::Read { .. } => "read",
        TraceEvent::Value => "value",
        TraceEvent::Assigned => "assigned",
        TraceEvent::Branch(_) => "branch",
        TraceEvent::Called { .. } => "called",
        TraceEvent::LookedUp { .. } => "looked_up",
        TraceEvent::Entered { .. } => "entered",
        TraceEvent::Returned { .. } => "returned",
        TraceEvent::Entry { .. } => "entry",
        TraceEvent::ChainEnded => "chain_ended",
    }
}

fn way_word(way: TraceWay) -> String {
    match way {
        TraceWay::Then => "then".to_owned(),
        TraceWay::Otherwise => "else".to_owned(),
        TraceWay::Arm(idx) => format!("case {}", idx + 1),
        TraceWay::NoArm => "no case".to_owned(),
        TraceWay::Operand(idx) => format!("value {}", idx + 1),
    }
}

fn result_json(result: &TraceResult) -> JsonValue {
    match result {
        TraceResult::Value(value) => json!({ "kind": "value", "value": value.json }),
        TraceResult::Nothing => json!({ "kind": "nothing" }),
        TraceResult::Clear => json!({ "kind": "clear" }),
        TraceResult::Reject(why) => json!({ "kind": "reject", "reason": why }),
        TraceResult::Failed(why) => json!({ "kind": "failed", "reason": why }),
    }
}

/// The trace of one script as text: each line of the script that was come by, the values under it,
/// what the value came from, and why.
pub(super) fn trace_text(rule: &RuleTrace, title: &str) -> String {
    let mut text = format!("\n  {title}\n");
    let rows = trace_rows(rule);
    let width = rows.iter().map(row_width).max().unwrap_or_default().min(56);
    let mut last = None;
    for row in &rows {
        let place = (row.place.text, row.place.line);
        if last != Some(place) {
            push_line(&mut text, rule, row.place);
            last = Some(place);
        }
        push_row(&mut text, row, width);
    }
    let Some(trace) = &rule.trace else {
        let _ = writeln!(text, "    because: {}", why(rule).plain());
        return text;
    };
    push_sources(&mut text, rule, trace);
    for remark in trace_remarks(trace) {
        let _ = writeln!(text, "    note: {remark}");
    }
    let limits: Vec<String> = trace
        .limits
        .iter()
        .filter(|limit| limit.percent() >= 10)
        .map(|limit| format!("{} % of {}", limit.percent(), limit.kind.words()))
        .collect();
    if !limits.is_empty() {
        let _ = writeln!(text, "    used: {}", limits.join(", "));
    }
    let _ = writeln!(text, "    because: {}", why(rule).plain());
    text
}

fn row_width(row: &TraceRow) -> usize {
    row.text.chars().count() + row.depth * 2
}

fn push_line(text: &mut String, rule: &RuleTrace, place: TracePlace) {
    let (of, mark) = match place.text {
        ScriptText::Script => (&rule.script, ' '),
        ScriptText::Helpers => (&rule.helpers, 'h'),
    };
    let line = of.lines().nth(place.line.saturating_sub(1)).unwrap_or_default();
    let _ = writeln!(text, "  {mark}{:>4} | {}", place.line, line.trim_end());
}

fn push_row(text: &mut String, row: &TraceRow, width: usize) {
    let indent = row.depth * 2;
    let width = width.saturating_sub(indent);
    let value = if row.is_missing { "missing" } else { &row.value };
    let line = format!("       |   {:indent$}{:width$}  {} {value}", "", row.text, row.says);
    text.push_str(line.trim_end());
    text.push('\n');
}

fn push_sources(text: &mut String, rule: &RuleTrace, trace: &Trace) {
    if trace.sources.is_empty() {
        return;
    }
    text.push_str("    came from\n");
    for (source, origin) in trace.sources.iter().zip(&rule.origins) {
        let value = shown(&source.value);
        let _ = writeln!(text, "      {} = {value} ({})", origin_words(origin), role_words(source.role));
    }
}

fn shown(value: &TraceValue) -> &str {
    if value.is_missing { "missing" } else { &value.shown }
}
