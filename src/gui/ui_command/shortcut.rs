//! The keys of the commands.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::gui::UiCommand;
use crate::gui::widgets::FIX_SHORTCUT;

pub(super) const fn key(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

pub(super) const fn command(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

pub(super) const fn command_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

pub(super) const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

pub(super) const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}

impl UiCommand {
    /// The keys, if it has any.
    pub fn shortcut(self) -> Option<KeyboardShortcut> {
        Some(match self {
            Self::New => command(Key::N),
            Self::Open => command(Key::O),
            Self::Save => command(Key::S),
            Self::SaveAs => command_shift(Key::S),
            Self::Import => command(Key::I),
            Self::Export => command(Key::E),
            Self::SignOff => command_shift(Key::R),
            Self::ImportSignOff => command_shift(Key::I),
            Self::Quit => command(Key::Q),
            Self::Undo => command(Key::Z),
            Self::Redo => command_shift(Key::Z),
            Self::Palette => command(Key::K),
            Self::FindInScripts => command_shift(Key::F),
            Self::FindInScript => command(Key::F),
            Self::FindNext => key(Key::F3),
            Self::FindPrevious => shift(Key::F3),
            Self::FindAttributeUses => shift(Key::F12),
            Self::ShowDesign => alt(Key::D),
            Self::ShowGrid => alt(Key::G),
            Self::ShowSimulate => alt(Key::S),
            Self::ShowCases => alt(Key::K),
            Self::ShowPromote => alt(Key::P),
            Self::FocusSamples => command(Key::Num1),
            Self::FocusPayload => command(Key::Num2),
            Self::FocusRules => command(Key::Num3),
            Self::FocusScript => command(Key::Num4),
            Self::FocusRecord => command(Key::Num5),
            Self::FocusProblems => command(Key::Num6),
            Self::FocusTrace => alt(Key::T),
            Self::FocusCoverage => alt(Key::O),
            Self::ToggleValues => alt(Key::I),
            Self::StepForward => key(Key::F10),
            Self::StepBack => shift(Key::F10),
            Self::FocusRequests => command(Key::Num7),
            Self::FocusBody => command(Key::Num8),
            Self::FocusResult => command(Key::Num9),
            Self::PasteRequest => alt(Key::V),
            Self::ZoomIn => command(Key::Plus),
            Self::ZoomOut => command(Key::Minus),
            Self::ZoomReset => command(Key::Num0),
            Self::AddRule => command_shift(Key::N),
            Self::DuplicateRule => command(Key::D),
            Self::MoveRuleUp => alt(Key::ArrowUp),
            Self::MoveRuleDown => alt(Key::ArrowDown),
            Self::ToggleRule => command_shift(Key::D),
            Self::EditScript => alt(Key::R),
            Self::EditCondition => alt(Key::C),
            Self::EditFunctions => alt(Key::F),
            Self::Case(command) => return command.shortcut(),
            Self::Data(command) => return command.shortcut(),
            Self::Editor(command) => command.shortcut(),
            Self::Promotion(command) => return command.shortcut(),
            Self::NextProblem => key(Key::F8),
            Self::AddSamples => command_shift(Key::O),
            Self::PasteSample => command_shift(Key::V),
            Self::EditSample => command_shift(Key::E),
            Self::RenameSample => key(Key::F2),
            Self::MaskSamples => command_shift(Key::P),
            Self::NextSample => alt(Key::PageDown),
            Self::PreviousSample => alt(Key::PageUp),
            Self::Fix => FIX_SHORTCUT,
            Self::ExplainProblem => shift(Key::F8),
            Self::Help => shift(Key::F1),
            Self::FunctionReference => key(Key::F1),
            Self::ThemeSystem
            | Self::ThemeDark
            | Self::ThemeLight
            | Self::ToggleCreateOnly
            | Self::EditNote
            | Self::DeleteRule
            | Self::DuplicateSample
            | Self::DeleteSample
            | Self::ToggleMaskOnLoad
            | Self::ToggleMadeUp
            | Self::MoveRequestUp
            | Self::MoveRequestDown
            | Self::SaveRequest
            | Self::RemoveRequest
            | Self::ClearRequests
            | Self::FormatAll
            | Self::Shortcuts
            | Self::About => return None,
        })
    }
}
