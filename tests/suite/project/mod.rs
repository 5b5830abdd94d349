//! The module `project` from outside: files are kept to the byte, mapping files travel, and what
//! must not be used is refused.

mod broken_files;
mod broken_mapping_files;
mod drift;
mod exchange;
mod generated;
mod interrupted;
mod names;
mod recovery;
mod round_trip;
mod save;
mod seal;
mod tampering;
mod variables;
