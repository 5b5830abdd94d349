//! The module `target` from outside.

mod built_in;
mod directory;
mod lists;
mod read;
mod values;
