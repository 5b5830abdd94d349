//! Cases: what samples are expected to become, made from results, held against them, and shown.
//!
//! Not the comparison itself, which is `mapping::verify`, and not how the results of all cases are
//! brought up to date, which `recompute` does.

mod apply_case;
mod command;
mod difference;
mod expect;
mod filter;
mod rows;
mod run_case;
mod state;
mod value_text;
mod view;

pub use command::CaseCommand;
pub use difference::{ShownDifference, ShownPart, shown_difference, shown_texts};
pub use expect::{ExpectPlan, ExpectQuestion, plan_expectations};
pub use filter::{CaseCounts, CaseFilter, CaseVerdictFilter};
pub use rows::{CaseRow, CaseVerdict, CellVerdict, SampleVerdict};
pub use run_case::{CaseRun, case_results, run_case};
pub(super) use run_case::{current_of, no_rule_set, no_sample, not_run};
pub use state::CaseAnswer;
pub(super) use state::{CasesState, ExplainedCase};
pub use value_text::ValueForm;
pub use view::{CaseFieldRow, CaseView, FieldVerdict};
