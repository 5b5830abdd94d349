//! The window: how the workbench looks and how it is operated.
//!
//! Not what it does: that is the workbench, which has no window.

mod app;
mod cases_state;
mod compare_files;
mod comparing;
mod coverage_rows;
mod data_state;
mod dialogs;
mod effects;
mod explained;
mod export_job;
mod file_worker;
mod files;
mod help_pages;
mod impact_work;
mod intent;
mod measure;
mod open;
mod open_dialog;
mod promote_rows;
mod panels;
mod sample_rows;
mod settings;
mod snippet_stops;
pub mod theme;
mod ui_command;
mod ui_state;
mod user;
pub mod widgets;
mod worker;

pub use app::{App, AppSetup};
pub use files::{FileAnswer, FileDialogs, FileRequest, NoDialogs, SystemDialogs};
pub use measure::Measurement;
pub use open::{OpenOptions, open};
pub use settings::Settings;
pub use ui_command::{CaseUiCommand, DataCommand, EditorCommand, PromotionCommand, UiCommand};
pub use worker::Work;
