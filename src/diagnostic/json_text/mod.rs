//! temporary
mod document;
mod path;
pub use document::read_document;
pub use path::JsonPath;
pub use crate::scim::json_text::{PathStep, locate, parse_json};
