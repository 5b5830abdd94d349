//! What menus and keys ask of the Promote view: conflicts, acknowledgements, versions.

use std::path::PathBuf;

use jiff::Timestamp;
use serde_json::Value;

use crate::change::{Settlement, Subject};
use crate::gui::PromotionCommand;
use crate::gui::app::App;
use crate::gui::file_worker::{FileJob, PastRead, Recorded};
use crate::gui::files::{FilePurpose, FileRequest};
use crate::gui::open_dialog::Dialog;
use crate::gui::panels::counted;
use crate::gui::promote_rows::EditedConflict;
use crate::gui::ui_state::FocusTarget;
use crate::gui::user::user_name;
use crate::mapping::MappingFile;
use crate::project::{AcceptedHardCoded, LedgerEntry, LedgerEvent};
use crate::workbench::impact::ImpactSource;
use crate::workbench::{Command, Notice, PromoteCommand, SelectCommand, Shown, View, text_of};

impl App {
    pub(in crate::gui) fn carry_out_promotion_command(
        &mut self,
        command: PromotionCommand,
        ctx: &egui::Context,
    ) {
        use PromotionCommand as P;
        match command {
            P::LookAtProtected => self.look_at_protected(),
            P::GoToChecks => self.focus(FocusTarget::Checks),
            P::GoToChanges => self.focus(FocusTarget::Changes),
            P::GoToImpact => self.focus(FocusTarget::Impact),
            P::GoToPersons => self.focus(FocusTarget::Persons),
            P::GoToHistory => self.focus(FocusTarget::History),
            P::ImpactOfSamples => self.start_impact(None),
            P::ImpactOfDirectory => self.ask_for(FilePurpose::ImpactInput),
            P::CancelImpact => self.worker.cancel_impact(),
            P::SaveImpact => self.ask_impact_csv(),
            P::Acknowledge => self.acknowledge_shown(),
            P::AcknowledgeAll => self.acknowledge_all(),
            P::NextConflict => self.step_conflict(1),
            P::PreviousConflict => self.step_conflict(-1),
            P::TakeTheirs => self.settle_shown(Settlement::Theirs),
            P::TakeOurs => self.settle_shown(Settlement::Ours),
            P::TakeBase => self.settle_shown(Settlement::Base),
            P::EditBoth => self.edit_both(),
            P::TakeMerge => self.take_merge(),
            P::NextChange => self.step_change(1),
            P::PreviousChange => self.step_change(-1),
            P::Compare => self.show_compare(),
            P::CopyComparison => self.copy_comparison(ctx),
            P::SaveComparison => self.ask_comparison_file(),
            P::OpenVersion => self.compare_version_with_before(),
            P::CompareVersion => self.compare_version_with_project(),
            P::BringBack => self.ask_bring_back(),
        }
    }

    fn look_at_protected(&mut self) {
        let Some(name) = self.workbench.next_protected().map(|environment| environment.name.clone()) else {
            return;
        };
        self.apply(Command::Select(SelectCommand::View(View::Promote)));
        self.apply(Command::Select(SelectCommand::Environment(name)));
    }

    /// Looks who changes, among the samples or among the users in a file.
    pub(in crate::gui) fn start_impact(&mut self, path: Option<PathBuf>) {
        let source = path.map_or(ImpactSource::Samples, ImpactSource::File);
        self.find_impact(source, None);
    }

    fn find_impact(&mut self, source: ImpactSource, rows_to: Option<PathBuf>) {
        self.apply(Command::Select(SelectCommand::View(View::Promote)));
        self.workbench.set_now(Timestamp::now());
        self.apply(Command::Promote(PromoteCommand::FindImpact { source, rows_to }));
    }

    /// Asks for the file to which everybody who changes is written.
    fn ask_impact_csv(&mut self) {
        let folder = self.usual_folder();
        let file_name = format!("impact-{}.csv", self.workbench.environment_name());
        self.ask(FileRequest { purpose: FilePurpose::SaveImpact, file_name, folder });
    }

    /// Looks again at whom was looked at last, and writes everybody who changes to a file.
    pub(in crate::gui) fn save_impact(&mut self, path: PathBuf) {
        if let Some(source) = self.workbench.impact_source().cloned() {
            self.find_impact(source, Some(path));
        }
    }

    /// Agrees to groups, or takes it back, in the name of the user of the system.
    pub(in crate::gui) fn acknowledge(&mut self, ids: Vec<String>, is: bool) {
        let (by, at) = (user_name(), Timestamp::now().to_string());
        self.apply(Command::Promote(PromoteCommand::Acknowledge { ids, is, by, at }));
    }

    fn acknowledge_shown(&mut self) {
        let Some(idx) = self.workbench.shown_group() else { return };
        let Some(row) = self.workbench.group_rows().into_iter().nth(idx) else { return };
        let is = row.state != crate::workbench::GroupState::Acknowledged;
        self.acknowledge(vec![row.id], is);
    }

    fn acknowledge_all(&mut self) {
        let ids = self.workbench.group_rows().into_iter().map(|row| row.id).collect();
        self.acknowledge(ids, true);
    }

    /// Shows the next conflict; behind the last one the first.
    fn step_conflict(&mut self, step: isize) {
        let Some(view) = self.workbench.promote_view() else { return };
        let rows: Vec<usize> = view
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.conflict.is_some())
            .map(|(idx, _)| idx)
            .collect();
        let Some(last) = rows.len().checked_sub(1) else { return };
        let shown = match self.workbench.promote_shown() {
            Shown::Change(row) => rows.iter().position(|other| *other == row),
            _ => None,
        };
        let next = match (shown, step > 0) {
            (None, true) => 0,
            (None, false) => last,
            (Some(at), true) => {
                if at == last {
                    0
                } else {
                    at + 1
                }
            }
            (Some(at), false) => at.checked_sub(1).unwrap_or(last),
        };
        if let Some(row) = rows.get(next) {
            self.apply(Command::Promote(PromoteCommand::Show(Shown::Change(*row))));
        }
    }

    fn settle_shown(&mut self, how: Settlement) {
        let Some((_, conflict)) = self.workbench.shown_conflict() else { return };
        self.settle(conflict.at.clone(), how);
    }

    fn settle(&mut self, at: Subject, how: Settlement) {
        self.apply(Command::Promote(PromoteCommand::Settle { at, how: Some(how) }));
    }

    /// Settles a conflict with a value that was typed.
    pub(in crate::gui) fn settle_with(&mut self, at: Subject, value: Value) {
        self.settle(at, Settlement::Edited(value));
    }

    /// Puts both sides together, and notes that in the ledger.
    fn take_merge(&mut self) {
        let settled = self.workbench.promote_view().map_or(0, |view| view.conflicts.len());
        let Some(file) = self.workbench.drift_file().cloned() else { return };
        self.apply(Command::Promote(PromoteCommand::TakeMerge));
        if self.workbench.drift_file().is_none() {
            let words = counted(settled, "conflict");
            self.note_in_ledger(LedgerEvent::DriftSettled, file, &format!("{words} settled"));
        }
    }

    /// Writes down what happened to a mapping file; see [`App::record`].
    pub(in crate::gui) fn note_in_ledger(&mut self, what: LedgerEvent, file: MappingFile, words: &str) {
        let provenance = file.provenance.clone();
        let entry = LedgerEntry {
            at: Timestamp::now().to_string(),
            who: user_name(),
            what,
            environment: provenance.environment,
            account: provenance.account,
            revision: provenance.revision,
            digest: provenance.digest,
            based_on: provenance.based_on,
            words: words.to_owned(),
            ..LedgerEntry::default()
        };
        self.record(Recorded { file, entry });
    }

    /// Accepts the ids and addresses of one account that were found, in the name of the user.
    pub(in crate::gui) fn accept_hard_coded(&mut self, reason: String) {
        let found = self.workbench.promote_view().map(|view| view.hard_coded.clone()).unwrap_or_default();
        let (by, at) = (user_name(), Timestamp::now().to_string());
        let accepted = AcceptedHardCoded { found, reason, by, at };
        self.apply(Command::Promote(PromoteCommand::AcceptHardCoded(accepted)));
    }

    fn edit_both(&mut self) {
        let Some((_, conflict)) = self.workbench.shown_conflict() else { return };
        let row = self.workbench.shown_change();
        let title = row.map(|row| format!("{} {}", row.noun, row.name)).unwrap_or_default();
        let mut edited = EditedConflict::new(conflict, title.trim().to_owned());
        if let Some(Settlement::Edited(value)) = &conflict.settled {
            edited.text = text_of(value);
        }
        self.show(Dialog::EditBoth(edited));
    }

    /// Goes to another difference: of the comparison, or of what the account would get.
    fn step_change(&mut self, step: isize) {
        if let Some(comparing) = &mut self.state.comparing {
            return comparing.step(step);
        }
        let count = self.workbench.promote_view().map_or(0, |view| view.rows.len());
        let Some(last) = count.checked_sub(1) else { return };
        let row = match self.workbench.promote_shown() {
            Shown::Change(row) => row.saturating_add_signed(step).min(last),
            _ => 0,
        };
        self.apply(Command::Promote(PromoteCommand::Show(Shown::Change(row))));
    }

    /// Reads the history of the project anew.
    pub(in crate::gui) fn read_past(&mut self) {
        let Some(root) = self.workbench.root().map(std::path::Path::to_owned) else { return };
        self.files.start(FileJob::Past { root });
        self.take_file_events();
    }

    /// Takes the history of the project; what is wrong with it is told.
    pub(in crate::gui) fn past_read(&mut self, read: PastRead) {
        if self.workbench.root() != Some(&read.root) {
            return;
        }
        match read.past {
            Ok((past, diagnostics)) => {
                self.apply(Command::Promote(PromoteCommand::Past(past)));
                let said: Vec<String> = diagnostics.into_iter().map(|found| found.message).collect();
                if self.state.promote.said_of_past != said {
                    for text in &said {
                        self.notify(Notice::warning(text.clone()));
                    }
                    self.state.promote.said_of_past = said;
                }
            }
            Err(error) => self.notify(Notice::error(format!("The history was not read: {error}"))),
        }
    }
}
