//! What can follow a dot: parts of the object in front of it, and functions that take it.

use std::ops::Range;

use crate::script::syntax::{chain_before, is_name};
use crate::target::TargetField;
use crate::workbench::language::candidate::Candidate;
use crate::workbench::language::complete::escaped;
use crate::workbench::language::likeness::{is_housekeeping, sounds_alike};
use crate::workbench::language::script_view::ScriptView;
use crate::workbench::language::{CompletionKind, FunctionEntry, Part, Snippet, ValueKind};

/// What can stand behind the token `dot`.
pub(super) fn member_candidates(
    view: &ScriptView<'_>,
    dot: usize,
    replaces: &Range<usize>,
    has_brackets: bool,
) -> Vec<Candidate> {
    let shape = view.shapes().before(dot);
    let gap = replaces.start.saturating_sub(view.code.start(dot));
    let mut candidates = Vec::new();
    if let Some(part) = shape.part.filter(|_| !shape.is_list) {
        let field = view.context.scope.field;
        candidates.extend(part.parts.iter().map(|part| part_candidate(part, gap, field)));
    }
    let start = chain_before(&view.code, dot).map_or(dot, |chain| chain.start);
    let is_condition = ["if", "&&", "||", "!", "while"].iter().any(|word| view.code.is_before(start, word));
    let functions = view.knowledge().functions().iter();
    let fitting = functions.filter(|function| function.takes(shape.kind, shape.is_list));
    let fitting = fitting.filter(|function| !function.name.starts_with("find_") || is_of_list(function));
    candidates.extend(fitting.map(|function| {
        let is_asked = is_condition && function.result == "boolean";
        let weight = 40 + fit(function, shape.kind, shape.is_list) + usize::from(is_asked) * 10;
        Candidate::of_function(function, true, has_brackets, weight)
    }));
    candidates
}

fn is_of_list(function: &FunctionEntry) -> bool {
    function.parameter(0) == "list"
}

/// A part; one that is called by something else than a name goes into brackets.
fn part_candidate(part: &Part, gap: usize, field: Option<&TargetField>) -> Candidate {
    let share = match &part.seen {
        Some(seen) if seen.n_all > 0 => part.n_samples() * 20 / seen.n_all,
        _ => 0,
    };
    let sent = usize::from(part.n_samples() > 0) * 10;
    let is_source = sent > 0 && field.is_some_and(|field| sounds_alike(&field.name, &part.name));
    let weight = if is_housekeeping(&part.name) { 65 } else { 70 + sent + share };
    let weight = weight + usize::from(is_source) * 30;
    let candidate = Candidate::of_part(part, CompletionKind::Attribute, weight);
    if is_name(&part.name) {
        return candidate;
    }
    Candidate {
        insert: Snippet::plain(format!("[\"{}\"]", escaped(&part.name))),
        replaces_before: gap,
        weight: 65,
        ..candidate
    }
}

/// How well a function fits beyond being possible.
fn fit(function: &FunctionEntry, kind: ValueKind, is_list: bool) -> usize {
    const OF_LISTS: [&str; 6] = ["primary_value", "value_of_type", "of_type", "first", "filter", "values"];
    const OF_TEXTS: [&str; 4] = ["trimmed", "upper", "lower", "before"];
    let first = function.parameter(0);
    let is_typical = if is_list { OF_LISTS.as_slice() } else { OF_TEXTS.as_slice() };
    let is_exact = match first {
        "list" => is_list,
        "text" => kind == ValueKind::Text,
        "date" | "from" => kind == ValueKind::Date,
        "entry" => kind == ValueKind::Object,
        "number" => kind == ValueKind::Number,
        _ => false,
    };
    usize::from(is_exact) * 10 + usize::from(is_typical.contains(&function.name.as_str())) * 5
}
