//! The checklist of a promotion, found out from the project.
//!
//! Not its item on impact, which is in `impact_item`.

use jiff::Timestamp;

use crate::change::impact::{Impact, Threshold};
use crate::change::promotion::{Gate, GateCheck, GateItem, GateState};
use crate::diagnostic::{Code, Diagnostic, Severity, Suggestion};
use crate::project::{EnvironmentState, ProjectModel, drift_merge};
use crate::workbench::ProjectRunner;
use crate::workbench::promotion::case_results;
use crate::workbench::promotion::impact_item::impact_item;

/// So many particulars of one check are listed.
const MOST_DETAILS: usize = 20;

/// What the gate is found out from.
#[derive(Clone, Copy, Debug)]
pub struct GateInput<'g> {
    /// The project.
    pub model: &'g ProjectModel,
    /// Where the mapping is to go.
    pub environment: &'g str,
    /// The time that runs use.
    pub now: Timestamp,
    /// What was found while the project was loaded.
    pub loaded: &'g [Diagnostic],
    /// Who would change, where it is worked out.
    pub impact: Option<&'g Impact>,
    /// How many persons may change how.
    pub thresholds: &'g [Threshold],
}

/// Whether the mapping of a project may go to an environment. Compiles the mapping, reviews its scripts
/// and runs its cases.
pub fn gate(input: &GateInput<'_>) -> Gate {
    let runner = ProjectRunner::new(input.model, input.environment, input.now, []);
    let state = input.model.environments.get(input.environment).cloned().unwrap_or_default();
    let remarks = runner.lint(input.model);
    let items = vec![
        compiles(input, &runner, &remarks),
        variables(input),
        cases(input),
        hard_coded(&remarks, &state),
        impact_item(input, &state),
        drift(input, &state),
    ];
    Gate { items }
}

/// What of the remarks on scripts is an id or address of one account, in the words by which it is
/// accepted.
pub fn hard_coded_words(remarks: &[Diagnostic]) -> Vec<String> {
    let found = remarks.iter().filter(|remark| remark.code == Code::HardCodedId);
    let mut words: Vec<String> = found.map(words_with_text).collect();
    words.dedup();
    words
}

/// Errors of loading, of compiling and of the review of the scripts.
fn compiles(input: &GateInput<'_>, runner: &ProjectRunner, remarks: &[Diagnostic]) -> GateItem {
    let found = input.loaded.iter().chain(runner.diagnostics()).chain(remarks);
    let errors: Vec<String> = found.filter(|found| found.severity == Severity::Error).map(words_of).collect();
    let check = GateCheck::Compiles;
    match errors.len() {
        0 => passed(check, format!("The mapping compiles for {}", input.environment)),
        1 => blocked(check, "The project has 1 error".to_owned(), errors),
        count => blocked(check, format!("The project has {count} errors"), errors),
    }
}

fn variables(input: &GateInput<'_>) -> GateItem {
    let check = GateCheck::Variables;
    let names = input.model.variable_names();
    let findings = input.model.variable_findings().into_iter();
    let found: Vec<String> = findings
        .filter(|finding| finding.environment == input.environment)
        .map(|finding| finding.words())
        .collect();
    match (names.len(), found.len()) {
        (0, _) => passed(check, "The project has no variables".to_owned()),
        (1, 0) => passed(check, format!("1 variable has a value in {}", input.environment)),
        (count, 0) => passed(check, format!("{count} variables have a value in {}", input.environment)),
        (_, 1) => blocked(check, "1 variable is missing or of the wrong type".to_owned(), found),
        (_, count) => blocked(check, format!("{count} variables are missing or of the wrong type"), found),
    }
}

fn cases(input: &GateInput<'_>) -> GateItem {
    let check = GateCheck::Cases;
    let results = case_results(input.model, input.environment, input.now);
    let red: Vec<String> = results
        .iter()
        .filter(|result| !result.passed)
        .map(|result| match result.differences.first() {
            Some(first) if result.reason.is_empty() => {
                format!("{}: {} is not as expected", result.name, first.field)
            }
            _ => format!("{}: {}", result.name, result.reason),
        })
        .collect();
    let of = |word: &str, count: usize| {
        format!("{count} of {} cases {word} in {}", results.len(), input.environment)
    };
    match (results.len(), red.len()) {
        (0, _) => passed(check, "The project has no cases".to_owned()),
        (count, 0) => passed(check, of("green", count)),
        (_, count) => blocked(check, of("red", count), red),
    }
}

fn hard_coded(remarks: &[Diagnostic], state: &EnvironmentState) -> GateItem {
    let check = GateCheck::HardCoded;
    let found = hard_coded_words(remarks);
    let accepted = state.hard_coded.as_ref();
    let accepted = accepted.filter(|accepted| found.iter().all(|one| accepted.found.contains(one)));
    match (found.len(), accepted) {
        (0, _) => passed(check, "No script holds an id or address of one account".to_owned()),
        (_, Some(accepted)) => {
            let who = if accepted.by.is_empty() { "somebody" } else { &accepted.by };
            let words = format!("Accepted by {who}: {}", accepted.reason);
            item(check, GateState::Passed, words, found)
        }
        (1, None) => {
            item(check, GateState::Open, "1 script holds an id or address of one account".to_owned(), found)
        }
        (count, None) => {
            let words = format!("{count} ids or addresses of one account stand in scripts");
            item(check, GateState::Open, words, found)
        }
    }
}

fn drift(input: &GateInput<'_>, state: &EnvironmentState) -> GateItem {
    let check = GateCheck::Drift;
    let Some(merge) = drift_merge(input.model, input.environment) else {
        let words = match &state.exchanged {
            Some(file) => {
                format!("Nothing came from the account since revision {}", file.provenance.revision)
            }
            None => "Nothing was exchanged with the account yet".to_owned(),
        };
        return passed(check, words);
    };
    let open = merge.conflicts.iter().filter(|conflict| conflict.settled.is_none());
    let open: Vec<String> = open.map(|conflict| conflict.at.to_string()).collect();
    match open.len() {
        0 => blocked(
            check,
            "What was edited in the account is settled, and waits to be taken over".to_owned(),
            open,
        ),
        1 => blocked(check, "The account was edited too; 1 conflict is open".to_owned(), open),
        count => blocked(check, format!("The account was edited too; {count} conflicts are open"), open),
    }
}

/// The remark with the text it is about, so that agreeing to one text is not agreeing to another.
fn words_with_text(remark: &Diagnostic) -> String {
    match &remark.suggestion {
        Some(Suggestion::MakeVariable { value, .. }) => format!("{}: `{value}`", words_of(remark)),
        None => words_of(remark),
    }
}

fn words_of(diagnostic: &Diagnostic) -> String {
    let place = &diagnostic.place;
    let where_ = place.rule.as_ref().or(place.file.as_ref());
    let code = diagnostic.code.id();
    match (where_, place.span) {
        (Some(name), Some(span)) => format!("{code} {name}, line {}: {}", span.line, diagnostic.message),
        (Some(name), None) => format!("{code} {name}: {}", diagnostic.message),
        (None, _) => format!("{code} {}", diagnostic.message),
    }
}

pub(super) fn passed(check: GateCheck, words: String) -> GateItem {
    item(check, GateState::Passed, words, Vec::new())
}

pub(super) fn blocked(check: GateCheck, words: String, details: Vec<String>) -> GateItem {
    item(check, GateState::Blocked, words, details)
}

/// An item; of many particulars the first ones are listed, and the others counted.
pub(super) fn item(check: GateCheck, state: GateState, words: String, mut details: Vec<String>) -> GateItem {
    let excess = details.len().saturating_sub(MOST_DETAILS);
    if excess > 0 {
        details.truncate(MOST_DETAILS);
        details.push(format!("and {excess} more"));
    }
    GateItem { check, state, words, details }
}
