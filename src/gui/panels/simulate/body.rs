//! The selected request: its note, and its body as JSON that can be changed.

use egui::{Label, Ui};

use crate::diagnostic::json_text::parse_json;
use crate::diagnostic::{Code, Severity};
use crate::gui::UiCommand;
use crate::gui::intent::Outbox;
use crate::gui::theme::{Glyph, SIZES, Tokens, code_text};
use crate::gui::ui_state::{FocusTarget, UiState};
use crate::gui::widgets::{
    CodeEditor, CodeMark, Language, button_quiet_ui, code_editor_id, code_editor_ui, empty_state_ui, name_ui,
    panel_callout_ui, panel_header_with_ui, request_focus, set_cursor,
};
use crate::workbench::{Command, EditedRequest, SimulateCommand, Workbench};

const EDITOR: &str = "request body";

pub(super) fn body_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let Some(card) = workbench.selected_card() else {
        panel_header_with_ui(ui, "Request", |_| {}, |_| {});
        empty_state_ui(ui, "What is sent stands here, and can be changed", None);
        return;
    };
    header_ui(ui, workbench, outbox);
    let note = workbench.card_rows().get(card).map(|row| row.note.clone()).unwrap_or_default();
    if !note.is_empty() {
        panel_callout_ui(ui, Tokens::of(ui).accent, &note);
    }
    let Some(request) = workbench.card_request(card) else {
        empty_state_ui(ui, "The client sends nothing", None);
        return;
    };
    path_ui(ui, &request);
    if request.body.is_empty() && request.method == crate::simulate::Method::Delete {
        empty_state_ui(ui, "DELETE has no body", None);
        return;
    }
    editor_ui(ui, state, card, request, outbox);
}

fn header_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    panel_header_with_ui(
        ui,
        "Request",
        |_| {},
        |ui| {
            for (label, command) in [
                ("Remove", UiCommand::RemoveRequest),
                (Glyph::DOWN.0, UiCommand::MoveRequestDown),
                (Glyph::UP.0, UiCommand::MoveRequestUp),
                ("Save as sample", UiCommand::SaveRequest),
            ] {
                ui.add_enabled_ui(command.is_enabled(workbench), |ui| {
                    let response = button_quiet_ui(ui, label).on_hover_text(command.help());
                    name_ui(&response, command.title());
                    if response.clicked() {
                        outbox.ui(command);
                    }
                });
            }
        },
    );
}

fn path_ui(ui: &mut Ui, request: &EditedRequest) {
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        let text = format!("{} {}", request.method.word(), request.path);
        ui.add(Label::new(code_text(ui, text)).truncate());
    });
    ui.add_space(SIZES.gap_small);
}

fn editor_ui(ui: &mut Ui, state: &mut UiState, card: usize, request: EditedRequest, outbox: &mut Outbox) {
    let mut text = request.body;
    let marks = marks(&text);
    let id = code_editor_id(EDITOR);
    if state.shown_card.replace(card) != Some(card) {
        set_cursor(ui.ctx(), id, &text, 1, 1);
    }
    if state.focus == Some(FocusTarget::Body) {
        request_focus(ui.ctx(), id);
    }
    let output = code_editor_ui(
        ui,
        CodeEditor {
            id_salt: EDITOR,
            text: &mut text,
            accessible_name: "Body of the request",
            marks: &marks,
            shows_tooltips: true,
            line_hints: &[],
            stretches: &[],
            language: Language::Json,
            read_only: false,
            wraps: true,
        },
    );
    if output.has_focus && state.focus == Some(FocusTarget::Body) {
        state.focus = None;
    }
    if output.changed {
        outbox.command(Command::Simulate(SimulateCommand::SetBody { card, text }));
    }
}

/// Where the text stops being JSON.
fn marks(text: &str) -> Vec<CodeMark> {
    let Err(diagnostic) = parse_json("", text, Code::PayloadNotJson) else { return Vec::new() };
    let span = diagnostic.place.span.unwrap_or_default();
    vec![CodeMark {
        line: span.line,
        column: span.column,
        length: span.length,
        severity: Severity::Error,
        fix: None,
        message: diagnostic.message,
    }]
}
