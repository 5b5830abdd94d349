//! Lookup tables: a key is translated to a value.

mod csv;
#[allow(clippy::module_inception, reason = "the module is named after its main type")]
mod table;

pub use csv::{read_csv, write_csv};
pub use table::{LookupTable, Row};
