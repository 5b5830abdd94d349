//! The tabs over the editor, with what is to be known of its script, and the note of the rule.

use egui::{Align, Label, Layout, Ui, vec2};

use crate::diagnostic::Severity;
use crate::gui::UiCommand;
use crate::gui::intent::Outbox;
use crate::gui::panels::status_bar::counted;
use crate::gui::theme::{LAYOUT, SIZES, Tokens, semibold_text, weak_text};
use crate::gui::widgets::{BadgeKind, CodeMark, PanelTab, badge_ui, button_quiet_ui, panel_tabs_ui};
use crate::workbench::{ProblemTarget, ScriptPlace, Workbench};

pub(super) fn script_header_ui(
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

/// The note of the rule, for people who come to it later.
pub(super) fn note_ui(ui: &mut Ui, workbench: &Workbench) {
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
