//! The commands on lookup tables, variables and environments.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::gui::ui_command::shortcut::{alt, command, command_shift, key as plain};
use crate::gui::ui_state::DataList;

/// A command on the selected table, row or variable, or on the environments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "title and help say what each one is")]
pub enum DataCommand {
    FocusTables,
    AddTable,
    RenameTable,
    DuplicateTable,
    DeleteTable,
    FindTableUses,
    AddRow,
    EditRow,
    DeleteRow,
    MoveRowUp,
    MoveRowDown,
    SortRows,
    ShowRowSample,
    PasteRows,
    ImportRows,
    ExportRows,
    FocusVariables,
    AddVariable,
    EditVariable,
    EditValue,
    RenameVariable,
    ClearValue,
    DeleteVariable,
    FindVariableUses,
    MakeVariable,
    NextEnvironment,
    EditEnvironments,
}

impl DataCommand {
    /// Title and help.
    #[rustfmt::skip]
    pub(super) fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::FocusTables => ("Go to tables", "Show the lookup tables and their rows"),
            Self::AddTable => ("Add table…", "Begin another lookup table"),
            Self::RenameTable => ("Rename table…", "Give the table another name, in scripts too"),
            Self::DuplicateTable => ("Duplicate table…", "Make a copy of the table to change"),
            Self::DeleteTable => ("Delete table", "Remove the table; undo brings it back"),
            Self::FindTableUses => ("Find uses of table", "List where scripts look the table up"),
            Self::AddRow => ("Add row", "Type another key with its value"),
            Self::EditRow => ("Edit row", "Change the key or the value of the row"),
            Self::DeleteRow => ("Delete row", "Remove the row; undo brings it back"),
            Self::MoveRowUp => ("Move row up", "Put the row before the one above it"),
            Self::MoveRowDown => ("Move row down", "Put the row behind the one below it"),
            Self::SortRows => ("Sort rows by key", "Order the rows of the table by their keys"),
            Self::ShowRowSample => ("Show a sample of the row", "Select the first sample that looks the key up"),
            Self::PasteRows => ("Paste rows…", "Take rows over from a spreadsheet"),
            Self::ImportRows => ("Import rows from CSV…", "Take rows over from a file"),
            Self::ExportRows => ("Export table as CSV…", "Write the table to a file"),
            Self::FocusVariables => ("Go to variables", "Show the variables with their values in each environment"),
            Self::AddVariable => ("Add variable…", "Declare another variable of the environments"),
            Self::EditVariable => ("Type and note of variable…", "Say what the values of the variable are, and what it is for"),
            Self::EditValue => ("Edit value", "Type the value of the variable in the chosen environment"),
            Self::RenameVariable => ("Rename variable…", "Give the variable another name, in scripts too"),
            Self::ClearValue => ("Clear value", "Take the value away; the environment has none then"),
            Self::DeleteVariable => ("Delete variable", "Remove the variable with its values; undo brings it back"),
            Self::FindVariableUses => ("Find uses of variable", "List where scripts read the variable"),
            Self::MakeVariable => ("Make it a variable…", "Put a variable of the environments in the place of the text at the cursor"),
            Self::NextEnvironment => ("Next environment", "Look at everything with the variables of the next environment"),
            Self::EditEnvironments => ("Environments…", "Add, change, order or remove environments"),
        }
    }

    /// The keys, if it has any.
    pub(super) fn shortcut(self) -> Option<KeyboardShortcut> {
        Some(match self {
            Self::FocusTables => alt(Key::B),
            Self::AddRow | Self::AddVariable => plain(Key::Insert),
            Self::EditRow | Self::RenameVariable => plain(Key::F2),
            Self::DeleteRow | Self::ClearValue => plain(Key::Delete),
            Self::MoveRowUp => alt(Key::ArrowUp),
            Self::MoveRowDown => alt(Key::ArrowDown),
            Self::ShowRowSample => command(Key::Enter),
            Self::FocusVariables => KeyboardShortcut::new(Modifiers::ALT.plus(Modifiers::SHIFT), Key::V),
            Self::MakeVariable => command_shift(Key::M),
            Self::NextEnvironment => alt(Key::E),
            _ => return None,
        })
    }

    /// The list that has to have the keyboard for the keys to mean the command; `None` for commands
    /// whose keys mean it everywhere.
    pub(super) fn list(self) -> Option<DataList> {
        match self {
            Self::AddRow
            | Self::EditRow
            | Self::DeleteRow
            | Self::MoveRowUp
            | Self::MoveRowDown
            | Self::ShowRowSample => Some(DataList::Rows),
            Self::AddVariable | Self::RenameVariable | Self::ClearValue => Some(DataList::Variables),
            _ => None,
        }
    }
}
