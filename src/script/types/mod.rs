//! What values can be, without running anything: kinds, known texts, lengths, and the parts of
//! objects.
//!
//! Not how the type of an expression is found: that is `review`.

mod kinds;
mod shape;
#[allow(clippy::module_inception, reason = "the module is named after its main type")]
mod types;

pub use kinds::Kinds;
pub use shape::{Part, Shape, ShapeKind};
pub use types::{TextFacts, Type};
