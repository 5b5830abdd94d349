//! Why a rule did what it did, in one or two sentences.

use crate::mapping::{OutcomeKind, RuleOutcome, RuleTrace, RunStatus};
use crate::script::{
    ScriptText, SourceRole, Trace, TraceEvent, TracePlace, TraceResult, TraceSource, TraceStep, TraceValue,
    TraceWay,
};
use crate::workbench::explain::words::source_name;
use crate::workbench::{WhySpan, WhyStyle, WhyText};

/// The most parts that are named one by one, and the most branches.
const MOST_SOURCES: usize = 3;
const MOST_BRANCHES: usize = 3;
const MOST_LOOKUPS: usize = 2;
/// The most characters of a value.
const MOST_CHARACTERS: usize = 80;

/// Why the rule did what it did: what its value came from, which ways were taken, what became of the
/// value. Ends with a full stop.
pub fn why(rule: &RuleTrace) -> WhyText {
    let mut clauses: Vec<WhyText> = Vec::new();
    if let Some(trace) = &rule.trace {
        let told: Vec<usize> = add_sources(&mut clauses, trace);
        add_lookups(&mut clauses, trace);
        add_branches(&mut clauses, trace, &told);
        if clauses.is_empty() && trace.left_to_rhai.is_none() && trace.sources.is_empty() {
            clauses.push(WhyText::default().plain_text("The script reads nothing that could differ"));
        }
    }
    clauses.push(match &rule.outcome {
        Some(outcome) => outcome_clause(rule, outcome),
        None => condition_clause(rule),
    });
    joined(clauses, rule)
}

fn joined(clauses: Vec<WhyText>, rule: &RuleTrace) -> WhyText {
    let mut text = WhyText::default();
    for (idx, clause) in clauses.into_iter().enumerate() {
        if idx > 0 {
            text = text.plain_text("; ");
        }
        text.spans.extend(clause.spans);
    }
    text = text.plain_text(".");
    if let (Some(_), RunStatus::Rejected | RunStatus::Failed, Some(reason)) =
        (&rule.outcome, rule.status, &rule.reason)
    {
        text = text.plain_text(&format!(" No record is written: {}.", reason.trim_end_matches('.')));
    }
    if let Some(first) = text.spans.first_mut().filter(|span| span.style == WhyStyle::Plain) {
        first.text = upper_first(&first.text);
    }
    text
}

/// The values that the result came from; gives the places in the trace's sources that were named.
fn add_sources(clauses: &mut Vec<WhyText>, trace: &Trace) -> Vec<usize> {
    let is_told = |(_, source): &(usize, &TraceSource)| {
        source.role == SourceRole::Reached
            && !trace
                .sources
                .iter()
                .any(|other| other.role == SourceRole::Reached && source.path.contains(&other.path))
    };
    let reached: Vec<(usize, &TraceSource)> = trace.sources.iter().enumerate().filter(is_told).collect();
    for (_, source) in reached.iter().take(MOST_SOURCES) {
        clauses.push(source_clause(source));
    }
    if reached.len() > MOST_SOURCES {
        let more = reached.len() - MOST_SOURCES;
        let is = if more == 1 { "is" } else { "are" };
        clauses.push(WhyText::default().plain_text(&format!("{more} more {is} in the value")));
    }
    reached.into_iter().map(|(idx, _)| idx).collect()
}

fn source_clause(source: &TraceSource) -> WhyText {
    let text = WhyText::default().code(&source_name(source));
    if source.value.is_missing {
        text.plain_text(" is missing")
    } else {
        text.plain_text(" is ").value(&source.value)
    }
}

fn add_lookups(clauses: &mut Vec<WhyText>, trace: &Trace) {
    let lookups = trace.steps.iter().filter_map(|step| match &step.event {
        TraceEvent::LookedUp { table, key, row } => Some((table, key, row, step)),
        _ => None,
    });
    for (table, key, row, step) in lookups.take(MOST_LOOKUPS) {
        let text = WhyText::default().plain_text("the table ").code(table);
        clauses.push(match (row, key.is_missing) {
            (Some(_), _) => text.plain_text(" has ").value(&step.value).plain_text(" for ").value(key),
            (None, true) => text.plain_text(" is asked for nothing"),
            (None, false) => text.plain_text(" has no row for ").value(key),
        });
    }
}

/// The ways that were taken, those of the script before those of helper functions.
fn add_branches(clauses: &mut Vec<WhyText>, trace: &Trace, told: &[usize]) {
    let is_way = |step: &&TraceStep| match step.event {
        TraceEvent::Branch(TraceWay::Operand(idx)) => idx > 0,
        TraceEvent::Branch(_) => true,
        _ => false,
    };
    let ways: Vec<(usize, &TraceStep)> =
        trace.steps.iter().enumerate().filter(|(_, step)| is_way(step)).collect();
    let in_script =
        |(_, step): &&(usize, &TraceStep)| step.place.text == ScriptText::Script && step.depth == 0;
    let own: Vec<_> = ways.iter().filter(in_script).collect();
    let chosen: Vec<_> = if own.is_empty() { ways.iter().collect() } else { own };
    for (idx, step) in chosen.into_iter().take(MOST_BRANCHES) {
        clauses.push(branch_clause(trace, *idx, step, told));
    }
}

fn branch_clause(trace: &Trace, idx: usize, step: &TraceStep, told: &[usize]) -> WhyText {
    let sources = sources_of(trace, idx, step, told);
    let mut text = way_clause(step);
    for (idx, source) in sources.iter().take(MOST_SOURCES).enumerate() {
        text = text.plain_text(if idx == 0 { " (" } else { ", " });
        text.spans.extend(source_clause(source).spans);
    }
    if sources.is_empty() { text } else { text.plain_text(")") }
}

/// Which way was taken.
fn way_clause(step: &TraceStep) -> WhyText {
    let text = WhyText::default();
    let is = |text: WhyText| text.code(&step.text).plain_text(" is ").value(&step.value);
    match &step.event {
        TraceEvent::Branch(TraceWay::Operand(operand)) => {
            let before = match operand {
                1 => " the first value is missing",
                _ => " the values before are missing",
            };
            text.plain_text("of ").code(&step.text).plain_text(before)
        }
        TraceEvent::Branch(TraceWay::NoArm) => text.code(&step.text).plain_text(" fits no case"),
        TraceEvent::Branch(TraceWay::Arm(_)) => match step.leads_to {
            Some(to) => is(text).plain_text(&format!(", the case of line {}", to.line)),
            None => is(text),
        },
        _ => is(text),
    }
}

/// What a condition has read, unless it was told before. Of `??` what is missing.
fn sources_of<'t>(trace: &'t Trace, idx: usize, step: &TraceStep, told: &[usize]) -> Vec<&'t TraceSource> {
    // What the condition is as a whole has its value already.
    // In a loop it is evaluated again and again; what counts is what was read since the last time.
    let before = trace.steps.iter().take(idx);
    let last = before.rev().position(|other| {
        other.place == step.place
            && std::mem::discriminant(&other.event) == std::mem::discriminant(&step.event)
    });
    let reads = trace.steps.iter().take(idx).skip(last.map_or(0, |from_end| idx - from_end));
    let reads = reads.filter(|read| read.place != step.place && is_inside(&read.place, &step.place));
    let mut reads: Vec<usize> = reads
        .filter_map(|read| if let TraceEvent::Read { source } = read.event { Some(source) } else { None })
        .filter(|source| !told.contains(source))
        .collect();
    reads.sort_unstable();
    reads.dedup();
    let is_choice = matches!(step.event, TraceEvent::Branch(TraceWay::Operand(_)));
    let sources = reads.iter().filter_map(|source| trace.sources.get(*source));
    sources.filter(|source| !is_choice || source.value.is_missing).collect()
}

fn is_inside(inner: &TracePlace, outer: &TracePlace) -> bool {
    inner.text == outer.text
        && inner.line == outer.line
        && outer.column <= inner.column
        && inner.column + inner.length <= outer.column + outer.length
}

/// What became of the value.
fn outcome_clause(rule: &RuleTrace, outcome: &RuleOutcome) -> WhyText {
    let text = WhyText::default();
    let (before, value) = (TraceValue::of_json(&outcome.before), TraceValue::of_json(&outcome.value));
    match outcome.outcome {
        OutcomeKind::Set if before == value => text.plain_text("it is the value that the record has already"),
        OutcomeKind::Set if before.is_missing => text.plain_text("the field becomes ").value(&value),
        OutcomeKind::Set => {
            let text = text.plain_text("the current value ").value(&before).plain_text(" is replaced");
            if was_told(rule, &value) { text } else { text.plain_text(" by ").value(&value) }
        }
        OutcomeKind::Kept if before.is_missing => {
            text.plain_text("the script gives nothing, so the field stays empty")
        }
        OutcomeKind::Kept => text
            .plain_text("the script gives nothing, so the current value ")
            .value(&before)
            .plain_text(" stays"),
        OutcomeKind::Cleared if before.is_missing => {
            text.plain_text("the script clears the field, which was empty")
        }
        OutcomeKind::Cleared => text.plain_text("the script clears the field, which was ").value(&before),
        OutcomeKind::Failed => {
            text.plain_text(&format!("the rule fails: {}", outcome.reason.trim_end_matches('.')))
        }
        OutcomeKind::Skipped => text.plain_text(&lower_first(&outcome.reason)),
    }
}

/// Whether a value was named as that of a source.
fn was_told(rule: &RuleTrace, value: &TraceValue) -> bool {
    let sources = rule.trace.iter().flat_map(|trace| &trace.sources);
    sources
        .filter(|source| source.role == SourceRole::Reached)
        .any(|source| source.value.shown == value.shown)
}

fn condition_clause(rule: &RuleTrace) -> WhyText {
    let text = WhyText::default();
    match rule.trace.as_ref().map(|trace| &trace.result) {
        None => text.plain_text("the condition was not asked"),
        Some(TraceResult::Value(value)) => text.plain_text("the condition gives ").value(value),
        Some(TraceResult::Nothing) => text.plain_text("the condition gives nothing, so no record is written"),
        Some(TraceResult::Clear) => text.plain_text("the condition gives neither true nor false"),
        Some(TraceResult::Reject(why)) => text.plain_text(&format!("no record is written: {why}")),
        Some(TraceResult::Failed(why)) => text.plain_text(&format!("the condition fails: {why}")),
    }
}

impl WhyText {
    fn plain_text(self, text: &str) -> Self {
        self.with(text, WhyStyle::Plain)
    }

    fn code(self, text: &str) -> Self {
        self.with(text, WhyStyle::Code)
    }

    fn value(self, value: &TraceValue) -> Self {
        let text = if value.is_missing { "nothing".to_owned() } else { shortened(&value.shown) };
        self.with(&text, WhyStyle::Value)
    }

    fn with(mut self, text: &str, style: WhyStyle) -> Self {
        match self.spans.last_mut() {
            Some(last) if last.style == style && style == WhyStyle::Plain => last.text.push_str(text),
            _ => self.spans.push(WhySpan { text: text.to_owned(), style }),
        }
        self
    }
}

/// The beginning of a value that would fill the sentence.
fn shortened(shown: &str) -> String {
    match shown.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => format!("{}…", shown.get(..end).unwrap_or_default()),
        None => shown.to_owned(),
    }
}

fn upper_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_lowercase().chain(characters).collect())
}
