//! What menus, palette and keys offer: each command with its title, help and shortcut.
//!
//! Not how it is carried out, which is in `app`.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::workbench::{ScriptPlace, View, Workbench};

/// A command of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "title and help say what each one is")]
pub enum UiCommand {
    New,
    Open,
    Save,
    SaveAs,
    Import,
    Export,
    Quit,
    Undo,
    Redo,
    Palette,
    ShowDesign,
    ShowGrid,
    ShowSimulate,
    FocusSamples,
    FocusPayload,
    FocusRules,
    FocusScript,
    FocusRecord,
    FocusProblems,
    FocusRequests,
    FocusBody,
    FocusResult,
    ThemeSystem,
    ThemeDark,
    ThemeLight,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    AddRule,
    DuplicateRule,
    MoveRuleUp,
    MoveRuleDown,
    ToggleRule,
    ToggleCreateOnly,
    EditNote,
    DeleteRule,
    EditCondition,
    EditFunctions,
    NextProblem,
    AddSamples,
    PasteSample,
    EditSample,
    RenameSample,
    DuplicateSample,
    DeleteSample,
    NextSample,
    PreviousSample,
    PasteRequest,
    MoveRequestUp,
    MoveRequestDown,
    SaveRequest,
    RemoveRequest,
    ClearRequests,
    FunctionReference,
    Shortcuts,
    About,
}

/// A menu of the menu bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Menu {
    File,
    Edit,
    View,
    Mapping,
    Samples,
    Simulate,
    Help,
}

impl Menu {
    pub(super) const ALL: [Self; 7] =
        [Self::File, Self::Edit, Self::View, Self::Mapping, Self::Samples, Self::Simulate, Self::Help];

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Mapping => "Mapping",
            Self::Samples => "Samples",
            Self::Simulate => "Simulate",
            Self::Help => "Help",
        }
    }

    /// The commands of the menu, in groups.
    pub(super) fn groups(self) -> &'static [&'static [UiCommand]] {
        use UiCommand as C;
        match self {
            Self::File => &[&[C::New, C::Open], &[C::Save, C::SaveAs], &[C::Import, C::Export], &[C::Quit]],
            Self::Edit => &[&[C::Undo, C::Redo], &[C::Palette]],
            Self::View => &[
                &[C::ShowDesign, C::ShowGrid, C::ShowSimulate],
                &[
                    C::FocusSamples,
                    C::FocusPayload,
                    C::FocusRules,
                    C::FocusScript,
                    C::FocusRecord,
                    C::FocusProblems,
                ],
                &[C::ThemeSystem, C::ThemeDark, C::ThemeLight],
                &[C::ZoomIn, C::ZoomOut, C::ZoomReset],
            ],
            Self::Mapping => &[
                &[C::AddRule, C::DuplicateRule, C::DeleteRule],
                &[C::MoveRuleUp, C::MoveRuleDown],
                &[C::ToggleRule, C::ToggleCreateOnly, C::EditNote],
                &[C::EditCondition, C::EditFunctions],
                &[C::NextProblem],
            ],
            Self::Samples => &[
                &[C::AddSamples, C::PasteSample],
                &[C::EditSample, C::RenameSample, C::DuplicateSample, C::DeleteSample],
                &[C::NextSample, C::PreviousSample],
            ],
            Self::Simulate => &[
                &[C::PasteRequest],
                &[C::MoveRequestUp, C::MoveRequestDown],
                &[C::SaveRequest, C::RemoveRequest, C::ClearRequests],
                &[C::FocusRequests, C::FocusBody, C::FocusResult],
            ],
            Self::Help => &[&[C::FunctionReference, C::Shortcuts], &[C::About]],
        }
    }

    /// Every command, in the order of the menus.
    pub(super) fn all_commands() -> impl Iterator<Item = UiCommand> {
        Self::ALL.into_iter().flat_map(|menu| menu.groups().iter().flat_map(|group| group.iter().copied()))
    }
}

const fn key(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn command(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn command_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}

impl UiCommand {
    /// The title, as it stands in menus; `…` when more input follows.
    pub fn title(self) -> &'static str {
        self.texts().0
    }

    /// What it does, in one sentence.
    pub fn help(self) -> &'static str {
        self.texts().1
    }

    #[rustfmt::skip]
    fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::New => ("New project…", "Start from the preset of a provisioning client"),
            Self::Open => ("Open project…", "Open a project folder"),
            Self::Save => ("Save", "Save the project to its folder"),
            Self::SaveAs => ("Save as…", "Save the project to another folder"),
            Self::Import => ("Import mapping file…", "See what a mapping file would change, then take it over"),
            Self::Export => ("Export mapping file…", "Write the mapping file for an environment"),
            Self::Quit => ("Quit", "Close the window; unsaved work is kept for the next start"),
            Self::Undo => ("Undo", "Take the last change back"),
            Self::Redo => ("Redo", "Take the last undo back"),
            Self::Palette => ("Find commands, fields and samples…", "Go to anything by a few letters"),
            Self::ShowDesign => ("Design", "Rules, script, payload and record of one sample"),
            Self::ShowGrid => ("Grid", "All samples by all fields"),
            Self::ShowSimulate => ("Simulate", "What the client's next requests do to a person"),
            Self::FocusSamples => ("Go to samples", "Give the list of samples the keyboard"),
            Self::FocusPayload => ("Go to payload", "Give the payload tree the keyboard"),
            Self::FocusRules => ("Go to rules", "Give the list of rules the keyboard"),
            Self::FocusScript => ("Go to script", "Give the script editor the keyboard"),
            Self::FocusRecord => ("Go to record", "Give the record the keyboard"),
            Self::FocusProblems => ("Go to problems", "Give the list of problems the keyboard"),
            Self::FocusRequests => ("Go to requests", "Give the list of requests the keyboard"),
            Self::FocusBody => ("Go to request", "Give the body of the request the keyboard"),
            Self::FocusResult => ("Go to result", "Give what the request does the keyboard"),
            Self::ThemeSystem => ("Theme of the system", "Follow the theme of the system"),
            Self::ThemeDark => ("Dark theme", "Light text on dark surfaces"),
            Self::ThemeLight => ("Light theme", "Dark text on light surfaces"),
            Self::ZoomIn => ("Zoom in", "Make everything larger"),
            Self::ZoomOut => ("Zoom out", "Make everything smaller"),
            Self::ZoomReset => ("Actual size", "Take the zoom back"),
            Self::AddRule => ("Add rule…", "Fill another field of the record"),
            Self::DuplicateRule => ("Duplicate rule", "Put a copy behind the rule, switched off"),
            Self::MoveRuleUp => ("Move rule up", "Let the rule run earlier"),
            Self::MoveRuleDown => ("Move rule down", "Let the rule run later"),
            Self::ToggleRule => ("Switch rule on or off", "A rule that is off is kept and has no effect"),
            Self::ToggleCreateOnly => ("Only on new records", "Apply the rule when the record is created, never later"),
            Self::EditNote => ("Edit note…", "What the people who keep the mapping should know of the rule"),
            Self::DeleteRule => ("Delete rule", "Remove the rule; undo brings it back"),
            Self::EditCondition => ("Edit condition", "The script that decides whether a record is written"),
            Self::EditFunctions => ("Edit helper functions", "Functions that every script can call"),
            Self::NextProblem => ("Next problem", "Go to the place of the next problem"),
            Self::AddSamples => ("Add samples…", "Load payloads from a file"),
            Self::PasteSample => ("Paste sample…", "Load a payload from text"),
            Self::EditSample => ("Edit payload…", "Change the JSON of the sample"),
            Self::RenameSample => ("Rename sample…", "Give the sample another name"),
            Self::DuplicateSample => ("Duplicate sample", "Make a copy to change"),
            Self::DeleteSample => ("Delete sample", "Remove the sample; undo brings it back"),
            Self::NextSample => ("Next sample", "Select the sample below"),
            Self::PreviousSample => ("Previous sample", "Select the sample above"),
            Self::PasteRequest => ("Paste request…", "Send requests from a text next"),
            Self::MoveRequestUp => ("Send request earlier", "Let the request be sent before the one above it"),
            Self::MoveRequestDown => ("Send request later", "Let the request be sent behind the one below it"),
            Self::SaveRequest => ("Save request as sample", "Keep the request in the project"),
            Self::RemoveRequest => ("Remove request", "Take the request out of the simulation"),
            Self::ClearRequests => ("Clear requests", "Take all requests out of the simulation"),
            Self::FunctionReference => ("Functions", "What scripts can call, with examples"),
            Self::Shortcuts => ("Keyboard shortcuts", "All keys at a glance"),
            Self::About => ("About Scimwright", "Version and licence"),
        }
    }

    /// The keys, if it has any.
    pub fn shortcut(self) -> Option<KeyboardShortcut> {
        Some(match self {
            Self::New => command(Key::N),
            Self::Open => command(Key::O),
            Self::Save => command(Key::S),
            Self::SaveAs => command_shift(Key::S),
            Self::Import => command(Key::I),
            Self::Export => command(Key::E),
            Self::Quit => command(Key::Q),
            Self::Undo => command(Key::Z),
            Self::Redo => command_shift(Key::Z),
            Self::Palette => command(Key::K),
            Self::ShowDesign => alt(Key::D),
            Self::ShowGrid => alt(Key::G),
            Self::ShowSimulate => alt(Key::S),
            Self::FocusSamples => command(Key::Num1),
            Self::FocusPayload => command(Key::Num2),
            Self::FocusRules => command(Key::Num3),
            Self::FocusScript => command(Key::Num4),
            Self::FocusRecord => command(Key::Num5),
            Self::FocusProblems => command(Key::Num6),
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
            Self::EditFunctions => command_shift(Key::F),
            Self::NextProblem => key(Key::F8),
            Self::AddSamples => command_shift(Key::O),
            Self::PasteSample => command_shift(Key::V),
            Self::EditSample => command_shift(Key::E),
            Self::RenameSample => key(Key::F2),
            Self::NextSample => alt(Key::PageDown),
            Self::PreviousSample => alt(Key::PageUp),
            Self::FunctionReference => key(Key::F1),
            Self::ThemeSystem
            | Self::ThemeDark
            | Self::ThemeLight
            | Self::ToggleCreateOnly
            | Self::EditNote
            | Self::DeleteRule
            | Self::EditCondition
            | Self::DuplicateSample
            | Self::DeleteSample
            | Self::MoveRequestUp
            | Self::MoveRequestDown
            | Self::SaveRequest
            | Self::RemoveRequest
            | Self::ClearRequests
            | Self::Shortcuts
            | Self::About => return None,
        })
    }

    /// Whether it can do something now.
    pub(super) fn is_enabled(self, workbench: &Workbench) -> bool {
        match self {
            Self::Undo => workbench.can_undo(),
            Self::Redo => workbench.can_redo(),
            Self::Save => workbench.is_modified() || workbench.root().is_none(),
            Self::AddRule => workbench.record_type().is_some(),
            Self::DuplicateRule
            | Self::ToggleRule
            | Self::ToggleCreateOnly
            | Self::EditNote
            | Self::DeleteRule => workbench.rule().is_some(),
            Self::MoveRuleUp => rule_idx(workbench).is_some_and(|(rule, _)| rule > 0),
            Self::MoveRuleDown => rule_idx(workbench).is_some_and(|(rule, count)| rule + 1 < count),
            Self::EditCondition => workbench.rule_set().is_some(),
            Self::NextProblem => !workbench.preview().problems.is_empty(),
            Self::EditSample | Self::RenameSample | Self::DuplicateSample | Self::DeleteSample => {
                workbench.sample().is_some()
            }
            Self::NextSample => workbench.selection().sample + 1 < workbench.model().samples.len(),
            Self::PreviousSample => workbench.selection().sample > 0,
            Self::PasteRequest => workbench.simulate_subject().is_some(),
            Self::MoveRequestUp
            | Self::MoveRequestDown
            | Self::RemoveRequest
            | Self::ClearRequests
            | Self::SaveRequest => is_request_enabled(self, workbench),
            Self::Export => !workbench.model().settings.environments.is_empty(),
            _ => true,
        }
    }

    /// Whether it is a choice that is made at the moment.
    pub(super) fn is_checked(self, workbench: &Workbench, theme: egui::ThemePreference) -> bool {
        match self {
            Self::ShowDesign => workbench.selection().view == View::Design,
            Self::ShowGrid => workbench.selection().view == View::Grid,
            Self::ShowSimulate => workbench.selection().view == View::Simulate,
            Self::ThemeSystem => theme == egui::ThemePreference::System,
            Self::ThemeDark => theme == egui::ThemePreference::Dark,
            Self::ThemeLight => theme == egui::ThemePreference::Light,
            Self::ToggleCreateOnly => {
                workbench.rule().is_some_and(|rule| rule.apply == crate::mapping::Apply::Create)
            }
            _ => false,
        }
    }
}

/// Whether a command on the selected request can do something.
fn is_request_enabled(command: UiCommand, workbench: &Workbench) -> bool {
    if workbench.selection().view != View::Simulate {
        return false;
    }
    let Some(card) = workbench.selected_card() else { return false };
    match command {
        UiCommand::MoveRequestUp => card > 0,
        UiCommand::MoveRequestDown => card + 1 < workbench.card_rows().len(),
        UiCommand::SaveRequest => workbench.request_as_sample(card, "").is_some(),
        _ => true,
    }
}

/// The index of the selected rule and the number of rules.
fn rule_idx(workbench: &Workbench) -> Option<(usize, usize)> {
    let ScriptPlace::Rule { rule_set, rule } = workbench.selection().script else { return None };
    let count = workbench.model().mapping.rule_sets.get(rule_set)?.rules.len();
    (rule < count).then_some((rule, count))
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
                assert!(seen.insert(shortcut), "{command:?} has a shortcut that is taken");
            }
        }
    }
}
