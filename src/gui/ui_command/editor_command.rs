//! The commands on the script in the editor.
//!
//! What they do to a text is in `widgets::code_editor` and in the workbench.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::gui::ui_command::shortcut::{alt, command, command_shift, key as plain, shift};

/// A command on the script in the editor, at its cursor or selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "title and help say what each one is")]
pub enum EditorCommand {
    Complete,
    Explain,
    GoToDefinition,
    FindUses,
    Rename,
    Format,
    InsertTemplate,
    ToggleComment,
    MoveLineUp,
    MoveLineDown,
    DuplicateLine,
    DeleteLine,
}

const fn alt_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT.plus(Modifiers::SHIFT), key)
}

impl EditorCommand {
    /// Title and help.
    #[rustfmt::skip]
    pub(super) fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::Complete => ("Complete", "List what can be written at the cursor"),
            Self::Explain => ("Explain", "Say what the thing at the cursor is and what it holds"),
            Self::GoToDefinition => ("Go to definition", "Go where the name at the cursor is defined"),
            Self::FindUses => ("Find uses", "List where the thing at the cursor is used"),
            Self::Rename => ("Rename…", "Give the table, variable, function or local name at the cursor another name"),
            Self::Format => ("Format script", "Write the script neatly"),
            Self::InsertTemplate => ("Insert template…", "Begin with a ready-made piece of script"),
            Self::ToggleComment => ("Toggle comment", "Comment the selected lines out, or in again"),
            Self::MoveLineUp => ("Move line up", "Let the selected lines change places with the one above"),
            Self::MoveLineDown => ("Move line down", "Let the selected lines change places with the one below"),
            Self::DuplicateLine => ("Duplicate line", "Put a copy of the selected lines below them"),
            Self::DeleteLine => ("Delete line", "Take the selected lines out"),
        }
    }

    /// The keys.
    pub(super) fn shortcut(self) -> KeyboardShortcut {
        match self {
            Self::Complete => command(Key::Space),
            Self::Explain => plain(Key::F1),
            Self::GoToDefinition => plain(Key::F12),
            Self::FindUses => shift(Key::F12),
            Self::Rename => plain(Key::F2),
            Self::Format => alt_shift(Key::F),
            Self::InsertTemplate => command(Key::J),
            Self::ToggleComment => command(Key::Slash),
            Self::MoveLineUp => alt(Key::ArrowUp),
            Self::MoveLineDown => alt(Key::ArrowDown),
            Self::DuplicateLine => alt_shift(Key::ArrowDown),
            Self::DeleteLine => command_shift(Key::K),
        }
    }
}
