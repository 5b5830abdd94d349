//! The dialogs over the window: each draws its own state and queues what the user wants.

mod about;
mod accept_ids;
mod add_rule;
mod bring_back;
mod compare;
mod dialog;
mod edit_both;
mod export;
mod failed;
mod files;
mod functions;
mod help;
mod import;
mod import_refused;
mod new_project;
mod palette;
mod rename;
mod sample_text;
mod shortcuts;
mod templates;
mod text;
mod unsaved;

pub(super) use dialog::dialog_ui;
pub(super) use new_project::PresetOffer;
