//! Rhai text as typed, cut into tokens, and what can be seen in it without compiling it: every text,
//! however wrong or unfinished it is.
//!
//! Not a parser: what compiles and what a script means is decided by `program`.

mod bindings;
mod chain;
mod code;
mod cursor;
mod format;
mod lexer;
mod literals;
mod token;

pub use bindings::{
    Binding, BindingKind, FunctionDefinition, binding_of, bindings, function_definitions, visible_bindings,
};
pub use chain::{Chain, EnclosingCall, Head, Step, arguments, chain_before, chain_from, enclosing_call};
pub use code::Code;
pub use format::formatted;
pub use lexer::tokens;
pub use literals::{TextLiteral, text_literals};
pub use token::{KEYWORDS, Token, TokenKind, is_name, significant_before, token_at};
