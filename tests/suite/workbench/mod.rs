//! The app without a window: before, commands, after.

mod desk;
mod find;
mod history;
mod incremental;
mod preview;
mod problems;
mod projects;
mod rules;
mod samples;
mod simulate;
