//! The one integration binary: the engine, the app without its window, and the program as it is
//! called.
#![allow(clippy::needless_pass_by_value, reason = "tables read better when values are handed over")]

#[cfg(feature = "gui")]
mod gui;
mod bench;
mod bulk;
mod change;
mod cli;
mod file_schemas;
mod folder;
mod help;
mod mapping;
mod mask;
mod project;
mod report;
mod scim;
mod script;
mod simulate;
mod table;
mod target;
mod tidy;
mod value;
mod workbench;
