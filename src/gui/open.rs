//! Opens the window, or says in one line why it cannot.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use eframe::NativeOptions;
use egui::{IconData, ViewportBuilder};

use crate::gui::{App, AppSetup, SystemDialogs, Work};

const APP_ID: &str = "scimwright";

/// Opens the workbench on a project folder, or on the project of last time. Gives the exit status:
/// 0 after the window was closed, 2 when it could not be opened.
pub fn open(project: Option<&Path>) -> u8 {
    if let Some(why) = missing_display() {
        return cannot_open(&why);
    }
    if let Some(path) = project.filter(|path| !path.exists()) {
        return say(&format!("scimwright: {} does not exist", path.display()));
    }
    let setup = AppSetup {
        project: project.map(Path::to_owned),
        recovery: recovery_path(),
        dialogs: Box::new(SystemDialogs::default()),
        work: Work::InBackground,
    };
    let result =
        eframe::run_native(APP_ID, options(), Box::new(|creation| Ok(Box::new(App::new(creation, setup)))));
    match result {
        Ok(()) => 0,
        Err(error) => cannot_open(&error.to_string()),
    }
}

fn options() -> NativeOptions {
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
