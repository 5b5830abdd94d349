//! The menus, and which commands stand in them.

use crate::gui::UiCommand;
use crate::gui::ui_command::menu_groups;

/// A menu of the menu bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::gui) enum Menu {
    File,
    Edit,
    View,
    Mapping,
    Script,
    Data,
    Samples,
    Simulate,
    Cases,
    Promote,
    Help,
}

impl Menu {
    pub(in crate::gui) const ALL: [Self; 11] = [
        Self::File,
        Self::Edit,
        Self::View,
        Self::Mapping,
        Self::Script,
        Self::Data,
        Self::Samples,
        Self::Simulate,
        Self::Cases,
        Self::Promote,
        Self::Help,
    ];

    pub(in crate::gui) fn title(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Mapping => "Mapping",
            Self::Script => "Script",
            Self::Data => "Data",
            Self::Samples => "Samples",
            Self::Simulate => "Simulate",
            Self::Cases => "Cases",
            Self::Promote => "Promote",
            Self::Help => "Help",
        }
    }

    /// The commands of the menu, in groups.
    pub(in crate::gui) fn groups(self) -> &'static [&'static [UiCommand]] {
        match self {
            Self::File => menu_groups::FILE,
            Self::Edit => menu_groups::EDIT,
            Self::View => menu_groups::VIEW,
            Self::Mapping => menu_groups::MAPPING,
            Self::Script => menu_groups::SCRIPT,
            Self::Data => menu_groups::DATA,
            Self::Samples => menu_groups::SAMPLES,
            Self::Simulate => menu_groups::SIMULATE,
            Self::Cases => menu_groups::CASES,
            Self::Promote => menu_groups::PROMOTE,
            Self::Help => menu_groups::HELP,
        }
    }

    /// Every command, in the order of the menus.
    pub(in crate::gui) fn all_commands() -> impl Iterator<Item = UiCommand> {
        Self::ALL.into_iter().flat_map(|menu| menu.groups().iter().flat_map(|group| group.iter().copied()))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::Menu;

    #[test]
    fn every_shortcut_stands_for_one_command() {
        let mut seen = HashSet::new();
        for command in Menu::all_commands() {
            if let Some(shortcut) = command.shortcut() {
                assert!(
                    seen.insert((command.is_of_editor(), command.list(), shortcut)),
                    "{command:?} has a shortcut that is taken"
                );
            }
        }
    }
}
