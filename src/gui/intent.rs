//! What panels and dialogs ask for: queued while a frame is drawn, carried out at its end.

use std::path::PathBuf;

use serde_json::Value;

use crate::change::Subject;
use crate::gui::UiCommand;
use crate::gui::comparing::CompareChoice;
use crate::gui::dialogs::SheetChoice;
use crate::gui::export_job::ExportOptions;
use crate::gui::files::FileRequest;
use crate::gui::open_dialog::Accept;
use crate::gui::ui_state::FocusTarget;
use crate::mapping::MappingFile;
use crate::project::{CaseChoice, ImportPlan};
use crate::workbench::language::Template;
use crate::workbench::{Command, ComparisonTitle, ScriptPlace};

/// One wish.
#[derive(Clone, Debug)]
pub(super) enum Intent {
    /// Change the workbench.
    Do(Command),
    /// What menus, palette and keys offer.
    Ui(UiCommand),
    /// Mend a problem, by its number in the list.
    FixProblem(usize),
    /// Show the help page of a problem, by its number in the list.
    ExplainProblem(usize),
    /// Ask for a variable for the text that a problem speaks of, by its number in the list.
    MakeVariableOfProblem(usize),
    /// Show a lookup table.
    ShowTable(String),
    /// Show a row of a lookup table.
    ShowTableRow {
        /// The place of the table in the project.
        table: usize,
        /// The row, from 0.
        row: usize,
    },
    /// Select a variable on its page.
    ShowVariable(String),
    /// Look at what rows from the clipboard would do to the shown table.
    PasteRows(String),
    /// Close the dialog.
    CloseDialog,
    /// Put text into the script at the cursor.
    InsertIntoScript(String),
    /// Put a ready-made piece of script at the cursor.
    InsertTemplate(&'static Template),
    /// Show a script with the cursor at a line and column, both from 1.
    ShowScript {
        /// Which script.
        place: ScriptPlace,
        /// Where in it.
        at: Option<(usize, usize)>,
    },
    /// Show a script with the cursor at a line and column, both from 1; the keyboard stays where it is.
    PeekScript {
        /// Which script.
        place: ScriptPlace,
        /// Where in it.
        at: (usize, usize),
    },
    /// Select an attribute of the payload, by its path.
    ShowAttribute(String),
    /// Give a part of the window the keyboard.
    Focus(FocusTarget),
    /// Open a project folder.
    OpenProject(PathBuf),
    /// Start a new project from a preset.
    NewProject(String),
    /// Take payloads from a file.
    LoadPayloads(PathBuf),
    /// Forget the file that payloads are being taken from.
    CancelLoading,
    /// Take payloads from a text.
    PastePayloads(String),
    /// Take requests for the story from a text.
    PasteRequests(String),
    /// Look at a mapping file before it is imported.
    PlanImport {
        /// The file.
        file: PathBuf,
        /// Whether one is looked at that speaks against itself.
        accept: Accept,
    },
    /// Take a mapping file over.
    Import {
        /// The file.
        file: PathBuf,
        /// What it changes.
        plan: Box<ImportPlan>,
    },
    /// Ask where the mapping file for an environment goes.
    Export {
        /// The environment.
        environment: String,
        /// Which cases go along.
        cases: CaseChoice,
        /// What else was chosen.
        options: ExportOptions,
    },
    /// Ask where a sign-off sheet goes.
    AskSignOff(SheetChoice),
    /// A file was chosen in the dialog inside the window.
    FileChosen {
        /// What it was asked for.
        request: FileRequest,
        /// The path.
        path: PathBuf,
    },
    /// Agree to groups of persons who change, or take that back.
    Acknowledge {
        /// The ids of the groups.
        ids: Vec<String>,
        /// Agreed or not.
        is: bool,
    },
    /// Ask why ids of one account may stand in scripts.
    AskAcceptIds,
    /// Accept the ids and addresses of one account in scripts, for this reason.
    AcceptHardCoded(String),
    /// Settle a conflict with a value.
    SettleWith {
        /// What it is about.
        at: Subject,
        /// The value.
        value: Value,
    },
    /// Hold two mappings against each other.
    Compare {
        /// The older one.
        before: ComparisonTitle,
        /// The newer one.
        after: ComparisonTitle,
    },
    /// Ask for a mapping file that is to be compared too.
    AskCompareFile(Box<CompareChoice>),
    /// Back from a comparison to the view.
    CloseComparison,
    /// Put an earlier version into the project.
    BringBack(Box<MappingFile>),
    /// Go on with what waited for unsaved changes to be dealt with.
    Continue(Box<Intent>),
    /// Save, then go on.
    SaveThen(Box<Intent>),
}

/// The queue of a frame.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    intents: Vec<Intent>,
}

impl Outbox {
    /// Queues a wish.
    pub(super) fn send(&mut self, intent: Intent) {
        self.intents.push(intent);
    }

    /// Queues a command for the workbench.
    pub(super) fn command(&mut self, command: Command) {
        self.send(Intent::Do(command));
    }

    /// Queues what menus and keys offer.
    pub(super) fn ui(&mut self, command: UiCommand) {
        self.send(Intent::Ui(command));
    }

    /// Takes everything that was queued.
    pub(super) fn take(&mut self) -> Vec<Intent> {
        std::mem::take(&mut self.intents)
    }
}
