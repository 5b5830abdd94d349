//! The commands of the Promote view and of comparisons.
//!
//! What they do to a project is in the workbench.

use egui::{Key, KeyboardShortcut};

use crate::gui::ui_command::shortcut::{alt, key as plain, shift};

/// A command of the Promote view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "title and help say what each one is")]
pub enum PromotionCommand {
    LookAtProtected,
    GoToChecks,
    GoToChanges,
    GoToImpact,
    GoToPersons,
    GoToHistory,
    ImpactOfSamples,
    ImpactOfDirectory,
    CancelImpact,
    SaveImpact,
    Acknowledge,
    AcknowledgeAll,
    NextConflict,
    PreviousConflict,
    TakeTheirs,
    TakeOurs,
    TakeBase,
    EditBoth,
    TakeMerge,
    NextChange,
    PreviousChange,
    Compare,
    CopyComparison,
    SaveComparison,
    OpenVersion,
    CompareVersion,
    BringBack,
}

impl PromotionCommand {
    /// Title and help.
    #[rustfmt::skip]
    pub(super) fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::LookAtProtected => ("Look at protected environment", "Choose the next environment that is protected, such as production"),
            Self::GoToChecks => ("Go to checklist", "Give the list of what must be in order before the mapping leaves the keyboard"),
            Self::GoToChanges => ("Go to changes", "Give the list of what the account would get the keyboard"),
            Self::GoToImpact => ("Go to impact", "Give the groups of persons who change the keyboard"),
            Self::GoToPersons => ("Go to persons", "Give the persons of the selected group the keyboard"),
            Self::GoToHistory => ("Go to history", "Give what was exported and imported the keyboard"),
            Self::ImpactOfSamples => ("Impact on all samples", "Run what the account has and what it would have on every sample"),
            Self::ImpactOfDirectory => ("Impact on a directory…", "Run what the account has and what it would have on a file of users, such as an export of the directory"),
            Self::CancelImpact => ("Cancel impact", "Stop looking for persons who change"),
            Self::SaveImpact => ("Export persons as CSV…", "Write every person who changes, with what was before and what is after, to a file"),
            Self::Acknowledge => ("Acknowledge group", "Say that the persons of the selected group shall change so, or take that back"),
            Self::AcknowledgeAll => ("Acknowledge all groups", "Say that all persons shall change so; what is beyond a limit still blocks"),
            Self::NextConflict => ("Next conflict", "Go to the next place where both sides were edited"),
            Self::PreviousConflict => ("Previous conflict", "Go to the place before where both sides were edited"),
            Self::TakeTheirs => ("Take theirs", "Settle the conflict with what the account has"),
            Self::TakeOurs => ("Take ours", "Settle the conflict with what the project has"),
            Self::TakeBase => ("Take neither", "Settle the conflict with what both sides began with"),
            Self::EditBoth => ("Edit both…", "Settle the conflict with a text of your own"),
            Self::TakeMerge => ("Take over both sides", "Put the edits of the account and of the project together, as they were settled"),
            Self::NextChange => ("Next change", "Go to the next difference"),
            Self::PreviousChange => ("Previous change", "Go to the difference before"),
            Self::Compare => ("Compare…", "See two mappings side by side: the project, what an account has, an earlier version, a mapping file"),
            Self::CopyComparison => ("Copy comparison", "Copy the comparison as a web page"),
            Self::SaveComparison => ("Save comparison…", "Write the comparison to a web page"),
            Self::OpenVersion => ("Show version", "Compare the selected version with the one before it"),
            Self::CompareVersion => ("Compare version with project", "Compare the selected version with the project as it is"),
            Self::BringBack => ("Bring version back", "Put the mapping of the selected version into the project; undo takes it out again"),
        }
    }

    /// The keys.
    pub(super) fn shortcut(self) -> Option<KeyboardShortcut> {
        Some(match self {
            Self::LookAtProtected => alt(Key::Num6),
            Self::GoToChecks => alt(Key::Num1),
            Self::GoToChanges => alt(Key::Num2),
            Self::GoToImpact => alt(Key::Num3),
            Self::GoToPersons => alt(Key::Num4),
            Self::GoToHistory => alt(Key::Num5),
            Self::ImpactOfSamples => plain(Key::F5),
            Self::ImpactOfDirectory => shift(Key::F5),
            Self::NextConflict => plain(Key::F4),
            Self::PreviousConflict => shift(Key::F4),
            Self::TakeTheirs => alt(Key::Num7),
            Self::EditBoth => alt(Key::Num8),
            Self::TakeOurs => alt(Key::Num9),
            Self::TakeMerge => alt(Key::Num0),
            Self::NextChange => plain(Key::F7),
            Self::PreviousChange => shift(Key::F7),
            Self::Compare => alt(Key::M),
            Self::CancelImpact
            | Self::SaveImpact
            | Self::Acknowledge
            | Self::AcknowledgeAll
            | Self::TakeBase
            | Self::CopyComparison
            | Self::SaveComparison
            | Self::OpenVersion
            | Self::CompareVersion
            | Self::BringBack => return None,
        })
    }
}
