//! Diagnostics as SARIF 2.1.0 (OASIS standard): one run with one result per diagnostic.
//!
//! A place in a script becomes one in `mapping.json`, where each line of a script is a string.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::diagnostic::json_text::{PathStep, locate};
use crate::diagnostic::{ALL_CODES, Diagnostic, Fix, Span, TextEdit};
use crate::mapping::{Mapping, render_mapping};

/// Where the scripts of a project stand in its `mapping.json`.
#[derive(Debug, Default)]
pub(super) struct SarifPlaces {
    mapping: String,
    /// The script of each rule by its name in diagnostics, with its path in the file.
    scripts: BTreeMap<String, (String, Vec<PathStep>)>,
}

impl SarifPlaces {
    /// Those of this mapping, as it is saved.
    pub fn of_project(mapping: &Mapping) -> Self {
        let mut scripts = BTreeMap::new();
        let helpers = vec!["functions".into()];
        scripts.insert("helper functions".to_owned(), (mapping.functions.clone(), helpers));
        for (idx, rule_set) in mapping.rule_sets.iter().enumerate() {
            let path: Vec<PathStep> = vec!["rule_sets".into(), idx.into()];
            let below = |steps: &[PathStep]| [path.clone(), steps.to_vec()].concat();
            scripts
                .entry(rule_set.condition_title())
                .or_insert_with(|| (rule_set.condition.clone(), below(&["condition".into()])));
            for (rule_idx, rule) in rule_set.rules.iter().enumerate().filter(|(_, rule)| rule.enabled) {
                let steps = ["rules".into(), rule_idx.into(), "script".into()];
                scripts
                    .entry(rule_set.rule_title(rule))
                    .or_insert_with(|| (rule.script.clone(), below(&steps)));
            }
        }
        Self { mapping: render_mapping(mapping), scripts }
    }

    /// The region of the file in which some characters of one line of a script stand.
    fn region(&self, rule: &str, line: usize, column: usize, length: usize) -> Option<Value> {
        let (script, path) = self.scripts.get(rule)?;
        let line_idx = line.checked_sub(1)?;
        let text = script.split('\n').nth(line_idx)?;
        let mut path = path.clone();
        if script.contains('\n') {
            path.push(line_idx.into());
        }
        let string = locate(&self.mapping, &path)?;
        let start = column.checked_sub(1)?;
        if start + length > text.chars().count() {
            return None;
        }
        let before: String = text.chars().take(start).collect();
        let within: String = text.chars().skip(start).take(length).collect();
        let from = string.column + 1 + escaped(&before).chars().count();
        let end = from + escaped(&within).chars().count();
        Some(json!({ "startLine": string.line, "startColumn": from, "endColumn": end }))
    }
}

/// A text as it stands between the quotes of a JSON string.
fn escaped(text: &str) -> String {
    let quoted = serde_json::to_string(text).unwrap_or_default();
    quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default().to_owned()
}

/// The diagnostics as a SARIF log.
pub(super) fn sarif(diagnostics: &[Diagnostic], places: &SarifPlaces) -> Value {
    let rules: Vec<_> = ALL_CODES
        .iter()
        .map(|code| {
            json!({
                "id": code.id(),
                "shortDescription": { "text": code.title() },
                "fullDescription": { "text": code.title() },
                "help": { "text": code.explanation(), "markdown": code.explanation() },
            })
        })
        .collect();
    let results: Vec<_> = diagnostics.iter().map(|diagnostic| result(diagnostic, places)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "scimwright",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn result(diagnostic: &Diagnostic, places: &SarifPlaces) -> Value {
    let place = &diagnostic.place;
    let file = place.file.as_deref().unwrap_or("mapping.json");
    let mut location = json!({ "physicalLocation": { "artifactLocation": { "uri": uri_of(file) } } });
    if let Some(rule) = &place.rule {
        let at = place.span.map(|span| format!(":{}:{}", span.line, span.column)).unwrap_or_default();
        location["logicalLocations"] = json!([{ "fullyQualifiedName": format!("{rule}{at}") }]);
        let region = place.span.and_then(|span| places.region(rule, span.line, span.column, span.length));
        if let Some(region) = region {
            location["physicalLocation"]["region"] = region;
        }
    } else if let Some(span) = place.span {
        location["physicalLocation"]["region"] = region_of(span);
    }
    let text = match &diagnostic.help {
        Some(help) => format!("{}. Help: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let rule_idx = ALL_CODES.iter().position(|code| *code == diagnostic.code);
    let mut result = json!({
        "ruleId": diagnostic.code.id(),
        "ruleIndex": rule_idx,
        "level": diagnostic.severity.word(),
        "message": { "text": text },
        "locations": [location],
    });
    if let Some(fix) = diagnostic.fix.as_ref().and_then(|fix| fix_in(file, fix, diagnostic, places)) {
        result["fixes"] = json!([fix]);
    }
    result
}

fn region_of(span: Span) -> Value {
    json!({
        "startLine": span.line,
        "startColumn": span.column,
        "endColumn": span.column + span.length,
    })
}

/// The fix as replacements in the file; `None` when one of them does not stay on its line.
fn fix_in(file: &str, fix: &Fix, diagnostic: &Diagnostic, places: &SarifPlaces) -> Option<Value> {
    let replacement = |TextEdit { line, column, length, text }: &TextEdit| {
        let rule = diagnostic.place.rule.as_deref()?;
        let region = places.region(rule, *line, *column, *length).filter(|_| !text.contains('\n'))?;
        Some(json!({ "deletedRegion": region, "insertedContent": { "text": escaped(text) } }))
    };
    let replacements: Option<Vec<_>> = fix.edits.iter().map(replacement).collect();
    Some(json!({
        "description": { "text": fix.title },
        "artifactChanges": [{ "artifactLocation": { "uri": uri_of(file) }, "replacements": replacements? }],
    }))
}

/// A file name as a URI reference (RFC 3986): what is not plain is written as its bytes.
fn uri_of(file: &str) -> String {
    let mut uri = String::with_capacity(file.len());
    for byte in file.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
