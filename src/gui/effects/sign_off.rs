//! Sign-off sheets: chosen, written, read again.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::gui::app::App;
use crate::gui::dialogs::{PersonFilter, SheetChoice};
use crate::gui::file_worker::FileJob;
use crate::gui::files::{FilePurpose, FileRequest};
use crate::gui::open_dialog::Dialog;
use crate::workbench::{Notice, SignOffImport, SignOffRequest};

impl App {
    pub(in crate::gui) fn show_sign_off(&mut self) {
        let environment = self.workbench.environment_name().to_owned();
        let choice = SheetChoice { environment, ..SheetChoice::default() };
        self.show(Dialog::SignOff { choice, filter: PersonFilter::default() });
    }

    pub(in crate::gui) fn ask_sign_off(&mut self, choice: SheetChoice) {
        let name = self.workbench.model().settings.name.to_lowercase().replace(' ', "-");
        let file_name = format!("{name}-sign-off.{}", choice.form.ending());
        let folder = self.usual_folder();
        self.ask(FileRequest { purpose: FilePurpose::SignOffSheet { choice }, file_name, folder });
    }

    pub(in crate::gui) fn write_sign_off(&mut self, path: PathBuf, choice: &SheetChoice) {
        let request = SignOffRequest {
            environment: choice.environment.clone(),
            now: Timestamp::now(),
            persons: choice.persons.clone(),
            unlock_people: choice.unlock_people,
        };
        let model = self.workbench.model().clone();
        let (form, language) = (choice.form, choice.language);
        self.files.start(FileJob::WriteSheet { path, model, request, form, language });
        self.take_file_events();
    }

    pub(in crate::gui) fn read_sign_off(&mut self, path: PathBuf) {
        let model = self.workbench.model().clone();
        self.files.start(FileJob::ReadSheet { path, model, now: Timestamp::now() });
        self.take_file_events();
    }

    pub(in crate::gui) fn sheet_written(&mut self, path: &Path, written: Result<(), String>) {
        match written {
            Ok(()) => self.notify(Notice::note(format!("Sign-off sheet written to {}", path.display()))),
            Err(text) => {
                let title = "The sign-off sheet was not written".to_owned();
                self.show(Dialog::Failed { title, text });
            }
        }
    }

    pub(in crate::gui) fn sheet_read(&mut self, path: PathBuf, read: Result<SignOffImport, String>) {
        match read {
            Ok(mut import) => {
                let today = Timestamp::now().to_zoned(TimeZone::system()).date().to_string();
                import.name_reviewer("", &today);
                let import = Box::new(import);
                self.show(Dialog::ImportSignOff { file: path, import, reviewer: String::new() });
            }
            Err(text) => {
                let title = "The sign-off sheet is not imported".to_owned();
                self.show(Dialog::Failed { title, text });
            }
        }
    }
}
