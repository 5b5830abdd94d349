//! The module `mapping` from outside, and the mapping that every preset has.

mod cases;
mod coverage;
mod default_contacts;
mod default_group;
mod default_mapping;
mod default_organization;
mod default_person;
pub mod edits;
mod hard_coded;
mod lints;
mod live_mapping;
mod pair;
mod preset_cases;
mod read_resources;
mod rules;
mod traces;
