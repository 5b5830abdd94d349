//! Remarks on the user's input: what is wrong, where, and what to do about it.
//!
//! Every reader of user input returns `(T, Vec<Diagnostic>)` and goes on. A failed operation is an
//! error type of the module that failed; it never stands here.

mod code;
#[allow(clippy::module_inception, reason = "the module is named after its main type")]
mod diagnostic;
mod explain;
mod fix;
pub mod json_text;
mod markup;
mod nearest;
mod place;
mod render;

pub use code::{ALL_CODES, Code};
pub use diagnostic::{Diagnostic, Severity, Suggestion, worst};
pub use fix::{Fix, TextEdit};
pub use markup::html_text;
pub use nearest::nearest;
pub use place::{Place, Span};
pub use render::{render_diagnostics, render_with_source};
