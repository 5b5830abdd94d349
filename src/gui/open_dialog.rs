//! Which dialog is open over the window, and what it knows.
//!
//! Not how it is drawn.

use std::path::PathBuf;

use crate::gui::comparing::CompareChoice;
use crate::gui::dialogs::{PersonFilter, PresetOffer, SheetChoice, TakeRows};
use crate::gui::export_job::ExportOptions;
use crate::gui::files::FileRequest;
use crate::gui::intent::Intent;
use crate::gui::promote_rows::EditedConflict;
use crate::mapping::{CaseRecord, MappingFile, VariableDeclaration};
use crate::project::{CaseChoice, ImportPlan};
use crate::workbench::language::RenameSubject;
use crate::workbench::{EnvironmentDraft, MakeVariable, SignOffImport, ValueForm};

/// Where the help is open.
#[derive(Clone, Debug, Default)]
pub(super) struct HelpPlace {
    /// The page.
    pub page: usize,
    /// The section of the page.
    pub section: usize,
    /// What is looked for in the page.
    pub filter: String,
    /// The list of sections is to scroll to the section.
    pub is_moved: bool,
}

/// What is done with a mapping file that was altered, or is for another account or version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Accept {
    /// It is refused.
    AsExported,
    /// It is looked at, with warnings.
    Anyway,
}

/// What the dialog for masking lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum MaskPage {
    /// The values of the selected sample, before and after.
    #[default]
    Values,
    /// What the mapping does otherwise.
    Differences,
}

/// A dialog over the window.
#[derive(Clone, Debug)]
pub(super) enum Dialog {
    /// Choose a preset.
    NewProject { presets: Vec<PresetOffer> },
    /// Choose a field to fill.
    AddRule { filter: String },
    /// Choose environment and cases for an export.
    Export { environment: String, cases: CaseChoice, options: ExportOptions },
    /// Look at what an import would change.
    Import { file: PathBuf, plan: Box<ImportPlan>, warnings: Vec<String> },
    /// A mapping file must not be used as it is.
    ImportRefused { file: PathBuf, text: String },
    /// Choose what goes on a sign-off sheet.
    SignOff { choice: SheetChoice, filter: PersonFilter },
    /// Look at what a sign-off sheet that came back would give.
    ImportSignOff { file: PathBuf, import: Box<SignOffImport>, reviewer: String },
    /// Paste a payload.
    PasteSample { text: String, problem: Option<String> },
    /// Paste requests into the story.
    PasteRequest { text: String, problem: Option<String> },
    /// Change the JSON of a sample.
    EditSample { sample: usize, text: String },
    /// See what masking would do, and mask.
    Mask(MaskPage),
    /// Give a sample another name.
    RenameSample { sample: usize, name: String },
    /// Change the note of a rule.
    EditNote { rule_set: usize, rule: usize, note: String },
    /// See what all samples become, and expect it; whether cases that exist are updated.
    ExpectAll { updates: bool },
    /// Say what a field of a case shall be.
    EditExpected { stem: String, record_type: String, field: String, form: ValueForm, text: String },
    /// Say whether a record is expected.
    CaseStatus { stem: String },
    /// Say with which record a case begins.
    CaseCurrent { stem: String, current: CaseRecord, text: String },
    /// Give a case another name.
    RenameCase { stem: String, name: String },
    /// Deal with unsaved changes before something else.
    Unsaved { then: Box<Intent> },
    /// Choose two mappings to hold against each other.
    Compare(CompareChoice),
    /// Say why ids of one account may stand in scripts.
    AcceptIds { reason: String },
    /// Settle a conflict with a text.
    EditBoth(EditedConflict),
    /// Put a version of the history back.
    BringBack { file: Box<MappingFile>, title: String, words: String },
    /// Find anything.
    Palette { text: String, chosen: usize },
    /// Choose a file inside the window.
    Files { request: FileRequest, browser: crate::gui::files::FileBrowser },
    /// The function reference.
    Functions { filter: String },
    /// Choose a ready-made piece of script.
    Templates { filter: String },
    /// Give a name in scripts another one.
    Rename { subject: RenameSubject, name: String },
    /// The help.
    Help(HelpPlace),
    /// Name a new table, or a copy.
    NameTable { copied: Option<String>, name: String },
    /// Look at what rows from outside would do to a table.
    TakeRows(Box<TakeRows>),
    /// Say what a variable is.
    DeclareVariable { known: Option<String>, name: String, declaration: VariableDeclaration },
    /// Put a variable in the place of a text.
    MakeVariable(Box<MakeVariable>),
    /// Change the environments.
    Environments { drafts: Vec<EnvironmentDraft>, selected: usize },
    /// All keys.
    Shortcuts,
    /// Version and licence.
    About,
    /// Something could not be done.
    Failed { title: String, text: String },
}
