//! The look and the widgets of the window, without a window.

mod app;
mod data;
mod script_tools;
mod cases;
mod edit;
mod editor;
mod explained;
mod harness;
mod highlight;
mod list;
mod promote;
mod mask;
mod sources;
mod sign_off;
mod simulate;
mod theme;
mod widgets;
mod window;

pub use harness::builder;
