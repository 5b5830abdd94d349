//! Values while a mapping runs: borrowed, copied freely, kept in an arena that is emptied after each
//! resource.
//!
//! The only module that names `bumpalo`. It knows JSON; it knows neither SCIM nor
//! records nor scripts.

mod arena;
mod escape;
mod json;
mod list;
mod object;
mod read;
mod scanner;
mod selection;
#[allow(clippy::module_inception, reason = "the file is named after its type, as all are")]
mod value;
mod write;

pub use arena::{Arena, Buffer};
pub use list::List;
pub use object::{Entry, Object};
pub use read::{ReadError, read_json};
pub(crate) use scanner::JsonScanner;
pub use selection::Selection;
pub use value::Value;
pub use write::{write_json, write_json_text};
