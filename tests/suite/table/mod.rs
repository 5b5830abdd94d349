//! The module `table` from outside.

mod csv;
