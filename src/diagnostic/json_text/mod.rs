//! JSON as text: where things stand in it, what is left of it when it is broken, and how our own
//! files are read.
//!
//! Not a second JSON parser: values are read by `serde_json`. The scanner here only knows strings,
//! brackets, commas and colons; it never recurses, so that no nesting can overflow the stack.

mod cursor;
mod duplicates;
mod items;
mod locate;
mod path;
mod read;
mod scan;
mod document;

pub(crate) use cursor::Cursor;
pub use document::{DocumentKind, Probe, read_document};
pub(crate) use duplicates::duplicate_keys;
pub(crate) use items::{Item, Items, Part};
pub(crate) use locate::locate_range;
pub use locate::{PathStep, locate};
pub use path::JsonPath;
pub use read::parse_json;
pub(crate) use read::{read_value, syntax_fault};
pub(crate) use scan::{Extent, Fault, skip_blank, trim_blank_end, value_extent};
