//! The module `mapping` from outside, and the mapping that every preset has.

mod default_contacts;
mod default_group;
mod default_mapping;
mod default_organization;
mod default_person;
mod preset_cases;
mod rules;
