//! The module `change` from outside.

mod diff;
