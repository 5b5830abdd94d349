//! The module `table` from outside.

mod csv;
mod rows;
