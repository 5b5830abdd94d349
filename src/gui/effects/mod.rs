//! Carrying out what was asked for: commands, files, dialogs, unsaved work.

mod intents;
mod cases;
mod masking;
mod commands;
mod compare;
mod data;
mod editor;
mod find;
mod projects;
mod promote;
mod sign_off;
mod simulate;
mod unsaved_work;
mod file_events;
mod exchange;
mod files;
mod problems;
