//! Projects: a mapping with its samples, records, tables, cases and environments, as a folder on
//! disk; and the mapping files that leave and enter it.
//!
//! The only module of the engine that touches the disk.

mod bulk_files;
mod exchange;
mod files;
mod json_text;
mod layout;
mod load;
mod model;
mod parse;
mod preset;
mod recovery;
mod render;
mod sample;
mod samples;
mod save;
mod stems;

pub use bulk_files::{
    InputIdentity, OutputFile, ResumeBasis, ResumeState, clear_resume_state, input_identity, open_input,
    read_resume_state, write_resume_state,
};
pub use exchange::{CaseChoice, ExportRequest, ImportPlan, apply_import, export_mapping_file, plan_import};
pub use files::ProjectFiles;
pub use json_text::JsonText;
pub use load::{ProjectError, is_free_for_project, load_project, read_file, write_file};
pub use model::{Environment, EnvironmentState, ProjectModel, ProjectSettings};
pub use parse::parse_project;
pub use preset::{PRESET_ORDER, load_preset, preset_names};
pub use recovery::{Recovery, clear_recovery, read_recovery, write_recovery};
pub use render::render_project;
pub use sample::{Origin, Sample, SamplePayload, SampleRequest};
pub use samples::Samples;
pub use save::save_project;
pub use stems::FreeStems;
