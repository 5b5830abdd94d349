//! The problems; choosing one goes to its place.

use egui::{Color32, Label, Ui};

use crate::diagnostic::Severity;
use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::focus::take_focus;
use crate::gui::panels::menu_bar::context_commands_ui;
use crate::gui::panels::status_bar::counted;
use crate::gui::theme::{SIZES, Tokens, message_job, weak_text};
use crate::gui::ui_state::{FocusTarget, UiState};
use crate::gui::widgets::{
    List, Sign, button_quiet_ui, button_small_ui, empty_state_ui, list_ui, name_ui, row_content_ui, sign_ui,
};
use crate::gui::{DataCommand, UiCommand};
use crate::workbench::{Command, Problem, ProblemTarget, SelectCommand, View, Workbench};

const LIST: &str = "problems";

pub(super) fn problems_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let problems = &workbench.preview().problems;
    if problems.is_empty() {
        empty_state_ui(ui, "Every script compiles and every value fits its field", None);
        return;
    }
    take_focus(ui, state, FocusTarget::Problems, (LIST, state.problem.unwrap_or(0).min(problems.len() - 1)));
    let row_name = |row: usize| {
        let problem = &problems[row];
        let severity = problem.diagnostic.severity.word();
        format!("{severity}: {} {}", problem.diagnostic.message, place_words(workbench, problem))
    };
    let list = List {
        id_salt: LIST,
        accessible_name: "Problems; Enter goes to the place",
        n_rows: problems.len(),
        row_height: SIZES.row,
        selected: state.problem.filter(|problem| *problem < problems.len()),
        row_name: &row_name,
        scroll_to: None,
        lines: false,
    };
    let output = list_ui(ui, list, |ui, row, response| {
        problem_ui(ui, workbench, (row, &problems[row]), outbox);
        let groups: [&[UiCommand]; 1] = [&[UiCommand::Fix, UiCommand::ExplainProblem]];
        if response.secondary_clicked() {
            state.problem = Some(row);
        }
        context_commands_ui(response, workbench, &groups, outbox);
    });
    state.problem = output.chosen.or(state.problem);
    // Arrow keys look through the list; a click or Enter goes to the place.
    if let Some(row) = output.clicked.or(output.activated) {
        send_all(outbox, problem_intents(&problems[row]));
    }
    ui.take_available_space();
}

fn send_all(outbox: &mut Outbox, intents: Vec<Intent>) {
    for intent in intents {
        outbox.send(intent);
    }
}

/// How many there are of which severity, in their colours.
pub(super) fn counts(ui: &Ui, problems: &[Problem]) -> Vec<(String, Color32)> {
    let tokens = Tokens::of(ui);
    let severities = [
        (Severity::Error, "error", tokens.failed),
        (Severity::Warning, "warning", tokens.warning),
        (Severity::Note, "note", tokens.accent),
    ];
    let counts = severities.into_iter().map(|(severity, word, colour)| {
        let count = problems.iter().filter(|problem| problem.diagnostic.severity == severity).count();
        (count, word, colour)
    });
    counts
        .filter(|(count, ..)| *count > 0)
        .map(|(count, word, colour)| (counted(count, word), colour))
        .collect()
}

fn problem_ui(ui: &mut Ui, workbench: &Workbench, (row, problem): (usize, &Problem), outbox: &mut Outbox) {
    let diagnostic = &problem.diagnostic;
    row_content_ui(
        ui,
        |ui| {
            sign_ui(ui, Sign::of_severity(diagnostic.severity));
            let text = match &diagnostic.help {
                Some(help) => format!("{} — {help}", diagnostic.message),
                None => diagnostic.message.clone(),
            };
            ui.add(Label::new(message_job(&text, Tokens::of(ui).text_strong)).truncate());
        },
        |ui| {
            let code = button_quiet_ui(ui, diagnostic.code.id());
            name_ui(&code, &format!("Explain {}, row {}", diagnostic.code.id(), row + 1));
            if code.on_hover_text(UiCommand::ExplainProblem.help()).clicked() {
                outbox.send(Intent::ExplainProblem(row));
            }
            if let Some(fix) = diagnostic.fix.as_ref().filter(|_| is_in_script(problem)) {
                let button = button_small_ui(ui, "Fix");
                name_ui(&button, &format!("Fix: {}, row {}", fix.title, row + 1));
                let job = message_job(&fix.title, Tokens::of(ui).text_strong);
                if button.on_hover_text(job).clicked() {
                    outbox.send(Intent::FixProblem(row));
                }
            }
            if diagnostic.suggestion.is_some() && is_in_script(problem) {
                let command = UiCommand::Data(DataCommand::MakeVariable);
                let button = button_small_ui(ui, command.title());
                name_ui(&button, &format!("{} row {}", command.title(), row + 1));
                if button.on_hover_text(command.help()).clicked() {
                    outbox.send(Intent::MakeVariableOfProblem(row));
                }
            }
            ui.label(weak_text(ui, place_words(workbench, problem)));
        },
    );
}

fn is_in_script(problem: &Problem) -> bool {
    matches!(problem.target, ProblemTarget::Script(_))
}

/// Where the problem is, in a few words.
fn place_words(workbench: &Workbench, problem: &Problem) -> String {
    let place = &problem.diagnostic.place;
    let name = match problem.target {
        ProblemTarget::Script(_) => {
            let rule = place.rule.as_deref().unwrap_or_default();
            rule.rsplit(" / ").next().unwrap_or(rule).to_owned()
        }
        ProblemTarget::Sample(sample) => {
            workbench.model().samples.get(sample).map(|sample| sample.name.clone()).unwrap_or_default()
        }
        ProblemTarget::TableRow { row, .. } => {
            let file = place.file.as_deref().unwrap_or_default();
            format!("{file} row {}", row + 1)
        }
        ProblemTarget::Variable | ProblemTarget::File => {
            place.file.clone().or_else(|| place.rule.clone()).unwrap_or_default()
        }
    };
    let is_row = matches!(problem.target, ProblemTarget::TableRow { .. });
    let at = place
        .span
        .filter(|_| !is_row)
        .map(|span| format!(" {}:{}", span.line, span.column))
        .unwrap_or_default();
    match (problem.target, problem.sample_count) {
        (ProblemTarget::Script(_), 1..) => {
            format!("{name}{at} · {}", counted(problem.sample_count, "sample"))
        }
        _ => format!("{name}{at}"),
    }
}

/// What goes to the place of a problem.
pub(in crate::gui) fn problem_intents(problem: &Problem) -> Vec<Intent> {
    let select = |sample: usize| Intent::Do(Command::Select(SelectCommand::Sample(sample)));
    let mut intents: Vec<Intent> = problem.sample.map(select).into_iter().collect();
    match problem.target {
        ProblemTarget::Script(place) => {
            let at = problem.diagnostic.place.span.map(|span| (span.line, span.column));
            intents.push(Intent::ShowScript { place, at });
        }
        ProblemTarget::Sample(_) => {
            intents.push(Intent::Do(Command::Select(SelectCommand::View(View::Design))));
        }
        ProblemTarget::TableRow { table, row } => intents.push(Intent::ShowTableRow { table, row }),
        ProblemTarget::Variable => intents.push(Intent::Focus(FocusTarget::Variables)),
        ProblemTarget::File => {}
    }
    intents
}
