//! Projects: a mapping with its samples, records, tables, cases and environments, as a folder on
//! disk; and the mapping files that leave and enter it.
//!
//! The only module of the engine that touches the disk.

mod bulk_files;
mod drift;
mod exchange;
mod files;
mod history;
mod import;
mod journal;
mod json_text;
mod kept_file;
mod keys;
mod layout;
mod ledger;
mod leftovers;
mod load;
mod mask_key;
mod model;
mod parse;
mod people;
mod preset;
mod recovery;
mod render;
mod sample;
mod samples;
mod save;
mod stems;
mod variables;

pub use bulk_files::{
    InputIdentity, OutputFile, ResumeBasis, ResumeState, clear_resume_state, input_identity, open_input,
    read_resume_state, write_resume_state,
};
pub use drift::{Drift, SettledConflict, drift_merge, finish_drift, settle_drift};
pub use exchange::{
    Attestation, CaseChoice, ExportRequest, content_for, content_to_export, export_attested,
    export_mapping_file, remember_exchange,
};
pub use files::ProjectFiles;
pub use history::{KnownVersion, OpenedVersion, copy_past, history, named_version, open_version};
pub use import::{
    ImportPlan, ImportWay, apply_import, bring_back, check_fit, is_edited_since_exchange, plan_import,
    plan_import_from, put_content, short_digest,
};
pub use journal::finish_interrupted_save;
pub use json_text::JsonText;
pub use keys::{KeyFolder, KeyFolderError, OWN_KEY, user_name_of};
pub use ledger::{LedgerEntry, LedgerEvent, append_ledger, read_ledger, whole_seconds};
pub use load::{ProjectError, is_free_for_project, load_project, make_folder, read_file, write_file};
pub use mask_key::{fresh_mask_secret, mask_key_path, mask_secret_of, read_mask_secret, write_mask_secret};
pub use model::{AcceptedHardCoded, Environment, EnvironmentState, Masking, ProjectModel, ProjectSettings};
pub use parse::parse_project;
pub use people::{People, unmasked_cases, unmasked_samples, unmasked_words};
pub use preset::{PRESET_ORDER, load_preset, preset_names};
pub use recovery::{Recovery, clear_recovery, read_recovery, write_recovery};
pub use render::render_project;
pub use sample::{Origin, Sample, SamplePayload, SampleRequest};
pub use samples::Samples;
pub use save::{Exchanges, record_exchanges, save_exchanged, save_project};
pub use stems::{FreeCaseStems, FreeStems};
pub use variables::{VariableFinding, VariableFindingKind};
