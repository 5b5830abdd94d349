//! Carrying out what was asked for: commands, files, dialogs, unsaved work.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::{Context, DroppedFile, ThemePreference, ViewportCommand};
use jiff::Timestamp;

use crate::gui::app::App;
use crate::gui::files::{FileAnswer, FileBrowser, FilePurpose, FileRequest};
use crate::gui::intent::Intent;
use crate::gui::ui_state::{Dialog, FocusTarget};
use crate::gui::{UiCommand, theme, widgets};
use crate::mapping::{Apply, MAPPING_FILE_SUFFIX, read_mapping_file, render_mapping_file};
use crate::project::{
    CaseChoice, ExportRequest, PRESET_ORDER, ProjectError, clear_recovery, export_mapping_file, load_preset,
    load_project, plan_import, read_file, read_recovery, render_project, save_project, write_file,
    write_recovery,
};
use crate::workbench::{
    Command, Effect, Notice, ProjectCommand, RuleCommand, SampleCommand, ScriptPlace, SelectCommand, View,
    samples_from_bytes,
};

/// How long after a change the unsaved work is written.
const KEEP_AFTER: Duration = Duration::from_secs(1);

/// Projects.
impl App {
    /// The first project; see [`App::new`].
    pub(super) fn open_first(&mut self, asked: Option<PathBuf>) {
        if let Some(root) = asked {
            self.open_project(&root);
            if self.workbench.root().is_some() {
                return;
            }
        }
        if self.restore_unsaved_work() {
            return;
        }
        let last = self.settings.recent.first().filter(|root| root.is_dir()).cloned();
        match last {
            Some(root) => self.open_project(&root),
            None => self.new_project(PRESET_ORDER[0]),
        }
        if self.workbench.model().settings.name.is_empty() {
            self.new_project(PRESET_ORDER[0]);
        }
    }

    pub(super) fn open_project(&mut self, root: &Path) {
        match load_project(root) {
            Ok((model, diagnostics)) => {
                self.baseline = Some(render_project(&model));
                self.settings.remember(root);
                self.replace(model, Some(root.to_owned()), diagnostics, false);
            }
            Err(error) => self.fail("The project was not opened", &error),
        }
    }

    fn new_project(&mut self, preset: &str) {
        match load_preset(preset) {
            Ok((model, diagnostics)) => {
                self.baseline = None;
                self.replace(model, None, diagnostics, false);
            }
            Err(error) => self.fail("The project was not made", &error),
        }
    }

    fn replace(
        &mut self,
        model: crate::project::ProjectModel,
        root: Option<PathBuf>,
        diagnostics: Vec<crate::diagnostic::Diagnostic>,
        unsaved: bool,
    ) {
        self.workbench.set_now(Timestamp::now());
        self.state = crate::gui::ui_state::UiState::default();
        let model = Box::new(model);
        self.apply(Command::Project(ProjectCommand::Replace { model, root, diagnostics, unsaved }));
        if !unsaved {
            self.forget_unsaved_work();
        }
    }

    /// Saves to the project's folder; asks for one when it has none.
    fn save(&mut self) {
        match self.workbench.root().map(Path::to_owned) {
            Some(root) => self.save_to(&root),
            None => self.save_as(),
        }
    }

    fn save_as(&mut self) {
        let name = self.workbench.model().settings.name.clone();
        let request = FileRequest {
            purpose: FilePurpose::SaveProject,
            file_name: name.to_lowercase().replace(' ', "-"),
            folder: self.usual_folder(),
        };
        self.ask(request);
    }

    fn save_to(&mut self, root: &Path) {
        let is_same_folder = self.workbench.root() == Some(root);
        let baseline = self.baseline.as_ref().filter(|_| is_same_folder);
        match save_project(self.workbench.model(), root, baseline) {
            Ok(baseline) => {
                self.baseline = Some(baseline);
                self.settings.remember(root);
                let revision = self.workbench.revision();
                self.apply(Command::Project(ProjectCommand::Saved { root: root.to_owned(), revision }));
                self.forget_unsaved_work();
                if let Some(next) = self.after_save.take() {
                    self.outbox.send(*next);
                }
            }
            Err(error) => {
                self.after_save = None;
                self.fail("The project was not saved", &error);
            }
        }
    }

    fn fail(&mut self, title: &str, error: &ProjectError) {
        let text = error.to_string();
        self.state.dialog = Some(Box::new(Dialog::Failed { title: title.to_owned(), text }));
    }
}

/// Unsaved work.
impl App {
    pub(super) fn keep_unsaved_work(&mut self, ctx: &Context) {
        let Some(at) = self.keep_at else { return };
        let now = Instant::now();
        if now >= at {
            self.write_unsaved_work();
        } else {
            ctx.request_repaint_after(at - now);
        }
    }

    pub(super) fn write_unsaved_work(&mut self) {
        self.keep_at = None;
        let Some(path) = self.recovery.clone() else { return };
        let written = if self.workbench.is_modified() {
            write_recovery(&path, self.workbench.root(), self.workbench.model())
        } else {
            clear_recovery(&path)
        };
        if let Err(error) = written {
            self.notify(Notice::error(format!("Unsaved work cannot be kept for the next start: {error}")));
            self.recovery = None;
        }
    }

    fn forget_unsaved_work(&mut self) {
        self.keep_at = None;
        if let Some(path) = &self.recovery
            && let Err(error) = clear_recovery(path)
        {
            let text = format!("Old unsaved work cannot be removed: {error}");
            self.notify(Notice::warning(text));
        }
    }

    fn restore_unsaved_work(&mut self) -> bool {
        let Some(path) = self.recovery.clone() else { return false };
        match read_recovery(&path) {
            Ok(Some(recovery)) => {
                self.baseline = recovery
                    .root
                    .as_deref()
                    .and_then(|root| load_project(root).ok())
                    .map(|(model, _)| render_project(&model));
                self.replace(recovery.model, recovery.root, Vec::new(), true);
                self.notify(Notice::warning("Unsaved work of last time is back; save it to keep it"));
                true
            }
            Ok(None) => false,
            Err(error) => {
                self.notify(Notice::error(format!("Unsaved work of last time cannot be read: {error}")));
                false
            }
        }
    }
}

/// Intents.
impl App {
    pub(super) fn apply(&mut self, command: Command) {
        let at = self.now();
        for effect in self.workbench.apply(command, at) {
            match effect {
                Effect::Start(job) => self.worker.start(job),
                Effect::KeepForRecovery => self.keep_at = Some(Instant::now() + KEEP_AFTER),
            }
        }
        for event in self.worker.events() {
            self.workbench.receive(event);
        }
    }

    pub(super) fn dismiss_notice(&mut self) {
        self.apply(Command::Project(ProjectCommand::DismissNotice));
        self.notice_since = None;
    }

    fn notify(&mut self, notice: Notice) {
        self.apply(Command::Project(ProjectCommand::Notify(notice)));
    }

    /// Carries out all that was asked for, and what that asks for.
    pub(super) fn carry_out(&mut self, ctx: &Context) {
        // A bound, should intents ever ask for each other.
        for _ in 0..8 {
            let intents = self.outbox.take();
            if intents.is_empty() {
                return;
            }
            for intent in intents {
                self.carry_out_one(intent, ctx);
            }
            ctx.request_repaint();
        }
    }

    fn carry_out_one(&mut self, intent: Intent, ctx: &Context) {
        match intent {
            Intent::Do(command) => self.apply(command),
            Intent::Ui(command) => self.carry_out_command(command, ctx),
            Intent::CloseDialog => self.state.dialog = None,
            Intent::InsertIntoScript(text) => self.insert_into_script(&text, ctx),
            Intent::ShowScript { place, at } => self.show_script(place, at),
            Intent::Focus(target) => self.state.focus = Some(target),
            Intent::OpenProject(root) => self.guarded(Intent::Continue(Box::new(Intent::OpenProject(root)))),
            Intent::NewProject(preset) => {
                self.guarded(Intent::Continue(Box::new(Intent::NewProject(preset))));
            }
            Intent::LoadPayloads(path) => self.load_payloads(&path),
            Intent::PastePayloads(text) => self.add_payloads("the clipboard", text.as_bytes()),
            Intent::PlanImport(path) => self.plan_import(&path),
            Intent::Export { environment, cases } => self.ask_export(environment, cases),
            Intent::FileChosen { request, path } => {
                self.state.dialog = None;
                self.file_chosen(&request, path);
            }
            Intent::Continue(intent) => self.go_on(*intent),
            Intent::SaveThen(intent) => {
                self.state.dialog = None;
                self.after_save = Some(intent);
                self.save();
            }
        }
    }

    /// Asks what to do with unsaved changes before they would be lost.
    fn guarded(&mut self, intent: Intent) {
        if self.workbench.is_modified() {
            self.state.dialog = Some(Box::new(Dialog::Unsaved { then: Box::new(intent) }));
        } else if let Intent::Continue(intent) = intent {
            self.go_on(*intent);
        }
    }

    fn go_on(&mut self, intent: Intent) {
        self.state.dialog = None;
        match intent {
            Intent::OpenProject(root) => self.open_project(&root),
            Intent::NewProject(preset) => self.new_project(&preset),
            other => self.outbox.send(other),
        }
    }

    fn insert_into_script(&mut self, text: &str, ctx: &Context) {
        let place = self.workbench.selection().script;
        let Some(script) = self.workbench.script(place) else { return };
        let mut script = script.to_owned();
        let id = widgets::code_editor_id("script");
        // A rule that gives nothing yet is replaced as a whole.
        if script.trim() == "()" {
            script.clear();
        }
        widgets::insert_at_cursor(ctx, id, &mut script, text);
        self.apply(Command::Rule(RuleCommand::SetScript { place, script }));
        self.state.focus = Some(FocusTarget::Script);
    }

    fn show_script(&mut self, place: ScriptPlace, at: Option<(usize, usize)>) {
        self.apply(Command::Select(SelectCommand::View(View::Design)));
        self.apply(Command::Select(SelectCommand::Script(place)));
        self.state.cursor_at = at;
        self.state.focus = Some(FocusTarget::Script);
    }
}

/// What menus, palette and keys offer.
impl App {
    fn carry_out_command(&mut self, command: UiCommand, ctx: &Context) {
        if !command.is_enabled(&self.workbench) {
            return;
        }
        match command {
            UiCommand::New => self.show(Dialog::NewProject),
            UiCommand::Open => self.ask_for(FilePurpose::OpenProject),
            UiCommand::Save => self.save(),
            UiCommand::SaveAs => self.save_as(),
            UiCommand::Import => self.ask_for(FilePurpose::ImportMapping),
            UiCommand::Export => self.show_export(),
            UiCommand::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            UiCommand::Undo => self.apply(Command::Undo),
            UiCommand::Redo => self.apply(Command::Redo),
            UiCommand::Palette => self.show(Dialog::Palette { text: String::new(), chosen: 0 }),
            UiCommand::ShowDesign => self.apply(Command::Select(SelectCommand::View(View::Design))),
            UiCommand::ShowGrid => self.apply(Command::Select(SelectCommand::View(View::Grid))),
            UiCommand::FocusSamples => self.focus(FocusTarget::Samples),
            UiCommand::FocusPayload => self.focus(FocusTarget::Payload),
            UiCommand::FocusRules => self.focus(FocusTarget::Rules),
            UiCommand::FocusScript => self.focus(FocusTarget::Script),
            UiCommand::FocusRecord => self.focus(FocusTarget::Record),
            UiCommand::FocusProblems => self.focus(FocusTarget::Problems),
            UiCommand::ThemeSystem => self.set_theme(ThemePreference::System, ctx),
            UiCommand::ThemeDark => self.set_theme(ThemePreference::Dark, ctx),
            UiCommand::ThemeLight => self.set_theme(ThemePreference::Light, ctx),
            UiCommand::ZoomIn => self.set_zoom(ctx.zoom_factor() + theme::ZOOM_STEP, ctx),
            UiCommand::ZoomOut => self.set_zoom(ctx.zoom_factor() - theme::ZOOM_STEP, ctx),
            UiCommand::ZoomReset => self.set_zoom(1.0, ctx),
            UiCommand::FunctionReference => self.show(Dialog::Functions { filter: String::new() }),
            UiCommand::Shortcuts => self.show(Dialog::Shortcuts),
            UiCommand::About => self.show(Dialog::About),
            UiCommand::AddSamples => self.ask_for(FilePurpose::LoadPayloads),
            UiCommand::PasteSample => self.show(Dialog::PasteSample { text: String::new() }),
            UiCommand::NextProblem => self.next_problem(),
            UiCommand::EditSample
            | UiCommand::RenameSample
            | UiCommand::DuplicateSample
            | UiCommand::DeleteSample
            | UiCommand::NextSample
            | UiCommand::PreviousSample => self.carry_out_sample_command(command),
            _ => self.carry_out_rule_command(command),
        }
    }

    fn carry_out_rule_command(&mut self, command: UiCommand) {
        let rule_set = self.workbench.selection().rule_set;
        match command {
            UiCommand::AddRule => return self.show(Dialog::AddRule { filter: String::new() }),
            UiCommand::EditCondition => return self.show_script(ScriptPlace::Condition { rule_set }, None),
            UiCommand::EditFunctions => return self.show_script(ScriptPlace::Functions, None),
            _ => {}
        }
        let ScriptPlace::Rule { rule_set, rule } = self.workbench.selection().script else { return };
        let Some(selected) = self.workbench.rule() else { return };
        let command = match command {
            UiCommand::DuplicateRule => RuleCommand::Duplicate { rule_set, rule },
            UiCommand::DeleteRule => RuleCommand::Delete { rule_set, rule },
            UiCommand::MoveRuleUp => RuleCommand::Move { rule_set, from: rule, to: rule.saturating_sub(1) },
            UiCommand::MoveRuleDown => RuleCommand::Move { rule_set, from: rule, to: rule + 1 },
            UiCommand::ToggleRule => RuleCommand::SetEnabled { rule_set, rule, enabled: !selected.enabled },
            UiCommand::ToggleCreateOnly => {
                let apply = if selected.apply == Apply::Create { Apply::Always } else { Apply::Create };
                RuleCommand::SetApply { rule_set, rule, apply }
            }
            UiCommand::EditNote => {
                let note = selected.note.clone();
                return self.show(Dialog::EditNote { rule_set, rule, note });
            }
            _ => return,
        };
        self.apply(Command::Rule(command));
    }

    fn carry_out_sample_command(&mut self, command: UiCommand) {
        let sample = self.workbench.selection().sample;
        let Some(selected) = self.workbench.sample() else { return };
        match command {
            UiCommand::EditSample => {
                let text = selected.payload.to_text();
                self.show(Dialog::EditSample { sample, text });
            }
            UiCommand::RenameSample => {
                let name = selected.name.clone();
                self.show(Dialog::RenameSample { sample, name });
            }
            UiCommand::DuplicateSample => {
                self.apply(Command::Sample(SampleCommand::Duplicate { sample }));
            }
            UiCommand::DeleteSample => self.apply(Command::Sample(SampleCommand::Delete { sample })),
            UiCommand::NextSample => self.apply(Command::Select(SelectCommand::Sample(sample + 1))),
            UiCommand::PreviousSample => {
                self.apply(Command::Select(SelectCommand::Sample(sample.saturating_sub(1))));
            }
            _ => {}
        }
    }

    fn show(&mut self, dialog: Dialog) {
        self.state.dialog = Some(Box::new(dialog));
    }

    fn focus(&mut self, target: FocusTarget) {
        self.apply(Command::Select(SelectCommand::View(View::Design)));
        self.state.focus = Some(target);
    }

    fn set_theme(&mut self, theme: ThemePreference, ctx: &Context) {
        self.settings.theme = theme;
        ctx.set_theme(theme);
    }

    fn set_zoom(&mut self, zoom: f32, ctx: &Context) {
        self.settings.zoom = zoom.clamp(theme::ZOOM_RANGE.0, theme::ZOOM_RANGE.1);
        ctx.set_zoom_factor(self.settings.zoom);
    }

    fn next_problem(&mut self) {
        let count = self.workbench.preview().problems.len();
        let next = self.state.problem.map_or(0, |problem| (problem + 1) % count.max(1));
        self.state.problem = Some(next);
        if let Some(problem) = self.workbench.preview().problems.get(next) {
            let intents = crate::gui::panels::problem_intents(problem);
            for intent in intents {
                self.outbox.send(intent);
            }
        }
    }
}

/// Files.
impl App {
    /// Where file dialogs begin: beside the project.
    fn usual_folder(&self) -> Option<PathBuf> {
        let root = self.workbench.root().or_else(|| self.settings.recent.first().map(PathBuf::as_path))?;
        Some(root.parent().unwrap_or(root).to_owned())
    }

    fn ask_for(&mut self, purpose: FilePurpose) {
        let folder = self.usual_folder();
        self.ask(FileRequest { purpose, file_name: String::new(), folder });
    }

    fn ask(&mut self, request: FileRequest) {
        self.asked = Some(request);
        self.state.dialog = None;
    }

    pub(super) fn poll_dialogs(&mut self, ctx: &Context) {
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

    pub(super) fn file_chosen(&mut self, request: &FileRequest, path: PathBuf) {
        match &request.purpose {
            FilePurpose::OpenProject => self.outbox.send(Intent::OpenProject(path)),
            FilePurpose::SaveProject => self.save_to(&path),
            FilePurpose::LoadPayloads => self.outbox.send(Intent::LoadPayloads(path)),
            FilePurpose::ImportMapping => self.outbox.send(Intent::PlanImport(path)),
            FilePurpose::ExportMapping { environment, cases } => self.export_to(&path, environment, *cases),
        }
    }

    pub(super) fn take_dropped_file(&mut self, file: &dyn DroppedFile) {
        let path = file.path().to_owned();
        if path.is_dir() {
            self.outbox.send(Intent::OpenProject(path));
        } else if path.to_string_lossy().ends_with(MAPPING_FILE_SUFFIX) {
            self.outbox.send(Intent::PlanImport(path));
        } else {
            self.outbox.send(Intent::LoadPayloads(path));
        }
    }

    fn load_payloads(&mut self, path: &Path) {
        match read_file(path) {
            Ok(bytes) => {
                let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
                self.add_payloads(&name, &bytes);
            }
            Err(error) => self.fail("The file was not loaded", &error),
        }
    }

    fn add_payloads(&mut self, source: &str, bytes: &[u8]) {
        let date = Timestamp::now().strftime("%Y-%m-%d").to_string();
        let loaded = samples_from_bytes(source, bytes, &date);
        if loaded.samples.is_empty() {
            let text = crate::diagnostic::render_diagnostics(&loaded.diagnostics);
            let title = format!("Nothing could be read from {source}");
            self.show(Dialog::Failed { title, text });
            return;
        }
        self.state.dialog = None;
        self.apply(Command::Sample(SampleCommand::Add(loaded)));
    }

    fn plan_import(&mut self, path: &Path) {
        let bytes = match read_file(path) {
            Ok(bytes) => bytes,
            Err(error) => return self.fail("The mapping file was not read", &error),
        };
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let (file, diagnostics) = read_mapping_file(&name, &bytes);
        let Some(file) = file else {
            let text = crate::diagnostic::render_diagnostics(&diagnostics);
            return self.show(Dialog::Failed { title: "The mapping file is not imported".to_owned(), text });
        };
        let plan = Box::new(plan_import(self.workbench.model(), file));
        let warnings = diagnostics.into_iter().map(|diagnostic| diagnostic.message).collect();
        self.show(Dialog::Import { file: path.to_owned(), plan, warnings });
    }

    fn show_export(&mut self) {
        let environment = self.workbench.environment_name().to_owned();
        self.show(Dialog::Export { environment, cases: CaseChoice::AsBefore });
    }

    fn ask_export(&mut self, environment: String, cases: CaseChoice) {
        let name = self.workbench.model().settings.name.to_lowercase().replace(' ', "-");
        let file_name = format!("{name}-{environment}{MAPPING_FILE_SUFFIX}");
        let folder = self.usual_folder();
        self.ask(FileRequest {
            purpose: FilePurpose::ExportMapping { environment, cases },
            file_name,
            folder,
        });
    }

    fn export_to(&mut self, path: &Path, environment: &str, cases: CaseChoice) {
        let request = ExportRequest { environment, cases, now: Timestamp::now() };
        let exported = export_mapping_file(self.workbench.model(), &request).and_then(|(file, model)| {
            write_file(path, render_mapping_file(&file).as_bytes())?;
            Ok(model)
        });
        match exported {
            Ok(model) => {
                let model = Box::new(model);
                self.apply(Command::Project(ProjectCommand::Exported { model }));
                self.notify(Notice::note(format!("Exported to {}", path.display())));
            }
            Err(error) => self.fail("The mapping file was not exported", &error),
        }
    }
}
