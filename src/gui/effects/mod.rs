//! Carrying out what was asked for: commands, files, dialogs, unsaved work.

mod intents;
mod commands;
mod compare;
mod editor;
mod find;
mod projects;
mod promote;
mod simulate;
mod unsaved_work;
mod file_events;
mod exchange;
mod files;
mod problems;
