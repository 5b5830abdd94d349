//! Promotion: what an environment has and will have, and whether the mapping may go there.
//!
//! Not the runs over a directory, which are the work of `impact`, and not the disk.

mod cases;
mod content;
mod export;
mod gate;
mod impact_item;
mod import;

pub use cases::{case_results, count_cases};
pub use content::{Promotion, content_before, promotion};
pub use export::{Outgoing, PreparedExport, case_words, prepare_export, unmasked_in};
pub use gate::{GateInput, gate, hard_coded_words};
pub use impact_item::{acknowledge, impact_contents, impact_over_samples, impact_plan, impact_to_attest};
pub use import::{accepted_words, import_entry};
