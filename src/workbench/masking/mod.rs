//! Masking the people of a project, and whether the mapping does the same with them.
//!
//! Not how a value is masked, which `mask` knows.

mod check;
mod commands;
mod kept;
mod project;
mod rows;

pub use check::{MaskCheck, MaskDifference, SampleCheck, check_masked};
pub use commands::MaskQuestion;
pub(super) use commands::{MaskingState, set_payload};
pub use kept::kept_values_of;
pub use project::{MaskOutcome, MaskedProject, mask_loaded, mask_project};
pub use rows::{MaskDifferenceRow, MaskedValueRow};
