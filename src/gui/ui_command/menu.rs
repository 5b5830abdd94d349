//! The menus, and which commands stand in them.

use crate::gui::ui_command::{EditorCommand as E, PromotionCommand as P, UiCommand};

/// A menu of the menu bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::gui) enum Menu {
    File,
    Edit,
    View,
    Mapping,
    Script,
    Samples,
    Simulate,
    Promote,
    Help,
}

impl Menu {
    pub(in crate::gui) const ALL: [Self; 9] = [
        Self::File,
        Self::Edit,
        Self::View,
        Self::Mapping,
        Self::Script,
        Self::Samples,
        Self::Simulate,
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
            Self::Samples => "Samples",
            Self::Simulate => "Simulate",
            Self::Promote => "Promote",
            Self::Help => "Help",
        }
    }

    /// The commands of the menu, in groups.
    pub(in crate::gui) fn groups(self) -> &'static [&'static [UiCommand]] {
        use UiCommand as C;
        match self {
            Self::File => &[&[C::New, C::Open], &[C::Save, C::SaveAs], &[C::Import, C::Export], &[C::Quit]],
            Self::Edit => &[
                &[C::Undo, C::Redo],
                &[C::FindInScript, C::FindInScripts, C::FindNext, C::FindPrevious],
                &[C::FindAttributeUses],
                &[C::Palette],
            ],
            Self::View => &[
                &[C::ShowDesign, C::ShowGrid, C::ShowSimulate, C::ShowPromote],
                &[
                    C::FocusSamples,
                    C::FocusPayload,
                    C::FocusRules,
                    C::FocusScript,
                    C::FocusRecord,
                    C::FocusProblems,
                    C::FocusTrace,
                    C::FocusCoverage,
                ],
                &[C::StepForward, C::StepBack, C::ToggleValues],
                &[C::ThemeSystem, C::ThemeDark, C::ThemeLight],
                &[C::ZoomIn, C::ZoomOut, C::ZoomReset],
            ],
            Self::Mapping => &[
                &[C::AddRule, C::DuplicateRule, C::DeleteRule],
                &[C::MoveRuleUp, C::MoveRuleDown],
                &[C::ToggleRule, C::ToggleCreateOnly, C::EditNote],
                &[C::EditScript, C::EditCondition, C::EditFunctions],
                &[C::NextProblem, C::Fix, C::ExplainProblem],
            ],
            Self::Script => &[
                &[C::Editor(E::Complete), C::Editor(E::Explain), C::Editor(E::InsertTemplate)],
                &[C::Editor(E::GoToDefinition), C::Editor(E::FindUses), C::Editor(E::Rename)],
                &[C::Editor(E::Format), C::FormatAll],
                &[C::Editor(E::ToggleComment)],
                &[
                    C::Editor(E::MoveLineUp),
                    C::Editor(E::MoveLineDown),
                    C::Editor(E::DuplicateLine),
                    C::Editor(E::DeleteLine),
                ],
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
            Self::Promote => &[
                &[C::Promotion(P::LookAtProtected)],
                &[
                    C::Promotion(P::ImpactOfSamples),
                    C::Promotion(P::ImpactOfDirectory),
                    C::Promotion(P::CancelImpact),
                ],
                &[C::Promotion(P::Acknowledge), C::Promotion(P::AcknowledgeAll), C::Promotion(P::SaveImpact)],
                &[C::Promotion(P::NextConflict), C::Promotion(P::PreviousConflict)],
                &[
                    C::Promotion(P::TakeTheirs),
                    C::Promotion(P::TakeOurs),
                    C::Promotion(P::TakeBase),
                    C::Promotion(P::EditBoth),
                    C::Promotion(P::TakeMerge),
                ],
                &[
                    C::Promotion(P::Compare),
                    C::Promotion(P::NextChange),
                    C::Promotion(P::PreviousChange),
                    C::Promotion(P::CopyComparison),
                    C::Promotion(P::SaveComparison),
                ],
                &[C::Promotion(P::OpenVersion), C::Promotion(P::CompareVersion), C::Promotion(P::BringBack)],
                &[
                    C::Promotion(P::GoToChecks),
                    C::Promotion(P::GoToChanges),
                    C::Promotion(P::GoToImpact),
                    C::Promotion(P::GoToPersons),
                    C::Promotion(P::GoToHistory),
                ],
            ],
            Self::Help => &[&[C::Help, C::FunctionReference, C::Shortcuts], &[C::About]],
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
                    seen.insert((command.is_of_editor(), shortcut)),
                    "{command:?} has a shortcut that is taken"
                );
            }
        }
    }
}
