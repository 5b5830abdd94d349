//! Which commands can do something now, and which are choices that are made.

use egui::ThemePreference;

use crate::gui::{PromotionCommand, Settings, UiCommand};
use crate::project::People;
use crate::workbench::{ScriptPlace, View, Workbench};

impl UiCommand {
    /// Whether it can do something now.
    pub(in crate::gui) fn is_enabled(self, workbench: &Workbench) -> bool {
        match self {
            Self::Case(command) => command.is_enabled(workbench),
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
            Self::EditScript => workbench.rule_set().is_some_and(|rule_set| !rule_set.rules.is_empty()),
            Self::EditCondition => workbench.rule_set().is_some(),
            Self::Editor(_) => {
                let selection = workbench.selection();
                selection.view == View::Design && workbench.script(selection.script).is_some()
            }
            Self::Promotion(command) => command.is_enabled(workbench),
            Self::NextProblem | Self::Fix | Self::ExplainProblem => !workbench.preview().problems.is_empty(),
            Self::EditSample | Self::RenameSample | Self::DuplicateSample | Self::DeleteSample => {
                workbench.sample().is_some()
            }
            Self::ToggleMadeUp => workbench.sample().is_some_and(|sample| sample.people != People::Masked),
            Self::MaskSamples => !workbench.model().samples.is_empty(),
            Self::NextSample => workbench.selection().sample + 1 < workbench.model().samples.len(),
            Self::PreviousSample => workbench.selection().sample > 0,
            Self::PasteRequest => workbench.simulate_subject().is_some(),
            Self::MoveRequestUp
            | Self::MoveRequestDown
            | Self::RemoveRequest
            | Self::ClearRequests
            | Self::SaveRequest => is_request_enabled(self, workbench),
            Self::Export | Self::SignOff => !workbench.model().settings.environments.is_empty(),
            _ => true,
        }
    }

    /// Whether it is a choice that is made at the moment.
    pub(in crate::gui) fn is_checked(self, workbench: &Workbench, settings: &Settings) -> bool {
        match self {
            Self::ShowDesign => workbench.selection().view == View::Design,
            Self::ShowGrid => workbench.selection().view == View::Grid,
            Self::ShowPromote => workbench.selection().view == View::Promote,
            Self::ShowSimulate => workbench.selection().view == View::Simulate,
            Self::ShowCases => workbench.selection().view == View::Cases,
            Self::ThemeSystem => settings.theme == ThemePreference::System,
            Self::ThemeDark => settings.theme == ThemePreference::Dark,
            Self::ThemeLight => settings.theme == ThemePreference::Light,
            Self::ToggleValues => settings.shows_values,
            Self::ToggleMaskOnLoad => workbench.model().settings.masking.on_load,
            Self::ToggleMadeUp => workbench.sample().is_some_and(|sample| sample.people == People::MadeUp),
            Self::ToggleCreateOnly => {
                workbench.rule().is_some_and(|rule| rule.apply == crate::mapping::Apply::Create)
            }
            _ => false,
        }
    }
}

impl PromotionCommand {
    /// Whether it can do something now.
    fn is_enabled(self, workbench: &Workbench) -> bool {
        let has_environment = workbench.environment().is_some();
        let is_running = workbench.running_impact().is_some();
        match self {
            Self::LookAtProtected => workbench.next_protected().is_some(),
            Self::GoToChecks
            | Self::GoToChanges
            | Self::GoToImpact
            | Self::GoToPersons
            | Self::GoToHistory => has_environment,
            Self::ImpactOfSamples => has_environment && !is_running && !workbench.model().samples.is_empty(),
            Self::ImpactOfDirectory => has_environment && !is_running,
            Self::CancelImpact => is_running,
            Self::SaveImpact => !is_running && workbench.impact().is_some_and(|impact| impact.changed > 0),
            Self::Acknowledge => workbench.shown_group().is_some(),
            Self::AcknowledgeAll => workbench.impact().is_some_and(|impact| !impact.groups.is_empty()),
            Self::NextConflict | Self::PreviousConflict => {
                workbench.promote_view().is_some_and(|view| !view.conflicts.is_empty())
            }
            Self::TakeTheirs | Self::TakeOurs | Self::TakeBase | Self::EditBoth => {
                workbench.selection().view == View::Promote && workbench.shown_conflict().is_some()
            }
            Self::TakeMerge => {
                workbench.promote_view().is_some_and(|view| view.has_drift && view.n_open_conflicts() == 0)
            }
            Self::OpenVersion | Self::CompareVersion | Self::BringBack => {
                workbench.shown_known_version().is_some_and(|version| version.is_kept)
            }
            Self::NextChange
            | Self::PreviousChange
            | Self::Compare
            | Self::CopyComparison
            | Self::SaveComparison => true,
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
