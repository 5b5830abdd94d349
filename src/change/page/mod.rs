//! A comparison for people: its changes as rows, and as one page that needs nothing besides.
//!
//! Not as lines of text, which the command line prints.

mod html;
mod rows;

pub use html::{ComparedVersion, render_page};
pub use rows::{ChangeGroup, ChangeRow, change_rows, count_words};
