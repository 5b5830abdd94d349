//! Why the selected field has its value for the selected sample.

use egui::Ui;

use crate::gui::theme::Tokens;
use crate::gui::widgets::{panel_callout_ui, panel_header_ui};
use crate::mapping::OutcomeKind;
use crate::workbench::{CellState, FieldCell, ProblemTarget, ScriptPlace, Workbench};

pub(super) fn why_ui(ui: &mut Ui, workbench: &Workbench) {
    let place = workbench.selection().script;
    let ScriptPlace::Rule { rule_set, rule } = place else { return };
    let Some(selected) = workbench.rule() else { return };
    panel_header_ui(ui, "Why", &selected.field);
    let cell = workbench.cell(workbench.selection().sample, rule_set, rule);
    let tokens = Tokens::of(ui);
    let (colour, text) = match cell.state {
        CellState::NotWritten => (tokens.failed, not_written_words(workbench, rule_set, &cell)),
        CellState::Outcome(OutcomeKind::Failed) => (tokens.failed, failed_words(workbench, place, &cell)),
        _ => (tokens.accent, explanation(&cell)),
    };
    panel_callout_ui(ui, colour, &text);
}

fn explanation(cell: &FieldCell) -> String {
    let change = match (cell.before.as_str(), cell.value.as_str()) {
        ("", "") => String::new(),
        (before, value) if before == value => format!(". It is `{value}`"),
        ("", value) => format!(". It becomes `{value}`"),
        (before, "") => format!(". It was `{before}`"),
        (before, value) => format!(". `{before}` becomes `{value}`"),
    };
    format!("{}{change}", cell.reason)
}

fn not_written_words(workbench: &Workbench, rule_set: usize, cell: &FieldCell) -> String {
    let Some(run) = workbench.preview().run(workbench.selection().sample, rule_set) else {
        return explanation(cell);
    };
    let reason = run.reason.as_deref().unwrap_or_default();
    let would = match cell.value.as_str() {
        "" => String::new(),
        value => format!(". The field would be `{value}`"),
    };
    format!("No {} is written: {reason}{would}", run.record_type)
}

/// What went wrong, and what helps, which the list of problems knows.
fn failed_words(workbench: &Workbench, place: ScriptPlace, cell: &FieldCell) -> String {
    let mut problems = workbench.preview().problems.iter();
    let problem = problems.find(|problem| {
        problem.target == ProblemTarget::Script(place) && problem.diagnostic.message == cell.reason
    });
    match problem.and_then(|problem| problem.diagnostic.help.as_deref()) {
        Some(help) => format!("{} — {help}", cell.reason),
        None => cell.reason.clone(),
    }
}
