//! The module `report` from outside: what is said of rules, the sheets, and sheets that come back.

pub mod customer;
mod documents;
mod returned;
mod rules_in_words;
pub mod sheets;
mod words;
