//! The entries of the functions that look something up in a table or among the records.
//!
//! Only their place in the function reference: they are registered by who has tables and records.

use super::registry::{Category, Function};

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "lookup",
        category: Category::Lookup,
        signature: "lookup(table, key) -> text",
        summary: "The value of the key in the lookup table; a key that is not there exactly is looked \
                  for without regard to case and blanks around it. `()` when it is not there or \
                  missing.",
        examples: &[],
    },
    Function {
        name: "lookup_or",
        category: Category::Lookup,
        signature: "lookup_or(table, key, default) -> value",
        summary: "The value of the key in the lookup table, `default` when it is not there or missing",
        examples: &[],
    },
    Function {
        name: "find_organization",
        category: Category::Lookup,
        signature: "find_organization(value) -> record",
        summary: "The organization that the value identifies, by the fields that the target compares; \
                  `()` when there is none",
        examples: &[],
    },
    Function {
        name: "find_site",
        category: Category::Lookup,
        signature: "find_site(value) -> record",
        summary: "The site that the value identifies, by the fields that the target compares; `()` \
                  when there is none",
        examples: &[],
    },
    Function {
        name: "find_person",
        category: Category::Lookup,
        signature: "find_person(value) -> record",
        summary: "The person that the value identifies, by the fields that the target compares; `()` \
                  when there is none",
        examples: &[],
    },
    Function {
        name: "find_record",
        category: Category::Lookup,
        signature: "find_record(record_type, value) -> record",
        summary: "The record of that type that the value identifies, by the fields that the target \
                  compares; `()` when there is none",
        examples: &[],
    },
];
