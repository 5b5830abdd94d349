//! The functions that scripts may call, besides those that rhai itself brings.
//!
//! Every function is one pure Rust function beside its entry in the function reference. Functions
//! that need tables or records are only described here (`lookup`, `outcome`); who has the tables
//! registers them.

pub(crate) mod arguments;
mod in_rhai;
mod registrar;
mod registry;

pub(crate) mod presence;
pub(crate) mod text;
pub(crate) mod text_characters;
pub(crate) mod text_parts;
pub(crate) mod letters;
pub(crate) mod pattern;
pub(crate) mod conversion;
pub(crate) mod name;
pub(crate) mod name_case;
pub(crate) mod multi_valued;
pub(crate) mod email;
pub(crate) mod phone;
pub(crate) mod date;
pub(crate) mod locale;
pub(crate) mod country;
pub(crate) mod lookup;
pub(crate) mod outcome;
pub(crate) mod hash;

mod guarded;
mod of_rhai;

pub use guarded::{MAX_TEXT_BYTES, guard};
pub use of_rhai::{RHAI_FUNCTIONS, RhaiFunction};
pub(crate) use registrar::PureFunction;
pub(crate) use registry::pure_functions;
pub use registry::{Category, Example, Function, all, find, register, to_markdown};
