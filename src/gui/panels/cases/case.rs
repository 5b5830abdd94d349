//! What the selected case is: its name, sample and record before; and what can be done with it.

use egui::{Label, Ui};

use crate::gui::UiCommand;
use crate::gui::intent::Outbox;
use crate::gui::panels::cell::sign_of_case;
use crate::gui::theme::{LAYOUT, SIZES, Tokens, semibold_text, weak_text};
use crate::gui::ui_command::CaseUiCommand;
use crate::gui::widgets::{
    Sign, button_primary_ui, button_ui, panel_callout_ui, panel_header_with_ui, sign_ui,
};
use crate::workbench::{CaseFieldRow, CaseVerdict, CaseView, FieldVerdict, Workbench};

pub(super) fn case_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    (view, row): (&CaseView, usize),
    outbox: &mut Outbox,
) {
    panel_header_with_ui(
        ui,
        "Case",
        |ui| {
            sign_ui(ui, sign_of_case(view.verdict));
            ui.add(Label::new(semibold_text(ui, &view.name)).truncate());
        },
        |ui| {
            ui.add(Label::new(weak_text(ui, verdict_words(view))).truncate());
        },
    );
    facts_ui(ui, view);
    if !view.reason.is_empty() {
        let colour = Tokens::of(ui).failed;
        panel_callout_ui(ui, colour, &reason_words(view));
    }
    buttons_ui(ui, workbench, view, view.fields.get(row), outbox);
}

fn verdict_words(view: &CaseView) -> String {
    let n_differing = view.fields.iter().filter(|row| row.verdict == FieldVerdict::Differs).count();
    let n_compared = view.fields.iter().filter(|row| row.verdict != FieldVerdict::NotCompared).count();
    match view.verdict {
        CaseVerdict::Pending => "not run yet".to_owned(),
        CaseVerdict::Green => format!("green · {n_compared} as expected"),
        CaseVerdict::Red => format!("red · {n_differing} of {n_compared} differ"),
    }
}

/// The reason begins a sentence where the case cannot be run.
fn reason_words(view: &CaseView) -> String {
    if is_not_run(view) {
        format!("The case cannot be run: {}", view.reason)
    } else {
        format!("No {} is written: {}", view.record_type, view.reason)
    }
}

fn is_not_run(view: &CaseView) -> bool {
    view.verdict == CaseVerdict::Red && view.fields.iter().any(CaseFieldRow::is_not_run)
}

fn facts_ui(ui: &mut Ui, view: &CaseView) {
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        let only = if view.is_partial { " · only some fields are compared" } else { "" };
        let facts = format!(
            "Sample {} · {} · begins with {}{only}",
            view.sample_name, view.record_type, view.current
        );
        ui.add(Label::new(weak_text(ui, facts)).truncate());
    });
    if !view.review.is_empty() {
        ui.horizontal(|ui| {
            ui.add_space(SIZES.padding);
            sign_ui(ui, Sign::Ok);
            ui.add(Label::new(weak_text(ui, &view.review)).truncate()).on_hover_text(&view.review);
        });
    }
    ui.add_space(SIZES.gap_small);
}

/// What can be done with the case and its selected field.
const OFFERED: [CaseUiCommand; 7] = [
    CaseUiCommand::Accept,
    CaseUiCommand::AcceptField,
    CaseUiCommand::EditExpected,
    CaseUiCommand::ToggleCompared,
    CaseUiCommand::EditCurrent,
    CaseUiCommand::OpenInDesign,
    CaseUiCommand::Delete,
];

/// How many of them stand in the first row where there is no room for all.
const IN_FIRST_ROW: usize = 4;

/// A row of buttons, or two in a narrow window.
fn buttons_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    view: &CaseView,
    row: Option<&CaseFieldRow>,
    outbox: &mut Outbox,
) {
    let n_first = if ui.available_width() >= LAYOUT.case_buttons { OFFERED.len() } else { IN_FIRST_ROW };
    let (first, second) = OFFERED.split_at(n_first);
    for commands in [first, second].into_iter().filter(|commands| !commands.is_empty()) {
        ui.horizontal(|ui| {
            ui.add_space(SIZES.padding);
            for command in commands {
                let is_enabled =
                    UiCommand::Case(*command).is_enabled(workbench) && is_for(*command, view, row);
                ui.add_enabled_ui(is_enabled, |ui| command_ui(ui, *command, row, outbox));
            }
        });
        ui.add_space(SIZES.gap_small);
    }
}

/// Whether a command can do something with what is selected.
fn is_for(command: CaseUiCommand, view: &CaseView, row: Option<&CaseFieldRow>) -> bool {
    match command {
        CaseUiCommand::Accept => view.verdict == CaseVerdict::Red && !is_not_run(view),
        CaseUiCommand::AcceptField => !is_not_run(view) && row.is_some_and(|row| command.is_for(row.verdict)),
        CaseUiCommand::EditExpected => row.is_some(),
        CaseUiCommand::ToggleCompared => row.is_some_and(|row| !row.is_status()),
        _ => true,
    }
}

fn command_ui(ui: &mut Ui, command: CaseUiCommand, row: Option<&CaseFieldRow>, outbox: &mut Outbox) {
    let is_left_out = row.is_some_and(|row| row.verdict == FieldVerdict::NotCompared);
    let label = match command {
        CaseUiCommand::AcceptField => "Accept field",
        CaseUiCommand::EditExpected => "Edit expected…",
        CaseUiCommand::ToggleCompared if is_left_out => "Compare field",
        CaseUiCommand::ToggleCompared => "Leave out",
        CaseUiCommand::EditCurrent => "Record…",
        CaseUiCommand::OpenInDesign => "Open in Design",
        CaseUiCommand::Delete => "Delete case",
        _ => "Accept all differences",
    };
    let is_first = command == CaseUiCommand::Accept;
    let response = if is_first { button_primary_ui(ui, label) } else { button_ui(ui, label) };
    let command = UiCommand::Case(command);
    let keys = command.shortcut().map(|keys| format!(" ({})", ui.ctx().format_shortcut(&keys)));
    if response.on_hover_text(format!("{}{}", command.help(), keys.unwrap_or_default())).clicked() {
        outbox.ui(command);
    }
}
