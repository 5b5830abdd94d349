//! The menu bar, with the project and its environment at the right.

use egui::containers::menu::MenuBar;
use egui::{Align, Button, Label, Layout, Popup, Response, Ui};

use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::data::environment_pill_ui;
use crate::gui::theme::{LAYOUT, SIZES, menu_config, menu_style, semibold_text, strong_text, weak_text};
use crate::gui::ui_command::{CaseUiCommand, Menu};
use crate::gui::widgets::hairline_ui;
use crate::gui::{DataCommand, Settings, UiCommand};
use crate::scim::Dialect;
use crate::workbench::{Command, SelectCommand, Workbench};

pub(super) fn menu_bar_ui(ui: &mut Ui, workbench: &Workbench, settings: &Settings, outbox: &mut Outbox) {
    ui.set_height(SIZES.menu_bar);
    ui.horizontal_centered(|ui| {
        ui.add_space(SIZES.padding);
        MenuBar::new().config(menu_config()).ui(ui, |ui| {
            ui.label(semibold_text(ui, "Scimwright"));
            for menu in Menu::ALL {
                ui.menu_button(menu.title(), |ui| menu_ui(ui, menu, workbench, settings, outbox));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(SIZES.padding);
                environment_ui(ui, workbench, outbox);
                project_ui(ui, workbench);
            });
        });
    });
    hairline_ui(ui);
}

fn menu_ui(ui: &mut Ui, menu: Menu, workbench: &Workbench, settings: &Settings, outbox: &mut Outbox) {
    for (group_idx, group) in menu.groups().iter().enumerate() {
        if group_idx > 0 {
            ui.separator();
        }
        for command in *group {
            let is_checked = command.is_checked(workbench, settings);
            command_ui(ui, *command, workbench, is_checked, outbox);
        }
        if menu == Menu::File && group_idx == 0 {
            recent_ui(ui, settings, outbox);
        }
    }
}

/// The context menu of a row, in groups, with the keys of the commands.
pub(super) fn context_commands_ui(
    response: &Response,
    workbench: &Workbench,
    groups: &[&[UiCommand]],
    outbox: &mut Outbox,
) {
    Popup::context_menu(response).style(menu_style).show(|ui| {
        for (group_idx, group) in groups.iter().enumerate() {
            if group_idx > 0 {
                ui.separator();
            }
            for command in *group {
                let is_checked = command.is_checked(workbench, &Settings::default());
                command_ui(ui, *command, workbench, is_checked, outbox);
            }
        }
    });
}

/// The context menu of a value: what is there can be expected. A click with the other button selects it.
pub(super) fn expect_menu_ui(
    response: &Response,
    workbench: &Workbench,
    selects: &[SelectCommand],
    outbox: &mut Outbox,
) {
    if response.secondary_clicked() {
        for select in selects {
            outbox.command(Command::Select(select.clone()));
        }
    }
    let groups: [&[UiCommand]; 1] =
        [&[UiCommand::Case(CaseUiCommand::ExpectField), UiCommand::Case(CaseUiCommand::ExpectRecord)]];
    context_commands_ui(response, workbench, &groups, outbox);
}

fn command_ui(ui: &mut Ui, command: UiCommand, workbench: &Workbench, is_checked: bool, outbox: &mut Outbox) {
    let mut button = Button::new(command.title()).selected(is_checked);
    if let Some(shortcut) = command.shortcut() {
        button = button.shortcut_text(ui.ctx().format_shortcut(&shortcut));
    }
    let response = ui.add_enabled(command.is_enabled(workbench), button).on_hover_text(command.help());
    if response.clicked() {
        outbox.ui(command);
    }
}

fn recent_ui(ui: &mut Ui, settings: &Settings, outbox: &mut Outbox) {
    ui.menu_button("Open recent", |ui| {
        if settings.recent.is_empty() {
            ui.label(weak_text(ui, "No project was opened yet"));
        }
        for root in &settings.recent {
            let name = root.file_name().unwrap_or(root.as_os_str()).to_string_lossy();
            if ui.button(name).on_hover_text(root.display().to_string()).clicked() {
                outbox.send(Intent::OpenProject(root.clone()));
            }
        }
    });
}

/// The chosen environment; a click offers the others.
fn environment_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    let Some(environment) = workbench.environment() else { return };
    let response = environment_pill_ui(ui, environment).on_hover_text("Choose the environment");
    Popup::menu(&response).show(|ui| {
        for other in &workbench.model().settings.environments {
            let mark = if other.protected { " · protected" } else { "" };
            let label = format!("{} · {}{mark}", other.label(), other.account);
            let is_chosen = other.name == environment.name;
            if ui.add(Button::new(label).selected(is_chosen)).clicked() {
                outbox.command(Command::Select(SelectCommand::Environment(other.name.clone())));
            }
        }
        ui.separator();
        for command in [DataCommand::NextEnvironment, DataCommand::EditEnvironments] {
            command_ui(ui, UiCommand::Data(command), workbench, false, outbox);
        }
    });
}

fn project_ui(ui: &mut Ui, workbench: &Workbench) {
    let settings = &workbench.model().settings;
    let client = Dialect::by_name(&settings.client).map_or(settings.client.as_str(), |client| &client.title);
    let target = &workbench.target().title;
    // The name comes first where there is no room for both.
    if ui.available_width() >= LAYOUT.project_with_client {
        ui.label(weak_text(ui, format!("· {client} → {target} ·")));
    }
    let mark = if workbench.is_modified() { " (changed)" } else { "" };
    let name = strong_text(ui, format!("{}{mark}", settings.name));
    ui.add(Label::new(name).truncate());
}
