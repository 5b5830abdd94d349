//! Opens the window, or says in one line why it cannot.

use std::io::Write as _;
use std::path::PathBuf;
use std::time::Instant;

use directories::ProjectDirs;
use eframe::NativeOptions;
use egui::{IconData, ViewportBuilder};

use crate::gui::{App, AppSetup, Measurement, SystemDialogs, Work};

const APP_ID: &str = "scimwright";

/// What the window is opened with.
#[derive(Clone, Debug, Default)]
pub struct OpenOptions {
    /// The project folder; the project of last time if absent.
    pub project: Option<PathBuf>,
    /// What is measured in a window that closes by itself. Unsaved work is left alone then.
    pub measurement: Option<Measurement>,
}

/// Opens the workbench on a project folder, or on the project of last time. Gives the exit status:
/// 0 after the window was closed, 2 when it could not be opened.
pub fn open(options: OpenOptions) -> u8 {
    let started = Instant::now();
    let OpenOptions { project, measurement } = options;
    let measurement = measurement.map(|wanted| (wanted, started));
    if let Some(why) = missing_display() {
        return cannot_open(&why);
    }
    if let Some(path) = project.as_ref().filter(|path| !path.exists()) {
        return say(&format!("scimwright: {} does not exist", path.display()));
    }
    let setup = AppSetup {
        project,
        recovery: if measurement.is_some() { None } else { recovery_path() },
        dialogs: Box::new(SystemDialogs::default()),
        work: Work::InBackground,
        measurement,
    };
    let result = eframe::run_native(
        APP_ID,
        native_options(),
        Box::new(|creation| Ok(Box::new(App::new(creation, setup)))),
    );
    match result {
        Ok(()) => 0,
        Err(error) => cannot_open(&error.to_string()),
    }
}

fn native_options() -> NativeOptions {
    NativeOptions {
        viewport: ViewportBuilder::default()
            .with_app_id(APP_ID)
            .with_title("Scimwright")
            .with_icon(icon())
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([900.0, 560.0])
            .with_drag_and_drop(true),
        ..NativeOptions::default()
    }
}

/// The icon of the window: an S on the accent colour, drawn once.
fn icon() -> IconData {
    crate::gui::theme::icon(64)
}

/// Where unsaved work is kept.
fn recovery_path() -> Option<PathBuf> {
    ProjectDirs::from("", "", APP_ID).map(|folders| folders.data_dir().join("unsaved-work.json"))
}

#[cfg(all(unix, not(target_os = "macos")))]
fn missing_display() -> Option<String> {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let has_display = is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") || is_set("WAYLAND_SOCKET");
    (!has_display).then(|| "there is no display".to_owned())
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn missing_display() -> Option<String> {
    None
}

fn cannot_open(why: &str) -> u8 {
    let why = why.lines().next().unwrap_or_default();
    say(&format!(
        "scimwright: no window can be opened ({why}); without one use run, check, test, export, import, functions, targets or clients, see scimwright --help"
    ))
}

fn say(message: &str) -> u8 {
    // There is no other place to tell that standard error is closed.
    let _ = writeln!(std::io::stderr(), "{message}");
    2
}
