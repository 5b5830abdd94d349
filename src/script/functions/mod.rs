//! The functions that scripts may call, besides those that rhai itself brings.
//!
//! Every function is one pure Rust function beside its entry in the function reference. Functions
//! that need tables or records are only described here (`lookup`, `outcome`); who has the tables
//! registers them.

pub(crate) mod arguments;
mod in_rhai;
mod reference;
mod registrar;
mod registry;

pub(crate) mod presence;
pub(crate) mod text;
pub(crate) mod text_characters;
pub(crate) mod text_parts;
pub(crate) mod text_more;
pub(crate) mod encoding;
pub(crate) mod number;
pub(crate) mod letters;
mod letters_of_languages;
pub(crate) mod pattern;
pub(crate) mod conversion;
pub(crate) mod name;
pub(crate) mod name_case;
pub(crate) mod person_name;
pub(crate) mod multi_valued;
pub(crate) mod lists;
pub(crate) mod email;
pub(crate) mod phone;
pub(crate) mod phone_number;
pub(crate) mod date;
mod date_pattern;
pub(crate) mod date_parts;
pub(crate) mod time_zone;
pub(crate) mod locale;
pub(crate) mod country;
pub(crate) mod lookup;
pub(crate) mod outcome;
pub(crate) mod hash;

mod guarded;
mod of_rhai;

pub use guarded::MAX_TEXT_BYTES;
pub use of_rhai::{RHAI_FUNCTIONS, RhaiFunction};
pub use reference::to_markdown;
pub(crate) use registrar::PureFunction;
pub use registry::{Category, Example, Function, all, find, register};
pub(crate) use registry::{pure_functions, register_metered};
