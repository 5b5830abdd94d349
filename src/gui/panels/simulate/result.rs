//! What then happens: the records, the attributes, the ways to be empty, who links to whom.

use egui::{Align, Layout, Ui, vec2};

use crate::gui::intent::Outbox;
use crate::gui::panels::simulate::{attributes, empty, matches, records};
use crate::gui::theme::SIZES;
use crate::gui::ui_state::UiState;
use crate::gui::widgets::{hairline_ui, tab_ui};
use crate::scim::ResourceType;
use crate::workbench::{Command, SimulateCommand, SimulateTab, Workbench};

pub(super) fn result_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    tabs_ui(ui, workbench, outbox);
    hairline_ui(ui);
    match workbench.simulate_tab() {
        SimulateTab::Records => records::records_ui(ui, workbench, state, outbox),
        SimulateTab::Attributes => attributes::attributes_ui(ui, workbench, outbox),
        SimulateTab::Empty => empty::empty_ui(ui, workbench, state, outbox),
        SimulateTab::Matches => matches::matches_ui(ui, workbench, state, outbox),
    }
}

fn tabs_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    let size = vec2(ui.available_width(), SIZES.panel_header);
    // In a narrow window the last tabs stand below the first ones.
    let layout = Layout::left_to_right(Align::Center).with_main_wrap(true);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_min_height(SIZES.panel_header);
        ui.add_space(SIZES.gap_small);
        ui.spacing_mut().item_spacing = vec2(SIZES.gap_small, SIZES.gap_small);
        for (label, tab) in [
            (records_title(workbench), SimulateTab::Records),
            ("SCIM attributes", SimulateTab::Attributes),
            ("Ways to be empty", SimulateTab::Empty),
            ("Who links to whom", SimulateTab::Matches),
        ] {
            if tab_ui(ui, label, &[], workbench.simulate_tab() == tab).clicked() {
                outbox.command(Command::Simulate(SimulateCommand::Tab(tab)));
            }
        }
    });
}

/// A user has one kind of record; a group reaches several.
fn records_title(workbench: &Workbench) -> &str {
    let subject = workbench.simulate_subject();
    match subject.map(|subject| subject.resource.resource_type) {
        Some(ResourceType::User) => {
            let types = workbench.target().record_types.iter();
            let mut of_users = types.filter(|kind| kind.resource_type == ResourceType::User.name());
            match (of_users.next(), of_users.next()) {
                (Some(only), None) => &only.title,
                _ => "Records",
            }
        }
        _ => "Records",
    }
}
