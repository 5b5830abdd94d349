//! The fields that the selected attribute reached in this sample: below the payload, and as marks in
//! the lists of rules and fields.

use egui::{Rect, Ui, pos2};

use crate::gui::intent::Outbox;
use crate::gui::theme::{SIZES, Tokens, small_text};
use crate::gui::ui_state::UiState;
use crate::gui::widgets::{button_quiet_ui, hairline_ui, name_ui};
use crate::script::SourceRole;
use crate::workbench::{
    AttributeRow, Command, ReachedRow, ScriptPlace, SelectCommand, Workbench, role_words,
};

/// Names the fields that the selected attribute reached; each leads to its rule.
pub(super) fn reached_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    (selected, reached): (Option<&AttributeRow>, &[ReachedRow]),
    outbox: &mut Outbox,
) {
    let Some(row) = selected.filter(|_| !workbench.traces().is_empty()) else { return };
    hairline_ui(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(SIZES.padding);
        let name = row.name.as_str();
        if reached.is_empty() {
            ui.label(small_text(ui, format!("{name} reaches no field in this sample")));
            return;
        }
        for (role, verb) in [(SourceRole::Reached, "reaches"), (SourceRole::Decided, "decides")] {
            let of_role = || reached.iter().filter(|row| row.role == role);
            if of_role().next().is_none() {
                continue;
            }
            ui.label(small_text(ui, format!("{name} {verb}")));
            for row in of_role() {
                let button = button_quiet_ui(ui, &row.field);
                name_ui(&button, &format!("{} {verb} {}", name, row.field));
                if button.on_hover_text(&row.value).clicked() {
                    outbox.command(Command::Select(SelectCommand::Script(row.script)));
                }
            }
        }
    });
}

/// Marks a row of a list whose script the selected attribute reached or decided.
pub(super) fn mark_reached(ui: &Ui, state: &UiState, script: Option<ScriptPlace>) {
    let Some(row) = state.reached.iter().find(|row| Some(row.script) == script) else { return };
    let tokens = Tokens::of(ui);
    let rect = ui.max_rect();
    let left = rect.left() - SIZES.padding;
    let bar = Rect::from_min_max(pos2(left, rect.top()), pos2(left + SIZES.callout_bar, rect.bottom()));
    let colour = if row.role == SourceRole::Reached { tokens.accent } else { tokens.text_weak };
    ui.painter().with_clip_rect(bar).rect_filled(bar, 0.0, colour);
}

/// What the mark means.
pub(super) fn reached_words(state: &UiState, script: Option<ScriptPlace>) -> Option<String> {
    let row = state.reached.iter().find(|row| Some(row.script) == script)?;
    Some(format!("The selected attribute: {}", role_words(row.role)))
}
