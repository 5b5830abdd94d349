//! Filters: RFC 7644 §3.4.2.2.

mod check;
mod comparison;
mod dialect;
mod unquoted;
#[allow(clippy::module_inception, reason = "the module is named after its main type")]
mod filter;
mod matching;
mod choose;
mod notes;
mod operand;
mod presence;
mod print;
mod select;

pub use dialect::ExpressionRules;
pub use filter::{CompareOperator, Filter};
pub use select::select;
