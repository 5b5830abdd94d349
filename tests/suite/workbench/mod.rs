//! The app without a window: before, commands, after.

mod cases;
mod data;
mod desk;
mod explain;
mod find;
mod history;
mod impact;
mod incremental;
mod language;
mod preview;
mod problems;
mod projects;
mod promote;
mod refactoring;
mod rules;
mod samples;
mod simulate;
