//! Which record each user and group links to, and who would be created twice.

use egui::{Label, Ui};

use crate::gui::intent::Outbox;
use crate::gui::panels::focus::take_focus;
use crate::gui::panels::simulate::label::{match_words, sign_with_word_ui};
use crate::gui::theme::{LAYOUT, SIZES, Tokens, message_job, normal_text, strong_text};
use crate::gui::ui_state::{FocusTarget, UiState};
use crate::gui::widgets::{
    Column, List, columns_header_ui, empty_state_ui, list_ui, panel_callout_ui, panel_header_ui, paragraph_ui,
};
use crate::simulate::{MatchKind, MatchRow};
use crate::workbench::{Command, MatchesView, SelectCommand, Workbench};

const LIST: &str = "matches";

pub(super) fn matches_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let Some((view, is_current)) = workbench.matches_view() else {
        empty_state_ui(ui, "Running…", None);
        return;
    };
    if view.rows.is_empty() {
        empty_state_ui(ui, "No sample is a user or group", None);
        return;
    }
    if !is_current {
        ui.set_opacity(LAYOUT.stale_opacity);
    }
    panel_header_ui(ui, "Who links to whom", &counts(&view.rows));
    let selected = state.match_row.unwrap_or(0).min(view.rows.len() - 1);
    if let Some(row) = view.rows.get(selected) {
        let (sign, word) = match_words(row.kind);
        let colour = sign.colour(Tokens::of(ui));
        panel_callout_ui(ui, colour, &format!("**{}: {word}.** {}", row.subject, capitalised(&row.reason)));
    }
    list_of_matches_ui(ui, workbench, state, view, selected, outbox);
}

/// A reason as a sentence; those that scripts give begin with a small letter.
fn capitalised(reason: &str) -> String {
    let mut letters = reason.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// How many of each kind, the problems first.
fn counts(rows: &[MatchRow]) -> String {
    let kinds = [
        MatchKind::CreatedTwice,
        MatchKind::Shared,
        MatchKind::NotWritten,
        MatchKind::Created,
        MatchKind::Matched,
        MatchKind::Linked,
        MatchKind::NoRecord,
    ];
    let count = |kind: MatchKind| rows.iter().filter(|row| row.kind == kind).count();
    let present = kinds.into_iter().filter(|kind| count(*kind) > 0);
    let parts: Vec<String> = present.map(|kind| format!("{} {}", count(kind), match_words(kind).1)).collect();
    parts.join(" · ")
}

fn list_of_matches_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    state: &mut UiState,
    view: &MatchesView,
    selected: usize,
    outbox: &mut Outbox,
) {
    let columns = [
        Column::share("User or group", 1.3, LAYOUT.column_field),
        Column::points("How", LAYOUT.column_happens),
        Column::share("Record", 1.4, LAYOUT.column_field),
        Column::share("Why", 2.2, LAYOUT.column_rule),
    ];
    let columns = columns_header_ui(ui, LIST, &columns);
    take_focus(ui, state, FocusTarget::Result, (LIST, selected));
    let row_name = |row: usize| {
        let row = &view.rows[row];
        format!("{}, {}, {}, {}", row.subject, row.record_type, match_words(row.kind).1, row.record)
    };
    let list = List {
        id_salt: LIST,
        accessible_name: "Who links to whom; Enter selects the sample",
        n_rows: view.rows.len(),
        row_height: SIZES.row,
        selected: Some(selected),
        row_name: &row_name,
        scroll_to: None,
        lines: true,
    };
    let output = list_ui(ui, list, |ui, row, response| {
        let row = &view.rows[row];
        columns.cell_ui(ui, 0, |ui| ui.add(Label::new(strong_text(ui, &row.subject)).truncate()));
        columns.cell_ui(ui, 1, |ui| {
            let (sign, word) = match_words(row.kind);
            sign_with_word_ui(ui, sign, word, false);
        });
        let record = match (row.record.as_str(), row.kind) {
            ("", MatchKind::NotWritten) => format!("no {}", row.record_type),
            ("", MatchKind::NoRecord) => "none".to_owned(),
            ("", _) => format!("new {}", row.record_type),
            (record, _) => record.to_owned(),
        };
        columns.cell_ui(ui, 2, |ui| ui.add(Label::new(normal_text(ui, record)).truncate()));
        columns.cell_ui(ui, 3, |ui| {
            let colour = Tokens::of(ui).text_weak;
            ui.add(Label::new(message_job(&capitalised(&row.reason), colour)).truncate());
        });
        response.clone().on_hover_ui(|ui| paragraph_ui(ui, &capitalised(&row.reason)));
    });
    state.match_row = output.chosen.or(state.match_row);
    let activated = output.activated.and_then(|row| view.samples.get(view.rows.get(row)?.known_idx));
    if let Some(sample) = activated.filter(|sample| **sample < workbench.model().samples.len()) {
        outbox.command(Command::Select(SelectCommand::Sample(*sample)));
    }
}
