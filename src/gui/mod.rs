//! The window: how the workbench looks and how it is operated.
//!
//! Not what it does: that is the workbench, which has no window.

mod app;
mod dialogs;
mod effects;
mod files;
mod intent;
mod open;
mod panels;
mod settings;
pub mod theme;
mod ui_command;
mod ui_state;
pub mod widgets;
mod worker;

pub use app::{App, AppSetup};
pub use files::{FileAnswer, FileDialogs, FileRequest, NoDialogs, SystemDialogs};
pub use open::open;
pub use settings::Settings;
pub use ui_command::UiCommand;
pub use worker::Work;
