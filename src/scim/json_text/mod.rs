//! JSON as text: where things stand in it, and what is left of it when it is broken.
//!
//! Not a second JSON parser: values are read by `serde_json`. The scanner here only knows strings,
//! brackets, commas and colons; it never recurses, so that no nesting can overflow the stack.

mod cursor;
mod duplicates;
mod items;
mod locate;
mod read;
mod scan;

pub(crate) use cursor::Cursor;
pub(crate) use duplicates::duplicate_keys;
pub(crate) use items::{Item, Items, Part};
pub(crate) use locate::locate_range;
pub use locate::{PathStep, locate};
pub use read::parse_json;
pub(crate) use read::{read_value, syntax_fault};
pub(crate) use scan::{Extent, Fault, skip_blank, trim_blank_end, value_extent};
