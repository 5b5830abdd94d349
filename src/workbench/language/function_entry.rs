//! Functions as completion, hover and signature help speak of them.
//!
//! Not what they do: that is in `script::functions`.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::script::functions::{self, Example, RHAI_FUNCTIONS};
use crate::workbench::language::ValueKind;

/// A function that scripts can call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionEntry {
    /// The name.
    pub name: String,
    /// Arguments and result.
    pub signature: String,
    /// What it gives; may be empty.
    pub summary: String,
    /// What it is about, such as `Text`; `rhai` for those of the language.
    pub category: &'static str,
    /// Scripts and what they give.
    pub examples: Vec<Example>,
    /// Where each parameter stands in the signature, in bytes.
    pub parameters: Vec<Range<usize>>,
    /// The word for the result, such as `text` or `entry`; empty when nothing is known.
    pub result: String,
}

/// The built-in functions: those of the function reference, then those of rhai.
pub(super) fn built_in_functions() -> &'static [FunctionEntry] {
    &FUNCTIONS
}

static FUNCTIONS: LazyLock<Vec<FunctionEntry>> = LazyLock::new(|| {
    let ours = functions::all().map(|function| {
        let category = function.category.title();
        FunctionEntry::new(function.signature, function.summary, category, function.examples.to_vec())
    });
    let mut entries: Vec<FunctionEntry> = ours.collect();
    let names: BTreeSet<String> = entries.iter().map(|entry| entry.name.clone()).collect();
    let of_rhai = RHAI_FUNCTIONS.iter().filter(|function| !names.contains(function.name));
    entries.extend(of_rhai.map(|function| {
        FunctionEntry::new(function.signature, function.summary, "rhai", vec![function.example])
    }));
    entries
});

/// Whether a function calls its second argument for each entry of the first.
pub(super) fn walks_entries(name: &str) -> bool {
    const WALKING: [&str; 11] = [
        "all", "dedup", "drain", "filter", "find", "find_map", "for_each", "index_of", "map", "retain",
        "some",
    ];
    WALKING.contains(&name)
}

impl FunctionEntry {
    /// The function with this signature.
    pub fn new(signature: &str, summary: &str, category: &'static str, examples: Vec<Example>) -> Self {
        let open = signature.find('(').unwrap_or(signature.len());
        Self {
            name: signature.get(..open).unwrap_or_default().to_owned(),
            signature: signature.to_owned(),
            summary: summary.to_owned(),
            category,
            examples,
            parameters: parameters_in(signature, open),
            result: signature.split_once(") -> ").map_or("", |(_, result)| result).to_owned(),
        }
    }

    /// The text of a parameter, such as `format?`; empty beyond the end.
    pub fn parameter(&self, number: usize) -> &str {
        let range = self.parameters.get(number).cloned().unwrap_or_default();
        self.signature.get(range).unwrap_or_default()
    }

    /// Whether a value is what the first parameter is for, so that the function can be called as a
    /// method of it.
    pub fn takes(&self, kind: ValueKind, is_list: bool) -> bool {
        let Some(first) = (!self.parameters.is_empty()).then(|| self.parameter(0)) else { return false };
        let is_text = matches!(kind, ValueKind::Text | ValueKind::Date | ValueKind::Unknown);
        match first.trim_end_matches('?') {
            "list" => is_list || (kind == ValueKind::Unknown),
            "entry" | "map" => !is_list && matches!(kind, ValueKind::Object | ValueKind::Unknown),
            "text" | "given" | "family" => {
                let is_readable = is_text || matches!(kind, ValueKind::Number | ValueKind::Boolean);
                !is_list && is_readable && (kind != ValueKind::Boolean)
            }
            "date" | "from" | "to" => !is_list && is_text,
            "number" => !is_list && matches!(kind, ValueKind::Number | ValueKind::Unknown),
            "table" | "record_type" | "why" => false,
            _ => true,
        }
    }
}

/// The places of what stands between the brackets, cut at commas that are outside of closures.
fn parameters_in(signature: &str, open: usize) -> Vec<Range<usize>> {
    let close = signature.find(") -> ").or_else(|| signature.rfind(')')).unwrap_or(signature.len());
    let Some(inside) = signature.get(open + 1..close).filter(|inside| !inside.trim().is_empty()) else {
        return Vec::new();
    };
    let mut parameters = Vec::new();
    let mut start = 0;
    let mut is_in_closure = false;
    for (idx, character) in inside.char_indices().chain([(inside.len(), ',')]) {
        match character {
            '|' => is_in_closure = !is_in_closure,
            ',' if !is_in_closure || idx == inside.len() => {
                let part = inside.get(start..idx).unwrap_or_default();
                let blanks = part.len() - part.trim_start().len();
                parameters.push(open + 1 + start + blanks..open + 1 + start + part.trim_end().len());
                start = idx + 1;
            }
            _ => {}
        }
    }
    parameters
}
