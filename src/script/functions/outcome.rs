//! The entries of the functions by which a rule says something else than a value.
//!
//! Only their place in the function reference: they are registered where outcomes are known.

use super::registry::{Category, Function};

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "clear",
        category: Category::Outcome,
        signature: "clear() -> outcome",
        summary: "Empties the field; of contacts and addresses, those that provisioning wrote. Without it a missing value keeps what the record has.",
        examples: &[],
    },
    Function {
        name: "reject",
        category: Category::Outcome,
        signature: "reject(why) -> outcome",
        summary: "Writes no record, for the reason given",
        examples: &[],
    },
];
