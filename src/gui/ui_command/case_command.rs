//! The commands on cases: what is expected of samples, and how it stands.
//!
//! Which of them can do something now is in `enabled`.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::gui::ui_command::shortcut::{alt, key as plain, shift};
use crate::workbench::{CaseVerdict, FieldVerdict, View, Workbench};

/// A command on the selected case, or on what is to become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "title and help say what each one is")]
pub enum CaseUiCommand {
    ExpectField,
    ExpectRecord,
    ExpectAll,
    NextRed,
    PreviousRed,
    AcceptField,
    Accept,
    AcceptListed,
    EditExpected,
    ToggleCompared,
    OpenInDesign,
    EditCurrent,
    Rename,
    Duplicate,
    Delete,
    FocusList,
    FocusFields,
}

const fn alt_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT.plus(Modifiers::SHIFT), key)
}

impl CaseUiCommand {
    /// Title and help.
    #[rustfmt::skip]
    pub(super) fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::ExpectField => ("Expect this value", "Expect what the selected field is for the selected sample now"),
            Self::ExpectRecord => ("Expect this record", "Expect the whole record of the selected sample as it is now"),
            Self::ExpectAll => ("Expect all samples…", "Expect what every sample becomes now; see first what is new and what would change"),
            Self::NextRed => ("Next red case", "Go to the next case that differs from what is expected"),
            Self::PreviousRed => ("Previous red case", "Go to the red case before"),
            Self::AcceptField => ("Accept field", "Expect what the selected field is now"),
            Self::Accept => ("Accept all differences", "Expect what the case gives now"),
            Self::AcceptListed => ("Accept all listed cases", "Expect what every red case in the list gives now"),
            Self::EditExpected => ("Edit expected value…", "Say by hand what the selected field shall be"),
            Self::ToggleCompared => ("Compare field", "Compare the selected field, or leave it out"),
            Self::OpenInDesign => ("Open in Design", "Go to the rule of the selected field, with the sample of the case"),
            Self::EditCurrent => ("Change current record…", "Say with which record the case begins"),
            Self::Rename => ("Rename case…", "Give the case another name"),
            Self::Duplicate => ("Duplicate case", "Make a copy, such as for another current record"),
            Self::Delete => ("Delete case", "Remove the case; undo brings it back"),
            Self::FocusList => ("Go to cases", "Give the list of cases the keyboard"),
            Self::FocusFields => ("Go to fields of case", "Give what the case compares the keyboard"),
        }
    }

    /// The keys, if it has any.
    pub(super) fn shortcut(self) -> Option<KeyboardShortcut> {
        Some(match self {
            Self::ExpectField => alt(Key::X),
            Self::ExpectRecord => alt_shift(Key::X),
            Self::NextRed => plain(Key::F9),
            Self::PreviousRed => shift(Key::F9),
            Self::AcceptField => alt(Key::A),
            Self::Accept => alt_shift(Key::A),
            Self::EditExpected => alt(Key::W),
            Self::OpenInDesign => alt(Key::J),
            Self::FocusList => alt(Key::L),
            Self::FocusFields => alt(Key::U),
            Self::ExpectAll
            | Self::AcceptListed
            | Self::ToggleCompared
            | Self::EditCurrent
            | Self::Rename
            | Self::Duplicate
            | Self::Delete => return None,
        })
    }

    /// Whether it can do something now. What is selected in the list of fields the window knows alone.
    pub(super) fn is_enabled(self, workbench: &Workbench) -> bool {
        let is_in_cases = workbench.selection().view == View::Cases;
        let has_case = is_in_cases && workbench.selection().case < workbench.model().cases.len();
        match self {
            Self::ExpectField => !is_in_cases && workbench.rule().is_some() && workbench.sample().is_some(),
            Self::ExpectRecord => !is_in_cases && workbench.sample().is_some(),
            Self::ExpectAll => !workbench.model().samples.is_empty(),
            Self::NextRed | Self::PreviousRed => workbench.case_counts().n_red > 0,
            Self::FocusList => !workbench.model().cases.is_empty(),
            Self::AcceptListed => is_in_cases && workbench.case_counts().n_red > 0,
            Self::Accept => {
                has_case && workbench.case_verdict(workbench.selection().case) == CaseVerdict::Red
            }
            _ => has_case,
        }
    }

    /// Whether it can do something with a field of the selected case.
    pub(in crate::gui) fn is_for(self, verdict: FieldVerdict) -> bool {
        self != Self::AcceptField || verdict == FieldVerdict::Differs
    }
}
