//! The look and the widgets of the window, without a window.

mod app;
mod edit;
mod editor;
mod harness;
mod highlight;
mod list;
mod sources;
mod theme;
mod widgets;

pub use harness::builder;
