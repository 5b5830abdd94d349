//! Finding and replacing in all scripts of the mapping.
//!
//! Not the refactorings that know what a name means.

use std::ops::Range;

use regex::{Regex, RegexBuilder};

use crate::mapping::Mapping;
use crate::workbench::ScriptPlace;

/// How many places are listed at most.
const MOST_PLACES: usize = 2_000;

/// The most bytes that a pattern may take when it is compiled.
const MOST_PATTERN_BYTES: usize = 1 << 20;

/// What is looked for, and what is to stand there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindQuery {
    /// The text or the pattern; nothing is found for an empty one.
    pub text: String,
    /// What replaces it; `$1` and `${name}` are parts of what a pattern found.
    pub replacement: String,
    /// Capital and small letters differ.
    pub matches_case: bool,
    /// It is found between the ends of words only.
    pub is_whole_word: bool,
    /// The text is a regular expression.
    pub is_pattern: bool,
}

/// A place where it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPlace {
    /// The script.
    pub script: ScriptPlace,
    /// The bytes of the script that were found; never empty.
    pub bytes: Range<usize>,
    /// Line of the first character, from 1.
    pub line: usize,
    /// Column of the first character, from 1, in characters.
    pub column: usize,
    /// How many characters were found.
    pub length: usize,
    /// The line of the script in which it begins, without its indentation.
    pub preview: String,
    /// The bytes of the preview that were found, as far as they are in that line.
    pub found: Range<usize>,
    /// What would stand there.
    pub replacement: String,
}

/// What a search gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindResult {
    /// The places, in the order of scripts and lines.
    pub places: Vec<FoundPlace>,
    /// There are more places than are listed.
    pub is_cut: bool,
    /// Why nothing could be looked for.
    pub problem: Option<String>,
}

/// All scripts of a mapping: for each rule set its condition and its rules, then the helper functions.
pub fn script_places(mapping: &Mapping) -> Vec<ScriptPlace> {
    let of_set = |(rule_set, set): (usize, &crate::mapping::RuleSet)| {
        let rules = (0..set.rules.len()).map(move |rule| ScriptPlace::Rule { rule_set, rule });
        [ScriptPlace::Condition { rule_set }].into_iter().chain(rules)
    };
    let mut places: Vec<ScriptPlace> = mapping.rule_sets.iter().enumerate().flat_map(of_set).collect();
    places.push(ScriptPlace::Functions);
    places
}

/// Looks for a text in some scripts, given with their texts.
pub fn find_in_scripts<'t>(
    scripts: impl IntoIterator<Item = (ScriptPlace, &'t str)>,
    query: &FindQuery,
) -> FindResult {
    let pattern = match pattern_of(query) {
        Ok(Some(pattern)) => pattern,
        Ok(None) => return FindResult::default(),
        Err(problem) => return FindResult { problem: Some(problem), ..FindResult::default() },
    };
    let mut result = FindResult::default();
    for (script, text) in scripts {
        let mut line = LineOf::default();
        for captures in pattern.captures_iter(text) {
            let Some(found) = captures.get(0).filter(|found| !found.is_empty()) else { continue };
            if result.places.len() == MOST_PLACES {
                result.is_cut = true;
                return result;
            }
            let mut replacement = query.replacement.clone();
            if query.is_pattern {
                replacement.clear();
                captures.expand(&query.replacement, &mut replacement);
            }
            line.go_to(text, found.start());
            result.places.push(line.place(script, text, found.range(), replacement));
        }
    }
    result
}

/// The scripts in which something changes when these places are replaced. Each place must be of the
/// text that is given for its script.
pub fn replaced<'t>(
    places: &[FoundPlace],
    text_of: impl Fn(ScriptPlace) -> Option<&'t str>,
) -> Vec<(ScriptPlace, String)> {
    let mut scripts: Vec<(ScriptPlace, String)> = Vec::new();
    // From the end, so that the bytes of the places before stay where they are.
    for place in places.iter().rev() {
        if !scripts.iter().any(|(script, _)| *script == place.script) {
            scripts.extend(text_of(place.script).map(|text| (place.script, text.to_owned())));
        }
        let text = scripts.iter_mut().find(|(script, _)| *script == place.script).map(|(_, text)| text);
        if let Some(text) = text.filter(|text| text.get(place.bytes.clone()).is_some()) {
            text.replace_range(place.bytes.clone(), &place.replacement);
        }
    }
    scripts.reverse();
    scripts
}

fn pattern_of(query: &FindQuery) -> Result<Option<Regex>, String> {
    if query.text.is_empty() {
        return Ok(None);
    }
    let text = if query.is_pattern { query.text.clone() } else { regex::escape(&query.text) };
    let text = if query.is_whole_word { format!(r"\b(?:{text})\b") } else { text };
    RegexBuilder::new(&text)
        .case_insensitive(!query.matches_case)
        .multi_line(true)
        .size_limit(MOST_PATTERN_BYTES)
        .build()
        .map(Some)
        .map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => "The regular expression is too large".to_owned(),
            other => {
                let text = other.to_string();
                let last = text.lines().last().unwrap_or_default();
                format!("No regular expression: {}", last.trim_start_matches("error: "))
            }
        })
}

/// The line of the last place that was asked for; places are asked for in rising order.
#[derive(Default)]
struct LineOf {
    line_idx: usize,
    start: usize,
}

impl LineOf {
    fn go_to(&mut self, text: &str, position: usize) {
        while let Some(end) = text.get(self.start..position).and_then(|before| before.find('\n')) {
            self.start += end + 1;
            self.line_idx += 1;
        }
    }

    fn place(&self, script: ScriptPlace, text: &str, bytes: Range<usize>, replacement: String) -> FoundPlace {
        let line = text.get(self.start..).unwrap_or_default().split('\n').next().unwrap_or_default();
        let preview = line.trim();
        let indentation = line.len() - line.trim_start().len();
        let in_preview =
            |byte: usize| byte.saturating_sub(self.start).saturating_sub(indentation).min(preview.len());
        let before = text.get(self.start..bytes.start).unwrap_or_default();
        FoundPlace {
            script,
            line: self.line_idx + 1,
            column: before.chars().count() + 1,
            length: text.get(bytes.clone()).unwrap_or_default().chars().count(),
            preview: preview.to_owned(),
            found: in_preview(bytes.start)..in_preview(bytes.end),
            bytes,
            replacement,
        }
    }
}
