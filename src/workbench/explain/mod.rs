//! Why a value is as it is, and what the samples come by: rows and sentences for panels and reports.
//!
//! Not the tracing and counting, which `mapping` does.

mod rows;

pub use rows::{
    CoverageKind, CoverageRow, LineNote, OriginRow, ReachedRow, TraceRow, WhySpan, WhyStyle, WhyText,
};
