//! The window: how the workbench looks and how it is operated.
//!
//! Not what it does: that is the workbench, which has no window.

mod app;
mod coverage_rows;
mod dialogs;
mod effects;
mod explained;
mod file_worker;
mod files;
mod help_pages;
mod intent;
mod measure;
mod open;
mod panels;
mod sample_rows;
mod settings;
mod snippet_stops;
pub mod theme;
mod ui_command;
mod ui_state;
pub mod widgets;
mod worker;

pub use app::{App, AppSetup};
pub use files::{FileAnswer, FileDialogs, FileRequest, NoDialogs, SystemDialogs};
pub use measure::Measurement;
pub use open::{OpenOptions, open};
pub use settings::Settings;
pub use ui_command::{EditorCommand, UiCommand};
pub use worker::Work;
