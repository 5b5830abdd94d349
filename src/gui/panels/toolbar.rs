//! The toolbar: views, search, undo and redo, export; the strip in the environment's colour.

use egui::{Align, Layout, Ui};

use crate::gui::intent::Outbox;
use crate::gui::panels::data::environment_strip_of;
use crate::gui::theme::{LAYOUT, SIZES};
use crate::gui::widgets::{button_primary_ui, button_ui, search_button_ui, tab_ui};
use crate::gui::{PromotionCommand, UiCommand};
use crate::workbench::{View, Workbench};

pub(super) fn toolbar_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    ui.horizontal(|ui| {
        ui.set_height(SIZES.toolbar);
        ui.add_space(SIZES.padding);
        for (label, view, command) in [
            ("Design", View::Design, UiCommand::ShowDesign),
            ("Grid", View::Grid, UiCommand::ShowGrid),
            ("Simulate", View::Simulate, UiCommand::ShowSimulate),
            ("Cases", View::Cases, UiCommand::ShowCases),
            ("Promote", View::Promote, UiCommand::ShowPromote),
        ] {
            if tab_ui(ui, label, &[], workbench.selection().view == view).clicked() {
                outbox.ui(command);
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(SIZES.padding);
            actions_ui(ui, workbench, outbox);
        });
    });
    environment_strip_of(ui, workbench.environment());
}

/// From right to left.
fn actions_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    let is_promoting = workbench.selection().view == View::Promote;
    export_ui(ui, workbench, is_promoting, outbox);
    let others: &[UiCommand] = if is_promoting {
        &[UiCommand::Promotion(PromotionCommand::Compare), UiCommand::SignOff, UiCommand::Save]
    } else {
        &[UiCommand::Redo, UiCommand::Undo, UiCommand::Save]
    };
    for command in others.iter().copied() {
        ui.add_enabled_ui(command.is_enabled(workbench), |ui| {
            let keys = command.shortcut().map(|keys| ui.ctx().format_shortcut(&keys)).unwrap_or_default();
            let hover = format!("{} ({keys})", command.help());
            if button_ui(ui, command.title()).on_hover_text(hover).clicked() {
                outbox.ui(command);
            }
        });
    }
    let keys = UiCommand::Palette.shortcut().map(|keys| ui.ctx().format_shortcut(&keys)).unwrap_or_default();
    if search_button_ui(ui, "Search fields, samples, commands", &keys, LAYOUT.search_width).clicked() {
        outbox.ui(UiCommand::Palette);
    }
}

/// The button that lets the mapping go; where it may not go yet it says why.
fn export_ui(ui: &mut Ui, workbench: &Workbench, is_promoting: bool, outbox: &mut Outbox) {
    let label = workbench.environment().map_or("", |environment| environment.label());
    let objection = if is_promoting { workbench.export_objection() } else { None };
    let is_free = UiCommand::Export.is_enabled(workbench) && objection.is_none();
    // It is read all the same: what it waits for is beside it.
    ui.scope(|ui| {
        ui.visuals_mut().disabled_alpha = LAYOUT.waiting_opacity;
        if !is_free {
            ui.disable();
        }
        let button = button_primary_ui(ui, &format!("Export for {label}…"));
        let button = match &objection {
            Some(why) => button.on_disabled_hover_text(format!("Not yet: {why}")),
            None => button.on_hover_text(UiCommand::Export.help()),
        };
        if button.clicked() {
            outbox.ui(UiCommand::Export);
        }
    });
}
