//! What the account would get: what differs between what it has and what it would have.

use egui::{Label, Ui};

use crate::change::Conflict;
use crate::gui::intent::Outbox;
use crate::gui::panels::counted;
use crate::gui::panels::focus::take_focus;
use crate::gui::panels::promote::signs::sign_of_mark;
use crate::gui::theme::{Glyph, LAYOUT, SIZES, semibold_text, strong_text, weak_text};
use crate::gui::ui_state::{FocusTarget, UiState};
use crate::gui::widgets::{
    BadgeKind, List, badge_ui, empty_state_ui, list_ui, panel_header_ui, row_content_ui, sign_ui,
};
use crate::workbench::{ChangedRow, Command, PromoteCommand, PromoteView, Shown, Workbench, conflict_word};

const LIST: &str = "promoted changes";

pub(super) fn changes_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let Some(view) = workbench.promote_view() else {
        panel_header_ui(ui, "Changes", "looking…");
        return;
    };
    panel_header_ui(ui, "Changes", &way_words(workbench, view));
    if view.rows.is_empty() {
        let sentence = if view.account.is_some() {
            "Nothing differs from what the account has"
        } else {
            "The mapping has no rules yet"
        };
        empty_state_ui(ui, sentence, None);
        return;
    }
    if !workbench.is_promote_current() && state.shows_stale {
        ui.set_opacity(LAYOUT.stale_opacity);
    }
    let shown = match workbench.promote_shown() {
        Shown::Change(row) => Some(row),
        _ => None,
    };
    let scroll_to = shown.filter(|_| state.promote.scrolled_change != shown);
    state.promote.scrolled_change = shown;
    take_focus(ui, state, FocusTarget::Changes, (LIST, shown.unwrap_or(0)));
    let row_name =
        |row: usize| view.rows.get(row).map(|row| row.accessible_name(&view.conflicts)).unwrap_or_default();
    let list = List {
        id_salt: LIST,
        accessible_name: "Changes",
        n_rows: view.rows.len(),
        row_height: SIZES.row,
        selected: shown,
        row_name: &row_name,
        scroll_to,
        lines: false,
    };
    let output = list_ui(ui, list, |ui, row, response| {
        if let Some(row) = view.rows.get(row) {
            changed_row_ui(ui, row, &view.conflicts);
            response.clone().on_hover_text(format!("{} {} {}", row.mark.word(), row.place, row.name));
        }
    });
    if let Some(row) = output.chosen {
        outbox.command(Command::Promote(PromoteCommand::Show(Shown::Change(row))));
    }
}

/// `12 changes to revision 3`.
fn way_words(workbench: &Workbench, view: &PromoteView) -> String {
    let label = workbench.environment().map_or("", |environment| environment.label());
    match &view.account {
        Some(account) => {
            format!("{} to {label} rev {}", counted(view.rows.len(), "change"), account.revision)
        }
        None => format!("all is new to {label}"),
    }
}

/// Sign, what it is, its name, a conflict.
pub(super) fn changed_row_ui(ui: &mut Ui, row: &ChangedRow, conflicts: &[Conflict]) {
    let conflict = row.conflict.and_then(|idx| conflicts.get(idx));
    row_content_ui(
        ui,
        |ui| {
            sign_ui(ui, sign_of_mark(row.mark));
            ui.label(strong_text(ui, row.noun));
            ui.add(Label::new(semibold_text(ui, &row.name)).truncate());
            let weak = if row.noun == "row" { &row.place } else { &row.detail };
            if !weak.is_empty() {
                ui.add(Label::new(weak_text(ui, format!("{} {weak}", Glyph::MIDDLE_DOT.0))).truncate());
            }
        },
        |ui| {
            if let Some(conflict) = conflict {
                let kind = if conflict.settled.is_none() { BadgeKind::Bad } else { BadgeKind::Good };
                badge_ui(ui, conflict_word(conflict), kind);
            }
        },
    );
}
