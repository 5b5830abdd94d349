//! People and their pseudonyms.

mod bed;
mod command;
mod laws;
mod names;
mod payloads;
mod projects;
mod values;
