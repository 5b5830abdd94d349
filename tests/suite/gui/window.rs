//! The whole window without a display, driven as a person would: by the labels that stand on it.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use egui::{Context, Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use scimwright::gui::{App, AppSetup, FileAnswer, FileDialogs, FileRequest, Work};

/// File dialogs that answer what they were told.
#[derive(Default)]
pub struct ScriptedDialogs {
    answers: VecDeque<FileAnswer>,
    is_asked: bool,
}

impl FileDialogs for ScriptedDialogs {
    fn start(&mut self, _: &FileRequest, _: &Context) {
        self.is_asked = true;
    }

    fn poll(&mut self) -> Option<FileAnswer> {
        if !std::mem::take(&mut self.is_asked) {
            return None;
        }
        Some(self.answers.pop_front().unwrap_or(FileAnswer::Cancelled))
    }
}

/// The window and the few things people do with it.
pub struct Window {
    pub harness: Harness<'static, App>,
}

impl Window {
    /// The window on the first preset.
    pub fn open(answers: impl IntoIterator<Item = FileAnswer>) -> Self {
        Self::open_with(None, None, answers)
    }

    /// The window on a project, with a file for unsaved work.
    pub fn open_with(
        project: Option<PathBuf>,
        recovery: Option<PathBuf>,
        answers: impl IntoIterator<Item = FileAnswer>,
    ) -> Self {
        let dialogs = ScriptedDialogs { answers: answers.into_iter().collect(), is_asked: false };
        let setup =
            AppSetup { project, recovery, dialogs: Box::new(dialogs), work: Work::Inline, measurement: None };
        let mut harness = Harness::builder()
            .with_size([1440.0, 900.0])
            .with_max_steps(16)
            // The samples hold names in scripts that only system fonts have.
            .allow_missing_glyphs()
            .build_eframe(|creation| App::new(creation, setup));
        harness.run_ok();
        Self { harness }
    }

    /// The app itself.
    pub fn app(&self) -> &App {
        self.harness.state()
    }

    /// Presses what is called so.
    #[track_caller]
    pub fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.harness.run_ok();
    }

    /// Presses the first thing that has this in its name.
    #[track_caller]
    pub fn click_containing(&mut self, label: &str) {
        let found = self.harness.get_all_by_label_contains(label).next();
        found.unwrap_or_else(|| panic!("nothing is called {label}")).click();
        self.harness.run_ok();
    }

    /// Presses keys.
    pub fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run_ok();
    }

    /// Presses a key with Ctrl.
    pub fn command(&mut self, key: Key) {
        self.press(Modifiers::COMMAND, key);
    }

    /// Replaces the whole script in the editor.
    #[track_caller]
    pub fn type_script(&mut self, script: &str) {
        self.harness.get_by_role(Role::MultilineTextInput).focus();
        self.harness.run_ok();
        self.command(Key::A);
        self.harness.get_by_role(Role::MultilineTextInput).type_text(script);
        self.harness.run_ok();
    }

    /// Whether something on the window has this in its name.
    pub fn shows(&self, label: &str) -> bool {
        self.harness.query_all_by_label_contains(label).next().is_some()
    }

    /// Whether something on the window has this in its name, or the test fails.
    #[track_caller]
    pub fn assert_shows(&self, label: &str) {
        assert!(self.shows(label), "nothing on the window says {label}");
    }

    /// Selects the rule of a field.
    pub fn select_rule(&mut self, field: &str) {
        self.click_containing(&format!("Rule {field},"));
    }

    /// Adds a rule by typing the field's name.
    #[track_caller]
    pub fn add_rule(&mut self, field: &str) {
        self.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
        self.harness.get_by_role_and_label(Role::TextInput, "Field").type_text(field);
        self.harness.run_ok();
        self.click(&format!("Field {field}"));
    }

    /// The script in the editor.
    pub fn script(&self) -> &str {
        let workbench = self.app().workbench();
        workbench.script(workbench.selection().script).unwrap_or_default()
    }
}

/// The answer that a file dialog gives.
pub fn chosen(path: &Path) -> FileAnswer {
    FileAnswer::Chosen(path.to_owned())
}
