//! The panels of the window: each draws a part of the workbench and queues what the user wants.
//!
//! None of them changes the workbench.

mod all_samples;
mod bottom;
mod cases;
mod cell;
mod completion;
mod coverage;
mod data;
mod design;
mod find;
mod focus;
mod grid;
mod menu_bar;
mod notices;
mod numbers;
mod payload;
mod problems;
mod promote;
mod reached;
mod record;
mod rules;
mod samples;
mod script;
mod script_header;
mod script_help;
mod simulate;
mod status_bar;
mod toolbar;
mod trace;
mod uses;
mod why;
mod window;

pub(super) use data::{FIRST_VALUE, environment_label_ui, environment_strip_of};
pub(super) use find::{find_again, find_step};
pub(super) use numbers::{counted_large, grouped};
pub(super) use problems::problem_intents;
pub(super) use promote::sides::{language_of, side_rows};
pub(super) use script::SCRIPT_EDITOR;
pub(super) use status_bar::counted;
pub(super) use window::window_ui;
