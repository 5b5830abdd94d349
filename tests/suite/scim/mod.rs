//! The module `scim` from outside.

mod normalize;
mod payload;
mod payload_robustness;
