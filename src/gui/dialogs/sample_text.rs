//! The JSON of a payload as text: pasted, or changed.

use egui::Ui;

use crate::diagnostic::json_text::parse_json;
use crate::diagnostic::{Code, Severity};
use crate::gui::dialogs::dialog::{buttons_ui, focus_at_first, list_height, title_ui};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::theme::{LAYOUT, SIZES, Tokens};
use crate::gui::widgets::{CodeEditor, CodeMark, Language, callout_ui, code_editor_ui, paragraph_ui};
use crate::workbench::{Command, SampleCommand};

/// Pasting a payload. `problem` says why nothing could be read from the text before.
pub(super) fn paste_ui(ui: &mut Ui, text: &mut String, problem: Option<&str>, outbox: &mut Outbox) {
    title_ui(ui, "Paste sample", LAYOUT.dialog_wide);
    paragraph_ui(
        ui,
        "A user or group, a list response, an array, or one JSON object a line. A password is redacted.",
    );
    if let Some(problem) = problem {
        ui.add_space(SIZES.gap);
        callout_ui(ui, Tokens::of(ui).failed, |ui| paragraph_ui(ui, problem));
    }
    editor_ui(ui, "pasted payload", text, "Payload to load");
    if buttons_ui(ui, "Load", !text.trim().is_empty(), outbox) {
        outbox.send(Intent::CloseDialog);
        outbox.send(Intent::PastePayloads(text.clone()));
    }
}

/// Pasting requests into a story.
pub(super) fn paste_request_ui(ui: &mut Ui, text: &mut String, problem: Option<&str>, outbox: &mut Outbox) {
    title_ui(ui, "Paste request", LAYOUT.dialog_wide);
    paragraph_ui(
        ui,
        "A PATCH body, a user or group, an object with `method`, `path` and `body`, or several of these. A password is redacted.",
    );
    if let Some(problem) = problem {
        ui.add_space(SIZES.gap);
        callout_ui(ui, Tokens::of(ui).failed, |ui| paragraph_ui(ui, problem));
    }
    editor_ui(ui, "pasted request", text, "Request to send");
    if buttons_ui(ui, "Send next", !text.trim().is_empty(), outbox) {
        outbox.send(Intent::CloseDialog);
        outbox.send(Intent::PasteRequests(text.clone()));
    }
}

/// Changing the payload of a sample.
pub(super) fn edit_ui(ui: &mut Ui, sample: usize, text: &mut String, outbox: &mut Outbox) {
    title_ui(ui, "Edit payload", LAYOUT.dialog_wide);
    paragraph_ui(ui, "The JSON as the client sends it. Text that is not JSON is kept, and not run.");
    editor_ui(ui, "edited payload", text, "Payload of the sample");
    if buttons_ui(ui, "Apply", true, outbox) {
        outbox.send(Intent::CloseDialog);
        outbox.command(Command::Sample(SampleCommand::SetText { sample, text: text.clone() }));
    }
}

fn editor_ui(ui: &mut Ui, id_salt: &str, text: &mut String, name: &str) {
    ui.add_space(SIZES.gap);
    let marks = marks(text);
    let height = list_height(ui, LAYOUT.dialog_editor);
    ui.allocate_ui(egui::vec2(ui.available_width(), height), |ui| {
        ui.set_min_height(height);
        let output = code_editor_ui(
            ui,
            CodeEditor {
                id_salt,
                text,
                accessible_name: name,
                marks: &marks,
                shows_tooltips: true,
                line_hints: &[],
                stretches: &[],
                language: Language::Json,
                read_only: false,
                wraps: false,
            },
        );
        focus_at_first(ui, &output.response);
    });
}

/// Where the text stops being JSON. Several values behind each other are left to the reader.
fn marks(text: &str) -> Vec<CodeMark> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    let Err(diagnostic) = parse_json("", text, Code::PayloadNotJson) else { return Vec::new() };
    let span = diagnostic.place.span.unwrap_or_default();
    vec![CodeMark {
        line: span.line,
        column: span.column,
        length: span.length,
        severity: Severity::Warning,
        fix: None,
        message: diagnostic.message,
    }]
}
