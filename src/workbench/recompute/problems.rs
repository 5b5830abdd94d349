//! The problems of a project: what was found in scripts, values and samples, each with the place
//! it is mended at.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::mapping::{Rule, RuleSet};
use crate::project::ProjectModel;
use crate::workbench::ScriptPlace;
use crate::workbench::recompute::RecomputeCache;
use crate::workbench::recompute::run_problems::{problems_of_payloads, problems_of_runs};
use crate::workbench::recompute::value_problems::problems_of_values;

/// Where a problem is mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProblemTarget {
    /// A script, at the span of the diagnostic.
    Script(ScriptPlace),
    /// A sample.
    Sample(usize),
    /// A row of a lookup table.
    TableRow {
        /// The place of the table in the project.
        table: usize,
        /// The row, from 0.
        row: usize,
    },
    /// A variable of the environments.
    Variable,
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
/// listed once; of those that every sample shows in words of its own the first ones are listed, and
/// the others are counted.
pub(super) fn collect_problems(model: &ProjectModel, cache: &RecomputeCache) -> Vec<Problem> {
    let compiling: Vec<&Diagnostic> = cache.engine.diagnostics().collect();
    let mut problems: Vec<Problem> = compiling
        .iter()
        .map(|diagnostic| Problem {
            target: script_target(model, diagnostic),
            diagnostic: mendable(model, diagnostic),
            sample: None,
            sample_count: 0,
        })
        .collect();
    problems.extend(cache.engine.table_remarks().map(|remark| Problem {
        diagnostic: remark.diagnostic.clone(),
        target: ProblemTarget::TableRow { table: remark.table, row: remark.row },
        sample: None,
        sample_count: 0,
    }));
    problems.extend(problems_of_values(model, &compiling, cache));
    problems.extend(problems_of_runs(model, cache));
    problems.extend(problems_of_payloads(model, cache));
    problems.sort_by_key(|problem| std::cmp::Reverse(problem.diagnostic.severity));
    problems
}

/// Puts what was found while loading in front of the problems that are as bad.
pub(in crate::workbench) fn add_load_problems(problems: &mut Vec<Problem>, found: &[Diagnostic]) {
    // Repeated keys are found in the tables as they are now.
    let found = found.iter().filter(|diagnostic| diagnostic.code != Code::TableKeyTwice);
    let found: Vec<Problem> = found
        .map(|diagnostic| Problem {
            diagnostic: diagnostic.clone(),
            target: ProblemTarget::File,
            sample: None,
            sample_count: 0,
        })
        .collect();
    problems.splice(0..0, found);
    problems.sort_by_key(|problem| std::cmp::Reverse(problem.diagnostic.severity));
}

/// The same diagnostic with the name of its rule.
pub(super) fn with_rule(model: &ProjectModel, place: ScriptPlace, diagnostic: &Diagnostic) -> Diagnostic {
    let ScriptPlace::Rule { rule_set, rule } = place else { return diagnostic.clone() };
    let title = model
        .mapping
        .rule_sets
        .get(rule_set)
        .and_then(|rule_set| Some(rule_set.rule_title(rule_set.rules.get(rule)?)));
    diagnostic.clone().at(Place { rule: title, ..diagnostic.place.clone() })
}

/// The diagnostic without its fix where several rules have the name of the one that it speaks of: the
/// fix would be made in the first of them.
fn mendable(model: &ProjectModel, diagnostic: &Diagnostic) -> Diagnostic {
    let mut diagnostic = diagnostic.clone();
    let title = diagnostic.place.rule.as_deref();
    let has_title =
        |rule_set: &&RuleSet, rule: &&Rule| rule.enabled && Some(&*rule_set.rule_title(rule)) == title;
    let rule_sets = model.mapping.rule_sets.iter();
    if rule_sets.map(|set| set.rules.iter().filter(|rule| has_title(&set, rule)).count()).sum::<usize>() > 1 {
        diagnostic.fix = None;
    }
    diagnostic
}

/// The script that a diagnostic of the compiler speaks of.
fn script_target(model: &ProjectModel, diagnostic: &Diagnostic) -> ProblemTarget {
    let Some(title) = &diagnostic.place.rule else {
        let is_variable = matches!(diagnostic.code, Code::VariableOfWrongType | Code::DeclaredVariableUnused);
        return if is_variable { ProblemTarget::Variable } else { ProblemTarget::File };
    };
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
