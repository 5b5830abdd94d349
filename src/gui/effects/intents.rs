//! Intents: carried out at the end of a frame.

use std::time::{Duration, Instant};

use egui::Context;
use jiff::Timestamp;

use crate::gui::app::App;
use crate::gui::intent::Intent;
use crate::gui::open_dialog::Dialog;
use crate::gui::panels::SCRIPT_EDITOR;
use crate::gui::ui_state::FocusTarget;
use crate::gui::widgets;
use crate::gui::worker::Done;
use crate::workbench::impact::ImpactAnswer;
use crate::workbench::{
    CaseCommand, Command, Effect, ExplainWanted, JobEvent, LoadedSamples, Notice, ProjectCommand,
    RuleCommand, SampleCommand, ScriptPlace, SelectCommand, View,
};

/// How long after a change the unsaved work is written.
const KEEP_AFTER: Duration = Duration::from_secs(1);

/// Writing the unsaved work takes at most one part in so many of the time.
const KEEP_SHARE: u32 = 10;

/// How long values of an older state look like new ones.
const STALE_AFTER: Duration = Duration::from_millis(200);

impl App {
    pub(in crate::gui) fn apply(&mut self, command: Command) {
        let at = self.now();
        // Who looks at a view does not look at a comparison any more.
        if matches!(command, Command::Select(SelectCommand::View(_))) {
            self.state.comparing = None;
        }
        let is_new_past = matches!(
            command,
            Command::Project(
                ProjectCommand::Replace { .. }
                    | ProjectCommand::Saved { .. }
                    | ProjectCommand::Import(_)
                    | ProjectCommand::Exported { .. }
            )
        );
        for effect in self.workbench.apply(command, at) {
            self.carry_out_effect(effect);
        }
        self.take_events();
        if is_new_past {
            self.read_past();
        }
    }

    pub(in crate::gui) fn carry_out_effect(&mut self, effect: Effect) {
        match effect {
            Effect::Start(job) => {
                self.worker.select(self.workbench.selection().sample);
                self.worker.start(*job);
            }
            // A project that takes long to write is written less often.
            Effect::KeepForRecovery => {
                let after = KEEP_AFTER.max(self.keeping_took * KEEP_SHARE);
                self.keep_at = Some(Instant::now() + after);
            }
        }
    }

    /// Takes what background work gave, and asks for what is still missing.
    fn take_events(&mut self) {
        for Done { event, after } in self.worker.events() {
            let is_preview = matches!(event, JobEvent::Recomputed { .. });
            if matches!(&event, JobEvent::Impact { answer: ImpactAnswer::Finished(_), .. }) {
                self.state.promote.impact_took = Some(after);
            }
            self.workbench.receive(event);
            self.state.answer += 1;
            if is_preview && self.workbench.is_preview_current() {
                self.state.preview_took = Some((self.workbench.model().samples.len(), after));
            }
        }
        let wanted = [self.workbench.details_effect(), self.workbench.promote_effect()];
        for effect in wanted.into_iter().flatten() {
            self.carry_out_effect(effect);
        }
        let is_seen = self.workbench.selection().view == View::Design;
        let wanted = ExplainWanted {
            traces: is_seen,
            case: self.workbench.selection().view == View::Cases,
            coverage: is_seen,
            origins: is_seen && self.state.shows_all_origins,
            made_up: self.state.coverage.making,
        };
        for effect in self.workbench.explain_effects(wanted) {
            self.carry_out_effect(effect);
        }
    }

    /// Adds the sample that was made up, once it is there.
    fn take_made_up(&mut self) {
        let Some(item) = self.state.coverage.making else { return };
        let Some(found) = self.workbench.made_up(item).map(|found| found.is_some()) else { return };
        self.state.coverage.making = None;
        let date = Timestamp::now().strftime("%Y-%m-%d").to_string();
        let sample = self.workbench.made_up_sample(item, &date).filter(|_| found);
        let Some(sample) = sample else {
            let text = "No change of one or two attributes leads there; change a sample by hand";
            return self.notify(Notice::warning(text));
        };
        self.apply(Command::Sample(SampleCommand::Add(LoadedSamples {
            source: "the coverage".to_owned(),
            samples: vec![sample],
            diagnostics: Vec::new(),
        })));
    }

    /// Takes results at the beginning of a frame.
    pub(in crate::gui) fn take_results(&mut self, ctx: &Context) {
        self.take_events();
        self.take_made_up();
        if self.workbench.is_preview_current() {
            self.stale_since = None;
            self.state.shows_stale = false;
            return;
        }
        let since = self.stale_since.get_or_insert_with(Instant::now).elapsed();
        self.state.shows_stale = since >= STALE_AFTER;
        if !self.state.shows_stale {
            ctx.request_repaint_after(STALE_AFTER.saturating_sub(since));
        }
    }

    /// Closes the dialog; what was being found out for it is not needed any more.
    fn close_dialog(&mut self) {
        if matches!(self.state.dialog.as_deref(), Some(Dialog::ExpectAll { .. })) {
            self.worker.cancel_expecting();
            self.apply(Command::Case(CaseCommand::DropPlan));
        }
        self.state.dialog = None;
    }

    pub(in crate::gui) fn dismiss_notice(&mut self) {
        self.apply(Command::Project(ProjectCommand::DismissNotice));
        self.notice_since = None;
    }

    pub(in crate::gui) fn notify(&mut self, notice: Notice) {
        self.apply(Command::Project(ProjectCommand::Notify(notice)));
        self.notice_since = None;
    }

    /// Carries out all that was asked for, and what that asks for.
    pub(in crate::gui) fn carry_out(&mut self, ctx: &Context) {
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

    pub(in crate::gui) fn carry_out_one(&mut self, intent: Intent, ctx: &Context) {
        match intent {
            Intent::Do(command) => self.apply(command),
            Intent::Ui(command) => self.carry_out_command(command, ctx),
            Intent::FixProblem(problem) => self.fix_problem(problem),
            Intent::ExplainProblem(problem) => self.explain_problem(problem),
            Intent::CloseDialog => self.close_dialog(),
            Intent::MakeVariableOfProblem(problem) => self.make_variable_of_problem(problem),
            Intent::ShowTable(table) => self.show_table(table),
            Intent::ShowTableRow { table, row } => self.show_table_row(table, row),
            Intent::ShowVariable(name) => self.show_variable(&name),
            Intent::PasteRows(text) => self.paste_rows(text),
            Intent::InsertIntoScript(text) => self.insert_into_script(&text, ctx),
            Intent::InsertTemplate(template) => self.insert_template(template, ctx),
            Intent::ShowScript { place, at } => self.show_script(place, at),
            Intent::PeekScript { place, at } => self.peek_script(place, at),
            Intent::ShowAttribute(place) => self.state.wanted_attribute = Some(place),
            Intent::Focus(target @ (FocusTarget::Tables | FocusTarget::Variables)) => self.focus(target),
            Intent::Focus(target) => self.state.focus = Some(target),
            Intent::OpenProject(root) => self.guarded(Intent::Continue(Box::new(Intent::OpenProject(root)))),
            Intent::NewProject(preset) => {
                self.guarded(Intent::Continue(Box::new(Intent::NewProject(preset))));
            }
            Intent::LoadPayloads(path) => self.load_payloads(&path),
            Intent::CancelLoading => {
                self.files.cancel_loading();
                self.take_file_events();
            }
            Intent::PastePayloads(text) => self.paste_payloads(text),
            Intent::PasteRequests(text) => self.paste_requests(text),
            Intent::PlanImport { file, accept } => self.plan_import(&file, accept),
            Intent::Import { file, plan } => self.import(&file, plan),
            Intent::Export { environment, cases, options } => self.ask_export(environment, cases, options),
            Intent::AskSignOff(choice) => self.ask_sign_off(choice),
            Intent::FileChosen { request, path } => {
                self.state.dialog = None;
                self.file_chosen(&request, path);
            }
            Intent::Acknowledge { ids, is } => self.acknowledge(ids, is),
            Intent::AskAcceptIds => self.show(Dialog::AcceptIds { reason: String::new() }),
            Intent::AcceptHardCoded(reason) => self.accept_hard_coded(reason),
            Intent::SettleWith { at, value } => self.settle_with(at, value),
            Intent::Compare { before, after } => self.compare(before, after),
            Intent::AskCompareFile(choice) => self.ask_compare_file(*choice),
            Intent::CloseComparison => self.state.comparing = None,
            Intent::BringBack(file) => self.bring_back(file),
            Intent::Continue(intent) => self.go_on(*intent),
            Intent::SaveThen(intent) => {
                self.state.dialog = None;
                self.after_save = Some(intent);
                self.save();
            }
        }
    }

    /// Asks what to do with unsaved changes before they would be lost.
    pub(in crate::gui) fn guarded(&mut self, intent: Intent) {
        if self.workbench.is_modified() {
            self.state.dialog = Some(Box::new(Dialog::Unsaved { then: Box::new(intent) }));
        } else if let Intent::Continue(intent) = intent {
            self.go_on(*intent);
        }
    }

    pub(in crate::gui) fn go_on(&mut self, intent: Intent) {
        self.state.dialog = None;
        match intent {
            Intent::OpenProject(root) => self.open_project(&root),
            Intent::NewProject(preset) => self.new_project(&preset),
            other => self.outbox.send(other),
        }
    }

    pub(in crate::gui) fn insert_into_script(&mut self, text: &str, ctx: &Context) {
        let place = self.workbench.selection().script;
        let Some(script) = self.workbench.script(place) else { return };
        let mut script = script.to_owned();
        // Nothing is written where it is not seen.
        if self.workbench.selection().view != View::Design {
            self.apply(Command::Select(SelectCommand::View(View::Design)));
        }
        let id = widgets::code_editor_id(SCRIPT_EDITOR);
        // A rule that gives nothing yet is replaced as a whole.
        if script.trim() == "()" {
            script.clear();
        }
        widgets::insert_at_cursor(ctx, id, &mut script, text);
        self.apply(Command::Rule(RuleCommand::SetScript { place, script }));
        self.state.focus = Some(FocusTarget::Script);
    }

    /// Shows a place of a script; the keyboard stays where it is.
    fn peek_script(&mut self, place: ScriptPlace, at: (usize, usize)) {
        self.apply(Command::Select(SelectCommand::Script(place)));
        self.state.cursor_at = Some(at);
    }

    pub(in crate::gui) fn show_script(&mut self, place: ScriptPlace, at: Option<(usize, usize)>) {
        self.apply(Command::Select(SelectCommand::View(View::Design)));
        self.apply(Command::Select(SelectCommand::Script(place)));
        self.state.cursor_at = at;
        self.state.focus = Some(FocusTarget::Script);
    }
}
