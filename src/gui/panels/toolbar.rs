//! The toolbar: views, search, undo and redo, export; the strip in the environment's colour.

use egui::{Align, Layout, Ui};

use crate::gui::UiCommand;
use crate::gui::intent::Outbox;
use crate::gui::theme::{LAYOUT, SIZES, Tokens};
use crate::gui::widgets::{button_primary_ui, button_ui, environment_strip_ui, search_button_ui, tab_ui};
use crate::workbench::{View, Workbench};

pub(super) fn toolbar_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    ui.horizontal(|ui| {
        ui.set_height(SIZES.toolbar);
        ui.add_space(SIZES.padding);
        for (label, view, command) in [
            ("Design", View::Design, UiCommand::ShowDesign),
            ("Grid", View::Grid, UiCommand::ShowGrid),
            ("Simulate", View::Simulate, UiCommand::ShowSimulate),
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
    let colour = workbench.environment().map_or("grey", |environment| environment.colour.as_str());
    environment_strip_ui(ui, Tokens::of(ui).environment_colour(colour));
}

/// From right to left.
fn actions_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    let label = workbench.environment().map_or("", |environment| environment.label());
    ui.add_enabled_ui(UiCommand::Export.is_enabled(workbench), |ui| {
        if button_primary_ui(ui, &format!("Export for {label}…")).clicked() {
            outbox.ui(UiCommand::Export);
        }
    });
    for command in [UiCommand::Redo, UiCommand::Undo, UiCommand::Save] {
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
