//! The checklist: what must be in order before the mapping leaves.

use egui::{Label, Ui};

use crate::change::promotion::{Gate, GateState};
use crate::gui::intent::Outbox;
use crate::gui::panels::focus::take_focus;
use crate::gui::panels::promote::signs::sign_of_check;
use crate::gui::theme::{SIZES, Tokens, strong_text, weak_text};
use crate::gui::ui_state::{FocusTarget, UiState};
use crate::gui::widgets::{
    BadgeKind, List, badge_ui, button_quiet_ui, list_ui, panel_callout_ui, panel_header_with_ui,
    row_content_ui, sign_ui,
};
use crate::gui::{PromotionCommand, UiCommand};
use crate::workbench::{Command, PromoteCommand, Shown, Workbench};

const LIST: &str = "before it leaves";

pub(super) fn checks_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let gate = workbench.promote_view().and_then(|view| view.gate.as_ref());
    let is_protected = workbench.environment().is_some_and(|environment| environment.protected);
    panel_header_with_ui(
        ui,
        "Before it leaves",
        |_| {},
        |ui| {
            let words = gate.map_or_else(|| "looking…".to_owned(), passed_words);
            ui.label(weak_text(ui, words));
            if !is_protected {
                badge_ui(ui, "not protected", BadgeKind::Quiet)
                    .on_hover_text("A mapping file can be exported for this environment at any time");
            }
        },
    );
    if let Some(gate) = gate {
        list_of_checks_ui(ui, workbench, state, gate, outbox);
    }
    if let Some(why) = workbench.export_objection() {
        panel_callout_ui(ui, Tokens::of(ui).warning, &format!("**Export waits.** {why}"));
    }
    if !is_protected {
        next_protected_ui(ui, workbench, outbox);
    }
}

/// `4 of 6`.
fn passed_words(gate: &Gate) -> String {
    let passed = gate.items.iter().filter(|item| item.state == GateState::Passed).count();
    format!("{passed} of {}", gate.items.len())
}

fn list_of_checks_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    state: &mut UiState,
    gate: &Gate,
    outbox: &mut Outbox,
) {
    let shown = match workbench.promote_shown() {
        Shown::Check(check) => gate.items.iter().position(|item| item.check == check),
        _ => None,
    };
    take_focus(ui, state, FocusTarget::Checks, (LIST, shown.unwrap_or(0)));
    let row_name = |row: usize| {
        gate.items
            .get(row)
            .map(|item| format!("{}: {}, {}", item.check.title(), item.words, item.state.word()))
            .unwrap_or_default()
    };
    let list = List {
        id_salt: LIST,
        accessible_name: "Before it leaves",
        n_rows: gate.items.len(),
        row_height: SIZES.row,
        selected: shown,
        row_name: &row_name,
        scroll_to: None,
        lines: false,
    };
    let output = list_ui(ui, list, |ui, row, response| {
        let Some(item) = gate.items.get(row) else { return };
        row_content_ui(
            ui,
            |ui| {
                sign_ui(ui, sign_of_check(item.state));
                ui.add(Label::new(strong_text(ui, &item.words)).truncate());
            },
            |_| {},
        );
        response.clone().on_hover_text(&item.words);
    });
    if let Some(item) = output.chosen.and_then(|row| gate.items.get(row)) {
        outbox.command(Command::Promote(PromoteCommand::Show(Shown::Check(item.check))));
    }
}

/// A way from an environment that anything may be exported for to the next one that is protected.
fn next_protected_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    let Some(next) = workbench.next_protected() else { return };
    let command = UiCommand::Promotion(PromotionCommand::LookAtProtected);
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding - SIZES.gap);
        let label = format!("Look at {}", next.label());
        if button_quiet_ui(ui, &label).on_hover_text(command.help()).clicked() {
            outbox.ui(command);
        }
    });
}
