//! Attribute paths: RFC 7644 §3.5.2 and §3.10.

mod attribute_path;
mod resolved_path;

pub use attribute_path::AttributePath;
pub use resolved_path::ResolvedPath;
