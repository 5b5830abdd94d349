//! What can be said of the scripts of a mapping without running them: remarks on the scripts, and on
//! what they give their fields.
//!
//! Not what is wrong with a mapping as a whole, which the compiler reports.

mod sent;
mod attribute_types;
mod field_types;
mod hard_coded;
mod input_types;
mod known_texts;
#[allow(clippy::module_inception, reason = "the module is named after its main function")]
mod lint;
mod results;

pub use known_texts::{add_addresses, add_resource};
pub use lint::LintInput;
pub use sent::SentAttributes;
