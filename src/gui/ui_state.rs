//! What the window itself knows while it is open: dialogs, filters, where the keyboard shall go.

use std::collections::BTreeSet;
use std::time::Duration;

use egui::Rect;

use crate::gui::cases_state::CasesUi;
use crate::gui::comparing::{CompareChoice, Comparing};
use crate::gui::coverage_rows::CoverageState;
pub(super) use crate::gui::data_state::DataList;
use crate::gui::data_state::DataState;
use crate::gui::explained::Explained;
use crate::gui::open_dialog::Dialog;
use crate::gui::promote_rows::PromoteUi;
use crate::gui::sample_rows::SampleRows;
use crate::gui::snippet_stops::SnippetStops;
use crate::workbench::language::{Completions, HoverCard, SignatureHelp, UseRow, Used};
use crate::workbench::{FindQuery, FindResult, ReachedRow, ScriptPlace, Workbench};

/// The state of the window.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own, and none excludes another")]
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
    /// The selected attribute as scripts name it, without the places of entries: `user.emails.value`.
    pub attribute_name: Option<String>,
    /// What the list of samples is narrowed to.
    pub sample_filter: String,
    /// Which samples the lists show.
    pub rows: SampleRows,
    /// Values of an older state are shown as such; not at once, so that typing does not flicker.
    pub shows_stale: bool,
    /// How long the last whole preview took, and of how many samples it was.
    pub preview_took: Option<(usize, Duration)>,
    /// The page below the editor.
    pub bottom: BottomPage,
    /// What the samples come by.
    pub coverage: CoverageState,
    /// Where something is used.
    pub uses: UsesState,
    /// What is looked for in the scripts.
    pub find: FindState,
    /// What can be written at the cursor, while the list of it is open.
    pub completing: Option<Completing>,
    /// The list is to be made anew in the next frame.
    pub completion_wish: Option<CompletionWish>,
    /// The places of an inserted snippet that are still to be filled in.
    pub snippet: Option<SnippetStops>,
    /// The signature above the call that is being written.
    pub signature: Option<ShownSignature>,
    /// A call was begun in the frame before.
    pub begins_call: bool,
    /// What is said about a piece of the script.
    pub card: Option<ShownCard>,
    /// The card is to be shown for what is at the cursor.
    pub asks_card: bool,
    /// Another number for everything that background work gave.
    pub answer: u64,
    /// What is said about the value in the selected cell.
    pub explained: Explained,
    /// What values came from is shown over all samples, not for the selected one.
    pub shows_all_origins: bool,
    /// The step of its evaluation that is looked at.
    pub trace_step: usize,
    /// The step is another one than in the frame before.
    pub is_step_moved: bool,
    /// The values of the evaluation stand beside the lines; a setting.
    pub shows_values: bool,
    /// The scripts that the selected attribute reached or decided.
    pub reached: Vec<ReachedRow>,
    /// The selected attribute is another one than in the frame before.
    pub is_attribute_moved: bool,
    /// The attribute that is to be selected in the payload, by its path.
    pub wanted_attribute: Option<String>,
    /// Tables and variables.
    pub data: DataState,
    /// The selected problem.
    pub problem: Option<usize>,
    /// The rule that was in the editor last.
    pub last_rule: Option<ScriptPlace>,
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
    /// The Cases view.
    pub cases: CasesUi,
    /// The selected row of who links to whom.
    pub match_row: Option<usize>,
    /// What the Promote view shows besides.
    pub promote: PromoteUi,
    /// Two mappings that are held against each other, in the place of the view.
    pub comparing: Option<Box<Comparing>>,
    /// What can be compared, while a file is asked for.
    pub compare_choice: Option<CompareChoice>,
    /// The day, as `2026-11-22`.
    pub today: String,
}

/// What is looked for in the scripts.
#[derive(Debug, Default)]
pub(super) struct FindState {
    /// What is looked for.
    pub query: FindQuery,
    /// Only the script in the editor is looked at.
    pub is_in_script: bool,
    /// What was found.
    pub result: FindResult,
    /// The revision and the question that the result is for.
    pub found_for: Option<(u64, FindQuery, Option<ScriptPlace>)>,
    /// The selected place.
    pub selected: Option<usize>,
    /// The selected place is another one than in the frame before.
    pub is_moved: bool,
}

/// The open list of what can be written at the cursor.
#[derive(Clone, Debug)]
pub(super) struct Completing {
    /// In which script.
    pub place: ScriptPlace,
    /// What can be written.
    pub found: Completions,
    /// The chosen possibility.
    pub selected: usize,
    /// The chosen possibility is another one than in the frame before.
    pub is_moved: bool,
    /// Where the cursor is in the script, in characters.
    pub cursor: usize,
    /// Where the cursor was on the screen last.
    pub caret: Option<Rect>,
    /// The pointer is over the list.
    pub is_pointed_at: bool,
}

/// Why the list of what can be written is made anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CompletionWish {
    /// It was asked for.
    Asked,
    /// Something was typed.
    Typed,
    /// Something was taken out.
    Erased,
}

/// The signature of the call that is being written.
#[derive(Clone, Debug)]
pub(super) struct ShownSignature {
    /// In which script.
    pub place: ScriptPlace,
    /// The revision and the cursor that it is for.
    pub at: (u64, usize),
    /// What is shown.
    pub help: SignatureHelp,
}

/// What is said about a piece of the script.
#[derive(Clone, Debug)]
pub(super) struct ShownCard {
    /// In which script.
    pub place: ScriptPlace,
    /// The revision that it is for.
    pub revision: u64,
    /// What is said; `None` when nothing is known of what is there.
    pub card: Option<HoverCard>,
    /// The character that was asked about.
    pub position: usize,
    /// The box of the piece on the screen.
    pub rect: Rect,
    /// It was asked for by a key, and stays until the cursor moves.
    pub is_by_key: bool,
}

/// Where something is used.
#[derive(Debug, Default)]
pub(super) struct UsesState {
    /// What is looked at.
    pub used: Option<Used>,
    /// The places.
    pub rows: Vec<UseRow>,
    /// The selected place.
    pub selected: Option<usize>,
    /// What the places are of, with the revision.
    made_for: Option<(u64, Used)>,
}

impl UsesState {
    /// Brings the places up to the scripts.
    pub fn renew(&mut self, workbench: &Workbench) {
        let Some(used) = &self.used else { return };
        let key = (workbench.revision(), used.clone());
        if self.made_for.as_ref() != Some(&key) {
            self.rows = workbench.where_used(used);
            self.selected = self.selected.filter(|selected| *selected < self.rows.len());
            self.made_for = Some(key);
        }
    }
}

/// A page below the editor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum BottomPage {
    #[default]
    Problems,
    Trace,
    Coverage,
    Find,
    Uses,
    Tables,
    Variables,
}

impl BottomPage {
    pub(super) const ALL: [Self; 7] =
        [Self::Problems, Self::Trace, Self::Coverage, Self::Tables, Self::Variables, Self::Find, Self::Uses];

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Problems => "Problems",
            Self::Trace => "Trace",
            Self::Coverage => "Coverage",
            Self::Uses => "Uses",
            Self::Find => "Find",
            Self::Tables => "Tables",
            Self::Variables => "Variables",
        }
    }

    /// How much room it takes at first.
    pub(super) fn room(self) -> PageRoom {
        match self {
            Self::Problems => PageRoom::Low,
            Self::Tables => PageRoom::Editor,
            _ => PageRoom::Tall,
        }
    }
}

/// How much room a page below the editor takes at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageRoom {
    /// A few lines.
    Low,
    /// Many lines.
    Tall,
    /// Most of what there is; the page is worked in.
    Editor,
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
    Trace,
    Coverage,
    Find,
    Places,
    Uses,
    Tables,
    Variables,
    Requests,
    Body,
    Result,
    Cases,
    CaseFields,
    Checks,
    Changes,
    Impact,
    Persons,
    History,
    ComparedChanges,
}
