//! Impact over a directory of payloads or over the samples of a project.
//!
//! Joins what `change::impact` finds for one resource to the streams of `bulk`; opens no file itself.

mod plan;
mod question;
mod rows;
mod samples;
mod state;
mod stream;

pub use plan::{ImpactPlan, ImpactRequest};
pub use question::{ImpactAnswer, ImpactQuestion, ImpactSource};
pub use rows::{ImpactFilter, ImpactGroupRow, ImpactPersonRow, impact_group_rows, impact_person_rows};
pub use samples::impact_of_samples;
pub(super) use state::ImpactState;
pub use stream::{ImpactControl, ImpactError, ImpactProgress, ImpactRun, ImpactStream, impact_of_stream};
