//! Holding two mappings against each other, and bringing an earlier one back.

use std::path::PathBuf;

use egui::Context;

use crate::gui::app::App;
use crate::gui::comparing::{CompareChoice, Comparing};
use crate::gui::file_worker::{FileJob, file_name};
use crate::gui::files::{FilePurpose, FileRequest};
use crate::gui::open_dialog::Dialog;
use crate::gui::ui_state::FocusTarget;
use crate::mapping::MappingFile;
use crate::project::LedgerEvent;
use crate::workbench::{
    Command, Comparison, ComparisonSide, ComparisonTitle, Notice, PromoteCommand, comparison_sides,
};

impl App {
    /// Asks which two mappings; at first what the account has and the project as it is.
    pub(in crate::gui) fn show_compare(&mut self) {
        let sides = comparison_sides(self.workbench.model(), self.workbench.past(), &self.state.today);
        let environment = self.workbench.environment_name();
        let is_account = |side: &ComparisonTitle| matches!(&side.side, ComparisonSide::Account { environment: of } if of == environment);
        let is_project = |side: &ComparisonTitle| matches!(&side.side, ComparisonSide::Project { environment: of } if of == environment);
        let after = sides.iter().position(is_project).unwrap_or(0);
        let other = sides.iter().position(|side| matches!(side.side, ComparisonSide::Version { .. }));
        let before = sides.iter().position(is_account).or(other);
        let before = before.unwrap_or_else(|| (0..sides.len()).find(|idx| *idx != after).unwrap_or(0));
        self.show(Dialog::Compare(CompareChoice { sides, before, after }));
    }

    /// Asks for a mapping file that is to be compared as well.
    pub(in crate::gui) fn ask_compare_file(&mut self, choice: CompareChoice) {
        self.state.compare_choice = Some(choice);
        self.ask_for(FilePurpose::CompareFile);
    }

    /// Adds a mapping file to what can be compared; it is the older one.
    pub(in crate::gui) fn compare_file_chosen(&mut self, path: PathBuf) {
        let Some(mut choice) = self.state.compare_choice.take() else { return };
        let title = file_name(&path);
        choice.before = choice.sides.len();
        choice.sides.push(ComparisonTitle { side: ComparisonSide::File { path }, title });
        self.show(Dialog::Compare(choice));
    }

    /// Starts to compare; the files are read beside the frames.
    pub(in crate::gui) fn compare(&mut self, before: ComparisonTitle, after: ComparisonTitle) {
        let root = self.workbench.root().map(std::path::Path::to_owned);
        let model = Box::new(self.workbench.model().clone());
        self.files.start(FileJob::Compare { root, model, before, after });
        self.take_file_events();
    }

    pub(in crate::gui) fn compared(&mut self, compared: Result<Comparison, String>) {
        match compared {
            Ok(comparison) => {
                self.state.comparing = Some(Box::new(Comparing::new(comparison)));
                self.state.focus = Some(FocusTarget::ComparedChanges);
            }
            Err(text) => {
                let title = "The mappings were not compared".to_owned();
                self.show(Dialog::Failed { title, text });
            }
        }
    }

    /// The selected version as a side of a comparison.
    fn shown_side(&self) -> Option<ComparisonTitle> {
        let entry = &self.workbench.shown_known_version()?.entry;
        Some(ComparisonTitle {
            side: ComparisonSide::Version { digest: entry.digest.clone() },
            title: format!("Revision {}", entry.revision),
        })
    }

    pub(in crate::gui) fn compare_version_with_project(&mut self) {
        let Some(before) = self.shown_side() else { return };
        let environment = self.workbench.environment_name().to_owned();
        let side = ComparisonSide::Project { environment };
        self.compare(before, ComparisonTitle { side, title: "Project now".to_owned() });
    }

    pub(in crate::gui) fn compare_version_with_before(&mut self) {
        let Some(after) = self.shown_side() else { return };
        let before = match self.workbench.version_before_shown() {
            Some(version) => ComparisonTitle {
                side: ComparisonSide::Version { digest: version.entry.digest.clone() },
                title: format!("Revision {}", version.entry.revision),
            },
            None => ComparisonTitle { side: ComparisonSide::Nothing, title: "Nothing".to_owned() },
        };
        self.compare(before, after);
    }

    /// Reads the selected version, to ask whether it is to be brought back.
    pub(in crate::gui) fn ask_bring_back(&mut self) {
        let (Some(version), Some(root)) = (self.workbench.shown_known_version(), self.workbench.root())
        else {
            return;
        };
        let (root, digest) = (root.to_owned(), version.entry.digest.clone());
        self.files.start(FileJob::OpenVersion { root, digest });
        self.take_file_events();
    }

    /// Asks whether a version is to be brought back.
    pub(in crate::gui) fn version_opened(&mut self, opened: Result<Box<MappingFile>, String>) {
        match opened {
            Ok(file) => {
                let provenance = &file.provenance;
                let title = format!("Bring revision {} back?", provenance.revision);
                let words = format!(
                    "Rules, functions and tables of the project become as they were on {}, and the variables of {} too. Undo takes that back; the account is not touched.",
                    provenance.exported_at.split('T').next().unwrap_or_default(),
                    provenance.environment,
                );
                self.show(Dialog::BringBack { file, title, words });
            }
            Err(text) => self.show(Dialog::Failed { title: "The version was not opened".to_owned(), text }),
        }
    }

    pub(in crate::gui) fn bring_back(&mut self, file: Box<MappingFile>) {
        self.apply(Command::Promote(PromoteCommand::BringBack(file.clone())));
        self.note_in_ledger(LedgerEvent::BroughtBack, *file, "");
    }

    pub(in crate::gui) fn copy_comparison(&mut self, ctx: &Context) {
        let Some(comparing) = &self.state.comparing else { return };
        ctx.copy_text(comparing.comparison.html.clone());
        self.notify(Notice::note("The comparison is copied as a web page"));
    }

    pub(in crate::gui) fn ask_comparison_file(&mut self) {
        if self.state.comparing.is_none() {
            return;
        }
        let folder = self.usual_folder();
        self.ask(FileRequest {
            purpose: FilePurpose::SaveComparison,
            file_name: "comparison.html".to_owned(),
            folder,
        });
    }

    pub(in crate::gui) fn save_comparison(&mut self, path: PathBuf) {
        let Some(comparing) = &self.state.comparing else { return };
        let bytes = comparing.comparison.html.clone().into_bytes();
        self.files.start(FileJob::Write { path, bytes });
        self.take_file_events();
    }
}
