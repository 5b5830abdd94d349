//! The app without a window: a project that is edited by commands, with undo, selection, preview
//! and problems.
//!
//! Does no I/O: what has to happen outside is given back as effects, what happened comes in as
//! commands and job events.

mod apply;
mod attribute_tree;
mod cases;
mod command;
mod data;
mod display;
mod effect;
mod explain;
mod find;
mod history;
pub mod impact;
mod import_samples;
mod join_samples;
pub mod language;
mod masking;
mod notice;
mod preview;
mod project_commands;
mod promote;
pub mod promotion;
mod recompute;
mod rows;
mod rule_commands;
mod runner;
mod sample_commands;
mod selection;
mod sign_off;
mod simulation;
#[allow(clippy::module_inception, reason = "the module is named after its main type")]
mod workbench;

pub use cases::{
    CaseAnswer, CaseCommand, CaseCounts, CaseFieldRow, CaseFilter, CaseRow, CaseRun, CaseVerdict,
    CaseVerdictFilter, CaseView, CellVerdict, ExpectPlan, ExpectQuestion, FieldVerdict, SampleVerdict,
    ShownDifference, ShownPart, ValueForm, case_results, plan_expectations, run_case, shown_difference,
    shown_texts,
};
pub use command::{Command, ProjectCommand, RuleCommand, SampleCommand, SelectCommand};
pub use data::{
    EnvironmentCommand, EnvironmentDraft, MakeVariable, MissingKeyRow, TableCommand, TableFacts,
    TableSummary, UsesIndex, ValueCell, ValueState, VariableCommand, VariableProposal, VariableRow,
    environment_losses, environment_objections, rows_from_text,
};
pub use display::{display_value, one_line, one_line_script};
pub use effect::{Effect, Job, JobEvent};
pub use explain::{
    CoverageKind, CoverageReport, CoverageRow, CoveredEntry, ExplainAnswer, ExplainCache, ExplainPart,
    ExplainQuestion, ExplainWanted, LineNote, NeverFilled, OriginRow, ReachedRow, TraceRow, UnreadAttribute,
    WhySpan, WhyStyle, WhyText, branch_words, cover, explain, line_notes, make_up, origin_rows, origin_words,
    place_words, role_words, script_name, trace_remarks, trace_rows, why,
};
pub use find::{FindQuery, FindResult, FoundPlace, find_in_scripts, replaced, script_places};
pub use import_samples::{LoadedSamples, samples_from_bytes};
pub use join_samples::JoinedSamples;
pub use masking::{
    MaskCheck, MaskDifference, MaskDifferenceRow, MaskOutcome, MaskQuestion, MaskedProject, MaskedValueRow,
    SampleCheck, check_masked, kept_values_of, mask_loaded, mask_project,
};
pub use notice::Notice;
pub use preview::{Preview, SampleRun, StateCounts};
pub use promote::{
    ChangeMark, ChangedRow, Comparison, ComparisonSide, ComparisonTitle, GroupRow, GroupState, ImpactSummary,
    PromoteCommand, PromoteQuestion, PromoteView, RunningImpact, Shown, TextKind, TextPair, VersionRow,
    changed_rows, comparison_sides, conflict_word, day_words, kind_of, promote_views, text_of, version_rows,
};
pub use recompute::{
    LookedAt, Problem, ProblemTarget, RecomputeCache, RecomputeControl, RecomputeInput, recompute,
    recompute_in_slices,
};
pub use rows::{AttributeRow, CellState, FieldCell, RecordRow, RuleRow, SampleRow, SampleState};
pub use runner::{NotRun, ProjectRunner, SampleInput, directory_of, target_of};
pub use selection::{ScriptPlace, Selection, View};
pub use sign_off::{
    SignOffCase, SignOffImport, SignOffRefusal, SignOffRequest, Verdict, apply_sign_off_import,
    plan_sign_off_import, sign_off,
};
pub use simulation::{
    AttributeChangeRow, Behind, CardRow, CardState, ChangeRow, EditedRequest, EmptyView, MatchesView,
    RecordChoice, RecordTable, RequestCard, SampleKind, Scenario, ScenarioEntry, SimulateCommand,
    SimulateTab, SimulationAnswer, SimulationCache, SimulationPart, SimulationQuestion, SimulationView,
    StartView, StepRows, Subject, TemplateWords, basis_words, method_words, requests_from_text, sample_kind,
    simulate, template_words, templates_for, way_words,
};
pub use workbench::Workbench;
