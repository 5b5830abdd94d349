//! `scimwright check`: everything that is wrong with a project or mapping file.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::cli::ExitStatus;
use crate::cli::args::{CheckArgs, CheckFormat};
use crate::cli::output::{Failure, print, print_json, status_of};
use crate::cli::source::{choose_environment, read_mapping_source};
use crate::diagnostic::{ALL_CODES, Diagnostic, Severity, render_with_source};
use crate::project::ProjectModel;
use crate::workbench::ProjectRunner;

pub(super) fn check(args: &CheckArgs) -> Result<ExitStatus, Failure> {
    let source = read_mapping_source(&args.mapping)?;
    let environment = choose_environment(&source.model, args.environment.as_deref())?;
    let runner = ProjectRunner::new(&source.model, &environment, Timestamp::UNIX_EPOCH, []);
    let mut diagnostics = source.diagnostics;
    diagnostics.extend_from_slice(runner.diagnostics());
    match args.format {
        CheckFormat::Text => print(&render(&source.model, &diagnostics)),
        CheckFormat::Json => print_json(&json!({ "diagnostics": diagnostics })),
        CheckFormat::Sarif => print_json(&sarif(&diagnostics)),
    }
    Ok(status_of(&diagnostics))
}

fn render(model: &ProjectModel, diagnostics: &[Diagnostic]) -> String {
    if diagnostics.is_empty() {
        let rules: usize = model.mapping.rule_sets.iter().map(|rule_set| rule_set.rules.len()).sum();
        return format!("{}: {rules} rules, nothing to report\n", model.settings.name);
    }
    let blocks =
        diagnostics.iter().map(|diagnostic| render_with_source(diagnostic, script_of(model, diagnostic)));
    let count = |severity: Severity| diagnostics.iter().filter(|d| d.severity == severity).count();
    let summary = format!("{} errors, {} warnings\n", count(Severity::Error), count(Severity::Warning));
    blocks.chain(std::iter::once(summary)).collect::<Vec<_>>().join("\n")
}

/// The script that a diagnostic points into.
fn script_of<'m>(model: &'m ProjectModel, diagnostic: &Diagnostic) -> Option<&'m str> {
    let title = diagnostic.place.rule.as_deref()?;
    for rule_set in &model.mapping.rule_sets {
        if rule_set.condition_title() == title {
            return Some(&rule_set.condition);
        }
        let rule = rule_set.rules.iter().find(|rule| rule.enabled && rule_set.rule_title(rule) == title);
        if let Some(rule) = rule {
            return Some(&rule.script);
        }
    }
    (title == "helper functions").then_some(&model.mapping.functions)
}

/// SARIF 2.1.0 (OASIS standard), one run with one result per diagnostic.
fn sarif(diagnostics: &[Diagnostic]) -> Value {
    let rules: Vec<_> = ALL_CODES
        .iter()
        .map(|code| json!({ "id": code.id(), "shortDescription": { "text": code.title() } }))
        .collect();
    let results: Vec<_> = diagnostics.iter().map(sarif_result).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "scimwright",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "results": results,
        }],
    })
}

fn sarif_result(diagnostic: &Diagnostic) -> Value {
    let place = &diagnostic.place;
    let file = place.file.as_deref().unwrap_or("mapping.json");
    let mut location =
        json!({ "physicalLocation": { "artifactLocation": { "uri": file.replace('\\', "/") } } });
    if let Some(rule) = &place.rule {
        // Lines of a script are not lines of the file, so they are told with the rule.
        let at = place.span.map(|span| format!(":{}:{}", span.line, span.column)).unwrap_or_default();
        location["logicalLocations"] = json!([{ "fullyQualifiedName": format!("{rule}{at}") }]);
    } else if let Some(span) = place.span {
        location["physicalLocation"]["region"] = json!({
            "startLine": span.line,
            "startColumn": span.column,
            "endColumn": span.column + span.length,
        });
    }
    let text = match &diagnostic.help {
        Some(help) => format!("{}. Help: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    json!({
        "ruleId": diagnostic.code.id(),
        "level": diagnostic.severity.word(),
        "message": { "text": text },
        "locations": [location],
    })
}
