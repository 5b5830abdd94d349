//! The window's app: polls, draws, and carries out what was asked for at the end of the frame.

use std::cmp::Reverse;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::{CreationContext, Frame, Storage};
use egui::{Context, Event, KeyboardShortcut, Modifiers, RawInput, Ui, ViewportCommand};
use jiff::Timestamp;

use crate::gui::export_job::ExportOptions;
use crate::gui::file_worker::{FileWorker, Recorded};
use crate::gui::files::FileDialogs;
use crate::gui::intent::{Intent, Outbox};
use crate::gui::measure::{FrameMeter, Measurement, MeterWish};
use crate::gui::panels::{self, SCRIPT_EDITOR};
use crate::gui::theme;
use crate::gui::ui_command::Menu;
use crate::gui::ui_state::{DataList, UiState};
use crate::gui::widgets::code_editor_id;
use crate::gui::worker::Worker;
use crate::gui::{Settings, UiCommand, Work, dialogs};
use crate::project::{ProjectFiles, ProjectModel};
use crate::workbench::{Command, SelectCommand, View, Workbench};

/// What the app is started with.
pub struct AppSetup {
    /// The project folder to open; the unsaved work or the project of last time if absent.
    pub project: Option<PathBuf>,
    /// Where unsaved work is kept; nowhere if absent.
    pub recovery: Option<PathBuf>,
    /// Who asks for files.
    pub dialogs: Box<dyn FileDialogs>,
    /// Where background work is done.
    pub work: Work,
    /// What is measured, and since when; nothing in a window for people.
    pub measurement: Option<(Measurement, Instant)>,
}

/// The window.
pub struct App {
    pub(super) workbench: Workbench,
    pub(super) state: UiState,
    pub(super) settings: Settings,
    pub(super) worker: Worker,
    pub(super) files: FileWorker,
    meter: Option<FrameMeter>,
    pub(super) dialogs: Box<dyn FileDialogs>,
    /// The question that the dialogs of the system are asking.
    pub(super) asked: Option<crate::gui::FileRequest>,
    /// What goes on after the project was saved.
    pub(super) after_save: Option<Box<Intent>>,
    /// What happened while the project had no folder; it is written down with the first save.
    pub(super) unrecorded: Vec<Recorded>,
    /// What was chosen for the export whose file is asked for.
    pub(super) export_options: ExportOptions,
    /// The rendering of the project as it is on disk.
    pub(super) baseline: Option<Arc<ProjectFiles>>,
    pub(super) recovery: Option<PathBuf>,
    /// When the unsaved work is to be written.
    pub(super) keep_at: Option<Instant>,
    /// How long writing it took the last time.
    pub(super) keeping_took: Duration,
    pub(super) outbox: Outbox,
    pub(super) started: Instant,
    /// Since when the preview is of an older state.
    pub(super) stale_since: Option<Instant>,
    /// When the oldest notice appeared.
    pub(super) notice_since: Option<f64>,
}

/// How long a good message stays.
const NOTICE_SECONDS: f64 = 6.0;

impl App {
    /// The app with its first project: the one asked for, else unsaved work, else the one of last
    /// time, else the first preset.
    pub fn new(creation: &CreationContext<'_>, setup: AppSetup) -> Self {
        theme::install(&creation.egui_ctx);
        let stored = creation.storage.and_then(|storage| storage.get_string(Settings::KEY));
        let settings = stored.as_deref().map(Settings::parse).unwrap_or_default();
        creation.egui_ctx.set_theme(settings.theme);
        if settings.zoom > 0.0 {
            creation.egui_ctx.set_zoom_factor(settings.zoom);
        }
        let empty = Workbench::new(ProjectModel::default(), None, Vec::new(), Timestamp::now());
        let mut app = Self {
            workbench: empty,
            state: UiState::default(),
            settings,
            worker: Worker::new(setup.work, &creation.egui_ctx),
            files: FileWorker::new(setup.work, &creation.egui_ctx),
            meter: None,
            dialogs: setup.dialogs,
            asked: None,
            after_save: None,
            unrecorded: Vec::new(),
            export_options: ExportOptions::default(),
            baseline: None,
            recovery: setup.recovery,
            keep_at: None,
            keeping_took: Duration::ZERO,
            outbox: Outbox::default(),
            started: Instant::now(),
            stale_since: None,
            notice_since: None,
        };
        app.open_first(setup.project);
        app.measure(setup.measurement);
        app
    }

    /// Begins to measure, with samples that are loaded before.
    fn measure(&mut self, wanted: Option<(Measurement, Instant)>) {
        let Some((wanted, started)) = wanted else { return };
        if let Some(path) = &wanted.load {
            self.load_payloads(path);
        }
        self.meter = Some(FrameMeter::new(wanted, started));
    }

    fn end_measured_frame(&mut self, ctx: &Context) {
        let is_ready = self.files.loading.is_none() && self.workbench.is_preview_current();
        let Some(meter) = &mut self.meter else { return };
        match meter.end(is_ready) {
            MeterWish::Nothing => {}
            MeterWish::Show(view) => self.apply(Command::Select(SelectCommand::View(view))),
            MeterWish::Close => ctx.send_viewport_cmd(ViewportCommand::Close),
        }
        ctx.request_repaint();
    }

    /// The workbench, for tests.
    pub fn workbench(&self) -> &Workbench {
        &self.workbench
    }

    /// The time since the start, as commands count it.
    pub(super) fn now(&self) -> Duration {
        self.started.elapsed()
    }

    fn take_shortcuts(&mut self, ctx: &Context) {
        if self.state.dialog.is_some() {
            return;
        }
        let has_editor = ctx.memory(|memory| memory.has_focus(code_editor_id(SCRIPT_EDITOR)));
        for (command, shortcut) in shortcuts(has_editor, self.state.data.focused) {
            if ctx.input_mut(|input| input.consume_shortcut(&shortcut)) {
                if shortcut.modifiers.alt {
                    // With Alt the letter comes as text too, which the editor would take.
                    ctx.input_mut(|input| input.events.retain(|event| !matches!(event, Event::Text(_))));
                }
                self.outbox.ui(command);
            }
        }
        let is_redo = ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, egui::Key::Y));
        if is_redo {
            self.outbox.ui(UiCommand::Redo);
        }
        self.take_paste(ctx);
    }

    /// Text that is pasted while no text field has the keyboard is a payload, and a request where
    /// requests are simulated.
    fn take_paste(&mut self, ctx: &Context) {
        if ctx.text_edit_focused() {
            return;
        }
        let pasted = ctx.input_mut(|input| {
            let position = input.events.iter().position(|event| matches!(event, Event::Paste(_)))?;
            Some(input.events.remove(position))
        });
        if let Some(Event::Paste(text)) = pasted
            && !text.trim().is_empty()
        {
            self.outbox.send(if self.state.data.focused == Some(DataList::Rows) {
                Intent::PasteRows(text)
            } else if self.workbench.selection().view == View::Simulate {
                Intent::PasteRequests(text)
            } else {
                Intent::PastePayloads(text)
            });
        }
    }

    fn take_dropped_files(&mut self, ctx: &Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        for file in dropped {
            self.take_dropped_file(file.as_ref());
        }
    }

    fn dismiss_old_notices(&mut self, ctx: &Context) {
        let Some(notice) = self.workbench.notices().last() else {
            self.notice_since = None;
            return;
        };
        let now = ctx.input(|input| input.time);
        let since = *self.notice_since.get_or_insert(now);
        // Bad news stays until it is dismissed.
        if notice.severity == crate::diagnostic::Severity::Note {
            if now - since > NOTICE_SECONDS {
                self.dismiss_notice();
            } else {
                ctx.request_repaint_after(Duration::from_secs_f64(NOTICE_SECONDS - (now - since) + 0.05));
            }
        }
    }
}

/// The shortcuts that hold, in the order in which they are tried: those of the editor first while it has
/// the keyboard, and the most particular ones first, since Ctrl+Z would take Ctrl+Shift+Z too.
fn shortcuts(has_editor: bool, list: Option<DataList>) -> Vec<(UiCommand, KeyboardShortcut)> {
    let mut commands: Vec<_> = Menu::all_commands()
        .filter(|command| has_editor || !command.is_of_editor())
        .filter(|command| command.list().is_none_or(|of| list == Some(of)))
        .filter_map(|command| Some((command, command.shortcut()?)))
        .collect();
    commands.sort_by_key(|(command, shortcut)| {
        let Modifiers { alt, shift, command: ctrl, .. } = shortcut.modifiers;
        (
            Reverse([alt, shift, ctrl].into_iter().filter(|is| *is).count()),
            !command.is_of_editor() && command.list().is_none(),
        )
    });
    commands
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, frame: &mut Frame) {
        if let Some(meter) = &mut self.meter {
            meter.begin(ctx.cumulative_frame_nr(), frame.info().cpu_usage);
        }
        self.take_results(ctx);
        self.take_file_events();
        self.poll_dialogs(ctx);
        self.take_dropped_files(ctx);
        self.take_shortcuts(ctx);
        self.carry_out(ctx);
        self.keep_unsaved_work(ctx);
        self.dismiss_old_notices(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _: &mut Frame) {
        self.state.rows.visible.clear();
        self.state.data.focused = None;
        self.state.shows_values = self.settings.shows_values;
        self.state.today = Timestamp::now().strftime("%Y-%m-%d").to_string();
        panels::window_ui(ui, &self.workbench, &self.settings, &mut self.state, &mut self.outbox);
        dialogs::dialog_ui(ui.ctx(), &self.workbench, &mut self.state, &mut self.outbox);
        self.worker.look_at(self.workbench.selection().sample, &self.state.rows.visible);
        let ctx = ui.ctx().clone();
        self.carry_out(&ctx);
        self.end_measured_frame(&ctx);
    }

    fn raw_input_hook(&mut self, _: &Context, input: &mut RawInput) {
        if let Some(meter) = &self.meter {
            meter.scroll(input);
        }
    }

    fn save(&mut self, storage: &mut dyn Storage) {
        storage.set_string(Settings::KEY, self.settings.render());
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.write_unsaved_work();
    }
}
