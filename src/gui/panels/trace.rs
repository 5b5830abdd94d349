//! What the evaluation of the script did for the selected sample, step by step.

use egui::{Label, Ui};

use crate::gui::UiCommand;
use crate::gui::explained::short_path;
use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::focus::take_focus;
use crate::gui::theme::{LAYOUT, SIZES, Tokens, code_text, normal_text, weak_text};
use crate::gui::ui_state::{FocusTarget, UiState};
use crate::gui::widgets::{
    CodeStretch, Column, Columns, List, button_small_ui, columns_header_ui, empty_state_ui, list_ui,
};
use crate::mapping::OutcomeKind;
use crate::script::ScriptText;
use crate::workbench::{CellState, ScriptPlace, TraceRow, Workbench};

const LIST: &str = "steps";

pub(super) fn trace_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    if state.explained.rows.is_empty() {
        no_steps_ui(ui, workbench, state, outbox);
        return;
    }
    let rows = std::mem::take(&mut state.explained.rows);
    steps_list_ui(ui, state, &rows, outbox);
    state.explained.rows = rows;
    ui.take_available_space();
}

/// Why there are no steps, and what would bring some.
fn no_steps_ui(ui: &mut Ui, workbench: &Workbench, state: &UiState, outbox: &mut Outbox) {
    let is_running = !workbench.is_sample_current(workbench.selection().sample);
    let failure = failure(workbench);
    let (sentence, action) = match (is_running, state.explained.remarks.first().or(failure.as_ref())) {
        (true, _) => ("Running…", None),
        (false, Some(remark)) => (remark.as_str(), None),
        (false, None) if workbench.script(workbench.selection().script).is_some() => {
            ("The script was not evaluated for this sample", Some("Go to samples"))
        }
        (false, None) => ("Select a rule to see what its script does", Some("Go to rules")),
    };
    if empty_state_ui(ui, sentence, action) {
        let command =
            if action == Some("Go to rules") { UiCommand::FocusRules } else { UiCommand::FocusSamples };
        outbox.ui(command);
    }
}

/// Why the selected rule fails on the selected sample, if it does.
fn failure(workbench: &Workbench) -> Option<String> {
    let ScriptPlace::Rule { rule_set, rule } = workbench.selection().script else { return None };
    let cell = workbench.cell(workbench.selection().sample, rule_set, rule);
    let is_failed = cell.state == CellState::Outcome(OutcomeKind::Failed);
    is_failed.then(|| format!("No steps are known, as the script fails: {}", cell.reason))
}

fn steps_list_ui(ui: &mut Ui, state: &mut UiState, rows: &[TraceRow], outbox: &mut Outbox) {
    let step = state.trace_step.min(rows.len() - 1);
    let columns = columns_header_ui(
        ui,
        "steps",
        &[
            Column::share("Expression", 2.0, LAYOUT.column_field),
            Column::share("What happens", 2.0, LAYOUT.column_field),
            Column::share("Value", 2.0, LAYOUT.column_field),
        ],
    );
    take_focus(ui, state, FocusTarget::Trace, (LIST, step));
    let row_name = |row: usize| {
        rows.get(row)
            .map(|row| format!("Step {}: {}, {}, {}", row.step + 1, row.text, row.says, row.value))
            .unwrap_or_default()
    };
    let list = List {
        id_salt: LIST,
        accessible_name: "Steps; Enter goes to the expression",
        n_rows: rows.len(),
        row_height: SIZES.tree_row,
        selected: Some(step),
        row_name: &row_name,
        scroll_to: std::mem::take(&mut state.is_step_moved).then_some(step),
        lines: false,
    };
    let output = list_ui(ui, list, |ui, row, response| {
        let Some(row) = rows.get(row) else { return };
        step_row_ui(ui, row, &columns);
        response.clone().on_hover_text(format!("{}\n{}\n{}", row.text, row.says, row.value));
    });
    if let Some(row) = output.chosen {
        state.trace_step = row;
    }
    let opened = output.activated.and_then(|row| rows.get(row));
    if let Some(row) = opened.filter(|row| row.place.line > 0)
        && let Some(place) = script_of(state, row.place.text)
    {
        outbox.send(Intent::ShowScript { place, at: Some((row.place.line, row.place.column)) });
    }
}

/// The script in which a step is written.
fn script_of(state: &UiState, text: ScriptText) -> Option<ScriptPlace> {
    match text {
        ScriptText::Helpers => Some(ScriptPlace::Functions),
        ScriptText::Script => state.explained.script(),
    }
}

/// The expression of the step that is looked at, if it is in the script in the editor.
pub(super) fn step_stretch(state: &UiState, place: ScriptPlace, script: &str) -> Option<CodeStretch> {
    let rows = state.explained.rows.get(..=state.trace_step)?;
    let is_here = |row: &&TraceRow| {
        row.place.line > 0 && row.place.length > 0 && script_of(state, row.place.text) == Some(place)
    };
    // What happens in a helper function is pointed out by its call.
    let at = rows.iter().rev().find(is_here)?.place;
    let line_start: usize = script.split('\n').take(at.line - 1).map(|line| line.chars().count() + 1).sum();
    let inside = script.chars().skip(line_start + at.column.saturating_sub(1)).take(at.length);
    let (mut line, mut column) = (at.line, at.column);
    for character in inside {
        (line, column) = if character == '\n' { (line + 1, 1) } else { (line, column + 1) };
    }
    Some(CodeStretch { start: (at.line, at.column), end: (line, column), is_current: true })
}

/// Beside the tabs: the buttons that go through the steps.
pub(super) fn steps_ui(ui: &mut Ui, state: &UiState, outbox: &mut Outbox) {
    let n_rows = state.explained.rows.len();
    if n_rows == 0 {
        return;
    }
    for (label, command) in [("Forward", UiCommand::StepForward), ("Back", UiCommand::StepBack)] {
        let keys = command.shortcut().map(|keys| ui.ctx().format_shortcut(&keys)).unwrap_or_default();
        let hover = format!("{} ({keys})", command.help());
        if button_small_ui(ui, label).on_hover_text(hover).clicked() {
            outbox.ui(command);
        }
    }
    let step = state.trace_step.min(n_rows - 1) + 1;
    ui.label(weak_text(ui, format!("step {step} of {n_rows}")));
    ui.add(Label::new(weak_text(ui, state.explained.remarks.join(" · "))).truncate());
}

/// One step: the expression, what happens, the value.
pub(super) fn step_row_ui(ui: &mut Ui, row: &TraceRow, columns: &Columns) {
    columns.cell_ui(ui, 0, |ui| {
        ui.add_space(row.depth.min(LAYOUT.most_depth) as f32 * SIZES.padding);
        ui.add(Label::new(code_text(ui, &row.text)).truncate());
    });
    columns.cell_ui(ui, 1, |ui| ui.add(Label::new(normal_text(ui, short_path(&row.says))).truncate()));
    columns.cell_ui(ui, 2, |ui| {
        let tokens = Tokens::of(ui);
        let colour = if row.is_missing { tokens.text_weak } else { tokens.text_strong };
        ui.add(Label::new(code_text(ui, &row.value).color(colour)).truncate());
    });
}
