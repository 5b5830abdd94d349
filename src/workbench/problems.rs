//! The problems of a project: what was found in scripts, values and samples, each with the place
//! it is mended at.

use indexmap::IndexMap;

use crate::diagnostic::json_text::parse_json;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::mapping::{MappingRun, RunStatus};
use crate::project::{ProjectModel, Sample, SamplePayload};
use crate::workbench::{SampleRun, ScriptPlace};

/// Where a problem is mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProblemTarget {
    /// A script, at the span of the diagnostic.
    Script(ScriptPlace),
    /// A sample.
    Sample(usize),
    /// A file of the project.
    File,
}

/// One problem.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What was found.
    pub diagnostic: Diagnostic,
    /// Where it is mended.
    pub target: ProblemTarget,
    /// The first sample that shows it.
    pub sample: Option<usize>,
    /// How many samples show it; 0 when it does not come from a sample.
    pub sample_count: usize,
}

/// All problems, errors first, each in the order it was found. A problem that many samples show is
/// listed once.
pub(super) fn collect_problems(
    model: &ProjectModel,
    compiling: &[Diagnostic],
    samples: &[SampleRun],
) -> Vec<Problem> {
    let mut problems: Vec<Problem> = compiling
        .iter()
        .map(|diagnostic| Problem {
            target: script_target(model, diagnostic),
            diagnostic: diagnostic.clone(),
            sample: None,
            sample_count: 0,
        })
        .collect();
    problems.extend(problems_of_values(model, compiling, samples));
    problems.extend(
        samples.iter().enumerate().flat_map(|(idx, sample)| {
            sample.runs.iter().filter_map(move |run| problem_of_run(model, idx, run))
        }),
    );
    problems
        .extend(model.samples.iter().enumerate().filter_map(|(idx, sample)| problem_of_payload(idx, sample)));
    problems.sort_by_key(|problem| std::cmp::Reverse(problem.diagnostic.severity));
    problems
}

/// A sample in the middle of an edit is kept as text; it says where it stops being JSON.
fn problem_of_payload(idx: usize, sample: &Sample) -> Option<Problem> {
    let SamplePayload::Text(text) = &sample.payload else { return None };
    let mut diagnostic = parse_json(&sample.name, text, Code::PayloadNotJson).err()?;
    diagnostic.severity = Severity::Warning;
    Some(Problem { diagnostic, target: ProblemTarget::Sample(idx), sample: Some(idx), sample_count: 1 })
}

/// Puts what was found while loading in front of the problems that are as bad.
pub(super) fn add_load_problems(problems: &mut Vec<Problem>, found: &[Diagnostic]) {
    let found = found.iter().map(|diagnostic| Problem {
        diagnostic: diagnostic.clone(),
        target: ProblemTarget::File,
        sample: None,
        sample_count: 0,
    });
    problems.splice(0..0, found);
    problems.sort_by_key(|problem| std::cmp::Reverse(problem.diagnostic.severity));
}

fn problems_of_values(model: &ProjectModel, compiling: &[Diagnostic], samples: &[SampleRun]) -> Vec<Problem> {
    let mut grouped: IndexMap<(ScriptPlace, Code, String), Problem> = IndexMap::new();
    for (idx, sample) in samples.iter().enumerate() {
        for run in &sample.runs {
            for outcome in &run.outcomes {
                let place = ScriptPlace::Rule { rule_set: run.rule_set_idx, rule: outcome.rule_idx };
                let found = outcome.diagnostics.iter();
                for diagnostic in found.filter(|diagnostic| !compiling.contains(diagnostic)) {
                    let key = (place, diagnostic.code, diagnostic.message.clone());
                    let problem = grouped.entry(key).or_insert_with(|| Problem {
                        diagnostic: with_rule(model, place, diagnostic),
                        target: ProblemTarget::Script(place),
                        sample: Some(idx),
                        sample_count: 0,
                    });
                    problem.sample_count += 1;
                }
            }
        }
    }
    grouped.into_values().collect()
}

fn with_rule(model: &ProjectModel, place: ScriptPlace, diagnostic: &Diagnostic) -> Diagnostic {
    let ScriptPlace::Rule { rule_set, rule } = place else { return diagnostic.clone() };
    let title = model
        .mapping
        .rule_sets
        .get(rule_set)
        .and_then(|rule_set| Some(rule_set.rule_title(rule_set.rules.get(rule)?)));
    diagnostic.clone().at(Place { rule: title, ..diagnostic.place.clone() })
}

fn problem_of_run(model: &ProjectModel, sample: usize, run: &MappingRun) -> Option<Problem> {
    let severity = match run.status {
        RunStatus::Written => return None,
        // A group that is neither organization nor site is no mistake.
        RunStatus::Rejected if run.resource_type == crate::scim::ResourceType::Group => return None,
        RunStatus::Rejected if is_expected(model, sample, run) => return None,
        RunStatus::Rejected => Severity::Warning,
        RunStatus::Failed => Severity::Error,
    };
    let reason = run.reason.as_deref().unwrap_or("the reason is not known");
    let message = format!("No {} is written: {}", run.record_type, lower_first(reason));
    let name = model.samples.get(sample).map(|sample| sample.name.clone());
    let code = Code::RequiredFieldEmpty;
    let place = Place { file: name, ..Place::default() };
    Some(Problem {
        diagnostic: Diagnostic::new(code, severity, message).at(place),
        target: ProblemTarget::Sample(sample),
        sample: Some(sample),
        sample_count: 1,
    })
}

/// Whether a case says that the mapping is to write no record for the sample.
fn is_expected(model: &ProjectModel, sample: usize, run: &MappingRun) -> bool {
    let stem = model.samples.get(sample).map(|sample| sample.stem.as_str());
    model.cases.values().any(|case| {
        Some(case.sample.as_str()) == stem
            && case.record_type == run.record_type
            && case.expected.status == run.status
    })
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_lowercase().chain(characters).collect())
}

/// The script that a diagnostic of the compiler speaks of.
fn script_target(model: &ProjectModel, diagnostic: &Diagnostic) -> ProblemTarget {
    let Some(title) = &diagnostic.place.rule else { return ProblemTarget::File };
    if title == "helper functions" {
        return ProblemTarget::Script(ScriptPlace::Functions);
    }
    for (rule_set_idx, rule_set) in model.mapping.rule_sets.iter().enumerate() {
        let rules = rule_set.rules.iter().enumerate().filter(|(_, rule)| rule.enabled);
        // Of two rules for one field the later one is the one that is reported as second.
        let mut matching = rules.filter(|(_, rule)| &rule_set.rule_title(rule) == title);
        let found = if diagnostic.code == Code::DuplicateRule { matching.nth(1) } else { matching.next() };
        if let Some((rule, _)) = found {
            return ProblemTarget::Script(ScriptPlace::Rule { rule_set: rule_set_idx, rule });
        }
        if &rule_set.condition_title() == title {
            return ProblemTarget::Script(ScriptPlace::Condition { rule_set: rule_set_idx });
        }
    }
    ProblemTarget::File
}
