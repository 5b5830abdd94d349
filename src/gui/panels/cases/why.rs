//! Why the selected field of a case has its value, with the record that the case begins with.

use egui::Ui;

use crate::gui::UiCommand;
use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::cases::fields::field_words;
use crate::gui::panels::trace::step_row_ui;
use crate::gui::panels::why::why_callout_ui;
use crate::gui::theme::{LAYOUT, SIZES, Tokens, small_text};
use crate::gui::ui_command::CaseUiCommand;
use crate::gui::ui_state::UiState;
use crate::gui::widgets::{
    Column, List, button_quiet_ui, columns_header_ui, list_ui, panel_callout_ui, panel_header_with_ui,
};
use crate::script::ScriptText;
use crate::workbench::{CaseFieldRow, CaseView, FieldVerdict, ScriptPlace, TraceRow, Workbench};

pub(super) fn case_why_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    state: &mut UiState,
    (view, row): (&CaseView, &CaseFieldRow),
    outbox: &mut Outbox,
) {
    let known = state.cases.why(workbench, state.answer, row);
    panel_header_with_ui(
        ui,
        "Why",
        |ui| {
            ui.label(small_text(ui, field_words(row)));
        },
        |ui| {
            if button_quiet_ui(ui, "Go to the rule").clicked() {
                outbox.ui(UiCommand::Case(CaseUiCommand::OpenInDesign));
            }
            ui.label(small_text(ui, known.remarks.join(" · ")));
        },
    );
    let tokens = Tokens::of(ui);
    let colour = if row.verdict == FieldVerdict::Differs { tokens.failed } else { tokens.accent };
    match &known.why {
        Some(why) => why_callout_ui(ui, colour, why),
        None => panel_callout_ui(ui, colour, &no_trace_words(workbench, view, row)),
    }
    if !known.steps.is_empty() {
        steps_ui(ui, &known.steps, row.script, outbox);
    }
}

/// Why there is nothing to trace.
fn no_trace_words(workbench: &Workbench, view: &CaseView, row: &CaseFieldRow) -> String {
    if !workbench.is_case_explained() {
        return "Running…".to_owned();
    }
    match (view.rule_set, row.script) {
        (None, _) => "The case was not run, so that there is nothing to look at".to_owned(),
        (_, None) => "No rule fills this field; it keeps what the record has".to_owned(),
        (_, Some(_)) if row.is_status() => "The rule set has no condition; the record is written".to_owned(),
        (_, Some(_)) if !row.outcome.is_empty() => row.outcome.clone(),
        (_, Some(_)) => "The script was not evaluated".to_owned(),
    }
}

fn steps_ui(ui: &mut Ui, steps: &[TraceRow], script: Option<ScriptPlace>, outbox: &mut Outbox) {
    let columns = columns_header_ui(
        ui,
        "steps of case",
        &[
            Column::share("Expression", 2.0, LAYOUT.column_field),
            Column::share("What happens", 2.0, LAYOUT.column_field),
            Column::share("Value", 2.0, LAYOUT.column_field),
        ],
    );
    let row_name = |row: usize| {
        let step = steps.get(row);
        step.map(|step| format!("Case step {}: {}, {}, {}", step.step + 1, step.text, step.says, step.value))
            .unwrap_or_default()
    };
    let list = List {
        id_salt: "steps of case",
        accessible_name: "Steps; Enter goes to the expression",
        n_rows: steps.len(),
        row_height: SIZES.tree_row,
        selected: None,
        row_name: &row_name,
        scroll_to: None,
        lines: false,
    };
    let output = list_ui(ui, list, |ui, row, response| {
        let Some(step) = steps.get(row) else { return };
        step_row_ui(ui, step, &columns);
        response.clone().on_hover_text(format!("{}\n{}\n{}", step.text, step.says, step.value));
    });
    let opened = output.activated.and_then(|row| steps.get(row)).filter(|step| step.place.line > 0);
    if let Some((step, place)) = opened.zip(script) {
        let place = if step.place.text == ScriptText::Helpers { ScriptPlace::Functions } else { place };
        outbox.send(Intent::ShowScript { place, at: Some((step.place.line, step.place.column)) });
    }
}
