//! The Promote view: what must be in order before a mapping leaves, what the account would get, who
//! changes, and what was exported before; and two mappings side by side.

mod changes;
mod checks;
mod comparison;
mod conflict;
mod details;
mod file;
mod groups;
mod history;
mod impact;
mod persons;
pub(super) mod sides;
mod signs;
mod view;

pub(super) use comparison::comparison_ui;
pub(super) use view::promote_ui;
