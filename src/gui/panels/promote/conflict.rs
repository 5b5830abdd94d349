//! A conflict between what the account has and what the project has, and the ways to settle it.

use egui::{Label, Ui};

use crate::change::Conflict;
use crate::gui::PromotionCommand as P;
use crate::gui::UiCommand;
use crate::gui::intent::Outbox;
use crate::gui::panels::promote::details::{close_ui, command_button_ui};
use crate::gui::promote_rows::Facing;
use crate::gui::theme::{SIZES, semibold_text, weak_text};
use crate::gui::ui_state::UiState;
use crate::gui::widgets::{
    BadgeKind, SideBySide, Sign, badge_ui, button_quiet_ui, button_ui, panel_header_with_ui, side_by_side_ui,
    sign_ui, tabs_ui,
};
use crate::workbench::{Command, PromoteCommand, Workbench, conflict_word};

pub(super) fn conflict_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    state: &mut UiState,
    (idx, conflict): (usize, &Conflict),
    outbox: &mut Outbox,
) {
    let count = workbench.promote_view().map_or(0, |view| view.conflicts.len());
    let row = workbench.shown_change();
    panel_header_with_ui(
        ui,
        "Conflict",
        |ui| {
            sign_ui(ui, if conflict.settled.is_none() { Sign::Failed } else { Sign::Ok });
            let name = row.map(|row| format!("{} {}", row.noun, row.name)).unwrap_or_default();
            ui.add(Label::new(semibold_text(ui, name.trim())).truncate());
            if conflict.settled.is_some() {
                badge_ui(ui, conflict_word(conflict), BadgeKind::Good);
            }
        },
        |ui| {
            close_ui(ui, outbox);
            for (label, command) in [("Next", P::NextConflict), ("Previous", P::PreviousConflict)] {
                let command = UiCommand::Promotion(command);
                ui.add_enabled_ui(command.is_enabled(workbench), |ui| {
                    if button_quiet_ui(ui, label).on_hover_text(command.help()).clicked() {
                        outbox.ui(command);
                    }
                });
            }
            ui.label(weak_text(ui, format!("{} of {count}", idx + 1)));
        },
    );
    ways_ui(ui, workbench, conflict, outbox);
    let label = workbench.environment().map_or("", |environment| environment.label());
    facing_ui(ui, &mut state.promote.facing, label);
    let theirs = format!("{label} has");
    let titles = match state.promote.facing {
        Facing::Both => (theirs.as_str(), "Ours"),
        Facing::Theirs => ("Both began with", theirs.as_str()),
        Facing::Ours => ("Both began with", "Ours"),
    };
    side_by_side_ui(
        ui,
        SideBySide {
            id_salt: "conflict",
            accessible_name: "Both sides of the conflict",
            titles,
            rows: &state.promote.sides.rows,
            language: state.promote.sides.language,
        },
    );
}

/// The ways to settle it.
fn ways_ui(ui: &mut Ui, workbench: &Workbench, conflict: &Conflict, outbox: &mut Outbox) {
    let label = workbench.environment().map_or("", |environment| environment.label());
    ui.horizontal_wrapped(|ui| {
        ui.add_space(SIZES.padding);
        let take_theirs = format!("Take {}", in_a_sentence(label));
        for (title, command) in [
            (take_theirs.as_str(), P::TakeTheirs),
            ("Take ours", P::TakeOurs),
            ("Take neither", P::TakeBase),
            ("Edit both…", P::EditBoth),
        ] {
            let command = UiCommand::Promotion(command);
            let keys = command.shortcut().map(|keys| format!(" ({})", ui.ctx().format_shortcut(&keys)));
            let hover = format!("{}{}", command.help(), keys.unwrap_or_default());
            if button_ui(ui, title).on_hover_text(hover).clicked() {
                outbox.ui(command);
            }
        }
        if conflict.settled.is_some() && button_quiet_ui(ui, "Open again").clicked() {
            outbox.command(Command::Promote(PromoteCommand::Settle { at: conflict.at.clone(), how: None }));
        }
        let take_over = UiCommand::Promotion(P::TakeMerge);
        if take_over.is_enabled(workbench) {
            command_button_ui(ui, workbench, take_over, outbox);
        }
    });
}

/// A name as it stands inside a sentence: `Production` small, `QA` as it is.
pub(super) fn in_a_sentence(label: &str) -> String {
    let mut characters = label.chars();
    let is_word = characters.next().is_some_and(char::is_uppercase) && characters.all(char::is_lowercase);
    if is_word { label.to_lowercase() } else { label.to_owned() }
}

fn facing_ui(ui: &mut Ui, facing: &mut Facing, label: &str) {
    let theirs = format!("{label} and ours");
    let began = format!("What {} changed", in_a_sentence(label));
    let tabs = [
        (theirs.as_str(), *facing == Facing::Both),
        (began.as_str(), *facing == Facing::Theirs),
        ("What we changed", *facing == Facing::Ours),
    ];
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        match tabs_ui(ui, &tabs) {
            Some(0) => *facing = Facing::Both,
            Some(1) => *facing = Facing::Theirs,
            Some(_) => *facing = Facing::Ours,
            None => {}
        }
    });
}
