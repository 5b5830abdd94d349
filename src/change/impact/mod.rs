//! Impact: whose record differs between two mappings, in what, and which change is the cause.
//!
//! Pure: resources come in one by one, numbers and names go out. Streams, threads and files are
//! joined to it elsewhere.

mod acknowledged;
mod analyst;
mod cause;
mod compare;
mod decide;
mod finder;
#[allow(clippy::module_inception, reason = "the module is named after its main type")]
mod impact;
mod kind;
mod person;
mod rows;
mod sides;
mod status;
mod tally;
mod threshold;
mod variants;
mod words;

pub use acknowledged::{AcknowledgedGroup, AcknowledgedImpact, Uncovered};
pub use analyst::{ImpactAnalyst, ImpactPart};
pub use cause::Cause;
pub use impact::{Impact, ImpactGroup, ImpactInput, ImpactPerson, PersonSource, impact_digest};
pub use kind::ImpactKind;
pub use person::PERSON_ATTRIBUTES;
pub use rows::impact_csv_header;
pub use sides::{ImpactSide, ImpactSides};
pub use tally::{BadInput, ImpactTally};
pub use threshold::{BrokenThreshold, Threshold, ThresholdError};
