//! Lookup tables: a key is translated to a value.

mod csv;
mod repeats;
mod rows_plan;
#[allow(clippy::module_inception, reason = "the module is named after its main type")]
mod table;

pub use csv::{read_csv, write_csv};
pub use repeats::{KeyRepeat, repeated_keys};
pub use rows_plan::{PlannedRow, RowChange, RowsChoice, RowsPlan, plan_rows};
pub use table::{LookupTable, Row};
