//! Where something is used: the list of places in scripts.

use egui::{Label, Ui};

use crate::gui::UiCommand;
use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::focus::take_focus;
use crate::gui::theme::{SIZES, code_text, weak_text};
use crate::gui::ui_state::{FocusTarget, UiState};
use crate::gui::widgets::{List, empty_state_ui, list_ui, row_content_ui};
use crate::workbench::Workbench;
use crate::workbench::language::{UseRow, Used};

const LIST: &str = "uses";

pub(super) fn uses_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    state.uses.renew(workbench);
    let Some(used) = &state.uses.used else {
        let sentence = "Put the cursor on a name to see where it is used";
        if empty_state_ui(ui, sentence, Some("Find uses")) {
            outbox.ui(UiCommand::Editor(crate::gui::EditorCommand::FindUses));
        }
        return;
    };
    if state.uses.rows.is_empty() {
        empty_state_ui(ui, &format!("{} is used in no script", used.name()), None);
        return;
    }
    let rows = &state.uses.rows;
    let row_name = |row: usize| {
        rows.get(row).map(|row| format!("{}: {}", place_words(row), row.line)).unwrap_or_default()
    };
    let list = List {
        id_salt: LIST,
        accessible_name: "Uses; Enter goes to the place",
        n_rows: rows.len(),
        row_height: SIZES.row,
        selected: state.uses.selected,
        row_name: &row_name,
        scroll_to: None,
        lines: false,
    };
    let output = list_ui(ui, list, |ui, row, _| {
        let Some(row) = rows.get(row) else { return };
        row_content_ui(
            ui,
            |ui| {
                if row.through.is_empty() {
                    ui.add(Label::new(code_text(ui, &row.line)).truncate());
                } else {
                    let words = format!("through {}", row.through.join(", "));
                    ui.add(Label::new(weak_text(ui, words)).truncate());
                }
            },
            |ui| {
                ui.label(weak_text(ui, place_words(row)));
            },
        );
    });
    let at = |row: &UseRow| row.span.map(|span| (span.line, span.column));
    if let Some(row) = output.activated.and_then(|row| rows.get(row)) {
        outbox.send(Intent::ShowScript { place: row.place, at: at(row) });
    } else if let Some(row) = output.chosen.and_then(|row| rows.get(row)) {
        outbox.send(Intent::PeekScript { place: row.place, at: at(row).unwrap_or((1, 1)) });
    }
    let selected = output.chosen.or(state.uses.selected);
    state.uses.selected = selected;
    take_focus(ui, state, FocusTarget::Uses, (LIST, selected.unwrap_or(0)));
    ui.take_available_space();
}

/// Beside the tabs: what is looked at.
pub(super) fn subject_ui(ui: &mut Ui, state: &UiState) {
    let Some(used) = &state.uses.used else { return };
    let what = match used {
        Used::Attribute(_) => "attribute",
        Used::Table(_) => "table",
        Used::Variable(_) => "variable",
        Used::Helper(_) => "helper function",
        Used::Function(_) => "function",
    };
    ui.add(
        Label::new(weak_text(ui, format!("{what} {} · {}", used.name(), state.uses.rows.len()))).truncate(),
    );
}

fn place_words(row: &UseRow) -> String {
    match row.span {
        Some(span) => format!("{} {}:{}", row.title, span.line, span.column),
        None => row.title.clone(),
    }
}
