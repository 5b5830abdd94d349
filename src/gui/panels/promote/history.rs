//! What was exported and imported for the environment, and what can be done with an earlier version.

use egui::{Align, Label, Layout, Ui, vec2};

use crate::gui::PromotionCommand as P;
use crate::gui::UiCommand;
use crate::gui::intent::Outbox;
use crate::gui::panels::focus::take_focus;
use crate::gui::theme::{LAYOUT, SIZES, strong_text, weak_text};
use crate::gui::ui_state::{FocusTarget, UiState};
use crate::gui::widgets::{
    BadgeKind, List, badge_ui, button_small_ui, empty_state_ui, list_ui, panel_header_ui, row_content_ui,
};
use crate::project::LedgerEvent;
use crate::workbench::{Command, PromoteCommand, VersionRow, Workbench};

const LIST: &str = "versions";

pub(super) fn history_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let label = workbench.environment().map_or("", |environment| environment.label());
    panel_header_ui(ui, "History", label);
    state.promote.versions.renew(workbench, &state.today);
    if state.promote.versions.rows.is_empty() {
        let sentence = if workbench.root().is_some() {
            format!("Nothing was exchanged with {label} yet")
        } else {
            "Save the project first; its folder keeps the history".to_owned()
        };
        let action = workbench.root().is_none().then_some("Save");
        if empty_state_ui(ui, &sentence, action) {
            outbox.ui(UiCommand::Save);
        }
        return;
    }
    actions_ui(ui, workbench, outbox);
    let selected = workbench.shown_version();
    take_focus(ui, state, FocusTarget::History, (LIST, selected));
    let rows = &state.promote.versions.rows;
    let list = List {
        id_salt: LIST,
        accessible_name: "History; Enter shows the version",
        n_rows: rows.len(),
        row_height: SIZES.row,
        selected: Some(selected),
        row_name: &|row| rows.get(row).map(row_name).unwrap_or_default(),
        scroll_to: None,
        lines: false,
    };
    let output = list_ui(ui, list, |ui, row, response| {
        if let Some(row) = rows.get(row) {
            row_ui(ui, row);
            response.clone().on_hover_text(format!("{}\n{}\n{}", row.words, row.detail, row.digest));
        }
    });
    if let Some(row) = output.chosen {
        outbox.command(Command::Promote(PromoteCommand::Version(row)));
    }
    if output.activated.is_some() {
        outbox.ui(UiCommand::Promotion(P::OpenVersion));
    }
}

fn actions_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        for (label, command) in [
            ("Show", P::OpenVersion),
            ("Compare with project", P::CompareVersion),
            ("Bring back…", P::BringBack),
        ] {
            let command = UiCommand::Promotion(command);
            ui.add_enabled_ui(command.is_enabled(workbench), |ui| {
                if button_small_ui(ui, label).on_hover_text(command.help()).clicked() {
                    outbox.ui(command);
                }
            });
        }
    });
}

fn row_name(row: &VersionRow) -> String {
    format!("{}, {}, {}", row.day, row.words, row.detail)
}

fn row_ui(ui: &mut Ui, row: &VersionRow) {
    row_content_ui(
        ui,
        |ui| {
            let size = vec2(LAYOUT.history_day, SIZES.line_height_body);
            ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_width(LAYOUT.history_day);
                ui.label(weak_text(ui, &row.day));
            });
            ui.label(strong_text(ui, &row.words));
            ui.add(Label::new(weak_text(ui, &row.detail)).truncate());
        },
        |ui| match row.what {
            LedgerEvent::DriftFound => {
                badge_ui(ui, "drift", BadgeKind::Warning);
            }
            LedgerEvent::Promoted => {
                badge_ui(ui, "promoted", BadgeKind::Good);
            }
            LedgerEvent::BroughtBack => {
                badge_ui(ui, "brought back", BadgeKind::Quiet);
            }
            _ => {}
        },
    );
}
