//! Lines of JSON to resources, quickly.
//!
//! Only for lines of which it is certain that the slow way, `read_payload_line` and `normalize`, reads
//! the same from them; all others are left to it. Repairs that concern one value alone are made here
//! too, since some directories need one in every line.

mod names;
mod plan;
mod resource_reader;
mod single;
mod urns;
mod walk;
mod watch;

pub use resource_reader::ResourceReader;
