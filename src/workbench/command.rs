//! Everything a user can do to a project, by noun.

use std::path::PathBuf;

use crate::diagnostic::Diagnostic;
use crate::mapping::{Apply, MappingFile};
use crate::project::{ImportPlan, People, ProjectModel};
use crate::workbench::language::RenameSubject;
use crate::workbench::{
    CaseCommand, EnvironmentCommand, JoinedSamples, LoadedSamples, Notice, PromoteCommand, ScriptPlace,
    SignOffImport, SimulateCommand, TableCommand, VariableCommand, View,
};

/// What the user wants.
#[derive(Clone, Debug)]
pub enum Command {
    /// Rules and scripts.
    Rule(RuleCommand),
    /// Samples.
    Sample(SampleCommand),
    /// Cases.
    Case(CaseCommand),
    /// What is looked at.
    Select(SelectCommand),
    /// The stories of the Simulate view.
    Simulate(SimulateCommand),
    /// What leaves for an account.
    Promote(PromoteCommand),
    /// Lookup tables.
    Table(TableCommand),
    /// Variables of the environments.
    Variable(VariableCommand),
    /// Environments.
    Environment(EnvironmentCommand),
    /// The project as a whole.
    Project(ProjectCommand),
    /// Take back the last change.
    Undo,
    /// Take back the last undo.
    Redo,
}

/// Commands on rules and scripts. Indices that lie beyond the end do nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum RuleCommand {
    /// The text of a script.
    SetScript {
        /// Which one.
        place: ScriptPlace,
        /// The text as typed.
        script: String,
    },
    /// The texts of several scripts, in one step.
    SetScripts {
        /// Which ones, with their texts.
        scripts: Vec<(ScriptPlace, String)>,
    },
    /// Write a script neatly; one that cannot be read stays as it is.
    Format {
        /// Which one.
        place: ScriptPlace,
    },
    /// Write all scripts neatly.
    FormatAll,
    /// Give a table, a variable or a function another name, in everything that names it.
    Rename {
        /// What.
        subject: RenameSubject,
        /// The new name.
        new_name: String,
    },
    /// A new rule behind the selected one, for a field of the target.
    Add {
        /// The rule set.
        rule_set: usize,
        /// The field.
        field: String,
    },
    /// A copy of a rule, disabled, behind it.
    Duplicate {
        /// The rule set.
        rule_set: usize,
        /// The rule.
        rule: usize,
    },
    /// Remove a rule.
    Delete {
        /// The rule set.
        rule_set: usize,
        /// The rule.
        rule: usize,
    },
    /// Put a rule at another place.
    Move {
        /// The rule set.
        rule_set: usize,
        /// Where it is.
        from: usize,
        /// Where it shall be.
        to: usize,
    },
    /// Switch a rule on or off.
    SetEnabled {
        /// The rule set.
        rule_set: usize,
        /// The rule.
        rule: usize,
        /// On or off.
        enabled: bool,
    },
    /// When a rule is applied.
    SetApply {
        /// The rule set.
        rule_set: usize,
        /// The rule.
        rule: usize,
        /// When.
        apply: Apply,
    },
    /// The note of a rule.
    SetNote {
        /// The rule set.
        rule_set: usize,
        /// The rule.
        rule: usize,
        /// The text.
        note: String,
    },
}

/// Commands on samples.
#[derive(Clone, Debug, PartialEq)]
pub enum SampleCommand {
    /// Samples that were read from a file or the clipboard.
    Add(LoadedSamples),
    /// The same, put behind the project's samples already.
    AddJoined(JoinedSamples),
    /// The payload of a sample, as text that need not be JSON.
    SetText {
        /// The sample.
        sample: usize,
        /// The text as typed.
        text: String,
    },
    /// The name of a sample.
    Rename {
        /// The sample.
        sample: usize,
        /// The new name.
        name: String,
    },
    /// Remove all samples but these.
    Keep {
        /// The samples that stay, by index.
        samples: Vec<usize>,
    },
    /// A copy of a sample.
    Duplicate {
        /// The sample.
        sample: usize,
    },
    /// Remove a sample.
    Delete {
        /// The sample.
        sample: usize,
    },
    /// Mask samples, cases and records as it was shown last.
    Mask,
    /// Say who a sample shows.
    SetPeople {
        /// The sample.
        sample: usize,
        /// Who.
        people: People,
    },
}

/// Commands on what is looked at. None of them changes the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SelectCommand {
    /// A main view.
    View(View),
    /// A rule set.
    RuleSet(usize),
    /// A script, and its rule set.
    Script(ScriptPlace),
    /// A sample; its rule set follows.
    Sample(usize),
    /// A case, by index.
    Case(usize),
    /// An environment.
    Environment(String),
    /// A step of the trace of the selected script, `None` for none. One behind the last is the last.
    TraceStep(Option<usize>),
}

/// Commands on the project as a whole.
#[derive(Clone, Debug)]
pub enum ProjectCommand {
    /// A project was opened, or made from a preset; history starts anew.
    Replace {
        /// The project.
        model: Box<ProjectModel>,
        /// Its folder, `None` when it was never saved.
        root: Option<PathBuf>,
        /// What was found while reading it.
        diagnostics: Vec<Diagnostic>,
        /// It has unsaved changes already, as recovered work has.
        unsaved: bool,
    },
    /// The project was saved as it is.
    Saved {
        /// Its folder.
        root: PathBuf,
        /// The revision that was saved.
        revision: u64,
    },
    /// Take a mapping file over.
    Import(Box<ImportPlan>),
    /// A mapping file was exported; the project remembers it. No step that can be undone: the file is out.
    /// Take over what a customer corrected and confirmed in a sign-off sheet.
    TakeSignOff(Box<SignOffImport>),
    /// A mapping file was exported; the project remembers it.
    Exported {
        /// The environment it is for.
        environment: String,
        /// The file.
        file: Box<MappingFile>,
    },
    /// Whether samples are masked as they are loaded.
    SetMaskOnLoad(bool),
    /// Tell the user something.
    Notify(Notice),
    /// Take the newest message away, which is the one that is shown.
    DismissNotice,
}
