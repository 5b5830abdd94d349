//! Which commands can do something now, and which are choices that are made.

use egui::ThemePreference;

use crate::gui::{Settings, UiCommand};
use crate::workbench::{ScriptPlace, View, Workbench};

impl UiCommand {
    /// Whether it can do something now.
    pub(in crate::gui) fn is_enabled(self, workbench: &Workbench) -> bool {
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
            Self::EditScript => workbench.rule_set().is_some_and(|rule_set| !rule_set.rules.is_empty()),
            Self::EditCondition => workbench.rule_set().is_some(),
            Self::Editor(_) => {
                let selection = workbench.selection();
                selection.view == View::Design && workbench.script(selection.script).is_some()
            }
            Self::NextProblem | Self::Fix | Self::ExplainProblem => !workbench.preview().problems.is_empty(),
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
    pub(in crate::gui) fn is_checked(self, workbench: &Workbench, settings: &Settings) -> bool {
        match self {
            Self::ShowDesign => workbench.selection().view == View::Design,
            Self::ShowGrid => workbench.selection().view == View::Grid,
            Self::ShowSimulate => workbench.selection().view == View::Simulate,
            Self::ThemeSystem => settings.theme == ThemePreference::System,
            Self::ThemeDark => settings.theme == ThemePreference::Dark,
            Self::ThemeLight => settings.theme == ThemePreference::Light,
            Self::ToggleValues => settings.shows_values,
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
