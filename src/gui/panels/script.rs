//! The editor of the selected script, with errors at their places.

use egui::{Align, Label, Layout, Ui, vec2};

use crate::diagnostic::Severity;
use crate::gui::UiCommand;
use crate::gui::intent::Outbox;
use crate::gui::panels::status_bar::counted;
use crate::gui::theme::{LAYOUT, SIZES, Tokens, semibold_text, weak_text};
use crate::gui::ui_state::{BottomPage, FocusTarget, UiState};
use crate::gui::widgets::{
    BadgeKind, CodeEditor, CodeMark, CodeStretch, Language, PanelTab, badge_ui, button_quiet_ui,
    code_editor_id, code_editor_ui, empty_state_ui, panel_tabs_ui, request_focus, select_all, set_cursor,
};
use crate::workbench::{Command, ProblemTarget, RuleCommand, ScriptPlace, Workbench};

/// Tells the editor of the script from others.
pub(in crate::gui) const SCRIPT_EDITOR: &str = "script";

pub(super) fn script_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let place = workbench.selection().script;
    let Some(script) = workbench.script(place) else {
        header_ui(ui, workbench, place, &[], outbox);
        if empty_state_ui(ui, "Select a rule to see its script", Some("Add rule…")) {
            outbox.ui(UiCommand::AddRule);
        }
        return;
    };
    let marks = marks(workbench, place);
    header_ui(ui, workbench, place, &marks, outbox);
    note_ui(ui, workbench);
    let mut text = script.to_owned();
    take_focus(ui, workbench, state, place, &text);
    let name = format!("Script of {}", name_of(workbench, place));
    let stretches = stretches(state, place);
    let output = code_editor_ui(
        ui,
        CodeEditor {
            id_salt: SCRIPT_EDITOR,
            text: &mut text,
            accessible_name: &name,
            marks: &marks,
            line_hints: &[],
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
        outbox.command(Command::Rule(RuleCommand::SetScript { place, script: text }));
    }
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

fn header_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    place: ScriptPlace,
    marks: &[CodeMark],
    outbox: &mut Outbox,
) {
    let pressed = panel_tabs_ui(ui, &tabs(ui, workbench, place), |ui| {
        if workbench.rule().is_some() {
            let is_on = workbench.rule().is_some_and(|rule| rule.enabled);
            let label = if is_on { "Switch off" } else { "Switch on" };
            if button_quiet_ui(ui, label).on_hover_text(UiCommand::ToggleRule.help()).clicked() {
                outbox.ui(UiCommand::ToggleRule);
            }
            if button_quiet_ui(ui, "Note…").on_hover_text(UiCommand::EditNote.help()).clicked() {
                outbox.ui(UiCommand::EditNote);
            }
        }
        let errors = marks.iter().filter(|mark| mark.severity == Severity::Error).count();
        let words = match (errors, workbench.is_preview_current()) {
            (_, false) => "running…".to_owned(),
            (0, true) => "compiles".to_owned(),
            (count, true) => counted(count, "error"),
        };
        ui.label(weak_text(ui, words));
        engine_ui(ui, workbench);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| subject_ui(ui, workbench));
    });
    let commands = [UiCommand::EditScript, UiCommand::EditCondition, UiCommand::EditFunctions];
    if let Some(command) = pressed.and_then(|tab| commands.get(tab)) {
        outbox.ui(*command);
    }
}

/// The scripts that belong together: of a rule, the condition of its rule set, the helper functions.
fn tabs(ui: &Ui, workbench: &Workbench, place: ScriptPlace) -> [PanelTab<'static>; 3] {
    let colour = Tokens::of(ui).failed;
    let condition = ScriptPlace::Condition { rule_set: workbench.selection().rule_set };
    let tab = |title: &'static str, of: ScriptPlace, is_selected: bool| {
        let problems = workbench.preview().problems.iter().filter(|problem| {
            problem.target == ProblemTarget::Script(of) && problem.diagnostic.severity == Severity::Error
        });
        // The editor itself shows those of its script.
        let count = if is_selected { 0 } else { problems.count() };
        let counts = (count > 0).then(|| (counted(count, "error"), colour)).into_iter().collect();
        PanelTab { title, counts, is_selected }
    };
    [
        PanelTab::new("Script", matches!(place, ScriptPlace::Rule { .. })),
        tab("Condition", condition, matches!(place, ScriptPlace::Condition { .. })),
        tab("Helper functions", ScriptPlace::Functions, place == ScriptPlace::Functions),
    ]
}

/// The field that the script fills, and what is particular about its rule.
fn subject_ui(ui: &mut Ui, workbench: &Workbench) {
    let Some(rule) = workbench.rule() else { return };
    ui.add(Label::new(semibold_text(ui, &rule.field)).truncate());
    if !rule.enabled {
        badge_ui(ui, "off", BadgeKind::Quiet);
    }
    if rule.apply == crate::mapping::Apply::Create {
        badge_ui(ui, "new only", BadgeKind::Quiet);
    }
}

/// Where the script runs.
fn engine_ui(ui: &mut Ui, workbench: &Workbench) {
    let words = workbench.engine_words();
    if !words.is_empty() && ui.available_width() >= LAYOUT.column_rule {
        let help =
            "Scripts run on a tree of their own, which is fast; in rhai runs what the tree does not know";
        ui.add(Label::new(weak_text(ui, &words)).truncate()).on_hover_text(format!("{words}\n{help}"));
    }
}

/// What was found in the script, while the list of places is open.
fn stretches(state: &UiState, place: ScriptPlace) -> Vec<CodeStretch> {
    if state.bottom != BottomPage::Find {
        return Vec::new();
    }
    let places = state.find.result.places.iter().enumerate().filter(|(_, found)| found.script == place);
    places
        .map(|(idx, found)| CodeStretch {
            is_current: state.find.selected == Some(idx),
            ..CodeStretch::in_line(found.line, found.column, found.length)
        })
        .collect()
}

/// The note of the rule, for people who come to it later.
fn note_ui(ui: &mut Ui, workbench: &Workbench) {
    let Some(note) = workbench.rule().map(|rule| rule.note.trim()).filter(|note| !note.is_empty()) else {
        return;
    };
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        let size = vec2(ui.available_width() - SIZES.padding, SIZES.line_height_body);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.add(Label::new(weak_text(ui, note)).truncate()).on_hover_text(note);
        });
    });
    ui.add_space(SIZES.gap_small);
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
