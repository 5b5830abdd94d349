//! Which commands stand in which menu, in groups with a line between them.
//!
//! Not the menus themselves.

use crate::gui::ui_command::{
    CaseUiCommand as Case, DataCommand as D, EditorCommand as E, PromotionCommand as P, UiCommand as C,
};

pub(super) const FILE: &[&[C]] = &[
    &[C::New, C::Open],
    &[C::Save, C::SaveAs],
    &[C::Import, C::Export],
    &[C::SignOff, C::ImportSignOff],
    &[C::Quit],
];

pub(super) const EDIT: &[&[C]] = &[
    &[C::Undo, C::Redo],
    &[C::FindInScript, C::FindInScripts, C::FindNext, C::FindPrevious],
    &[C::FindAttributeUses],
    &[C::Palette],
];

pub(super) const VIEW: &[&[C]] = &[
    &[C::ShowDesign, C::ShowGrid, C::ShowSimulate, C::ShowCases, C::ShowPromote],
    &[
        C::FocusSamples,
        C::FocusPayload,
        C::FocusRules,
        C::FocusScript,
        C::FocusRecord,
        C::FocusProblems,
        C::FocusTrace,
        C::FocusCoverage,
        C::Data(D::FocusTables),
        C::Data(D::FocusVariables),
    ],
    &[C::StepForward, C::StepBack, C::ToggleValues],
    &[C::ThemeSystem, C::ThemeDark, C::ThemeLight],
    &[C::ZoomIn, C::ZoomOut, C::ZoomReset],
];

pub(super) const MAPPING: &[&[C]] = &[
    &[C::AddRule, C::DuplicateRule, C::DeleteRule],
    &[C::MoveRuleUp, C::MoveRuleDown],
    &[C::ToggleRule, C::ToggleCreateOnly, C::EditNote],
    &[C::EditScript, C::EditCondition, C::EditFunctions],
    &[C::NextProblem, C::Fix, C::ExplainProblem],
];

pub(super) const SCRIPT: &[&[C]] = &[
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
];

pub(super) const DATA: &[&[C]] = &[
    &[
        C::Data(D::AddTable),
        C::Data(D::RenameTable),
        C::Data(D::DuplicateTable),
        C::Data(D::DeleteTable),
        C::Data(D::FindTableUses),
    ],
    &[
        C::Data(D::AddRow),
        C::Data(D::EditRow),
        C::Data(D::DeleteRow),
        C::Data(D::MoveRowUp),
        C::Data(D::MoveRowDown),
        C::Data(D::SortRows),
        C::Data(D::ShowRowSample),
    ],
    &[C::Data(D::PasteRows), C::Data(D::ImportRows), C::Data(D::ExportRows)],
    &[
        C::Data(D::AddVariable),
        C::Data(D::EditVariable),
        C::Data(D::EditValue),
        C::Data(D::RenameVariable),
        C::Data(D::ClearValue),
        C::Data(D::DeleteVariable),
        C::Data(D::FindVariableUses),
        C::Data(D::MakeVariable),
    ],
    &[C::Data(D::NextEnvironment), C::Data(D::EditEnvironments)],
];

pub(super) const SAMPLES: &[&[C]] = &[
    &[C::AddSamples, C::PasteSample],
    &[C::EditSample, C::RenameSample, C::DuplicateSample, C::DeleteSample],
    &[C::MaskSamples, C::ToggleMaskOnLoad, C::ToggleMadeUp],
    &[C::NextSample, C::PreviousSample],
];

pub(super) const SIMULATE: &[&[C]] = &[
    &[C::PasteRequest],
    &[C::MoveRequestUp, C::MoveRequestDown],
    &[C::SaveRequest, C::RemoveRequest, C::ClearRequests],
    &[C::FocusRequests, C::FocusBody, C::FocusResult],
];

pub(super) const CASES: &[&[C]] = &[
    &[C::Case(Case::ExpectField), C::Case(Case::ExpectRecord), C::Case(Case::ExpectAll)],
    &[C::Case(Case::NextRed), C::Case(Case::PreviousRed)],
    &[C::Case(Case::AcceptField), C::Case(Case::Accept), C::Case(Case::AcceptListed)],
    &[
        C::Case(Case::EditExpected),
        C::Case(Case::ToggleCompared),
        C::Case(Case::EditCurrent),
        C::Case(Case::OpenInDesign),
    ],
    &[C::Case(Case::Rename), C::Case(Case::Duplicate), C::Case(Case::Delete)],
    &[C::Case(Case::FocusList), C::Case(Case::FocusFields)],
];

pub(super) const PROMOTE: &[&[C]] = &[
    &[C::Promotion(P::LookAtProtected)],
    &[C::Promotion(P::ImpactOfSamples), C::Promotion(P::ImpactOfDirectory), C::Promotion(P::CancelImpact)],
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
];

pub(super) const HELP: &[&[C]] = &[&[C::Help, C::FunctionReference, C::Shortcuts], &[C::About]];
