//! The look and the widgets of the window, without a window.

mod app;
mod script_tools;
mod edit;
mod editor;
mod explained;
mod harness;
mod highlight;
mod list;
mod promote;
mod sources;
mod simulate;
mod theme;
mod widgets;
mod window;

pub use harness::builder;
