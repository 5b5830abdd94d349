//! The Simulate view: who, when, and what then happens.

mod attributes;
mod body;
mod changes;
mod empty;
mod label;
mod matches;
mod records;
mod result;
mod setup;
mod timeline;
mod view;

pub(super) use view::simulate_ui;
