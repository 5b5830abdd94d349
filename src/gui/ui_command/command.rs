//! The commands.
//!
//! Their words, keys and conditions are in the files beside this one.

use crate::gui::{EditorCommand, PromotionCommand};

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
    FindInScripts,
    FindInScript,
    FindNext,
    FindPrevious,
    FindAttributeUses,
    ShowDesign,
    ShowGrid,
    ShowSimulate,
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
}
