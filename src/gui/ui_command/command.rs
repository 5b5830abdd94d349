//! The commands.
//!
//! Their words, keys and conditions are in the files beside this one.

use crate::gui::ui_state::DataList;
use crate::gui::{CaseUiCommand, DataCommand, EditorCommand, PromotionCommand};

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
    SignOff,
    ImportSignOff,
    Quit,
    Undo,
    Redo,
    Palette,
    FindInScripts,
    FindInScript,
    FindNext,
    FindPrevious,
    FindAttributeUses,
    ShowDesign,
    ShowGrid,
    ShowSimulate,
    ShowCases,
    ShowPromote,
    FocusSamples,
    FocusPayload,
    FocusRules,
    FocusScript,
    FocusRecord,
    FocusProblems,
    FocusTrace,
    FocusCoverage,
    FocusRequests,
    FocusBody,
    FocusResult,
    ThemeSystem,
    ThemeDark,
    ThemeLight,
    ToggleValues,
    StepForward,
    StepBack,
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
    EditScript,
    EditCondition,
    EditFunctions,
    NextProblem,
    FormatAll,
    AddSamples,
    PasteSample,
    EditSample,
    RenameSample,
    DuplicateSample,
    DeleteSample,
    MaskSamples,
    ToggleMaskOnLoad,
    ToggleMadeUp,
    NextSample,
    PreviousSample,
    PasteRequest,
    MoveRequestUp,
    MoveRequestDown,
    SaveRequest,
    RemoveRequest,
    ClearRequests,
    Fix,
    ExplainProblem,
    Help,
    FunctionReference,
    Shortcuts,
    About,
    Case(CaseUiCommand),
    Data(DataCommand),
    Editor(EditorCommand),
    Promotion(PromotionCommand),
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

    /// Whether its keys mean it only while the script editor has the keyboard. There they come before
    /// the same keys of other commands.
    pub fn is_of_editor(self) -> bool {
        matches!(self, Self::Editor(_))
    }

    /// The list that has to have the keyboard for its keys to mean it; `None` for commands whose keys do
    /// not depend on a list. There they come before the same keys of other commands.
    pub(in crate::gui) fn list(self) -> Option<DataList> {
        match self {
            Self::Data(command) => command.list(),
            _ => None,
        }
    }
}
