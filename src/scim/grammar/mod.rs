//! The grammar of filters and attribute paths: RFC 7644 §3.4.2.2 (figure 1) and §3.5.2 (figure 7).
//!
//! Errata 4670, 4690, 7122, 7319, 7322 and 8924 are applied. Not what an expression means: `path`
//! and `filter` know that.

mod cursor;
mod expression;
mod fault;
mod literal;
mod name;

pub(crate) use cursor::{Cursor, UnquotedTexts};
pub(crate) use expression::{read_filter, read_path};
pub(crate) use fault::Fault;
