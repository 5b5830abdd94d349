//! Who changes: how many, in a picture and in groups; or how to find out.

use egui::{Align, Label, Layout, Ui, vec2};

use crate::gui::PromotionCommand as P;
use crate::gui::UiCommand;
use crate::gui::intent::Outbox;
use crate::gui::panels::promote::groups::{bar_ui, groups_ui};
use crate::gui::panels::{counted_large, grouped};
use crate::gui::theme::{LAYOUT, SIZES, Tokens, weak_text};
use crate::gui::ui_state::UiState;
use crate::gui::widgets::{
    TextField, button_small_ui, button_ui, empty_state_ui, panel_callout_ui, panel_header_with_ui,
    progress_ui, text_field_ui,
};
use crate::workbench::{ImpactSummary, RunningImpact, Workbench};

/// From so many groups on they can be filtered.
const MANY_GROUPS: usize = 8;

pub(super) fn impact_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let summary = workbench.impact_summary();
    state.promote.groups.renew(workbench, state.answer, &state.promote.group_filter);
    panel_header_with_ui(
        ui,
        "Impact",
        |_| {},
        |ui| {
            let words = summary.as_ref().map_or_else(String::new, |summary| summary_words(state, summary));
            ui.add(Label::new(weak_text(ui, words)).truncate());
        },
    );
    if workbench.running_impact().is_some() {
        return running_ui(ui, workbench, outbox);
    }
    let Some(summary) = summary else { return nobody_looked_ui(ui, workbench, outbox) };
    remarks_ui(ui, &summary);
    if summary.changed == 0 {
        actions_ui(ui, workbench, state, outbox);
        let sentence = format!("Nobody of {} changes", counted_large(summary.persons, "person"));
        empty_state_ui(ui, &sentence, None);
        return;
    }
    bar_ui(ui, workbench, state, outbox);
    actions_ui(ui, workbench, state, outbox);
    groups_ui(ui, workbench, state, outbox);
}

fn summary_words(state: &UiState, summary: &ImpactSummary) -> String {
    let change = if summary.changed == 1 { "changes" } else { "change" };
    let took =
        state.promote.impact_took.map(|took| format!(" · {:.1} s", took.as_secs_f64())).unwrap_or_default();
    format!(
        "{} · {} {change}{took} · {}",
        counted_large(summary.persons, "person"),
        grouped(summary.changed),
        summary.input
    )
}

fn remarks_ui(ui: &mut Ui, summary: &ImpactSummary) {
    let warning = Tokens::of(ui).warning;
    if !summary.is_current {
        panel_callout_ui(ui, warning, "The mapping was edited since; look again before you rely on this.");
    }
    if summary.bad > 0 {
        let words = format!(
            "{} of the input could not be used and are not counted.",
            counted_large(summary.bad, "line")
        );
        panel_callout_ui(ui, warning, &words);
    }
}

/// What can be done with the impact that is there.
fn actions_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        for (label, command) in [
            ("Directory…", P::ImpactOfDirectory),
            ("All samples", P::ImpactOfSamples),
            ("Acknowledge all", P::AcknowledgeAll),
        ] {
            let command = UiCommand::Promotion(command);
            ui.add_enabled_ui(command.is_enabled(workbench), |ui| {
                if button_small_ui(ui, label).on_hover_text(command.help()).clicked() {
                    outbox.ui(command);
                }
            });
        }
        if state.promote.groups.all.len() >= MANY_GROUPS {
            let width = (ui.available_width() - SIZES.padding).max(SIZES.row);
            let field = TextField {
                text: &mut state.promote.group_filter,
                accessible_name: "Filter groups",
                hint: "Filter by field, kind or cause",
                trailing: "",
                width: width.min(LAYOUT.find_field),
            };
            text_field_ui(ui, field);
        }
    });
}

fn running_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    let Some(running) = workbench.running_impact() else { return };
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        ui.vertical(|ui| {
            ui.set_width(ui.available_width() - SIZES.padding);
            progress_ui(ui, "Looking who changes", running.share());
            ui.horizontal(|ui| {
                ui.label(weak_text(ui, running_words(running)));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if button_ui(ui, "Cancel").on_hover_text("Stop looking for persons who change").clicked()
                    {
                        outbox.ui(UiCommand::Promotion(P::CancelImpact));
                    }
                });
            });
        });
    });
}

/// `41,200 persons so far, 118 change`.
fn running_words(running: &RunningImpact) -> String {
    let persons = counted_large(running.so_far.persons, "person");
    format!("{persons} so far, {} change", grouped(running.so_far.changed))
}

/// Nobody looked yet: what it is good for, and both ways to do it.
fn nobody_looked_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    let space = ui.available_size();
    let above = ((space.y - 3.0 * SIZES.row) / 3.0).max(SIZES.padding);
    ui.allocate_ui_with_layout(vec2(space.x, space.y), Layout::top_down(Align::Center), |ui| {
        ui.set_min_size(space);
        ui.add_space(above);
        let sentence =
            workbench.impact_stopped().unwrap_or("Nobody looked yet whose record changes, and why");
        ui.add(Label::new(weak_text(ui, sentence)).wrap());
        ui.add_space(SIZES.gap);
        for (label, command) in
            [("Choose directory…", P::ImpactOfDirectory), ("All samples", P::ImpactOfSamples)]
        {
            let command = UiCommand::Promotion(command);
            ui.add_enabled_ui(command.is_enabled(workbench), |ui| {
                if button_ui(ui, label).on_hover_text(command.help()).clicked() {
                    outbox.ui(command);
                }
            });
        }
    });
}
