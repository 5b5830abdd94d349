//! What the Promote view shows and what is done there: what the account would get, what collides, who
//! changes, what was exported before; and two mappings held against each other.
//!
//! Not the checklist itself, which is in `workbench::promotion`.

mod changed_rows;
mod command;
mod comparison;
mod impact_rows;
mod job;
mod state;
mod version_rows;
mod view;

pub use changed_rows::{
    ChangeMark, ChangedRow, TextKind, TextPair, changed_rows, conflict_word, kind_of, text_of,
};
pub use command::{PromoteCommand, Shown};
pub use comparison::{Comparison, ComparisonSide, ComparisonTitle, comparison_sides};
pub use impact_rows::{GroupRow, GroupState, ImpactSummary};
pub use job::{PromoteQuestion, promote_views};
pub(super) use state::PromoteState;
pub use state::RunningImpact;
pub use version_rows::{VersionRow, day_words, version_rows};
pub use view::PromoteView;
