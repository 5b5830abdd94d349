//! The app without a window: before, commands, after.

mod desk;
mod history;
mod preview;
mod problems;
mod projects;
mod rules;
mod samples;
mod simulate;
