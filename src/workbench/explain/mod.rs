//! Why a value is as it is, and what the samples come by: rows and sentences for panels and reports.
//!
//! Not the tracing and counting, which `mapping` does.

mod rows;
mod words;
mod why;
mod line_notes;
mod selected;

pub use line_notes::line_notes;
pub use rows::{
    CoverageKind, CoverageRow, LineNote, OriginRow, ReachedRow, TraceRow, WhySpan, WhyStyle, WhyText,
};
pub use selected::is_same_part;
pub use why::why;
pub use words::{origin_words, place_words, role_words, trace_remarks, trace_rows};
