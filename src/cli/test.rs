//! `scimwright test`: the cases of a project.

use std::fmt::Write as _;

use jiff::Timestamp;
use serde_json::json;

use crate::cli::ExitStatus;
use crate::cli::args::{TestArgs, TestFormat};
use crate::cli::output::{Failure, print, print_json, say_diagnostics, status_of};
use crate::cli::source::{choose_environment, read_mapping_source};
use crate::cli::test_coverage::CoverageOutput;
use crate::mapping::CaseResult;
use crate::project::ProjectModel;
use crate::target::FieldDifference;
use crate::workbench::{ProjectRunner, RecomputeCache, SampleInput, cover, display_value, recompute};

pub(super) fn test(args: &TestArgs) -> Result<ExitStatus, Failure> {
    let source = read_mapping_source(&args.project)?;
    let environment = choose_environment(&source.model, args.environment.as_deref())?;
    let mut cache = RecomputeCache::default();
    let now = Timestamp::now();
    let preview = recompute(1, &source.model, &environment, now, &mut cache, &|| false)
        .ok_or_else(|| Failure::input("the cases were not run"))?;
    say_diagnostics(&source.diagnostics);
    let coverage = args.coverage.then(|| coverage(&source.model, &environment, now)).flatten();
    let failed = preview.cases.iter().filter(|case| !case.passed).count();
    let passed = preview.cases.len() - failed;
    match args.format {
        TestFormat::Text => {
            let coverage = coverage.as_ref().map(CoverageOutput::text).unwrap_or_default();
            print(&format!("{}{coverage}", render_text(&preview.cases, passed, failed)));
        }
        TestFormat::Json => {
            let mut json = json!({ "passed": passed, "failed": failed, "cases": preview.cases });
            if let Some(coverage) = &coverage {
                json["coverage"] = coverage.json();
            }
            print_json(&json);
        }
        TestFormat::Junit => print(&render_junit(&source.model.settings.name, &preview.cases, failed)),
    }
    Ok(status_of(&source.diagnostics).max(ExitStatus::from(failed > 0)))
}

/// What the samples and cases come by.
fn coverage<'m>(model: &'m ProjectModel, environment: &str, now: Timestamp) -> Option<CoverageOutput<'m>> {
    let samples: Vec<SampleInput> =
        model.samples.iter().filter_map(|sample| SampleInput::of_sample(sample).ok()).collect();
    let runner = ProjectRunner::new(model, environment, now, &samples);
    let report = cover(&runner, model, &|| false)?;
    Some(CoverageOutput::new(model, &runner, report))
}

fn render_text(cases: &[CaseResult], passed: usize, failed: usize) -> String {
    let mut text = String::new();
    for case in cases {
        let word = if case.passed { "ok    " } else { "FAILED" };
        let _ = writeln!(text, "{word}  {}", case.name);
        for difference in &case.differences {
            let _ = writeln!(text, "          {}", in_words(difference));
        }
    }
    if cases.is_empty() {
        text.push_str("the project has no cases\n");
    }
    let _ = writeln!(text, "{passed} passed, {failed} failed");
    text
}

fn in_words(difference: &FieldDifference) -> String {
    let shown = |value: &serde_json::Value| match display_value(value) {
        text if text.is_empty() => "nothing".to_owned(),
        text => format!("`{text}`"),
    };
    format!(
        "{}: expected {}, is {}",
        difference.field,
        shown(&difference.expected),
        shown(&difference.actual)
    )
}

fn render_junit(suite: &str, cases: &[CaseResult], failed: usize) -> String {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failed}\">\n",
        xml(suite),
        cases.len()
    );
    for case in cases {
        let name = xml(&case.name);
        if case.passed {
            let _ = writeln!(text, "    <testcase name=\"{name}\"/>");
            continue;
        }
        let lines: Vec<_> = case.differences.iter().map(in_words).collect();
        let _ = writeln!(
            text,
            "    <testcase name=\"{name}\">\n      <failure message=\"{} differences\">{}</failure>\n    </testcase>",
            case.differences.len(),
            xml(&lines.join("\n"))
        );
    }
    text.push_str("  </testsuite>\n</testsuites>\n");
    text
}

/// Text in XML; characters that XML 1.0 cannot hold are left out.
fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(character),
            other if other.is_control() || matches!(other, '\u{fffe}' | '\u{ffff}') => {}
            other => escaped.push(other),
        }
    }
    escaped
}
