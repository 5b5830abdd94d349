//! Settling a conflict with a text: both sides above, the text that shall be below.

use egui::{Ui, vec2};

use crate::gui::dialogs::dialog::{buttons_ui, title_ui};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::language_of;
use crate::gui::promote_rows::EditedConflict;
use crate::gui::theme::{LAYOUT, SIZES, Tokens, header_text};
use crate::gui::widgets::{
    CodeEditor, SideBySide, callout_ui, code_editor_id, code_editor_ui, paragraph_ui, request_focus,
    side_by_side_ui,
};

/// Tells the editor from others.
const EDITOR: &str = "settled text";

pub(super) fn edit_both_ui(ui: &mut Ui, edited: &mut EditedConflict, outbox: &mut Outbox) {
    title_ui(ui, &format!("Settle {}", edited.title), LAYOUT.dialog_widest);
    let half = super::dialog::list_height(ui, LAYOUT.dialog_editor) / 2.0;
    let width = ui.available_width();
    ui.allocate_ui(vec2(width, half), |ui| {
        ui.set_min_size(vec2(width, half));
        let sides = SideBySide {
            id_salt: "settled sides",
            accessible_name: "Both sides",
            titles: ("The account has", "Ours"),
            rows: &edited.sides,
            language: language_of(edited.kind),
        };
        side_by_side_ui(ui, sides);
    });
    ui.add_space(SIZES.gap);
    ui.label(header_text(ui, "What it shall be"));
    ui.allocate_ui(vec2(width, half), |ui| {
        ui.set_min_size(vec2(width, half));
        let id = code_editor_id(EDITOR);
        if ui.memory(|memory| memory.focused().is_none()) {
            request_focus(ui, id);
        }
        let editor = CodeEditor {
            id_salt: EDITOR,
            text: &mut edited.text,
            accessible_name: "What it shall be",
            marks: &[],
            shows_tooltips: false,
            line_hints: &[],
            stretches: &[],
            language: language_of(edited.kind),
            read_only: false,
            wraps: false,
        };
        if code_editor_ui(ui, editor).changed {
            edited.problem = None;
        }
    });
    if let Some(problem) = &edited.problem {
        ui.add_space(SIZES.gap);
        callout_ui(ui, Tokens::of(ui).failed, |ui| paragraph_ui(ui, problem));
    }
    if buttons_ui(ui, "Settle", true, outbox) {
        match edited.value() {
            Ok(value) => {
                outbox.send(Intent::CloseDialog);
                outbox.send(Intent::SettleWith { at: edited.at.clone(), value });
            }
            Err(problem) => edited.problem = Some(problem),
        }
    }
}
