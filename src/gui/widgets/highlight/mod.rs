//! Cuts scripts and JSON into coloured pieces.
//!
//! Not parsers: every text gets pieces, however wrong it is, and nothing is reported.

mod json;
mod language;
mod rhai;
mod scanner;
mod token;

pub use language::{Language, tokens_of};
pub use token::{Token, TokenKind, token_colour};
