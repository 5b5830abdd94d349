//! What the window itself knows while it is open: dialogs, filters, where the keyboard shall go.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Duration;

use crate::gui::dialogs::PresetOffer;
use crate::gui::files::FileRequest;
use crate::gui::intent::Intent;
use crate::gui::sample_rows::SampleRows;
use crate::project::{CaseChoice, ImportPlan};
use crate::workbench::ScriptPlace;

/// The state of the window.
#[derive(Debug, Default)]
pub(super) struct UiState {
    /// The open dialog.
    pub dialog: Option<Box<Dialog>>,
    /// Where the keyboard shall go in the next frame.
    pub focus: Option<FocusTarget>,
    /// The place in the script where the cursor shall go in the next frame.
    pub cursor_at: Option<(usize, usize)>,
    /// The cursor in the script, from 1.
    pub cursor: Option<(usize, usize)>,
    /// Folded branches of the payload tree, by path.
    pub folded: BTreeSet<String>,
    /// The selected row of the payload tree.
    pub attribute: Option<usize>,
    /// What the list of samples is narrowed to.
    pub sample_filter: String,
    /// Which samples the lists show.
    pub rows: SampleRows,
    /// Values of an older state are shown as such; not at once, so that typing does not flicker.
    pub shows_stale: bool,
    /// How long the last whole preview took, and of how many samples it was.
    pub preview_took: Option<(usize, Duration)>,
    /// The selected problem.
    pub problem: Option<usize>,
    /// The script whose text the editor holds.
    pub shown_script: Option<ScriptPlace>,
    /// The name of the file that is being loaded.
    pub loading: Option<String>,
    /// The project is being saved.
    pub is_saving: bool,
    /// The dialogs of the system are asking.
    pub is_asking: bool,
    /// What was drawn last of the samples is scrolled to the selected one.
    pub scrolled_sample: Option<usize>,
    /// What was drawn last of the rules is scrolled to the selected one.
    pub scrolled_rule: Option<ScriptPlace>,
    /// What was drawn last of the requests is scrolled to the selected one.
    pub scrolled_card: Option<usize>,
    /// The request whose body the editor holds.
    pub shown_card: Option<usize>,
    /// The selected row of the ways to be empty.
    pub matrix_row: Option<usize>,
    /// The selected row of who links to whom.
    pub match_row: Option<usize>,
}

/// A part of the window that can have the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FocusTarget {
    Samples,
    Payload,
    Rules,
    Script,
    Record,
    Problems,
    Requests,
    Body,
    Result,
}

/// A dialog over the window.
#[derive(Clone, Debug)]
pub(super) enum Dialog {
    /// Choose a preset.
    NewProject { presets: Vec<PresetOffer> },
    /// Choose a field to fill.
    AddRule { filter: String },
    /// Choose environment and cases for an export.
    Export { environment: String, cases: CaseChoice },
    /// Look at what an import would change.
    Import { file: PathBuf, plan: Box<ImportPlan>, warnings: Vec<String> },
    /// Paste a payload.
    PasteSample { text: String, problem: Option<String> },
    /// Paste requests into the story.
    PasteRequest { text: String, problem: Option<String> },
    /// Change the JSON of a sample.
    EditSample { sample: usize, text: String },
    /// Give a sample another name.
    RenameSample { sample: usize, name: String },
    /// Change the note of a rule.
    EditNote { rule_set: usize, rule: usize, note: String },
    /// Deal with unsaved changes before something else.
    Unsaved { then: Box<Intent> },
    /// Find anything.
    Palette { text: String, chosen: usize },
    /// Choose a file inside the window.
    Files { request: FileRequest, browser: crate::gui::files::FileBrowser },
    /// The function reference.
    Functions { filter: String },
    /// All keys.
    Shortcuts,
    /// Version and licence.
    About,
    /// Something could not be done.
    Failed { title: String, text: String },
}
