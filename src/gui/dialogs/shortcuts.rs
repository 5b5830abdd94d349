//! All keys at a glance.

use egui::{Grid, ScrollArea, Ui};

use crate::gui::dialogs::dialog::{close_button_ui, list_height, title_ui};
use crate::gui::intent::Outbox;
use crate::gui::theme::{LAYOUT, SIZES, code_text, header_text, normal_text};
use crate::gui::ui_command::Menu;

/// Keys that belong to parts of the window, beside those of commands.
const OTHERS: [(&str, &str); 9] = [
    ("Tab, Shift+Tab", "Go to the next or previous part of the window"),
    ("Arrows, Page, Home, End", "Move in a list"),
    ("Left, Right", "Fold and unfold in the payload"),
    ("Enter", "Open what is selected: payload path, problem, sample"),
    ("Tab, Shift+Tab in the script", "Indent and outdent"),
    ("Up, Down, Enter, Tab in the list", "Choose and write what can be written at the cursor"),
    ("Tab after a template", "Go to the next place to fill in"),
    ("Esc in the script", "Let Tab leave the script"),
    ("Esc", "Close a dialog"),
];

pub(super) fn shortcuts_ui(ui: &mut Ui, outbox: &mut Outbox) {
    title_ui(ui, "Keyboard shortcuts", LAYOUT.dialog_wide);
    ScrollArea::vertical().max_height(list_height(ui, LAYOUT.dialog_editor)).auto_shrink([false, true]).show(
        ui,
        |ui| {
            for menu in Menu::ALL {
                ui.add_space(SIZES.gap);
                ui.label(header_text(ui, menu.title()));
                let commands = menu.groups().iter().flat_map(|group| group.iter());
                let rows: Vec<_> = commands
                    .filter_map(|command| {
                        let keys = ui.ctx().format_shortcut(&command.shortcut()?);
                        Some((keys, command.title()))
                    })
                    .collect();
                rows_ui(ui, menu.title(), rows.iter().map(|(keys, title)| (keys.as_str(), *title)));
            }
            ui.add_space(SIZES.gap);
            ui.label(header_text(ui, "Everywhere"));
            rows_ui(ui, "others", OTHERS.into_iter());
        },
    );
    close_button_ui(ui, outbox);
}

fn rows_ui<'r>(ui: &mut Ui, id_salt: &str, rows: impl Iterator<Item = (&'r str, &'r str)>) {
    Grid::new(("shortcuts", id_salt)).num_columns(2).min_col_width(LAYOUT.side_panel_min).show(ui, |ui| {
        for (keys, title) in rows {
            ui.label(code_text(ui, keys));
            ui.label(normal_text(ui, title));
            ui.end_row();
        }
    });
}
