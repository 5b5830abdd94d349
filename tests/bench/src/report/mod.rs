//! The figures as a page: tables in Markdown, and the verdicts on the targets.

mod page;
mod render;
mod verdicts;

pub use page::put_on_page;
pub use render::{Contest, render};
