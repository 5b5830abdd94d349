//! Mapping files out of the project and into it.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use crate::change::seal::{SealState, check_seal};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::gui::app::App;
use crate::gui::effects::files::reasons;
use crate::gui::export_job::{ExportDone, ExportJob, ExportOptions, ExportStopped};
use crate::gui::file_worker::{FileJob, Recorded, file_name};
use crate::gui::files::{FilePurpose, FileRequest};
use crate::gui::intent::Intent;
use crate::gui::open_dialog::{Accept, Dialog};
use crate::gui::user::{key_folder, user_name};
use crate::mapping::{MAPPING_FILE_SUFFIX, MappingFile, read_altered_mapping_file, read_mapping_file};
use crate::project::{
    CaseChoice, ImportPlan, ProjectError, check_fit, open_version, plan_import_from, read_file,
};
use crate::workbench::promotion::import_entry;
use crate::workbench::{Command, Notice, ProjectCommand};

impl App {
    /// Shows what an import would change; a file that must not be used is refused. With
    /// [`Accept::Anyway`] what speaks against it is a warning.
    pub(in crate::gui) fn plan_import(&mut self, path: &Path, accept: Accept) {
        let bytes = match read_file(path) {
            Ok(bytes) => bytes,
            Err(error) => return self.fail("The mapping file was not read", &error),
        };
        let reader = match accept {
            Accept::AsExported => read_mapping_file,
            Accept::Anyway => read_altered_mapping_file,
        };
        let (file, mut found) = reader(&file_name(path), &bytes);
        let Some(file) = file else { return self.refuse(path, &found) };
        let seal = seal_of(&bytes, &file);
        found.extend(seal.diagnostic());
        if matches!(seal, SealState::Broken { .. }) {
            return self.refuse(path, &found);
        }
        let base = match self.base_of(&file) {
            Ok(base) => base,
            Err(error) => return self.fail("The history cannot be read", &error),
        };
        found.extend(check_fit(self.workbench.model(), &file, base.is_some()));
        let is_unfit = found.iter().any(|found| found.severity == Severity::Error);
        if is_unfit && accept == Accept::AsExported {
            return self.refuse(path, &found);
        }
        let plan = Box::new(plan_import_from(self.workbench.model(), file, base));
        let mut warnings: Vec<String> = found.into_iter().map(|diagnostic| diagnostic.message).collect();
        if let SealState::Trusted { .. } = seal {
            warnings.push(seal.words());
        }
        self.show(Dialog::Import { file: path.to_owned(), plan, warnings });
    }

    fn refuse(&mut self, path: &Path, found: &[Diagnostic]) {
        let can_be_accepted = found
            .iter()
            .filter(|found| found.severity == Severity::Error)
            .all(|found| matches!(found.code, Code::FileAltered | Code::OtherAccount | Code::OtherBase));
        let title = "The mapping file is not imported".to_owned();
        let text = reasons(found);
        self.show(if can_be_accepted {
            Dialog::ImportRefused { file: path.to_owned(), text }
        } else {
            Dialog::Failed { title, text }
        });
    }

    /// The version that the file was designed against, where it is not the one that is known anyway.
    fn base_of(&self, file: &MappingFile) -> Result<Option<MappingFile>, ProjectError> {
        let state = self.workbench.model().environments.get(&file.provenance.environment);
        let known = state.and_then(|state| state.exchanged.as_ref()).map(|known| &known.provenance.digest);
        let based_on = file.provenance.based_on.as_ref().filter(|base| Some(*base) != known);
        match (self.workbench.root(), based_on) {
            (Some(root), Some(base)) => Ok(open_version(root, base)?.and_then(|(file, _)| file)),
            _ => Ok(None),
        }
    }

    /// Takes a file over, and writes down that it was.
    pub(in crate::gui) fn import(&mut self, path: &Path, plan: Box<ImportPlan>) {
        let now = Timestamp::now().to_string();
        let entry = import_entry(&plan, &now, &user_name(), &file_name(path));
        let recorded = Recorded { file: plan.file.clone(), entry };
        self.apply(Command::Project(ProjectCommand::Import(plan)));
        // The ledger and the project say the same: both are written together.
        self.unrecorded.push(recorded);
        if self.workbench.root().is_some() {
            self.save();
        }
    }

    /// Writes down what happened.
    pub(in crate::gui) fn record(&mut self, recorded: Recorded) {
        match self.workbench.root() {
            // Without a folder it is written down with the first save.
            None => self.unrecorded.push(recorded),
            Some(root) => {
                self.files.start(FileJob::Record { root: root.to_owned(), recorded: vec![recorded] });
                self.take_file_events();
                self.read_past();
            }
        }
    }

    pub(in crate::gui) fn show_export(&mut self) {
        let environment = self.workbench.environment_name().to_owned();
        let options = ExportOptions::default();
        self.show(Dialog::Export { environment, cases: CaseChoice::AsBefore, options });
    }

    /// Asks where the file goes. A project without a folder is saved first, since it keeps what went out.
    pub(in crate::gui) fn ask_export(
        &mut self,
        environment: String,
        cases: CaseChoice,
        options: ExportOptions,
    ) {
        if self.workbench.root().is_none() {
            self.after_save = Some(Box::new(Intent::Export { environment, cases, options }));
            return self.save();
        }
        self.export_options = options;
        let name = self.workbench.model().settings.name.to_lowercase().replace(' ', "-");
        let file_name = format!("{name}-{environment}{MAPPING_FILE_SUFFIX}");
        let folder = self.usual_folder();
        self.ask(FileRequest {
            purpose: FilePurpose::ExportMapping { environment, cases },
            file_name,
            folder,
        });
    }

    pub(in crate::gui) fn export_to(&mut self, path: &Path, environment: &str, cases: CaseChoice) {
        let Some(root) = self.workbench.root() else { return };
        self.files.start(FileJob::Export(Box::new(ExportJob {
            path: path.to_owned(),
            root: root.to_owned(),
            revision: self.workbench.revision(),
            model: self.workbench.model().clone(),
            baseline: self.baseline.clone(),
            loaded: self.workbench.load_diagnostics().to_vec(),
            environment: environment.to_owned(),
            cases,
            options: std::mem::take(&mut self.export_options),
            now: Timestamp::now(),
            who: user_name(),
            impact: self
                .workbench
                .impact()
                .filter(|_| environment == self.workbench.environment_name())
                .cloned(),
        })));
        self.take_file_events();
    }

    pub(in crate::gui) fn exported(&mut self, outcome: Result<ExportDone, ExportStopped>) {
        let title = "The mapping file was not exported".to_owned();
        match outcome {
            Ok(done) => {
                self.baseline = Some(Arc::new(done.baseline));
                let (environment, file) = (done.environment, done.file);
                self.apply(Command::Project(ProjectCommand::Saved {
                    root: done.root,
                    revision: done.revision,
                }));
                self.apply(Command::Project(ProjectCommand::Exported { environment, file }));
                if !self.workbench.is_modified() {
                    self.forget_unsaved_work();
                }
                // That the project was saved with it goes without saying.
                while self.workbench.notices().last().is_some_and(|notice| notice.severity == Severity::Note)
                {
                    self.dismiss_notice();
                }
                self.notify(Notice::note(format!("Exported to {}", done.path.display())));
            }
            Err(stopped) => self.show(Dialog::Failed { title, text: stopped.to_string() }),
        }
    }

    pub(in crate::gui) fn recorded(&mut self, written: Result<(), ProjectError>) {
        if let Err(error) = written {
            self.fail("What happened was not written to the ledger", &error);
        }
    }
}

fn seal_of(bytes: &[u8], file: &MappingFile) -> SealState {
    // Keys that cannot be read trust nobody.
    let trusted = key_folder().and_then(|folder| folder.trusted_keys().ok()).unwrap_or_default();
    check_seal(&String::from_utf8_lossy(bytes), file.seal.as_ref(), &trusted)
}
