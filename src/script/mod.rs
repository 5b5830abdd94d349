//! Scripts: rhai text in, a value or a reasoned refusal out, whatever the text contains.
//!
//! The only module that names `rhai`. It knows attributes, tables and functions; it knows neither
//! the fields of a target nor what a rule is.

mod access;
mod account_text;
mod coverage;
mod describe;
mod error;
mod evaluation;
pub mod functions;
mod gathering;
mod helper_texts;
mod inputs;
mod inspect;
mod interpret;
mod limits;
mod lookups;
mod lower;
mod maps;
mod mistakes;
mod memory;
mod nesting;
mod printed;
mod program;
mod review;
mod sandbox;
pub mod syntax;
mod synonyms;
mod trace;
pub mod types;
mod value;
mod world;

pub use account_text::{AccountText, KnownTexts, proposed_variable};
pub use coverage::{Came, ScriptPoints, ScriptWay, WayKind};
pub use describe::{Condition, ListPart, ListPartKind, Meaning};
pub use error::ScriptError;
pub use evaluation::Evaluation;
pub use inputs::ScriptInputs;
pub use limits::Limits;
pub use lookups::Lookups;
pub use lower::{Branch, Lowering, NodeId, Observer, Place, ReadPath, Reads, Seen, TreeUse};
pub use program::{Program, ScriptHost};
pub use review::{Finding, Knowledge, Review, ScriptResult, Source};
pub use trace::{
    LimitKind, LimitUse, ScriptText, SourcePath, SourceRole, SourceStep, Trace, TraceEvent, TracePlace,
    TraceResult, TraceSource, TraceStep, TraceValue, TraceWay,
};
pub use world::{RecordFinder, World};
