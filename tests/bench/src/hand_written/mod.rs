//! The same mapping as a good engineer writes it by hand in Rust: typed structs that borrow from the
//! line, tables hashed once, and no step that this one mapping does not need.
//!
//! The practical limit. Nothing of it can be changed without a compiler, and nothing is checked
//! against the target.

mod map;
mod person;
mod phone;
mod record;
mod text;
mod user;
mod world;

pub use map::map_user;
pub use user::User;
pub use world::World;
