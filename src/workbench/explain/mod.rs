//! Why a value is as it is, and what the samples come by: rows and sentences for panels and reports.
//!
//! Not the tracing and counting, which `mapping` does.

mod rows;
mod words;
mod why;
mod line_notes;
mod coverage;
mod job;
mod made_up;
mod state;
mod queries;

pub use coverage::{
    CoverageReport, CoveredEntry, NeverFilled, UnreadAttribute, branch_words, cover, make_up, script_name,
};
pub(super) use coverage::{Prepared, described, prepared};
pub use job::{ExplainAnswer, ExplainCache, ExplainPart, ExplainQuestion, explain};
pub use line_notes::line_notes;
pub use queries::origin_rows;
pub use rows::{
    CoverageKind, CoverageRow, LineNote, OriginRow, ReachedRow, TraceRow, WhySpan, WhyStyle, WhyText,
};
pub(super) use state::ExplainState;
pub use state::ExplainWanted;
pub use why::why;
pub use words::{origin_words, place_words, role_words, trace_remarks, trace_rows};
