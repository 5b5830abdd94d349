//! The whole record of the selected sample, before and after.

use egui::{Align, Label, Layout, RichText, Sense, TextStyle, TextWrapMode, Ui, UiBuilder, WidgetText, vec2};

use crate::gui::UiCommand;
use crate::gui::intent::Outbox;
use crate::gui::panels::cell::{sign_of, value_text, verdict_words, with_verdict_ui};
use crate::gui::panels::focus::take_focus;
use crate::gui::panels::menu_bar::expect_menu_ui;
use crate::gui::panels::reached::{mark_reached, reached_words};
use crate::gui::theme::{LAYOUT, SIZES, normal_text, weak_text};
use crate::gui::ui_state::{FocusTarget, UiState};
use crate::gui::widgets::{List, Sign, empty_state_ui, list_ui, panel_callout_ui, panel_header_ui, sign_ui};
use crate::mapping::{OutcomeKind, RunStatus};
use crate::workbench::{
    CellState, Command, RecordRow, SampleKind, ScriptPlace, SelectCommand, Workbench, sample_kind,
};

const LIST: &str = "record";

pub(super) fn record_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let title = workbench.record_type().map_or("Record", |record_type| record_type.title.as_str());
    let selection = workbench.selection();
    let Some(run) = workbench.preview().run(selection.sample, selection.rule_set) else {
        panel_header_ui(ui, title, "");
        not_run_ui(ui, workbench, outbox);
        return;
    };
    let kind = if run.is_new() { "new" } else { "existing" };
    let sample = workbench.sample().map_or("", |sample| sample.name.as_str());
    panel_header_ui(ui, title, &format!("{sample} · {kind} {}", run.record_type));
    if run.status != RunStatus::Written {
        not_written_ui(ui, &run.record_type, run.reason.as_deref().unwrap_or_default());
    }
    let rows = workbench.record_rows();
    if rows.is_empty() {
        empty_state_ui(ui, "The record has no fields", None);
        return;
    }
    list_of_fields_ui(ui, workbench, state, &rows, outbox);
    ui.take_available_space();
}

/// Why there is no record. What a request does is seen where it is sent to somebody.
fn not_run_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    let is_request = workbench.sample().is_some_and(|sample| sample_kind(sample) == SampleKind::Request);
    let (sentence, action) = if is_request {
        ("A request changes a stored user or group".to_owned(), Some("Simulate this request"))
    } else {
        (why_not_run(workbench), None)
    };
    if empty_state_ui(ui, &sentence, action) {
        outbox.ui(UiCommand::ShowSimulate);
    }
}

fn why_not_run(workbench: &Workbench) -> String {
    let sample = workbench.selection().sample;
    let preview = workbench.preview();
    match preview.not_run(sample) {
        Some(why) => format!("Not run: {}", why.words()),
        None if preview.was_run(sample) && preview.details(sample).is_some() => {
            "The rules in the list are for another resource type".to_owned()
        }
        None => "Nothing to show yet".to_owned(),
    }
}

fn not_written_ui(ui: &mut Ui, record_type: &str, reason: &str) {
    let colour = crate::gui::theme::Tokens::of(ui).failed;
    panel_callout_ui(ui, colour, &format!("No {record_type} is written: {reason}"));
}

fn list_of_fields_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    state: &mut UiState,
    rows: &[RecordRow],
    outbox: &mut Outbox,
) {
    let field = workbench.rule().map(|rule| rule.field.as_str());
    let selected = rows.iter().position(|row| Some(row.field.as_str()) == field);
    take_focus(ui, state, FocusTarget::Record, (LIST, selected.unwrap_or(0)));
    let row_name = |row: usize| {
        let row = &rows[row];
        format!("Field {}, {}, {}", row.field, row.cell.value, row.cell.state.word())
    };
    let list = List {
        id_salt: LIST,
        accessible_name: "Record",
        n_rows: rows.len(),
        row_height: SIZES.card_row,
        selected,
        row_name: &row_name,
        scroll_to: None,
        lines: true,
    };
    let rule_set = workbench.selection().rule_set;
    let output = list_ui(ui, list, |ui, row, response| {
        let script = rows[row].rule.map(|rule| ScriptPlace::Rule { rule_set, rule });
        mark_reached(ui, state, script);
        field_ui(ui, &rows[row]);
        let reached = reached_words(state, script).map(|words| format!("\n{words}")).unwrap_or_default();
        let cell = &rows[row].cell;
        let case = cell.verdict.as_ref().map(|of| format!("\n{}", verdict_words(of, &cell.value)));
        if let Some(place) = script {
            expect_menu_ui(response, workbench, &[SelectCommand::Script(place)], outbox);
        }
        response.clone().on_hover_text(format!("{}{}{reached}", cell.reason, case.unwrap_or_default()));
    });
    if let Some(rule) = output.chosen.and_then(|row| rows[row].rule) {
        let place = ScriptPlace::Rule { rule_set: workbench.selection().rule_set, rule };
        outbox.command(Command::Select(SelectCommand::Script(place)));
    }
}

fn field_ui(ui: &mut Ui, row: &RecordRow) {
    match sign_of(row.cell.state) {
        // A value that is set to what it was has not changed.
        Some(Sign::Set) if !row.is_changed => sign_ui(ui, Sign::Kept),
        Some(sign) => sign_ui(ui, sign),
        None => ui.label(""),
    };
    let name = normal_text(ui, &row.field);
    cell_ui(ui, LAYOUT.record_name, name);
    let is_set = row.cell.state == CellState::Outcome(OutcomeKind::Set);
    if is_set && row.is_changed && !row.cell.before.is_empty() {
        // What was there leaves the larger share to what is there now.
        let before = weak_text(ui, &row.cell.before).strikethrough();
        let room = ui.available_width();
        let rest = room - text_width(ui, value_text(ui, &row.cell)) - SIZES.gap;
        let width = text_width(ui, before.clone()).min(rest.max(room * LAYOUT.record_before));
        cell_ui(ui, width, before);
    }
    with_verdict_ui(ui, &row.cell, |ui| {
        let is_alone = row.cell.verdict.is_none();
        ui.add(Label::new(value_text(ui, &row.cell)).truncate().show_tooltip_when_elided(is_alone));
    });
}

fn text_width(ui: &Ui, text: impl Into<WidgetText>) -> f32 {
    let wrap = Some(TextWrapMode::Extend);
    text.into().into_galley(ui, wrap, f32::INFINITY, TextStyle::Body).size().x
}

/// A text in a column of its own.
fn cell_ui(ui: &mut Ui, width: f32, text: RichText) {
    let (rect, _) = ui.allocate_exact_size(vec2(width, ui.available_height()), Sense::hover());
    let layout = Layout::left_to_right(Align::Center);
    let mut cell = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    cell.add(Label::new(text).truncate());
}
