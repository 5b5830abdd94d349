//! The problems that rules have with the values of samples.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::project::ProjectModel;
use crate::workbench::preview::{BLOCK, Cells};
use crate::workbench::recompute::RecomputeCache;
use crate::workbench::recompute::problems::with_rule;
use crate::workbench::{Problem, ProblemTarget, ScriptPlace};

/// How many different problems of one rule are listed. The others are counted.
const MOST_OF_A_RULE: usize = 50;

/// What was found by running, without what the compiler had found already.
pub(super) fn problems_of_values(
    model: &ProjectModel,
    compiling: &[&Diagnostic],
    cache: &RecomputeCache,
) -> Vec<Problem> {
    let mut rules: Vec<RuleProblems> = Vec::new();
    for (rule_set, set) in model.mapping.rule_sets.iter().enumerate() {
        for rule in 0..set.rules.len() {
            let mut found = RuleProblems::new(ScriptPlace::Rule { rule_set, rule });
            for (idx, cells) in cache.cells(rule_set, rule) {
                found.take(idx * BLOCK, cells, compiling);
            }
            rules.extend(found.has_some().then_some(found));
        }
    }
    let mut problems: Vec<Problem> = rules.into_iter().flat_map(|rule| rule.finish(model)).collect();
    // Rules are in their order already; the first sample decides before that.
    problems.sort_by_key(|problem| problem.sample);
    problems
}

/// Whether the compiler said the same of the same place, perhaps in other words.
fn is_said(diagnostic: &Diagnostic, compiling: &[&Diagnostic]) -> bool {
    let is_same = |said: &&Diagnostic| {
        let is_there = said.place.span.is_some() && said.place.span == diagnostic.place.span;
        **said == *diagnostic || said.code == diagnostic.code && is_there && is_static(diagnostic.code)
    };
    compiling.iter().any(is_same)
}

/// Whether a run finds what is known without it.
fn is_static(code: Code) -> bool {
    matches!(code, Code::UnknownFunction | Code::UnknownVariable | Code::WrongArguments)
}

/// The problems of one rule so far.
struct RuleProblems {
    place: ScriptPlace,
    problems: Vec<Problem>,
    /// The places in `problems`.
    known: HashMap<(Code, String), usize>,
    more: Option<More>,
}

/// Problems that are not listed.
struct More {
    code: Code,
    severity: Severity,
    first: usize,
    count: usize,
}

impl RuleProblems {
    fn new(place: ScriptPlace) -> Self {
        Self { place, problems: Vec::new(), known: HashMap::new(), more: None }
    }

    fn has_some(&self) -> bool {
        !self.problems.is_empty() || self.more.is_some()
    }

    /// Takes in what was found in a block, whose first sample is `first`.
    fn take(&mut self, first: usize, cells: &Cells, compiling: &[&Diagnostic]) {
        for remark in cells.remarks.iter().filter(|remark| !is_said(&remark.diagnostic, compiling)) {
            self.add(&remark.diagnostic, first + remark.first_row, remark.count);
        }
        if let Some(more) = &cells.more_remarks {
            self.count(more.code, more.severity, first + more.first_row, more.count);
        }
    }

    fn add(&mut self, diagnostic: &Diagnostic, sample: usize, count: usize) {
        let key = (diagnostic.code, diagnostic.message.clone());
        if let Some(problem) = self.known.get(&key).and_then(|place| self.problems.get_mut(*place)) {
            problem.sample_count += count;
        } else if self.problems.len() < MOST_OF_A_RULE {
            self.known.insert(key, self.problems.len());
            self.problems.push(Problem {
                diagnostic: diagnostic.clone(),
                target: ProblemTarget::Script(self.place),
                sample: Some(sample),
                sample_count: count,
            });
        } else {
            self.count(diagnostic.code, diagnostic.severity, sample, count);
        }
    }

    fn count(&mut self, code: Code, severity: Severity, sample: usize, count: usize) {
        let more = self.more.get_or_insert(More { code, severity, first: sample, count: 0 });
        more.severity = more.severity.max(severity);
        more.count += count;
    }

    fn finish(self, model: &ProjectModel) -> impl Iterator<Item = Problem> {
        let place = self.place;
        let more = self.more.map(|more| {
            let message = format!("{} more problems with values of this rule", more.count);
            Problem {
                diagnostic: Diagnostic::new(more.code, more.severity, message),
                target: ProblemTarget::Script(place),
                sample: Some(more.first),
                sample_count: more.count,
            }
        });
        self.problems.into_iter().chain(more).map(move |mut problem| {
            problem.diagnostic = with_rule(model, place, &problem.diagnostic);
            problem
        })
    }
}
