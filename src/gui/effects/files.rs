//! Files: asked for, loaded.
//!
//! Not what mapping files are, which is in `exchange`.

use std::path::{Path, PathBuf};

use egui::{Context, DroppedFile};
use jiff::Timestamp;

use crate::diagnostic::Diagnostic;
use crate::gui::app::App;
use crate::gui::file_worker::FileJob;
use crate::gui::files::{FileAnswer, FileBrowser, FilePurpose, FileRequest};
use crate::gui::intent::Intent;
use crate::gui::open_dialog::{Accept, Dialog};
use crate::mapping::MAPPING_FILE_SUFFIX;
use crate::workbench::{JoinedSamples, mask_loaded, samples_from_bytes};

impl App {
    /// Where file dialogs begin: beside the project.
    pub(in crate::gui) fn usual_folder(&self) -> Option<PathBuf> {
        let root = self.workbench.root().or_else(|| self.settings.recent.first().map(PathBuf::as_path))?;
        Some(root.parent().unwrap_or(root).to_owned())
    }

    pub(in crate::gui) fn ask_for(&mut self, purpose: FilePurpose) {
        let folder = self.usual_folder();
        self.ask(FileRequest { purpose, file_name: String::new(), folder });
    }

    pub(in crate::gui) fn ask(&mut self, request: FileRequest) {
        self.asked = Some(request);
        self.state.dialog = None;
    }

    pub(in crate::gui) fn poll_dialogs(&mut self, ctx: &Context) {
        if let Some(request) = self.asked.clone()
            && !self.state.is_asking
        {
            self.state.is_asking = true;
            self.dialogs.start(&request, ctx);
        }
        let Some(answer) = self.dialogs.poll() else { return };
        self.state.is_asking = false;
        let Some(request) = self.asked.take() else { return };
        match answer {
            FileAnswer::Chosen(path) => self.file_chosen(&request, path),
            FileAnswer::Cancelled => self.after_save = None,
            FileAnswer::Unavailable => {
                let browser = FileBrowser::new(&request);
                self.state.dialog = Some(Box::new(Dialog::Files { request, browser }));
            }
        }
    }

    pub(in crate::gui) fn file_chosen(&mut self, request: &FileRequest, path: PathBuf) {
        match &request.purpose {
            FilePurpose::OpenProject => self.outbox.send(Intent::OpenProject(path)),
            FilePurpose::SaveProject => self.save_to(&path),
            FilePurpose::LoadPayloads => self.outbox.send(Intent::LoadPayloads(path)),
            FilePurpose::ImpactInput => self.start_impact(Some(path)),
            FilePurpose::SaveImpact => self.save_impact(path),
            FilePurpose::CompareFile => self.compare_file_chosen(path),
            FilePurpose::SaveComparison => self.save_comparison(path),
            FilePurpose::ImportMapping => {
                self.outbox.send(Intent::PlanImport { file: path, accept: Accept::AsExported });
            }
            FilePurpose::SignOffSheet { choice } => self.write_sign_off(path, choice),
            FilePurpose::ImportSignOff => self.read_sign_off(path),
            FilePurpose::ExportMapping { environment, cases } => self.export_to(&path, environment, *cases),
            FilePurpose::ImportTable { table } => self.import_table(&path, table.clone()),
            FilePurpose::ExportTable { table } => self.export_table(&path, table),
        }
    }

    pub(in crate::gui) fn take_dropped_file(&mut self, file: &dyn DroppedFile) {
        let path = file.path().to_owned();
        if path.is_dir() {
            self.outbox.send(Intent::OpenProject(path));
        } else if path.to_string_lossy().ends_with(MAPPING_FILE_SUFFIX) {
            self.outbox.send(Intent::PlanImport { file: path, accept: Accept::AsExported });
        } else {
            self.outbox.send(Intent::LoadPayloads(path));
        }
    }

    pub(in crate::gui) fn load_payloads(&mut self, path: &Path) {
        let Ok(mask) = self.mask_on_load() else { return };
        let before = self.workbench.model().samples.clone();
        self.files.start(FileJob::Load { path: path.to_owned(), date: today(), before, mask });
        self.take_file_events();
    }

    /// Takes payloads from a text; one that cannot be read stays in the dialog to be mended.
    pub(in crate::gui) fn paste_payloads(&mut self, text: String) {
        let source = "the clipboard";
        let Ok(mask) = self.mask_on_load() else { return };
        let mut loaded = samples_from_bytes(source, text.as_bytes(), &today());
        if let Some(mask) = mask {
            mask_loaded(&mask.model, &mask.secret, &mut loaded);
        }
        let joined = JoinedSamples::new(&self.workbench.model().samples, loaded);
        if let Err(reasons) = self.add_samples(joined) {
            let problem = Some(format!("Nothing could be read from {source}: {reasons}"));
            self.show(Dialog::PasteSample { text, problem });
        }
    }
}

/// The day, as samples note it.
fn today() -> String {
    Timestamp::now().strftime("%Y-%m-%d").to_string()
}

/// What is wrong with a file, a line for each, in the order of the file.
pub(super) fn reasons(diagnostics: &[Diagnostic]) -> String {
    let lines = diagnostics.iter().map(|diagnostic| {
        let at = diagnostic.place.span.map(|span| format!(" (line {}, column {})", span.line, span.column));
        let help = diagnostic.help.as_deref().map(|help| format!(" — {help}"));
        format!("{}{}{}", diagnostic.message, at.unwrap_or_default(), help.unwrap_or_default())
    });
    lines.collect::<Vec<_>>().join("\n")
}
