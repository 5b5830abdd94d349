//! The editor of the selected script, with errors at their places.

use egui::Ui;

use crate::gui::UiCommand;
use crate::gui::intent::Outbox;
use crate::gui::panels::completion::{self, Written};
use crate::gui::panels::script_header::{note_ui, script_header_ui};
use crate::gui::panels::{script_help, trace};
use crate::gui::ui_state::{BottomPage, CompletionWish, FocusTarget, UiState};
use crate::gui::widgets::{
    CodeEditor, CodeEditorOutput, CodeMark, CodeStretch, Language, code_editor_id, code_editor_ui,
    editing_of, empty_state_ui, request_focus, select_all, set_cursor, set_selection,
};
use crate::workbench::{Command, ProblemTarget, RuleCommand, ScriptPlace, Workbench};

/// Tells the editor of the script from others.
pub(in crate::gui) const SCRIPT_EDITOR: &str = "script";

pub(super) fn script_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let place = workbench.selection().script;
    let Some(script) = workbench.script(place) else {
        script_header_ui(ui, workbench, place, &[], outbox);
        if empty_state_ui(ui, "Select a rule to see its script", Some("Add rule…")) {
            outbox.ui(UiCommand::AddRule);
        }
        return;
    };
    let marks = marks(workbench, place);
    script_header_ui(ui, workbench, place, &marks, outbox);
    note_ui(ui, workbench);
    editor_ui(ui, workbench, state, (place, script, &marks), outbox);
}

/// The editor, with what helps to write in it.
fn editor_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    state: &mut UiState,
    (place, script, marks): (ScriptPlace, &str, &[CodeMark]),
    outbox: &mut Outbox,
) {
    let mut text = script.to_owned();
    take_focus(ui, workbench, state, place, &text);
    let written = before_editor(ui, workbench, state, place, &text);
    if let Some(written) = &written {
        text.clone_from(&written.script);
    }
    let length = text.len();
    let name = format!("Script of {}", name_of(workbench, place));
    let stretches = stretches(state, place, &text);
    let hints = line_hints(state);
    let shown_marks = marks_beside_list(state, marks);
    let output = code_editor_ui(
        ui,
        CodeEditor {
            id_salt: SCRIPT_EDITOR,
            text: &mut text,
            accessible_name: &name,
            marks: &shown_marks,
            shows_tooltips: false,
            line_hints: &hints,
            stretches: &stretches,
            language: Language::Rhai,
            read_only: false,
            wraps: false,
        },
    );
    state.cursor = output.cursor.filter(|_| output.has_focus);
    // A dialog that just closed keeps the keyboard for one more frame; until then it is asked again.
    if output.has_focus && state.focus == Some(FocusTarget::Script) {
        state.focus = None;
    } else if state.focus == Some(FocusTarget::Script) {
        ui.request_repaint();
    }
    if output.changed {
        note_typing(state, &text, length, &output);
    }
    script_help::signature_ui(ui, state, &output);
    script_help::card_ui(ui, workbench, state, place, (script, marks, &output));
    if let Some(clicked) = completion::completion_ui(ui, state, place, (&text, &output)) {
        set_selection(ui.ctx(), code_editor_id(SCRIPT_EDITOR), &clicked.editing());
        state.focus = Some(FocusTarget::Script);
        outbox.command(Command::Rule(RuleCommand::SetScript { place, script: clicked.script }));
    } else if output.changed || written.is_some() {
        outbox.command(Command::Rule(RuleCommand::SetScript { place, script: text }));
    }
}

/// The marks without those of the cursor's line while the list is open: a name that is half written is
/// no mistake yet.
fn marks_beside_list(state: &UiState, marks: &[CodeMark]) -> Vec<CodeMark> {
    let line = state.completing.as_ref().and(state.cursor).map(|(line, _)| line);
    marks.iter().filter(|mark| Some(mark.line) != line).cloned().collect()
}

/// Brings what helps up to the cursor, and takes its keys before the editor sees them. What they write.
fn before_editor(
    ui: &Ui,
    workbench: &Workbench,
    state: &mut UiState,
    place: ScriptPlace,
    text: &str,
) -> Option<Written> {
    let id = code_editor_id(SCRIPT_EDITOR);
    if !ui.memory(|memory| memory.has_focus(id)) {
        state.signature = None;
        return None;
    }
    let editing = editing_of(ui.ctx(), id, text);
    completion::renew(workbench, state, place, &editing);
    let written = completion::take_keys(ui, state, &editing);
    if let Some(written) = &written {
        set_selection(ui.ctx(), id, &written.editing());
    }
    script_help::close_card(ui, state);
    script_help::follow_signature(ui, workbench, state, place, &editing);
    written
}

/// What was typed decides which help is wanted in the next frame.
fn note_typing(state: &mut UiState, text: &str, length_before: usize, output: &CodeEditorOutput) {
    let is_growing = text.len() > length_before;
    state.completion_wish = Some(if is_growing { CompletionWish::Typed } else { CompletionWish::Erased });
    let cursor = output.selection.as_ref().map_or(0, |selection| selection.end);
    let before = cursor.checked_sub(1).and_then(|before| text.chars().nth(before));
    state.begins_call = is_growing && matches!(before, Some('(' | ','));
}

fn take_focus(ui: &Ui, workbench: &Workbench, state: &mut UiState, place: ScriptPlace, text: &str) {
    let id = code_editor_id(SCRIPT_EDITOR);
    let is_other = state.shown_script != Some(place);
    state.shown_script = Some(place);
    if matches!(place, ScriptPlace::Rule { .. }) {
        state.last_rule = Some(place);
    }
    if let Some((line, column)) = state.cursor_at.take() {
        set_cursor(ui.ctx(), id, text, line, column);
    } else if is_other && text.trim() == "()" {
        // A rule that gives nothing yet is replaced by what is typed.
        select_all(ui.ctx(), id, text);
    } else if is_other {
        set_cursor(ui.ctx(), id, text, 1, 1);
    }
    if state.focus == Some(FocusTarget::Script) && workbench.script(place).is_some() {
        request_focus(ui.ctx(), id);
    }
}

/// What is pointed out in the script by the page below it.
fn stretches(state: &UiState, place: ScriptPlace, script: &str) -> Vec<CodeStretch> {
    match state.bottom {
        BottomPage::Find => found_stretches(state, place),
        BottomPage::Trace => trace::step_stretch(state, place, script).into_iter().collect(),
        BottomPage::Problems
        | BottomPage::Coverage
        | BottomPage::Tables
        | BottomPage::Variables
        | BottomPage::Uses => Vec::new(),
    }
}

/// What stands beside the lines; not while it is of an older script for longer.
fn line_hints(state: &UiState) -> Vec<(usize, String)> {
    if state.shows_stale || !state.shows_values { Vec::new() } else { state.explained.line_hints() }
}

fn found_stretches(state: &UiState, place: ScriptPlace) -> Vec<CodeStretch> {
    let places = state.find.result.places.iter().enumerate().filter(|(_, found)| found.script == place);
    places
        .map(|(idx, found)| CodeStretch {
            is_current: state.find.selected == Some(idx),
            ..CodeStretch::in_line(found.line, found.column, found.length)
        })
        .collect()
}

fn name_of(workbench: &Workbench, place: ScriptPlace) -> String {
    match place {
        ScriptPlace::Rule { .. } => workbench.rule().map(|rule| rule.field.clone()).unwrap_or_default(),
        ScriptPlace::Condition { .. } => "condition".to_owned(),
        ScriptPlace::Functions => "helper functions".to_owned(),
    }
}

/// The problems of the script that have a place in it.
fn marks(workbench: &Workbench, place: ScriptPlace) -> Vec<CodeMark> {
    let problems = workbench.preview().problems.iter();
    let mut marks: Vec<CodeMark> = problems
        .filter(|problem| problem.target == ProblemTarget::Script(place))
        .filter_map(|problem| {
            let span = problem.diagnostic.place.span?;
            let help =
                problem.diagnostic.help.as_deref().map(|help| format!(" — {help}")).unwrap_or_default();
            Some(CodeMark {
                line: span.line,
                column: span.column,
                length: span.length,
                severity: problem.diagnostic.severity,
                message: format!("{}{help}", problem.diagnostic.message),
                fix: problem.diagnostic.fix.as_ref().map(|fix| fix.title.clone()),
            })
        })
        .collect();
    marks.dedup();
    marks
}
