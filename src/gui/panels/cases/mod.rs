//! The Cases view: which cases there are, what the selected one expects and gives, and why.

mod case;
mod fields;
mod list;
mod values;
mod view;
mod why;

pub(super) use view::cases_ui;
