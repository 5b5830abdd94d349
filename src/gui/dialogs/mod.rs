//! The dialogs over the window: each draws its own state and queues what the user wants.

mod about;
mod accept_ids;
mod add_rule;
mod cases;
mod bring_back;
mod compare;
mod dialog;
mod edit_both;
mod environments;
mod export;
mod failed;
mod files;
mod functions;
mod help;
mod import;
mod import_refused;
mod make_variable;
mod mask;
mod import_sign_off;
mod new_project;
mod palette;
mod rename;
mod sample_text;
mod shortcuts;
mod table_name;
mod take_rows;
mod sign_off;
mod templates;
mod text;
mod unsaved;
mod variable;

pub(super) use dialog::dialog_ui;
pub(super) use new_project::PresetOffer;
pub use sign_off::{PersonFilter, SheetChoice};
pub(super) use take_rows::TakeRows;
