//! What an evaluation did, step by step, and which parts of its variables its result came from.
//!
//! Not what is said of it in words: floors above do that.

mod source;
#[allow(clippy::module_inception, reason = "the module is named after its main type")]
mod trace;
mod trace_value;

mod assemble;
mod evaluate;
mod extents;
mod flow;
mod frame;
mod located;
mod recorder;
mod resolve;
mod results;
mod writer;

pub(crate) use extents::Extents;
pub use source::{SourcePath, SourceStep};
pub use trace::{
    LimitKind, LimitUse, ScriptText, SourceRole, Trace, TraceEvent, TracePlace, TraceResult, TraceSource,
    TraceStep, TraceWay,
};
pub use trace_value::TraceValue;
pub(crate) use writer::{head_of_loop, places_of};
