//! The generated directory: SCIM users of about 2 KB each, as one line of NDJSON each.
//!
//! Made from a seed alone, so that every machine measures the same bytes. No person in it is real:
//! given and family names of a language are drawn independently, every domain ends in `.example`.

mod languages;
mod person;
mod random;
mod write;

pub use write::{DirectoryPlan, Gaps, write_directory};
