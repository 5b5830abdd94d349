//! Carrying out what was asked for: commands, files, dialogs, unsaved work.

mod intents;
mod commands;
mod editor;
mod find;
mod projects;
mod simulate;
mod unsaved_work;
mod file_events;
mod files;
mod problems;
