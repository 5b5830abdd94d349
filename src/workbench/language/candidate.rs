//! Possibilities before they are held against what was typed.

use std::cmp::Reverse;
use std::ops::Range;

use crate::workbench::language::fuzzy::fuzzy_match;
use crate::workbench::language::{Completion, CompletionKind, FunctionEntry, Part, Snippet};

/// The most possibilities of a list.
const MOST_ITEMS: usize = 200;

/// A possibility.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub label: String,
    /// How many bytes of the label stand before the name that is typed.
    pub prefix: usize,
    pub kind: CompletionKind,
    pub type_words: String,
    pub detail: String,
    pub doc: String,
    pub insert: Snippet,
    /// How many bytes before the typed name it replaces too, such as a dot.
    pub replaces_before: usize,
    /// What fits better comes first among those that answer the typed text as well.
    pub weight: usize,
}

impl Candidate {
    /// A possibility that is inserted as it is called.
    pub fn new(label: impl Into<String>, kind: CompletionKind, weight: usize) -> Self {
        let label = label.into();
        Self {
            insert: Snippet::plain(&label),
            label,
            prefix: 0,
            kind,
            type_words: String::new(),
            detail: String::new(),
            doc: String::new(),
            replaces_before: 0,
            weight,
        }
    }

    /// A part of what a script is given.
    pub fn of_part(part: &Part, kind: CompletionKind, weight: usize) -> Self {
        let detail = [part.values_words(), part.share_words()];
        let detail: Vec<&str> = detail.iter().map(String::as_str).filter(|words| !words.is_empty()).collect();
        let doc = [part.doc.as_str(), part.source.as_str()];
        let doc: Vec<&str> = doc.into_iter().filter(|words| !words.is_empty()).collect();
        Self {
            type_words: part.type_words(),
            detail: detail.join(" · "),
            doc: doc.join("\n"),
            ..Self::new(part.name.as_str(), kind, weight)
        }
    }

    /// A built-in function; as a method it goes without its first argument. `has_brackets` says that
    /// they are there already.
    pub fn of_function(function: &FunctionEntry, is_method: bool, has_brackets: bool, weight: usize) -> Self {
        let examples = function.examples.iter().take(2);
        let examples = examples.map(|example| format!("\n{} → {}", example.script, example.result));
        Self {
            type_words: function.signature.clone(),
            detail: function.category.to_owned(),
            doc: format!("{}{}", function.summary, examples.collect::<String>()),
            insert: call_snippet(function, is_method, has_brackets),
            ..Self::new(function.name.as_str(), CompletionKind::Function, weight)
        }
    }
}

/// The parameters that are texts, with the functions for which they are not.
const TEXT_PARAMETERS: [(&str, &[&str]); 16] = [
    ("table", &[]),
    ("type", &[]),
    ("separator", &[]),
    ("pattern", &[]),
    ("format", &[]),
    ("part", &[]),
    ("old", &[]),
    ("new", &[]),
    ("language", &[]),
    ("domain", &[]),
    ("fill", &[]),
    ("why", &[]),
    ("record_type", &[]),
    ("other", &["is_before", "max", "min"]),
    ("start", &["mid", "sub_string"]),
    ("end", &[]),
];

fn call_snippet(function: &FunctionEntry, is_method: bool, has_brackets: bool) -> Snippet {
    if has_brackets {
        return Snippet::plain(&function.name);
    }
    let numbers = usize::from(is_method)..function.parameters.len();
    let required = numbers.map(|number| function.parameter(number)).filter(|text| !text.ends_with('?'));
    let places = required.map(|parameter| {
        let mut is_text = TEXT_PARAMETERS.iter();
        if let Some((closure, body)) = parameter.strip_prefix('|').and_then(|rest| rest.split_once("| ")) {
            format!("|{closure}| ‹{body}›")
        } else if is_text.any(|(name, not)| *name == parameter && !not.contains(&function.name.as_str())) {
            format!("\"‹{parameter}›\"")
        } else {
            format!("‹{parameter}›")
        }
    });
    Snippet::parse(&format!("{}({})", function.name, places.collect::<Vec<_>>().join(", ")))
}

/// The possibilities that answer what was typed, the best first.
pub(super) fn ranked(candidates: Vec<Candidate>, typed: &str, replaces: &Range<usize>) -> Vec<Completion> {
    let mut found: Vec<_> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let name = candidate.label.get(candidate.prefix..)?;
            let answer = fuzzy_match(typed, name)?;
            Some((answer, candidate))
        })
        .collect();
    found.sort_by(|(one, a), (other, b)| {
        let by_text = one.rank.cmp(&other.rank).then(Reverse(a.weight).cmp(&Reverse(b.weight)));
        by_text.then_with(|| one.spread.cmp(&other.spread)).then_with(|| a.label.cmp(&b.label))
    });
    found.truncate(MOST_ITEMS);
    let items = found.into_iter().map(|(answer, candidate)| {
        let before = candidate.label.get(..candidate.prefix).unwrap_or_default().chars().count();
        Completion {
            matched: answer.characters.iter().map(|character| before + character).collect(),
            replaces: replaces.start.saturating_sub(candidate.replaces_before)..replaces.end,
            label: candidate.label,
            kind: candidate.kind,
            type_words: candidate.type_words,
            detail: candidate.detail,
            doc: candidate.doc,
            insert: candidate.insert,
        }
    });
    items.collect()
}
