//! What is looked at, in the middle of the Promote view: an item of the checklist with what is to be
//! done, a change side by side, a conflict.

use egui::{Label, ScrollArea, Ui};

use crate::change::promotion::{GateCheck, GateItem, GateState};
use crate::gui::PromotionCommand as P;
use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::promote::conflict::conflict_ui;
use crate::gui::panels::promote::signs::{sign_of_check, sign_of_mark};
use crate::gui::theme::{LAYOUT, SIZES, semibold_text, weak_text};
use crate::gui::ui_state::UiState;
use crate::gui::widgets::{
    SideBySide, button_quiet_ui, button_ui, panel_header_with_ui, paragraph_ui, side_by_side_ui, sign_ui,
};
use crate::gui::{DataCommand, UiCommand};
use crate::workbench::{ChangedRow, Command, PromoteCommand, Shown, Workbench};

/// Whether there is something to be looked at.
pub(super) fn is_shown(workbench: &Workbench) -> bool {
    shown_item(workbench).is_some() || workbench.shown_change().is_some()
}

pub(super) fn details_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    state.promote.sides.renew(workbench, state.answer, state.promote.facing);
    if let Some(item) = shown_item(workbench) {
        check_ui(ui, workbench, item, outbox);
    } else if let Some((idx, conflict)) = workbench.shown_conflict() {
        conflict_ui(ui, workbench, state, (idx, conflict), outbox);
    } else if let Some(row) = workbench.shown_change() {
        change_ui(ui, workbench, state, row, outbox);
    }
}

fn shown_item(workbench: &Workbench) -> Option<&GateItem> {
    let Shown::Check(check) = workbench.promote_shown() else { return None };
    workbench.promote_view()?.gate.as_ref()?.item(check)
}

/// At the right of a header: closes what is looked at.
pub(super) fn close_ui(ui: &mut Ui, outbox: &mut Outbox) {
    if button_quiet_ui(ui, "Close").on_hover_text("Show the impact alone").clicked() {
        outbox.command(Command::Promote(PromoteCommand::Show(Shown::Nothing)));
    }
}

fn check_ui(ui: &mut Ui, workbench: &Workbench, item: &GateItem, outbox: &mut Outbox) {
    panel_header_with_ui(
        ui,
        item.check.title(),
        |ui| {
            sign_ui(ui, sign_of_check(item.state));
            ui.label(weak_text(ui, item.state.word()));
        },
        |ui| close_ui(ui, outbox),
    );
    ScrollArea::vertical().id_salt("check").auto_shrink(false).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.add_space(SIZES.padding);
            ui.vertical(|ui| {
                ui.set_width(ui.available_width() - SIZES.padding);
                ui.add(Label::new(semibold_text(ui, &item.words)).wrap());
                paragraph_ui(ui, advice(item));
                ui.add_space(SIZES.gap_small);
                ui.horizontal_wrapped(|ui| actions_ui(ui, workbench, item, outbox));
                ui.add_space(SIZES.gap_small);
                for detail in item.details.iter().take(LAYOUT.check_details) {
                    paragraph_ui(ui, detail);
                }
                if let Some(more) =
                    item.details.len().checked_sub(LAYOUT.check_details).filter(|more| *more > 0)
                {
                    ui.label(weak_text(ui, format!("and {more} more")));
                }
            });
        });
    });
}

/// What a check is for, and what is to be done.
fn advice(item: &GateItem) -> &'static str {
    match (item.check, item.state) {
        (GateCheck::Compiles, GateState::Passed) => {
            "Every script compiles with the variables of this environment."
        }
        (GateCheck::Compiles, _) => "A rule with an error has no effect on any person. Mend what is listed.",
        (GateCheck::Variables, GateState::Passed) => "Every variable that scripts read has a value here.",
        (GateCheck::Variables, _) => {
            "A script that reads a variable without a value fails. Give each one a value for this environment."
        }
        (GateCheck::Cases, GateState::Passed) => {
            "The expected results hold with the variables of this environment."
        }
        (GateCheck::Cases, _) => "Mend the rule, or expect something else on purpose.",
        (GateCheck::HardCoded, GateState::Passed) => "No script holds an id or an address of one account.",
        (GateCheck::HardCoded, _) => {
            "Ids differ between accounts. Make each one a variable, or say why it may stay."
        }
        (GateCheck::Impact, GateState::Passed) => "Somebody agreed to everything that changes for persons.",
        (GateCheck::Impact, _) => {
            "Look who changes, best over the whole directory, and acknowledge each group."
        }
        (GateCheck::Drift, GateState::Passed) => "The mapping is based on what the account has.",
        (GateCheck::Drift, _) => {
            "The account was edited since the last exchange. Settle each conflict, then take over both sides."
        }
    }
}

fn actions_ui(ui: &mut Ui, workbench: &Workbench, item: &GateItem, outbox: &mut Outbox) {
    let commands: &[UiCommand] = match item.check {
        GateCheck::Compiles | GateCheck::HardCoded => &[UiCommand::FocusProblems],
        GateCheck::Variables => &[UiCommand::Data(DataCommand::FocusVariables)],
        GateCheck::Cases => &[UiCommand::ShowCases],
        GateCheck::Impact => &[
            UiCommand::Promotion(P::ImpactOfDirectory),
            UiCommand::Promotion(P::ImpactOfSamples),
            UiCommand::Promotion(P::AcknowledgeAll),
        ],
        GateCheck::Drift => &[UiCommand::Promotion(P::NextConflict), UiCommand::Promotion(P::TakeMerge)],
    };
    for command in commands {
        command_button_ui(ui, workbench, *command, outbox);
    }
    let accepts = item.check == GateCheck::HardCoded && item.state != GateState::Passed;
    if accepts && button_ui(ui, "Accept with a reason…").clicked() {
        outbox.send(Intent::AskAcceptIds);
    }
}

/// A button for a command, with its help and keys when it is pointed at.
pub(super) fn command_button_ui(ui: &mut Ui, workbench: &Workbench, command: UiCommand, outbox: &mut Outbox) {
    let keys = command.shortcut().map(|keys| format!(" ({})", ui.ctx().format_shortcut(&keys)));
    let hover = format!("{}{}", command.help(), keys.unwrap_or_default());
    ui.add_enabled_ui(command.is_enabled(workbench), |ui| {
        if button_ui(ui, command.title()).on_hover_text(hover).clicked() {
            outbox.ui(command);
        }
    });
}

fn change_ui(ui: &mut Ui, workbench: &Workbench, state: &UiState, row: &ChangedRow, outbox: &mut Outbox) {
    let label = workbench.environment().map_or("", |environment| environment.label());
    panel_header_with_ui(
        ui,
        &format!("{} {}", row.noun, row.mark.word()),
        |ui| {
            sign_ui(ui, sign_of_mark(row.mark));
            ui.add(Label::new(semibold_text(ui, &row.name)).truncate());
            let place = [row.place.as_str(), row.detail.as_str()].into_iter().filter(|text| !text.is_empty());
            ui.add(Label::new(weak_text(ui, place.collect::<Vec<_>>().join(" · "))).truncate());
        },
        |ui| close_ui(ui, outbox),
    );
    side_by_side_ui(
        ui,
        SideBySide {
            id_salt: "promoted change",
            accessible_name: "The change, before and after",
            titles: (&format!("{label} has"), &format!("{label} gets")),
            rows: &state.promote.sides.rows,
            language: state.promote.sides.language,
        },
    );
}
