//! Scripts: rhai text in, a value or a reasoned refusal out, whatever the text contains.
//!
//! The only module that names `rhai`. It knows attributes, tables and functions; it knows neither
//! the fields of a target nor what a rule is.

mod access;
mod error;
pub mod functions;
mod inspect;
mod limits;
mod maps;
mod nesting;
mod program;
mod sandbox;
mod value;
mod world;

pub use error::ScriptError;
pub use limits::Limits;
pub use program::{Evaluation, Program, ScriptHost, ScriptInputs};
pub use world::{RecordFinder, World};
