//! What samples come by: rules, ways of scripts, rows of lookup tables, attributes; which few samples
//! come by all of it; and samples made up for what no sample comes by.
//!
//! Not the words for it.

mod bits;
mod item;
mod counter;
#[allow(clippy::module_inception, reason = "the module is named after its main type")]
mod coverage;
mod smallest;
mod attributes;
mod edit;
mod candidates;
mod search;

pub use counter::CoverageCounter;
pub use coverage::{Coverage, ItemCount};
pub use edit::AttributeEdit;
pub use item::CoverageItem;
pub use search::{FoundSample, SearchSample};
