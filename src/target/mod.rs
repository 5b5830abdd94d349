//! Targets: what the service provider accepts, read from data.
//!
//! Knows record types, fields, records and how a value is checked; knows no service provider by
//! name and nothing about SCIM.

mod built_in;
mod check;
mod directory;
mod email;
mod field;
mod import_file;
mod finding;
mod read;
mod record;
mod scalar;
mod schema;
mod service_provider;
mod validate;

pub use built_in::{built_in_target, built_in_targets};
pub use check::{Checked, CheckedValue, ValueChecker, check_value};
pub use directory::Directory;
pub use field::{FieldType, LabelTable, ListType, TargetField};
pub use finding::Finding;
pub use import_file::{ColumnContent, ImportColumn, ImportFile};
pub use read::{TARGET_FORMAT, read_target};
pub use record::{FieldDifference, Record, record_diff};
pub use schema::{Enumeration, RecordType, TargetSchema};
pub use service_provider::ServiceProvider;
