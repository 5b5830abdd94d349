//! `scimwright test`: the cases of a project.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::cli::ExitStatus;
use crate::cli::args::{TestArgs, TestFormat};
use crate::cli::junit::{JunitCase, render_junit};
use crate::cli::output::{Failure, print, print_exactly, print_json, say_diagnostics, status_of};
use crate::cli::source::{MappingSource, choose_environment, read_mapping_on_samples, read_mapping_source};
use crate::cli::test_coverage::CoverageOutput;
use crate::mapping::{Case, CaseResult};
use crate::project::{ProjectModel, Sample};
use crate::target::FieldDifference;
use crate::workbench::{ProjectRunner, SampleInput, cover, run_case, shown_texts};

pub(super) fn test(args: &TestArgs) -> Result<ExitStatus, Failure> {
    let (source, exported_for) = source(args)?;
    let named = args.environment.as_deref().or(exported_for.as_deref());
    let environment = choose_environment(&source.model, named)?;
    let now = args.now.unwrap_or_else(Timestamp::now);
    let tested = run_cases(&source.model, &environment, now);
    say_diagnostics(&source.diagnostics);
    let coverage = args.coverage.then(|| coverage(&source.model, &environment, now)).flatten();
    let failed = tested.iter().filter(|case| !case.result.passed).count();
    let passed = tested.len() - failed;
    match args.format {
        TestFormat::Text => {
            let coverage = coverage.as_ref().map(CoverageOutput::text).unwrap_or_default();
            print(&format!("{}{coverage}", render_text(&tested, passed, failed)));
        }
        TestFormat::Json => {
            let cases: Vec<Value> = tested.iter().map(TestedCase::json).collect();
            let mut json = json!({ "passed": passed, "failed": failed, "cases": cases });
            if let Some(coverage) = &coverage {
                json["coverage"] = coverage.json();
            }
            print_json(&json);
        }
        TestFormat::Junit => {
            let cases: Vec<_> = tested.iter().map(TestedCase::junit).collect();
            print_exactly(&render_junit(&source.model.settings.name, Timestamp::now(), &cases));
        }
    }
    Ok(status_of(&source.diagnostics).max(ExitStatus::from(failed > 0)))
}

/// What is tested, and of a mapping file the environment it was exported for.
fn source(args: &TestArgs) -> Result<(MappingSource, Option<String>), Failure> {
    match &args.samples {
        Some(samples) => read_mapping_on_samples(&args.project, samples),
        None if args.project.is_dir() => Ok((read_mapping_source(&args.project)?, None)),
        None => Err(no_samples(&args.project)?),
    }
}

/// A mapping file has cases and nothing to run them on.
fn no_samples(path: &Path) -> Result<Failure, Failure> {
    let source = read_mapping_source(path)?;
    let cases = match source.model.cases.len() {
        0 => "no cases".to_owned(),
        1 => "1 case".to_owned(),
        count => format!("{count} cases"),
    };
    Ok(Failure::usage(format!(
        "{} is a mapping file with {cases} and without samples; name the project whose samples and records count with --samples",
        path.display()
    )))
}

/// A case with what came of it, and how long that took.
struct TestedCase<'m> {
    stem: &'m str,
    case: &'m Case,
    result: CaseResult,
    took: Duration,
}

fn run_cases<'m>(model: &'m ProjectModel, environment: &str, now: Timestamp) -> Vec<TestedCase<'m>> {
    if model.cases.is_empty() {
        return Vec::new();
    }
    let inputs = inputs(model);
    let mut runner = ProjectRunner::new(model, environment, now, &inputs);
    let samples: BTreeMap<&str, &Sample> =
        model.samples.iter().rev().map(|sample| (sample.stem.as_str(), &**sample)).collect();
    let cases = model.cases.iter().map(|(stem, case)| {
        let started = Timestamp::now();
        let result = run_case(&mut runner, case, samples.get(case.sample.as_str()).copied()).result;
        TestedCase { stem, case, result, took: Timestamp::now().duration_since(started).unsigned_abs() }
    });
    cases.collect()
}

/// What the samples and cases come by.
fn coverage<'m>(model: &'m ProjectModel, environment: &str, now: Timestamp) -> Option<CoverageOutput<'m>> {
    let samples = inputs(model);
    let runner = ProjectRunner::new(model, environment, now, &samples);
    let report = cover(&runner, model, &|| false)?;
    Some(CoverageOutput::new(model, &runner, report))
}

fn inputs(model: &ProjectModel) -> Vec<SampleInput> {
    model.samples.iter().filter_map(|sample| SampleInput::of_sample(sample).ok()).collect()
}

impl TestedCase<'_> {
    fn json(&self) -> Value {
        let mut json = json!(self.result);
        json["case"] = json!(self.stem);
        json["sample"] = json!(self.case.sample);
        json["record_type"] = json!(self.case.record_type);
        json
    }

    fn junit(&self) -> JunitCase<'_> {
        JunitCase {
            name: &self.case.name,
            group: &self.case.record_type,
            file: format!("cases/{}.json", self.stem),
            took: self.took,
            failure: self.lines(),
        }
    }

    /// What differs, a line each, and why.
    fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.result.differences.iter().map(in_words).collect();
        lines.extend((!self.result.reason.is_empty()).then(|| format!("because {}", self.result.reason)));
        lines
    }
}

fn render_text(cases: &[TestedCase<'_>], passed: usize, failed: usize) -> String {
    let mut text = String::new();
    for case in cases {
        let word = if case.result.passed { "ok    " } else { "FAILED" };
        let _ = writeln!(text, "{word}  {}", case.case.name);
        for line in case.lines() {
            let _ = writeln!(text, "          {line}");
        }
    }
    if cases.is_empty() {
        text.push_str("the project has no cases\n");
    }
    let _ = writeln!(text, "{passed} passed, {failed} failed");
    text
}

fn in_words(difference: &FieldDifference) -> String {
    let shown = |text: String| if text.is_empty() { "nothing".to_owned() } else { format!("`{text}`") };
    let (expected, actual) = shown_texts(&difference.expected, &difference.actual);
    format!("{}: expected {}, is {}", difference.field, shown(expected), shown(actual))
}
