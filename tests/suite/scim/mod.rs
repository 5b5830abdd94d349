//! The module `scim` from outside.

mod dialects;
mod expressions;
mod filter;
mod lint;
mod matching;
mod mutations;
mod normalize;
mod normalize_laws;
mod patch_add;
mod patch_clients;
mod patch_desk;
mod patch_laws;
mod patch_remove;
mod patch_runs;
mod patch_replace;
mod patch_requests;
mod path;
mod payload;
mod payload_robustness;
mod put;
mod resource_reader;
mod select;
mod senders;
