//! The module `change` from outside.

mod generated;
mod diff;
mod impact;
mod impact_law;
mod look;
mod thresholds;
mod laws;
mod merge;
