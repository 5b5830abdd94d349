//! The interoperability profile of SCIM, 2026: what a payload must keep to so that every service
//! provider understands it, one rule an item.
//!
//! Nothing is repaired here; what is wrong is only said.

mod rule;
mod finding;
mod inspect;
mod walk;
mod attributes;
mod formats;
mod resources;
mod requests;
mod paths;
mod table;

pub use finding::LintFinding;
pub use inspect::{LintRequest, lint, lint_document};
pub use rule::LintRule;
pub use table::LINT_RULES;
