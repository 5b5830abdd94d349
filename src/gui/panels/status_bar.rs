//! The status bar: environment, counts, problems; saved or not, cursor.

use std::time::Duration;

use egui::{Align, Layout, RichText, Ui};

use crate::diagnostic::Severity;
use crate::gui::UiCommand;
use crate::gui::intent::{Intent, Outbox};
use crate::gui::theme::{Glyph, SIZES, Tokens, semibold_text, weak_text};
use crate::gui::ui_command::CaseUiCommand;
use crate::gui::ui_state::UiState;
use crate::gui::widgets::{Sign, button_quiet_ui, button_with_sign_ui, hairline_ui};
use crate::workbench::{View, Workbench};

pub(super) fn status_bar_ui(ui: &mut Ui, workbench: &Workbench, state: &UiState, outbox: &mut Outbox) {
    hairline_ui(ui);
    ui.horizontal(|ui| {
        ui.set_height(SIZES.status_bar);
        ui.add_space(SIZES.padding);
        left_ui(ui, workbench, outbox);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(SIZES.padding);
            right_ui(ui, workbench, state, outbox);
        });
    });
}

fn left_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    let tokens = Tokens::of(ui);
    if let Some(environment) = workbench.environment() {
        let colour = tokens.environment_colour(&environment.colour);
        ui.label(RichText::new(Glyph::DOT.0).color(colour));
        ui.label(semibold_text(ui, environment.label()).color(colour));
        ui.add_space(SIZES.gap);
    }
    let model = workbench.model();
    let rules: usize = model.mapping.rule_sets.iter().map(|rule_set| rule_set.rules.len()).sum();
    let mut facts = vec![counted(model.samples.len(), "sample"), counted(rules, "rule")];
    let (in_rhai, _) = workbench.preview().n_in_rhai();
    if in_rhai > 0 {
        facts.push(format!("{} in rhai", counted(in_rhai, "script")));
    }
    ui.label(weak_text(ui, facts.join(" · ")));
    cases_ui(ui, workbench, outbox);
    for (severity, word, colour) in
        [(Severity::Error, "error", tokens.failed), (Severity::Warning, "warning", tokens.warning)]
    {
        let problems = workbench.preview().problems.iter();
        let count = problems.filter(|problem| problem.diagnostic.severity == severity).count();
        if count > 0 {
            ui.add_space(SIZES.gap);
            let text = RichText::new(counted(count, word)).color(colour);
            ui.label(text);
        }
    }
    if workbench.preview().problems.iter().any(|problem| problem.diagnostic.severity > Severity::Note)
        && button_quiet_ui(ui, "Next problem").clicked()
    {
        outbox.ui(UiCommand::NextProblem);
    }
}

/// How many cases are green; a click goes to them.
fn cases_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    let counts = workbench.case_counts();
    if counts.n_cases == 0 {
        return;
    }
    let sign = match (counts.n_red, counts.n_green) {
        (0, 0) => Sign::Skipped,
        (0, _) => Sign::Green,
        _ => Sign::Red,
    };
    if button_with_sign_ui(ui, sign, &counts.words()).on_hover_text("Show the cases").clicked() {
        outbox.ui(UiCommand::ShowCases);
        if counts.n_red > 0 {
            outbox.ui(UiCommand::Case(CaseUiCommand::NextRed));
        }
    }
}

/// From right to left.
fn right_ui(ui: &mut Ui, workbench: &Workbench, state: &UiState, outbox: &mut Outbox) {
    if let Some((line, column)) = state.cursor.filter(|_| workbench.selection().view == View::Design) {
        ui.label(weak_text(ui, format!("Ln {line}, Col {column}")));
        ui.add_space(SIZES.gap);
    }
    let saved = match (workbench.is_modified(), workbench.root()) {
        (true, _) => "not saved".to_owned(),
        (false, Some(root)) => format!("saved in {}", root.file_name().unwrap_or(root.as_os_str()).display()),
        (false, None) => "preset, not changed".to_owned(),
    };
    ui.label(weak_text(ui, saved));
    ui.add_space(SIZES.gap);
    if !workbench.is_preview_current() {
        ui.label(weak_text(ui, "running…"));
    } else if let Some((samples, took)) = state.preview_took {
        let words = format!("{} in {}", counted(samples, "sample"), time_words(took));
        ui.label(weak_text(ui, words)).on_hover_text("How long the last preview took in the background");
    }
    if state.is_saving {
        ui.add_space(SIZES.gap);
        ui.label(weak_text(ui, "saving…"));
    }
    if let Some(name) = &state.loading {
        ui.add_space(SIZES.gap);
        if button_quiet_ui(ui, "Cancel loading").clicked() {
            outbox.send(Intent::CancelLoading);
        }
        ui.label(weak_text(ui, format!("loading {name}…")));
        ui.spinner();
    }
}

/// A time in a few characters.
fn time_words(time: Duration) -> String {
    match time.as_secs_f64() * 1_000.0 {
        under if under < 1.0 => "under 1 ms".to_owned(),
        few if few < 1_000.0 => format!("{few:.0} ms"),
        many => format!("{:.1} s", many / 1_000.0),
    }
}

/// `1 sample`, `2 samples`.
pub(in crate::gui) fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
